//! The calculator: every measure of its metrics is given by numbers that can be typed.

use crate::calculator::{Calculation, CalculationOption, CalculatorSection};
use crate::definition::{Formula, Metric};
use crate::drafts::{Draft, Drafts};
use crate::problem::{Problem, ProblemCode};
use std::collections::BTreeMap;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    let mut inputs: BTreeMap<&str, &str> = BTreeMap::new();
    for draft in drafts.calculator.values() {
        for input in &draft.item.inputs {
            if let Some(file) = inputs.insert(&input.id, &draft.file) {
                let problem = draft.problem(ProblemCode::DuplicateId, &format!("inputs.{}", input.id));
                problems.push(problem.with("id", &input.id).with("file", file));
            }
        }
    }
    let known: Vec<&str> = inputs.keys().copied().collect();
    for draft in drafts.calculator.values() {
        for calculation in &draft.item.calculations {
            check_calculation(drafts, draft, calculation, &known, problems);
        }
        check_examples(draft, &known, problems);
    }
}

fn check_calculation(
    drafts: &Drafts,
    draft: &Draft<CalculatorSection>,
    calculation: &Calculation,
    known: &[&str],
    problems: &mut Vec<Problem>,
) {
    let path = format!("metrics.{}", calculation.metric);
    if !drafts.has_file("metrics", &calculation.metric) {
        let metrics = drafts.metrics.keys().map(String::as_str);
        let problem = draft.problem(ProblemCode::UnknownMetric, &path).with("metric", &calculation.metric);
        problems.push(problem.nearest(&calculation.metric, metrics));
        return;
    }
    for (measure, formula) in &calculation.measures {
        for name in unknown_inputs(formula, known) {
            let problem = draft.problem(ProblemCode::UnknownInput, &format!("{path}.{measure}"));
            problems.push(problem.with("input", name).nearest(name, known.iter().copied()));
        }
    }
    let Some(metric) = drafts.metric(&calculation.metric) else {
        return;
    };
    for key in calculation.measures.keys().filter(|key| !key.contains('.') && !metric.measures.contains_key(*key)) {
        let problem = draft.problem(ProblemCode::UnknownKey, &format!("{path}.{key}")).with("key", key);
        problems.push(problem.nearest(key, metric.measures.keys().map(String::as_str)));
    }
    for (name, option) in &calculation.options {
        let problem = |code| draft.problem(code, &format!("{path}.options.{name}"));
        let Some(parameter) = metric.parameters.get(name) else {
            let problem = problem(ProblemCode::UnknownParameter).with("parameter", name);
            problems.push(problem.nearest(name, metric.parameters.keys().map(String::as_str)));
            continue;
        };
        for unknown in unknown_parts(option, metric, known) {
            let problem = problem(ProblemCode::UnknownInput).with("input", unknown);
            problems.push(problem.nearest(unknown, known.iter().copied()));
        }
        if let CalculationOption::Choice(words) = option {
            for word in words.keys().filter(|word| !parameter.options.contains(word)) {
                let expected = parameter.options.join(" | ");
                let problem = problem(ProblemCode::WrongValue).with("key", name).with("value", word);
                problems.push(problem.with("expected", expected));
            }
        }
    }
    for name in missing(drafts, calculation, metric) {
        problems.push(draft.problem(ProblemCode::MissingKey, &path).with("key", name));
    }
}

/// Measures in the metric's formula that nothing is typed for.
fn missing(drafts: &Drafts, calculation: &Calculation, metric: &Metric) -> Vec<String> {
    let own = |name: &str| calculation.measures.contains_key(name);
    let mut names: Vec<String> = measures(&metric.value).into_iter().filter(|name| !own(name)).collect();
    let mut open = metric.value.metrics();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(id) = open.pop() {
        let Some(other) = drafts.metric(id).filter(|_| !seen.contains(&id)) else {
            continue;
        };
        seen.push(id);
        open.extend(other.value.metrics());
        let elsewhere = drafts.calculator.values().find_map(|draft| draft.item.calculation(id));
        let given = |name: &str| elsewhere.is_some_and(|known| known.measures.contains_key(name));
        let full = measures(&other.value).into_iter().filter(|name| !given(name)).map(|name| format!("{id}.{name}"));
        names.extend(full.filter(|name| !own(name)));
    }
    names
}

/// What an option names that can neither be typed nor is a measure.
fn unknown_parts<'option>(option: &'option CalculationOption, metric: &Metric, known: &[&str]) -> Vec<&'option str> {
    let is_input = |name: &str| known.contains(&name);
    match option {
        CalculationOption::Input(input) => Some(input.as_str()).into_iter().filter(|input| !is_input(input)).collect(),
        CalculationOption::Choice(words) => words
            .values()
            .flatten()
            .flat_map(|(instead_of, formula)| {
                let place =
                    Some(instead_of.as_str()).filter(|name| !is_input(name) && !metric.measures.contains_key(*name));
                place.into_iter().chain(unknown_inputs(formula, known))
            })
            .collect(),
    }
}

fn measures(formula: &Formula) -> Vec<String> {
    let mut names = Vec::new();
    formula.visit(&mut |part| {
        if let Formula::Measure(name) = part {
            names.push(name.clone());
        }
    });
    names
}

fn unknown_inputs<'formula>(formula: &'formula Formula, known: &[&str]) -> Vec<&'formula str> {
    let mut names = Vec::new();
    formula.visit(&mut |part| {
        if let Formula::Measure(name) = part
            && !known.contains(&name.as_str())
        {
            names.push(name.as_str());
        }
    });
    names
}

fn check_examples(draft: &Draft<CalculatorSection>, known: &[&str], problems: &mut Vec<Problem>) {
    for (position, example) in draft.item.examples.iter().enumerate() {
        let path = format!("examples.{position}");
        if draft.item.calculation(&example.metric).is_none() {
            let problem = draft.problem(ProblemCode::UnknownMetric, &format!("{path}.metric"));
            problems.push(problem.with("metric", &example.metric));
        }
        for name in example.inputs.keys().filter(|name| !known.contains(&name.as_str())) {
            let problem = draft.problem(ProblemCode::UnknownInput, &format!("{path}.inputs.{name}"));
            problems.push(problem.with("input", name).nearest(name, known.iter().copied()));
        }
    }
}
