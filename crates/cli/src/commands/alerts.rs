//! `pharos alerts`: what needs attention. Ends with a code of its own when anything does, so that a schedule sees it.

use crate::arguments::AlertsArguments;
use crate::clock;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::figures;
use locales::Argument;
use model::currency::Currency;
use query::alerts::{Alert, AlertDoubt, AlertKind, AlertsAnswer, Since, Undecided, alerts};
use query::answer::{Change, Conversion, GoalAnswer, MarkAnswer, Value};
use query::scope::Scope;
use serde::Serialize;
use std::path::PathBuf;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: AlertsArguments) -> Result<(), Failure> {
    let named = [("p", arguments.period), ("vs", arguments.vs)];
    let address: Vec<(String, String)> =
        named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let answer: AlertsAnswer = match data::reach(console, asked)? {
        Door::Server(server) => server.get("alerts", &address)?,
        Door::Here(workspace) => {
            let as_of = workspace.as_of(clock::now());
            let request = server::api::alerts::read(&workspace.catalogue(), &address, as_of)?;
            let scope = Scope::everything();
            workspace.with_query(|context| alerts(context, &scope, request))?
        }
    };
    print(console, &answer);
    console.value(&answer)?;
    if answer.alerts.is_empty() { Ok(()) } else { Err(Failure::Silent(Exit::Alerts)) }
}

fn print(console: &Console, answer: &AlertsAnswer) {
    console.line(&figures::elapsed(&answer.frame.period));
    for alert in &answer.alerts {
        console.line(&line(console, answer, alert));
    }
    if answer.alerts.is_empty() {
        let key = if answer.watched == 0 { "none_watched" } else { "none" };
        console.line(&say(console, key, &[]));
    }
    if !answer.undecided.is_empty() {
        console.line("");
        console.line(&say(console, "undecided", &[]));
    }
    for undecided in &answer.undecided {
        console.line(&doubt(console, undecided));
    }
    if answer.watched > 0 {
        console.line("");
        console.line(&say(console, "watched", &[("count", Argument::from(u64::from(answer.watched)))]));
    }
}

fn line(console: &Console, answer: &AlertsAnswer, alert: &Alert) -> String {
    let name = subject(console, &alert.metric, alert.part.as_ref());
    let value = figures::figure(console, &alert.figure, &alert.unit);
    let since = alert.since.as_ref().map(|since| format!("; {}", since_words(console, since))).unwrap_or_default();
    format!("✗ {name}: {value} – {}{since}", cause(console, answer, alert))
}

/// The metric's name, with the part when it is about one.
fn subject(console: &Console, metric: &str, part: Option<&(String, String)>) -> String {
    let name = console.name(&format!("metrics.{metric}.name"), metric);
    let Some((dimension, value)) = part else { return name };
    let dimension = console.name(&format!("dimensions.{dimension}"), dimension);
    let value = if value.is_empty() { console.text("not_set", &[]) } else { value.clone() };
    format!("{name} ({dimension}: {value})")
}

/// What it is held against, in words.
fn cause(console: &Console, answer: &AlertsAnswer, alert: &Alert) -> String {
    let currency = &answer.frame.currency;
    match (alert.kind, &alert.threshold, &alert.goal, &alert.change) {
        (AlertKind::Threshold, Some(mark), _, _) => threshold(console, mark, &alert.unit, currency),
        (AlertKind::Goal, _, Some(goal), _) => self::goal(console, goal, &alert.unit, currency),
        (AlertKind::Change, _, _, Some(change)) => moved(console, "change", change, &alert.unit),
        (AlertKind::Stagnation, _, _, Some(change)) => moved(console, "stagnation", change, &alert.unit),
        (kind, ..) => say(console, &format!("kind.{}", word(&kind)), &[]),
    }
}

fn threshold(console: &Console, mark: &MarkAnswer, unit: &str, currency: &str) -> String {
    let write = |number: f64| figures::value(console, &in_unit(number, unit, currency), unit);
    let per = format!("ui.marks.per_{}", mark.per);
    let given = console.texts().text(console.tag(), &per, &[("value", Argument::from(write(mark.given)))]);
    let side = mark.bad.as_deref().unwrap_or("above");
    let plain = matches!(mark.conversion, Conversion::Same | Conversion::Level);
    let key = if plain { side.to_owned() } else { format!("{side}_converted") };
    say(console, &key, &[("given", Argument::from(given)), ("limit", Argument::from(write(mark.value)))])
}

fn goal(console: &Console, goal: &GoalAnswer, unit: &str, currency: &str) -> String {
    let by = figures::value(console, &in_unit(goal.lead.unwrap_or_default().abs(), unit, currency), unit);
    let verdict = word(&goal.verdict);
    let verdict = if word(&goal.basis) == "level" { format!("level_{verdict}") } else { verdict };
    let ui = |key: &str, arguments: &[(&str, Argument)]| {
        console.texts().text(console.tag(), &format!("ui.goal.{key}"), arguments)
    };
    let target = [
        ("target", Argument::from(figures::value(console, &goal.target, unit))),
        ("period", Argument::from(figures::period(&goal.period))),
    ];
    format!("{} {}", ui("target_of", &target), ui(&verdict, &[("by", Argument::from(by))]))
}

fn moved(console: &Console, key: &str, change: &Change, unit: &str) -> String {
    let arguments = [
        ("change", Argument::from(figures::change(console, change, unit))),
        ("before", Argument::from(figures::figure(console, &change.figure, unit))),
    ];
    say(console, key, &arguments)
}

fn since_words(console: &Console, since: &Since) -> String {
    let arguments = [("day", Argument::from(since.day.as_str())), ("count", Argument::from(u64::from(since.periods)))];
    say(console, if since.at_least { "since_at_least" } else { "since" }, &arguments)
}

fn doubt(console: &Console, undecided: &Undecided) -> String {
    let name = subject(console, &undecided.metric, undecided.part.as_ref());
    let kind = say(console, &format!("kind.{}", word(&undecided.kind)), &[]);
    let doubt = match (undecided.doubt, undecided.reason) {
        (AlertDoubt::NoValue, Some(reason)) => figures::reason(console, reason),
        (doubt, _) => say(console, &format!("doubt.{}", word(&doubt)), &[]),
    };
    format!("· {name} ({kind}): {doubt}")
}

fn in_unit(number: f64, unit: &str, currency: &str) -> Value {
    if unit.starts_with("money") && currency.parse::<Currency>().is_ok() {
        return Value::Money { amount: number.to_string(), currency: currency.to_owned() };
    }
    Value::Number { number }
}

fn say(console: &Console, key: &str, arguments: &[(&str, Argument)]) -> String {
    console.texts().text(console.tag(), &format!("ui.alerts.{key}"), arguments)
}

/// The word of the wire.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
