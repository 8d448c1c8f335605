//! `pharos calc METRIC number=value`: what typed numbers give; without numbers, which there are.

use crate::arguments::CalcArguments;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::figures;
use locales::{Argument, format_decimal};
use model::currency::Currency;
use query::answer::{Figure, Value};
use query::calculator::answer::{CalculatorAnswer, CalculatorResult, FormulaToken, TokenKind};
use query::calculator::{Typed, calculate};
use query::{ErrorCode, QueryError};
use std::path::PathBuf;
use workspace::Workspace;

type Pairs = Vec<(String, String)>;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: CalcArguments) -> Result<(), Failure> {
    let (metric, address) = address(arguments)?;
    let answer: CalculatorAnswer = match data::reach(console, asked)? {
        Door::Server(server) => server.get("calculator", &address)?,
        Door::Here(workspace) => ask(&workspace, &address)?,
    };
    match metric {
        Some(metric) => {
            let results = || answer.sections.iter().flat_map(|section| &section.results);
            let unknown = || {
                let names = results().map(|result| result.metric.as_str());
                QueryError::new(ErrorCode::UnknownMetric, &metric).suggesting(names)
            };
            let result = results().find(|result| result.metric == metric).ok_or_else(unknown)?;
            show_one(console, &answer, result);
            console.value(result)
        }
        None => {
            show_all(console, &answer);
            console.value(&answer)
        }
    }
}

/// The metric, when the first word is one, and the numbers as the address of the page would say them.
fn address(arguments: CalcArguments) -> Result<(Option<String>, Pairs), Failure> {
    let (metric, first) = match arguments.calculated {
        Some(word) if word.contains('=') => (None, Some(word)),
        word => (word, None),
    };
    let mut pairs = Vec::new();
    for number in first.into_iter().chain(arguments.numbers) {
        let pair = number.split_once('=');
        let (name, value) = pair.ok_or_else(|| Failure::said(Exit::Refused, "not_a_pair", "given", &number))?;
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    pairs.extend(arguments.by.map(|by| ("by".to_owned(), by)));
    Ok((metric, pairs))
}

fn ask(workspace: &Workspace, address: &[(String, String)]) -> Result<CalculatorAnswer, Failure> {
    let scope = query::scope::Scope::everything();
    Ok(workspace.with_query(|context| {
        let typed = Typed::parse(context.catalogue, address)?;
        calculate(context.catalogue, context.settings, &scope, &typed)
    })?)
}

fn show_all(console: &Console, answer: &CalculatorAnswer) {
    let mut inputs = Vec::new();
    let mut results = Vec::new();
    for section in &answer.sections {
        for input in &section.inputs {
            let unit = console.name(&format!("calculator.units.{}", input.unit), &input.unit);
            inputs.push(vec![
                input.id.clone(),
                input_name(console, &input.id),
                unit,
                typed(console, input.value.as_ref()),
            ]);
        }
        for result in section.results.iter().filter(|result| result.needs.is_empty()) {
            results.push(vec![result.metric.clone(), metric_name(console, result), value(console, result)]);
        }
    }
    console.table(&["number", "name", "unit", "value"], &inputs);
    if !results.is_empty() {
        console.line("");
        console.table(&["metric", "name", "value"], &results);
    }
}

fn show_one(console: &Console, answer: &CalculatorAnswer, result: &CalculatorResult) {
    console.line(&format!("{}: {}", metric_name(console, result), value(console, result)));
    console.line(&formula(console, answer, &result.formula));
    if !result.needs.is_empty() {
        let names: Vec<String> = result.needs.iter().map(|id| format!("{id} ({})", input_name(console, id))).collect();
        console.say("needs", &[("needs", Argument::from(names.join(", ")))]);
    }
    if let Some(compounded) = &result.compounded {
        let share = |number: f64| figure_text(console, &Value::Number { number }, &result.unit);
        let arguments =
            [("month", Argument::from(share(compounded.month))), ("year", Argument::from(share(compounded.year)))];
        console.say("compounded", &arguments);
    }
    if result.sensitivity.is_empty() {
        return;
    }
    let percent = format_decimal(console.tag(), &format!("{}", answer.step * 100.0));
    let rows: Vec<Vec<String>> = result
        .sensitivity
        .iter()
        .map(|effect| {
            let end = |value: &Value| figure_text(console, value, &result.unit);
            vec![input_name(console, &effect.input), end(&effect.lower), end(&effect.upper)]
        })
        .collect();
    console.line("");
    console.say("sensitivity", &[("percent", Argument::from(percent))]);
    console.table(&["number", "smaller", "larger"], &rows);
}

fn value(console: &Console, result: &CalculatorResult) -> String {
    let value = figures::figure(console, &result.figure, &result.unit);
    match result.figure.interval {
        Some((low, high)) => {
            let end = |number: f64| figure_text(console, &Value::Number { number }, &result.unit);
            format!("{value} ({} – {})", end(low), end(high))
        }
        None => value,
    }
}

fn figure_text(console: &Console, value: &Value, unit: &str) -> String {
    let figure = Figure {
        value: value.clone(),
        numerator: None,
        denominator: None,
        n: 0,
        pending: 0,
        missing_fx: 0,
        low_n: false,
        interval: None,
    };
    figures::figure(console, &figure, unit)
}

fn formula(console: &Console, answer: &CalculatorAnswer, tokens: &[FormulaToken]) -> String {
    let text = |token: &FormulaToken| match token.kind {
        TokenKind::Sign => token.text.clone(),
        TokenKind::Number => format_decimal(console.tag(), &token.text),
        TokenKind::Missing => format!("[{}]", input_name(console, &token.text)),
        TokenKind::Share => figure_text(console, &share(&token.text), "share"),
        TokenKind::Money => money(console, &token.text, &answer.currency),
    };
    let joined = tokens.iter().map(text).collect::<Vec<_>>().join(" ");
    format!("= {}", joined.replace("( ", "(").replace(" )", ")"))
}

fn share(text: &str) -> Value {
    Value::Number { number: text.parse().unwrap_or_default() }
}

fn money(console: &Console, minor: &str, code: &str) -> String {
    match (minor.parse(), code.parse::<Currency>()) {
        (Ok(minor), Ok(currency)) => {
            format_decimal(console.tag(), &currency.major_units(minor).normalize().to_string())
        }
        _ => minor.to_owned(),
    }
}

fn typed(console: &Console, value: Option<&String>) -> String {
    value.map(|value| format_decimal(console.tag(), value)).unwrap_or_default()
}

fn input_name(console: &Console, id: &str) -> String {
    console.name(&format!("calculator.inputs.{id}"), id)
}

fn metric_name(console: &Console, result: &CalculatorResult) -> String {
    console.name(&format!("metrics.{}.name", result.metric), &result.metric)
}
