//! `pharos query METRIC`: the figure of a metric, its history and its parts.

use crate::arguments::QueryArguments;
use crate::clock;
use crate::commands::address;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use crate::figures;
use crate::judged::{self, Measured};
use catalogue::definition::Form;
use locales::{Argument, format_decimal};
use query::answer::{Change, Figure, Frame, GridAnswer, MetricAnswer, NullReason, SliceRow, Value};
use query::cohort::CohortAnswer;
use query::funnel::FunnelAnswer;
use query::request::{Request, Subject};
use query::scope::Scope;
use query::why::WhyAnswer;
use query::{QueryContext, QueryError};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use server::api::metrics::definition::MetricDefinition;
use server::errors::ApiError;
use std::collections::BTreeMap;
use std::path::PathBuf;
use workspace::Workspace;

/// Parameter that names the metric which another one is about.
const OTHER_METRIC: &str = "metric";

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: QueryArguments) -> Result<(), Failure> {
    let (asked_for, slice, why) = (arguments.metric.clone(), arguments.slice.clone(), arguments.why);
    let address = address(arguments)?;
    let door = data::reach(console, asked)?;
    let metric = match slice {
        Some(slice) => teller(console, &door, asked_for, &slice)?,
        None => asked_for,
    };
    if why {
        let answer: WhyAnswer = reach(&door, &metric, "why", &address, query::why::why)?;
        known(&answer.frame)?;
        super::why::print(console, &answer);
        return console.value(&answer);
    }
    let answer: MetricAnswer = reach(&door, &metric, "query", &address, query::metric)?;
    known(&answer.frame)?;
    if matches!(answer.figure.value, Value::Null { reason: NullReason::IsTable }) {
        return table(console, &door, &metric, &address);
    }
    print(console, &answer);
    console.value(&answer)
}

/// Whoever types a filter has no use for the figure of a misspelt one.
fn known(frame: &Frame) -> Result<(), Failure> {
    frame.unknown.first().map_or(Ok(()), |unknown| Err(QueryError::from(unknown.clone()).into()))
}

/// The metric that tells the parts by a dimension: the one that was asked for, or the one its file names.
fn teller(console: &Console, door: &Door, metric: String, dimension: &str) -> Result<String, Failure> {
    let told_by = match door {
        Door::Server(server) => server.get::<MetricDefinition>(&format!("metrics/{metric}"), &[])?.told_by,
        Door::Here(workspace) => {
            workspace.catalogue().metrics.get(&metric).map(|metric| metric.told_by.clone()).unwrap_or_default()
        }
    };
    let Some(teller) = told_by.get(dimension) else {
        return Ok(metric);
    };
    let name = |id: &str| Argument::from(console.name(&format!("metrics.{id}.name"), id));
    let dimension = Argument::from(console.name(&format!("dimensions.{dimension}"), dimension));
    console.say("told_by", &[("metric", name(&metric)), ("dimension", dimension), ("teller", name(teller))]);
    Ok(teller.clone())
}

/// A metric whose answer is not one number.
fn table(console: &Console, door: &Door, metric: &str, address: &[(String, String)]) -> Result<(), Failure> {
    if form(door, metric)? == Form::Funnel {
        let answer: FunnelAnswer = reach(door, metric, "funnel", address, query::funnel::funnel)?;
        super::funnel::print(console, &answer);
        return console.value(&answer);
    }
    let answer: CohortAnswer = reach(door, metric, "cohorts", address, query::cohort::cohorts)?;
    super::cohorts::print(console, &answer);
    console.value(&answer)
}

fn form(door: &Door, metric: &str) -> Result<Form, Failure> {
    match door {
        Door::Server(server) => {
            let definition: MetricDefinition = server.get(&format!("metrics/{metric}"), &[])?;
            Ok(definition.summary.form)
        }
        Door::Here(workspace) => {
            Ok(workspace.catalogue().metrics.get(metric).map_or(Form::Number, |metric| metric.form()))
        }
    }
}

