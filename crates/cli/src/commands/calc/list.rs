//! All that can be calculated, or all that follows from what is typed.

use super::{result, words};
use crate::console::Console;
use query::calculator::answer::{CalculatorAnswer, CalculatorResult, CalculatorSectionAnswer, InputAnswer};

pub(super) fn show(console: &Console, answer: &CalculatorAnswer) {
    let typed: Vec<&InputAnswer> = inputs(answer).filter(|input| input.value.is_some()).collect();
    if typed.is_empty() {
        possible(console, answer);
    } else {
        found(console, answer, &typed);
    }
}

fn inputs(answer: &CalculatorAnswer) -> impl Iterator<Item = &InputAnswer> {
    answer.sections.iter().flat_map(|section| &section.inputs)
}

/// Every metric with the numbers it takes, and every number, section by section.
fn possible(console: &Console, answer: &CalculatorAnswer) {
    for section in &answer.sections {
        console.line(&console.name(&format!("calculator.sections.{}", section.id), &section.id));
        let metrics: Vec<Vec<String>> = section.results.iter().map(|result| metric_row(console, result)).collect();
        console.table(&["metric", "name", "numbers"], &metrics);
        console.line("");
        console.table(&["number", "name", "unit", "usual"], &input_rows(console, answer, section));
        console.line("");
    }
    console.say("calc_hint", &[]);
}

/// Numbers that may stay out stand in brackets.
fn metric_row(console: &Console, result: &CalculatorResult) -> Vec<String> {
    let number = |id: &String| if result.needs.contains(id) { id.clone() } else { format!("[{id}]") };
    let numbers: Vec<String> = result.inputs.iter().map(number).collect();
    vec![result.metric.clone(), words::metric(console, result), numbers.join(" ")]
}

fn input_rows(console: &Console, answer: &CalculatorAnswer, section: &CalculatorSectionAnswer) -> Vec<Vec<String>> {
    let row = |input: &InputAnswer| {
        let unit = console.name(&format!("calculator.units.{}", input.unit), &input.unit);
        let usual = input.usual.as_ref().map(|usual| words::typed(console, answer, &input.id, usual));
        vec![input.id.clone(), words::input(console, &input.id), unit, usual.unwrap_or_default()]
    };
    section.inputs.iter().map(row).collect()
}

/// What follows, and what one more number would give.
fn found(console: &Console, answer: &CalculatorAnswer, typed: &[&InputAnswer]) {
    let of_typed =
        |result: &&CalculatorResult| result.inputs.iter().any(|id| typed.iter().any(|input| input.id == *id));
    let results: Vec<&CalculatorResult> =
        answer.sections.iter().flat_map(|section| &section.results).filter(of_typed).collect();
    let computed: Vec<&&CalculatorResult> = results.iter().filter(|result| result.needs.is_empty()).collect();
    if computed.is_empty() {
        console.say("calc_nothing", &[]);
    }
    let rows: Vec<Vec<String>> = computed.iter().map(|result| value_row(console, result)).collect();
    console.table(&["metric", "name", "value", "note"], &rows);
    result::say_changes(console, answer);
    let rows: Vec<Vec<String>> = computed.iter().filter_map(|result| changed_row(console, result)).collect();
    console.table(&["metric", "name", "value", "what_if", "change"], &rows);
    let almost = results.iter().filter(|result| result.needs.len() == 1);
    let rows: Vec<Vec<String>> = almost
        .map(|result| vec![result.metric.clone(), words::metric(console, result), result.needs.join(" ")])
        .collect();
    if !rows.is_empty() {
        console.line("");
        console.say("calc_almost", &[]);
        console.table(&["metric", "name", "number"], &rows);
    }
}

fn value_row(console: &Console, result: &CalculatorResult) -> Vec<String> {
    let note = words::low_n(console, result).unwrap_or_default();
    vec![result.metric.clone(), words::metric(console, result), words::value(console, result), note]
}

fn changed_row(console: &Console, result: &CalculatorResult) -> Option<Vec<String>> {
    let (before, after, change) = words::changed(console, result)?;
    Some(vec![result.metric.clone(), words::metric(console, result), before, after, change])
}
