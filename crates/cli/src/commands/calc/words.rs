//! How numbers, inputs and metrics of the calculator are written.

use crate::console::Console;
use crate::figures;
use locales::{Argument, format_decimal};
use model::currency::Currency;
use query::answer::{Figure, Value};
use query::calculator::answer::{CalculatorAnswer, CalculatorResult, InputAnswer};

pub(super) fn metric(console: &Console, result: &CalculatorResult) -> String {
    console.name(&format!("metrics.{}.name", result.metric), &result.metric)
}

pub(super) fn input(console: &Console, id: &str) -> String {
    console.name(&format!("calculator.inputs.{id}"), id)
}

/// A way of counting: as it is typed, and in words where there are some.
pub(super) fn option(console: &Console, parameter: &str, value: &str) -> String {
    let named = console.name(&format!("ui.option.{value}"), value);
    let named = console.name(&format!("ui.option.{parameter}_{value}"), &named);
    if named == value { named } else { format!("{value} ({named})") }
}

/// The value, with its interval where it has one.
pub(super) fn value(console: &Console, result: &CalculatorResult) -> String {
    let value = figures::figure(console, &result.figure, &result.unit);
    match result.figure.interval {
        Some((low, high)) => {
            let end = |number: f64| figures::value(console, &Value::Number { number }, &result.unit);
            let ends = format!("{} – {}", end(low), end(high));
            let arguments = [("value", Argument::from(value)), ("interval", Argument::from(ends))];
            console.text("with_interval", &arguments)
        }
        None => value,
    }
}

/// Value, value after the changes, and the step between them.
pub(super) fn changed(console: &Console, result: &CalculatorResult) -> Option<(String, String, String)> {
    let what_if = result.what_if.as_ref()?;
    let end = |figure: &Figure| figures::figure(console, figure, &result.unit);
    let change = figures::step(console, what_if.absolute, what_if.relative, &result.unit);
    Some((end(&result.figure), end(&what_if.figure), change))
}

/// "Few cases: read with care", where the figure stands on too few.
pub(super) fn low_n(console: &Console, result: &CalculatorResult) -> Option<String> {
    let n = [("n", Argument::from(result.figure.n))];
    result.figure.low_n.then(|| console.texts().text(console.tag(), "calculator.low_n", &n))
}

/// A number as it was typed: money in major units, shares 0 to 1.
pub(super) fn typed(console: &Console, answer: &CalculatorAnswer, id: &str, number: &str) -> String {
    let unit = input_of(answer, id).map(|input| input.unit.as_str()).unwrap_or_default();
    match unit {
        "share" => figures::value(console, &Value::Number { number: number.parse().unwrap_or_default() }, "share"),
        "money" => format!("{} {}", format_decimal(console.tag(), number), answer.currency),
        _ => format_decimal(console.tag(), number),
    }
}

fn input_of<'a>(answer: &'a CalculatorAnswer, id: &str) -> Option<&'a InputAnswer> {
    answer.sections.iter().flat_map(|section| &section.inputs).find(|input| input.id == id)
}

/// Minor units in a formula, without the currency.
pub(super) fn money(console: &Console, minor: &str, code: &str) -> String {
    match (minor.parse(), code.parse::<Currency>()) {
        (Ok(minor), Ok(currency)) => {
            format_decimal(console.tag(), &currency.major_units(minor).normalize().to_string())
        }
        _ => minor.to_owned(),
    }
}
