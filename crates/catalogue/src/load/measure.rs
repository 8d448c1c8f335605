//! One measure of a metric.

use crate::definition::{
    Aggregate, LONGEST_LENGTH, Length, Maturity, Measure, MeasureKind, NumberOrParameter, OfAll, Share,
};
use crate::fields::{Fields, Report, entries, text};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node, Value};

#[derive(Clone, Copy)]
enum KindWord {
    Flow,
    Distinct,
    Balance,
    Opening,
    Nested,
    Quantile,
    Model,
}

const KINDS: &[(&str, KindWord)] = &[
    ("flow", KindWord::Flow),
    ("distinct", KindWord::Distinct),
    ("balance", KindWord::Balance),
    ("opening", KindWord::Opening),
    ("nested", KindWord::Nested),
    ("quantile", KindWord::Quantile),
    ("model", KindWord::Model),
];

/// Stands for a kind that was reported as not readable; the fact and the filter beside it are still checked.
pub(super) const UNREADABLE: MeasureKind = MeasureKind::Flow(Aggregate::CountRows);

pub(super) fn read(node: &Node, key: &str, report: &mut Report<'_>) -> Option<Measure> {
    let mut fields = Fields::of(node, key, report)?;
    let fact = fields.required_text("fact", report);
    let word = fields.required_choice("kind", KINDS, report);
    let at = match word {
        Some(KindWord::Balance | KindWord::Opening) | None => None,
        Some(_) => fields.required_text("at", report),
    };
    let filter = fields.optional_text("where", report);
    let window = fields.optional("window").and_then(|node| length("window", node, report));
    let lag = fields.optional("lag").and_then(|node| length("lag", node, report));
    let of_all = fields.optional("of_all").map(|node| of_all(node, report)).unwrap_or_default();
    let maturity = fields.optional("maturity").and_then(|node| maturity(node, report));
    let latest_per = fields.optional_text("latest_per", report);
    let with_rate_of = match word {
        Some(KindWord::Flow | KindWord::Distinct | KindWord::Balance | KindWord::Quantile) => {
            fields.optional_text("with_rate_of", report)
        }
        _ => None,
    };
    let known_at = match word {
        Some(KindWord::Flow | KindWord::Distinct | KindWord::Quantile) => fields.optional_text("known_at", report),
        _ => None,
    };
    let named_parts = fields.flag("named_parts", report);
    let factor = fields.optional("factor").and_then(|node| factor(node, report));
    let kind = word.and_then(|word| kind(word, &mut fields, report));
    // Without a known kind nobody can say which keys belong here.
    if word.is_some() {
        fields.finish(report);
    }
    let kind = kind.unwrap_or(UNREADABLE);
    let fact = fact?;
    let measure = Measure {
        fact,
        kind,
        at,
        filter,
        window,
        lag,
        of_all,
        maturity,
        latest_per,
        with_rate_of,
        known_at,
        named_parts,
        factor,
    };
    Some(measure)
}

