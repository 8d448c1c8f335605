//! Groups beside each other, for a person: the verdict in words first.

use crate::console::Console;
use crate::figures;
use locales::{Argument, format_decimal};
use query::answer::Value;
use query::experiment::answer::{Comparison, ExperimentAnswer};

pub(super) fn show(console: &Console, answer: &ExperimentAnswer) {
    let verdict = &answer.verdict;
    let name = |name: &Option<String>| group_name(console, name);
    let apart = |number: Option<f64>| number.map(|number| difference(console, answer, number)).unwrap_or_default();
    let arguments = [
        ("group", Argument::from(name(&verdict.group))),
        ("against", Argument::from(name(&verdict.against))),
        ("least", Argument::from(apart(verdict.least))),
        ("most", Argument::from(apart(verdict.most))),
    ];
    console.line(&console.texts().text(
        console.tag(),
        &format!("experiments.verdict.{}", word(verdict.kind)),
        &arguments,
    ));
    for warning in &answer.warnings {
        let key = format!("experiments.warning.{}", word(warning));
        console.line(&format!("! {}", console.texts().text(console.tag(), &key, &[])));
    }
    console.line("");
    let groups: Vec<Vec<String>> = answer
        .groups
        .iter()
        .map(|group| {
            let n = format_decimal(console.tag(), &group.n.to_string());
            let interval = group.interval.map(|(low, high)| between(console, answer, low, high)).unwrap_or_default();
            vec![name(&group.name), n, value(console, answer, group.value), interval]
        })
        .collect();
    console.table(&["group", "n", "value", "interval"], &groups);
    console.line("");
    let rows: Vec<Vec<String>> =
        answer.comparisons.iter().map(|comparison| comparison_row(console, answer, comparison)).collect();
    console.table(&["group", "difference", "interval", "test", "p"], &rows);
    let first = name(&answer.groups.first().and_then(|group| group.name.clone()));
    let note = if answer.comparisons.len() > 1 { "against_corrected" } else { "against_first" };
    console.line(&console.texts().text(
        console.tag(),
        &format!("experiments.{note}"),
        &[("group", Argument::from(first))],
    ));
    tests(console, answer);
}

/// The test of all groups together, and whether their sizes are those that were meant.
fn tests(console: &Console, answer: &ExperimentAnswer) {
    let said = |key: &str, test: String, p: f64| {
        let arguments = [("test", Argument::from(test)), ("p", Argument::from(probability(console, p)))];
        console.line(&console.texts().text(console.tag(), &format!("ui.experiments.{key}"), &arguments));
    };
    if answer.overall.is_some() || answer.allocation.is_some() {
        console.line("");
    }
    if let Some(overall) = &answer.overall {
        said(
            "overall",
            console.texts().text(console.tag(), &format!("experiments.test.{}", overall.test), &[]),
            overall.p_value,
        );
    }
    if let Some(allocation) = &answer.allocation {
        said("allocation", String::new(), allocation.p_value);
    }
}

fn probability(console: &Console, p: f64) -> String {
    const SMALLEST: f64 = 0.0001;
    let digits = |p: f64| format_decimal(console.tag(), &format!("{p:.4}"));
    if p < SMALLEST { format!("< {}", digits(SMALLEST)) } else { digits(p) }
}

fn comparison_row(console: &Console, answer: &ExperimentAnswer, comparison: &Comparison) -> Vec<String> {
    let test = comparison
        .test
        .map(|test| console.texts().text(console.tag(), &format!("experiments.test.{}", word(test)), &[]));
    let interval = comparison
        .interval
        .map(|(low, high)| format!("{} – {}", difference(console, answer, low), difference(console, answer, high)));
    let p_value = comparison.adjusted_p_value.map(|p_value| probability(console, p_value));
    vec![
        group_name(console, &comparison.group),
        difference(console, answer, comparison.difference),
        interval.unwrap_or_default(),
        test.unwrap_or_default(),
        p_value.unwrap_or_default(),
    ]
}

/// The word of the wire.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn group_name(console: &Console, name: &Option<String>) -> String {
    let known = name.clone().filter(|name| !name.is_empty());
    known.unwrap_or_else(|| console.text("not_set", &[]))
}

fn between(console: &Console, answer: &ExperimentAnswer, low: f64, high: f64) -> String {
    format!("{} – {}", value(console, answer, low), value(console, answer, high))
}

/// Shares differ by points. What is not nothing is not shown as nothing.
fn difference(console: &Console, answer: &ExperimentAnswer, number: f64) -> String {
    let sign = if number > 0.0 { "+" } else { "" };
    if answer.unit == "share" {
        return format!("{sign}{}", figures::points(console, number));
    }
    format!("{sign}{}", value(console, answer, number))
}

fn value(console: &Console, answer: &ExperimentAnswer, number: f64) -> String {
    let value = if answer.unit == "money" {
        Value::Money { amount: format!("{number:.4}"), currency: answer.currency.clone() }
    } else {
        Value::Number { number }
    };
    figures::value(console, &value, &answer.unit)
}
