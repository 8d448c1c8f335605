//! `pharos experiment`: groups beside each other; the verdict in words first.

use crate::arguments::ExperimentArguments;
use crate::clock;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::figures;
use locales::{Argument, format_decimal};
use query::answer::{Figure, Value};
use query::experiment::answer::{Comparison, ExperimentAnswer};
use query::experiment::{Asked, measured, typed};
use query::request::Subject;
use query::scope::Scope;
use std::path::PathBuf;
use workspace::Workspace;

type Pairs = Vec<(String, String)>;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: ExperimentArguments) -> Result<(), Failure> {
    let address = address(arguments)?;
    if !address.iter().any(|(name, _)| name == "metric" || name == "groups") {
        return Err(Failure::said(Exit::Refused, "no_groups", "command", "pharos experiment"));
    }
    let answer: ExperimentAnswer = match data::reach(console, asked)? {
        Door::Server(server) => server.get("experiments", &address)?,
        Door::Here(workspace) => ask(&workspace, &address)?,
    };
    show(console, &answer);
    console.value(&answer)
}

/// The flags as the address of the page would say them.
fn address(arguments: ExperimentArguments) -> Result<Pairs, Failure> {
    let mut pairs = Pairs::new();
    if !arguments.group.is_empty() {
        pairs.push(("groups".to_owned(), arguments.group.join("|")));
    }
    let named = [
        ("metric", arguments.compared),
        ("p", arguments.period),
        ("vs", arguments.vs),
        ("slice", arguments.slice),
        ("values", arguments.values),
        ("against", arguments.against),
        ("split", arguments.split),
        ("planned", arguments.planned),
        ("better", arguments.better),
    ];
    for (name, value) in named {
        pairs.extend(value.map(|value| (name.to_owned(), value)));
    }
    if !arguments.filter.is_empty() {
        pairs.push(("f".to_owned(), arguments.filter.join(",")));
    }
    for parameter in arguments.param {
        let pair = parameter.split_once('=');
        let (name, value) = pair.ok_or_else(|| Failure::said(Exit::Refused, "not_a_pair", "given", &parameter))?;
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    Ok(pairs)
}

fn ask(workspace: &Workspace, address: &[(String, String)]) -> Result<ExperimentAnswer, Failure> {
    let asked = Asked::parse(address)?;
    let metric = address.iter().find(|(name, _)| name == "metric").map(|(_, value)| value.clone());
    let Some(metric) = metric.filter(|_| !asked.is_typed()) else {
        return Ok(typed(workspace.settings().currency.code(), &asked)?);
    };
    let as_of = workspace.as_of(clock::now());
    let parsed = query::parse(&workspace.catalogue(), Subject::Metric(metric.clone()), address, as_of)?;
    if let Some(notice) = parsed.notices.into_iter().next() {
        return Err(notice.into());
    }
    let scope = Scope::everything();
    Ok(workspace.with_query(|context| measured(context, &scope, &metric, &parsed.request, &asked))?)
}

fn show(console: &Console, answer: &ExperimentAnswer) {
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
}

fn comparison_row(console: &Console, answer: &ExperimentAnswer, comparison: &Comparison) -> Vec<String> {
    let test = comparison
        .test
        .map(|test| console.texts().text(console.tag(), &format!("experiments.test.{}", word(test)), &[]));
    let interval = comparison
        .interval
        .map(|(low, high)| format!("{} – {}", difference(console, answer, low), difference(console, answer, high)));
    let p_value = comparison.adjusted_p_value.map(|p_value| format_decimal(console.tag(), &format!("{p_value:.4}")));
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

/// Shares differ by points.
fn difference(console: &Console, answer: &ExperimentAnswer, number: f64) -> String {
    if answer.unit == "share" {
        return format!("{} pp", format_decimal(console.tag(), &format!("{:.2}", number * 100.0)));
    }
    value(console, answer, number)
}

fn value(console: &Console, answer: &ExperimentAnswer, number: f64) -> String {
    let value = if answer.unit == "money" {
        Value::Money { amount: format!("{number:.4}"), currency: answer.currency.clone() }
    } else {
        Value::Number { number }
    };
    let figure = Figure {
        value,
        numerator: None,
        denominator: None,
        n: 0,
        pending: 0,
        missing_fx: 0,
        low_n: false,
        interval: None,
    };
    figures::figure(console, &figure, &answer.unit)
}