fn kind(word: KindWord, fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<MeasureKind> {
    match word {
        KindWord::Flow => aggregate(fields, false, report).map(MeasureKind::Flow),
        KindWord::Balance => aggregate(fields, true, report).map(MeasureKind::Balance),
        KindWord::Distinct => fields.required_text("of", report).map(|of| MeasureKind::Distinct { of }),
        KindWord::Quantile => {
            let of = fields.required_text("of", report);
            let share = fields.required("share", report).and_then(|node| share("share", node, report));
            Some(MeasureKind::Quantile { of: of?, share: share? })
        }
        KindWord::Opening => {
            let per = fields.required_text("per", report);
            let amount = fields.optional_text("amount", report);
            let arrivals = fields.flag("arrivals", report);
            let part_at_end = fields.flag("part_at_end", report);
            let outer = aggregate(fields, true, report);
            let having = fields.optional_text("having", report);
            let outer = outer.unwrap_or(Aggregate::CountRows);
            Some(MeasureKind::Opening { per: per?, amount, arrivals, part_at_end, outer, having })
        }
        KindWord::Nested => {
            let per = fields.required_text("per", report);
            let inner = fields.required("inner", report).map(|node| member_values("inner", node, report));
            let derived = fields.optional("derived").map(|node| member_values("derived", node, report));
            let derived = derived.unwrap_or_default();
            if let Some((name, _)) =
                derived.iter().find(|(name, _)| inner.iter().flatten().any(|(known, _)| known == name))
            {
                let problem = Problem::new(ProblemCode::DuplicateKey, report.file, fields.place());
                report.push(problem.with("key", name));
            }
            let whole = fields.flag("whole", report);
            let outer = aggregate(fields, true, report);
            let having = fields.optional_text("having", report);
            let (inner, outer) = (inner?.into_iter().collect(), outer.unwrap_or(Aggregate::CountRows));
            Some(MeasureKind::Nested { per: per?, inner, derived, whole, outer, having })
        }
        KindWord::Model => super::model_measure::read(fields, report).map(MeasureKind::Model),
    }
}

/// `sum: <expression>`, `count: rows` or, over members and states, `quantile: 0.5` with `of:`.
fn aggregate(fields: &mut Fields<'_>, takes_quantile: bool, report: &mut Report<'_>) -> Option<Aggregate> {
    let sum = fields.optional("sum");
    let count = fields.optional("count");
    let quantile = if takes_quantile { fields.optional("quantile") } else { None };
    match (sum, count, quantile) {
        (Some(node), None, None) => text("sum", node, report).map(Aggregate::Sum),
        (None, Some(node), None) => {
            if node.text() != Some("rows") {
                report.wrong_value("count", node, "rows");
                return None;
            }
            Some(Aggregate::CountRows)
        }
        (None, None, Some(node)) => {
            let share = share("quantile", node, report);
            let of = fields.required_text("of", report);
            Some(Aggregate::Quantile { of: of?, share: share? })
        }
        (None, None, None) => {
            let key = if takes_quantile { "sum | count | quantile" } else { "sum | count" };
            report.push(Problem::new(ProblemCode::MissingKey, report.file, fields.place()).with("key", key));
            None
        }
        (first, second, third) => {
            for node in [first, second, third].into_iter().flatten().skip(1) {
                report.wrong_value("sum | count | quantile", node, "1 ×");
            }
            None
        }
    }
}

/// Names with the expression of each, in the order in which they are written.
fn member_values(key: &str, node: &Node, report: &mut Report<'_>) -> Vec<(String, String)> {
    let mut read = Vec::new();
    for entry in entries(key, node, report) {
        // The name becomes a column of the statement.
        if !crate::name::is_name(&entry.key) {
            report.wrong_value(key, &entry.value, "orders, first_day");
        } else if let Some(text) = text(&entry.key, &entry.value, report) {
            read.push((entry.key.clone(), text));
        }
    }
    read
}

/// `0.5`, or `:percentile` for a parameter that holds a percentage.
fn share(key: &str, node: &Node, report: &mut Report<'_>) -> Option<Share> {
    let share = node.text().and_then(|text| match text.strip_prefix(':') {
        Some(name) => crate::name::is_name(name).then(|| Share::Percent(name.to_owned())),
        None => text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).map(Share::Fixed),
    });
    if share.is_none() {
        report.wrong_value(key, node, "0 … 1 | :parameter");
    }
    share
}

/// `true`, or the dimensions along which it holds: `[currency]`.
fn of_all(node: &Node, report: &mut Report<'_>) -> OfAll {
    if let Value::List(dimensions) = &node.value {
        return OfAll::Along(dimensions.iter().filter_map(|dimension| text("of_all", dimension, report)).collect());
    }
    match node.text() {
        Some("true") => OfAll::Everywhere,
        Some("false") => OfAll::Nowhere,
        _ => {
            report.wrong_value("of_all", node, "true | false | [dimension]");
            OfAll::Nowhere
        }
    }
}

/// A length, and the column from which it is counted: `{ days: 7, from: first_solved_at }`.
fn maturity(node: &Node, report: &mut Report<'_>) -> Option<Maturity> {
    let (from, lengths): (Vec<&Entry>, Vec<&Entry>) =
        entries("maturity", node, report).iter().partition(|entry| entry.key == "from");
    let length = length_of("maturity", &lengths, node, report)?;
    let from = match from.first() {
        None => None,
        Some(entry) => Some(text("from", &entry.value, report)?),
    };
    Some(Maturity { length, from })
}

/// `{ days: 365 }`, `{ months: 12 }` or `{ days: :window_days }`.
fn length(key: &str, node: &Node, report: &mut Report<'_>) -> Option<Length> {
    let written: Vec<&Entry> = entries(key, node, report).iter().collect();
    length_of(key, &written, node, report)
}

fn length_of(key: &str, written: &[&Entry], node: &Node, report: &mut Report<'_>) -> Option<Length> {
    const EXPECTED: &str = "{ days: 365 } | { months: 12 } | { days: :parameter }";
    let found = match written {
        [entry] => entry.value.text().and_then(number_or_parameter).and_then(|number| match entry.key.as_str() {
            "days" => Some(Length::Days(number)),
            "months" => Some(Length::Months(number)),
            _ => None,
        }),
        _ => None,
    };
    if found.is_none() {
        report.wrong_value(key, node, EXPECTED);
    }
    found
}

fn number_or_parameter(text: &str) -> Option<NumberOrParameter> {
    match text.strip_prefix(':') {
        Some(name) => crate::name::is_name(name).then(|| NumberOrParameter::Parameter(name.to_owned())),
        None => text.parse().ok().filter(|number| *number <= LONGEST_LENGTH).map(NumberOrParameter::Number),
    }
}

/// `1/12` or `100`.
pub(super) fn factor(node: &Node, report: &mut Report<'_>) -> Option<(i64, i64)> {
    let found = node.text().and_then(|text| {
        let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
        let bottom: i64 = bottom.trim().parse().ok().filter(|bottom| *bottom > 0)?;
        Some((top.trim().parse().ok()?, bottom))
    });
    if found.is_none() {
        report.wrong_value("factor", node, "1/12 | 100");
    }
    found
}
