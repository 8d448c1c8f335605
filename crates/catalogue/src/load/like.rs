//! `like: <measure>`: a measure that is written as another one of the file, but for what it says itself.

use crate::fields::Report;
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node, Value};

const LIKE: &str = "like";

/// The keys that say how rows or members become a number: who says one of them means none of the others.
const AGGREGATE: &[&str] = &["sum", "count", "quantile", "of"];

/// Writes out every measure of a metric file that refers to another one. What was taken over keeps its place,
/// so that a mistake in it is shown where it is written.
pub(super) fn write_out(metric: &mut Node, report: &mut Report<'_>) {
    let Value::Map(entries) = &mut metric.value else {
        return;
    };
    let Some(measures) = entries.iter_mut().find(|entry| entry.key == "measures") else {
        return;
    };
    let Value::Map(measures) = &mut measures.value.value else {
        return;
    };
    // Only what is written in full can be referred to, so that nothing goes in circles.
    let full: Vec<Entry> = measures.iter().filter(|entry| reference(&entry.value).is_none()).cloned().collect();
    for measure in measures {
        let Some(name) = reference(&measure.value) else {
            continue;
        };
        match name.text().and_then(|name| full.iter().find(|entry| entry.key == name)) {
            Some(original) => measure.value = written_out(&measure.value, &original.value),
            None => report.push(unknown(name, &full, report.file)),
        }
    }
}

fn reference(measure: &Node) -> Option<&Node> {
    let Value::Map(entries) = &measure.value else {
        return None;
    };
    entries.iter().find(|entry| entry.key == LIKE).map(|entry| &entry.value)
}

fn written_out(measure: &Node, original: &Node) -> Node {
    let own = entries(measure).filter(|entry| entry.key != LIKE);
    let aggregates = |key: &str| AGGREGATE.contains(&key);
    let says = |key: &str| entries(measure).any(|own| own.key == key || (aggregates(&own.key) && aggregates(key)));
    let taken_over = entries(original).filter(|entry| !says(&entry.key));
    Node { value: Value::Map(own.chain(taken_over).cloned().collect()), place: measure.place }
}

fn entries(measure: &Node) -> impl Iterator<Item = &Entry> {
    let entries: &[Entry] = match &measure.value {
        Value::Map(entries) => entries,
        _ => &[],
    };
    entries.iter()
}

fn unknown(name: &Node, full: &[Entry], file: &str) -> Problem {
    let known = || full.iter().map(|entry| entry.key.as_str());
    let written = name.text().unwrap_or("");
    Problem::new(ProblemCode::WrongValue, file, name.place)
        .with("key", LIKE)
        .with("value", written)
        .with("expected", known().collect::<Vec<_>>().join(" | "))
        .nearest(written, known())
}
