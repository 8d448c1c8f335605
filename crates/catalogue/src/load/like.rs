//! `like: <measure>`: a measure that is written as another one, but for what it says itself. The other one stands
//! in the same file, or as `<metric>.<measure>` in another.

use crate::fields::Report;
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{self, Entry, Node, Value};

const LIKE: &str = "like";

/// The keys that say how rows or members become a number: who says one of them means none of the others.
const AGGREGATE: &[&str] = &["sum", "count", "quantile", "of"];

/// Writes out every measure of a metric file that refers to another one; `text_of` gives the file of a metric.
/// What was taken over keeps its place, so that a mistake in it is shown where it is written; what comes from
/// another file stands at the reference.
pub(super) fn write_out<'file>(
    metric: &mut Node,
    text_of: &dyn Fn(&str) -> Option<&'file str>,
    report: &mut Report<'_>,
) {
    let own = in_full(metric);
    for measure in measures_mut(metric) {
        let Some(name) = reference(&measure.value).cloned() else {
            continue;
        };
        let original = name.text().and_then(|text| match text.split_once('.') {
            None => find(&own, text).cloned(),
            Some((metric, measure)) => {
                let other = yaml::parse(text_of(metric)?).ok()?.root;
                find(&in_full(&other), measure).map(|node| placed(node, name.place))
            }
        });
        match original {
            Some(original) => measure.value = written_out(&measure.value, &original),
            None => report.push(unknown(&name, &own, report.file)),
        }
    }
}

/// The measures that can be referred to: those that are written in full, so that nothing goes in circles.
fn in_full(metric: &Node) -> Vec<Entry> {
    let measures = entries(metric).find(|entry| entry.key == "measures");
    let measures = measures.into_iter().flat_map(|entry| entries(&entry.value));
    measures.filter(|measure| reference(&measure.value).is_none()).cloned().collect()
}

fn measures_mut(metric: &mut Node) -> &mut [Entry] {
    let Value::Map(entries) = &mut metric.value else {
        return &mut [];
    };
    match entries.iter_mut().find(|entry| entry.key == "measures").map(|entry| &mut entry.value.value) {
        Some(Value::Map(measures)) => measures,
        _ => &mut [],
    }
}

fn find<'measures>(measures: &'measures [Entry], name: &str) -> Option<&'measures Node> {
    measures.iter().find(|measure| measure.key == name).map(|measure| &measure.value)
}

fn reference(measure: &Node) -> Option<&Node> {
    entries(measure).find(|entry| entry.key == LIKE).map(|entry| &entry.value)
}

fn written_out(measure: &Node, original: &Node) -> Node {
    let own = entries(measure).filter(|entry| entry.key != LIKE);
    let aggregates = |key: &str| AGGREGATE.contains(&key);
    let says = |key: &str| entries(measure).any(|own| own.key == key || (aggregates(&own.key) && aggregates(key)));
    let taken_over = entries(original).filter(|entry| !says(&entry.key));
    Node { value: Value::Map(own.chain(taken_over).cloned().collect()), place: measure.place }
}

fn entries(node: &Node) -> std::slice::Iter<'_, Entry> {
    match &node.value {
        Value::Map(entries) => entries.iter(),
        _ => [].iter(),
    }
}

/// The same, as if all of it stood in the line of that place.
fn placed(node: &Node, place: (usize, usize)) -> Node {
    let value = match &node.value {
        Value::Scalar { text, plain } => Value::Scalar { text: text.replace('\n', " "), plain: *plain },
        Value::List(items) => Value::List(items.iter().map(|item| placed(item, place)).collect()),
        Value::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|entry| Entry { key: entry.key.clone(), place, value: placed(&entry.value, place) })
                .collect(),
        ),
    };
    Node { value, place }
}

fn unknown(name: &Node, own: &[Entry], file: &str) -> Problem {
    let known = || own.iter().map(|entry| entry.key.as_str());
    let written = name.text().unwrap_or("");
    let expected: Vec<&str> = known().chain(["metric.measure"]).collect();
    Problem::new(ProblemCode::WrongValue, file, name.place)
        .with("key", LIKE)
        .with("value", written)
        .with("expected", expected.join(" | "))
        .nearest(written, known())
}