/// A question about a metric that the query layer answers.
type Ask<A> = fn(&QueryContext<'_>, &Scope, Request) -> Result<A, QueryError>;

/// The answer of the server that has the data open, or of the data folder itself.
fn reach<A: DeserializeOwned>(
    door: &Door,
    metric: &str,
    part: &str,
    address: &[(String, String)],
    ask: Ask<A>,
) -> Result<A, Failure> {
    match door {
        Door::Server(server) => server.get(&format!("metrics/{metric}/{part}"), address),
        Door::Here(workspace) => here(workspace, metric.to_owned(), address, ask),
    }
}

/// The flags as the address of the page would say them.
fn address(arguments: QueryArguments) -> Result<Vec<(String, String)>, Failure> {
    let mut pairs = Vec::new();
    let named = [("p", arguments.period), ("g", arguments.grain), ("vs", arguments.vs), ("slice", arguments.slice)];
    for (name, value) in named {
        pairs.extend(value.map(|value| (name.to_owned(), value)));
    }
    pairs.extend(arguments.fx.map(|day| ("fx".to_owned(), day.to_string())));
    pairs.extend(address::narrowed(&arguments.filter, &arguments.param)?);
    Ok(pairs)
}

fn here<A>(workspace: &Workspace, metric: String, address: &[(String, String)], ask: Ask<A>) -> Result<A, Failure> {
    let as_of = workspace.as_of(clock::now());
    let parsed = query::parse(&workspace.catalogue(), Subject::Metric(metric), address, as_of);
    let parsed = parsed.map_err(|error| Failure::Api(ApiError::of_query(workspace, error)))?;
    if let Some(notice) = parsed.notices.into_iter().next() {
        return Err(notice.into());
    }
    let scope = Scope::everything();
    Ok(workspace.with_query(|context| ask(context, &scope, parsed.request))?)
}

fn print(console: &Console, answer: &MetricAnswer) {
    let name = heading(console, answer);
    let value = figures::figure(console, &answer.figure, &answer.unit);
    console.line(&format!("{name}: {value}   {}", figures::elapsed(&answer.frame.period)));
    if let (Some(change), Some(before)) = (&answer.change, &answer.frame.comparison) {
        let of = Measured { unit: &answer.unit, currency: &answer.frame.currency };
        judged::say_change(console, &answer.figure, change, before, of);
    }
    judged::beside(console, answer);
    if !answer.needs.is_empty() {
        let files = super::metrics::files(console, &answer.needs);
        console.say("needs_files", &[("files", files.into()), ("needs", answer.needs.join(", ").into())]);
        // Every line of the history would say the same.
        return;
    }
    let series =
        answer.series.iter().map(|point| row(console, answer, figures::period(&point.period), &point.figure, None));
    let series: Vec<_> = series.collect();
    if !series.is_empty() {
        console.line("");
        console.table(&["period", "value", "n"], &series);
    }
    if let Some(grid) = &answer.grid {
        segments(console, grid);
    }
    let Some(slices) = &answer.slices else { return };
    let unset = || console.text("not_set", &[]);
    let part = |value: &Option<String>| value.clone().filter(|value| !value.is_empty()).unwrap_or_else(unset);
    let mut rows: Vec<_> = slices
        .rows
        .iter()
        .map(|slice| {
            row(console, answer, named_apart(console, part(&slice.value), slice), &slice.figure, slice.change.as_ref())
        })
        .collect();
    rows.push(row(console, answer, console.text("total", &[]), &slices.total, answer.change.as_ref()));
    console.line("");
    console.table(&["part", "value", "n", "change", "judgement"], &rows);
}

/// A part with what it is counted by, where that is not what the whole is counted by.
fn named_apart(console: &Console, part: String, slice: &SliceRow) -> String {
    let word = |value: &str| console.name(&format!("ui.option.{value}"), value);
    let own: Vec<String> = slice.own.iter().map(|own| word(&own.value)).collect();
    if own.is_empty() { part } else { format!("{part} ({})", own.join(", ")) }
}

/// The name of the metric; of one about another with that one's.
fn heading(console: &Console, answer: &MetricAnswer) -> String {
    let name = |id: &str| console.name(&format!("metrics.{id}.name"), id);
    let own = name(&answer.metric);
    match answer.parameters.iter().find(|parameter| parameter.name == OTHER_METRIC) {
        None => own,
        Some(other) => {
            let arguments = [("name", Argument::from(own)), ("metric", Argument::from(name(&other.value)))];
            console.texts().text(console.tag(), "ui.metric.of", &arguments)
        }
    }
}

/// The cells of a grid by segment, the largest first.
fn segments(console: &Console, grid: &GridAnswer) {
    let mut sums: BTreeMap<&str, (u64, Decimal)> = BTreeMap::new();
    for cell in &grid.cells {
        let sum = sums.entry(&cell.segment).or_default();
        sum.0 += cell.customers;
        if let Value::Money { amount, .. } = &cell.value {
            sum.1 += amount.parse::<Decimal>().unwrap_or_default();
        }
    }
    let mut sums: Vec<(&str, (u64, Decimal))> = sums.into_iter().collect();
    sums.sort_by_key(|(_, (customers, _))| std::cmp::Reverse(*customers));
    let currency = match &grid.value {
        Value::Money { currency, .. } => currency.clone(),
        _ => String::new(),
    };
    let line = |(segment, (customers, amount)): (&str, (u64, Decimal))| {
        let value = Value::Money { amount: amount.to_string(), currency: currency.clone() };
        vec![
            console.name(&format!("ui.option.{segment}"), segment),
            format_decimal(console.tag(), &customers.to_string()),
            figures::value(console, &value, "money"),
        ]
    };
    console.line("");
    console.table(&["segment", "customers", "value"], &sums.into_iter().map(line).collect::<Vec<_>>());
}

fn row(
    console: &Console,
    answer: &MetricAnswer,
    label: String,
    figure: &Figure,
    change: Option<&Change>,
) -> Vec<String> {
    vec![
        label,
        figures::figure(console, figure, &answer.unit),
        format_decimal(console.tag(), &figure.n.to_string()),
        change.map(|change| figures::change(console, change, &answer.unit)).unwrap_or_default(),
        change.map(|change| judged::judgement(console, change, figure)).unwrap_or_default(),
    ]
}
