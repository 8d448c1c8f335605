//! One metric from typed numbers: value, formula, and what would move it.

use super::words;
use crate::console::Console;
use crate::figures;
use locales::{Argument, format_decimal};
use query::answer::Value;
use query::calculator::answer::{
    CalculatorAnswer, CalculatorResult, ChangedInput, FormulaToken, OptionAnswer, TokenKind,
};

pub(super) fn show(console: &Console, answer: &CalculatorAnswer, result: &CalculatorResult) {
    console.line(&format!("{}: {}", words::metric(console, result), words::value(console, result)));
    console.line(&formula(console, answer, &result.formula));
    if let Some(low_n) = words::low_n(console, result) {
        console.line(&format!("! {low_n}"));
    }
    if !result.needs.is_empty() {
        let names = result.needs.iter().map(|id| format!("{id} ({})", words::input(console, id)));
        console.say("needs", &[("needs", Argument::from(names.collect::<Vec<_>>().join(", ")))]);
    }
    say_assumed(console, answer, result);
    if let Some(compounded) = &result.compounded {
        let share = |number: f64| figures::value(console, &Value::Number { number }, &result.unit);
        let arguments =
            [("month", Argument::from(share(compounded.month))), ("year", Argument::from(share(compounded.year)))];
        console.say("compounded", &arguments);
    }
    show_options(console, result);
    say_changes(console, answer);
    if let Some((_, after, change)) = words::changed(console, result) {
        console.line(format!("{}: {after}   {change}", words::metric(console, result)).trim_end());
    }
    sensitivity(console, answer, result);
}

/// What nobody typed, and what it is taken to be.
fn say_assumed(console: &Console, answer: &CalculatorAnswer, result: &CalculatorResult) {
    let of =
        |id: &str, value: &str| format!("{} = {}", words::input(console, id), words::typed(console, answer, id, value));
    let assumed: Vec<String> = result.assumed.iter().map(|assumed| of(&assumed.input, &assumed.value)).collect();
    if !assumed.is_empty() {
        let numbers = [("numbers", Argument::from(assumed.join(", ")))];
        console.line(&console.texts().text(console.tag(), "calculator.assumed", &numbers));
    }
}

/// Ways of counting: the one in force, and the others.
fn show_options(console: &Console, result: &CalculatorResult) {
    let in_force = |option: &OptionAnswer| match &option.input {
        Some(input) => format!("= {input}"),
        None => words::option(console, &option.parameter, &option.value),
    };
    let others = |option: &OptionAnswer| {
        let others = option.values.iter().filter(|value| **value != option.value);
        others.map(|value| words::option(console, &option.parameter, value)).collect::<Vec<_>>().join(", ")
    };
    let rows: Vec<Vec<String>> = result
        .options
        .iter()
        .map(|option| {
            let name = console.name(&format!("ui.parameter.{}", option.parameter), &option.parameter);
            let name = console.name(&format!("metrics.{}.parameters.{}", result.metric, option.parameter), &name);
            vec![option.parameter.clone(), name, in_force(option), others(option)]
        })
        .collect();
    if !rows.is_empty() {
        console.line("");
        console.table(&["parameter", "name", "in_force", "possible"], &rows);
    }
}

/// Which numbers are changed, from what to what.
pub(super) fn say_changes(console: &Console, answer: &CalculatorAnswer) {
    if answer.what_if.is_empty() {
        return;
    }
    let number = |id: &str, number: &str| words::typed(console, answer, id, number);
    let change = |changed: &ChangedInput| {
        let (id, after) = (&changed.input, number(&changed.input, &changed.after));
        let before = changed.before.as_ref().map_or_else(|| "–".to_owned(), |before| number(id, before));
        format!("{}: {before} → {after}", words::input(console, id))
    };
    let changes: Vec<String> = answer.what_if.iter().map(change).collect();
    console.line("");
    console.say("what_if", &[("changes", Argument::from(changes.join("; ")))]);
}

fn sensitivity(console: &Console, answer: &CalculatorAnswer, result: &CalculatorResult) {
    if result.sensitivity.is_empty() {
        return;
    }
    let percent = format_decimal(console.tag(), &format!("{}", answer.step * 100.0));
    let end = |value: &Value| figures::value(console, value, &result.unit);
    let rows: Vec<Vec<String>> = result
        .sensitivity
        .iter()
        .map(|effect| vec![words::input(console, &effect.input), end(&effect.lower), end(&effect.upper)])
        .collect();
    console.line("");
    console.say("sensitivity", &[("percent", Argument::from(percent))]);
    console.table(&["number", "smaller", "larger"], &rows);
}

fn formula(console: &Console, answer: &CalculatorAnswer, tokens: &[FormulaToken]) -> String {
    let text = |token: &FormulaToken| match token.kind {
        TokenKind::Sign => token.text.clone(),
        TokenKind::Number => figures::with_true_minus(&format_decimal(console.tag(), &token.text)),
        TokenKind::Missing => format!("[{}]", words::input(console, &token.text)),
        TokenKind::Share => {
            figures::value(console, &Value::Number { number: token.text.parse().unwrap_or_default() }, "share")
        }
        TokenKind::Duration => {
            figures::value(console, &Value::Number { number: token.text.parse().unwrap_or_default() }, "duration")
        }
        TokenKind::Money => words::money(console, &token.text, &answer.currency),
    };
    let joined = tokens.iter().map(text).collect::<Vec<_>>().join(" ");
    format!("= {}", joined.replace("( ", "(").replace(" )", ")"))
}
