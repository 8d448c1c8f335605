//! The order of the customers behind a value: unless another is asked for, those to act upon come first.

use crate::answer::{Figure, Value};
use crate::error::QueryError;
use crate::query::{Query, ResolvedMetric};
use crate::sort::Sort;
use crate::steps::derive::Part;
use crate::steps::direction::direction;
use catalogue::definition::{Better, Unit};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Columns of the list beside what values are made of.
const COLUMNS: [&str; 6] = ["name", "value", "numerator", "denominator", "rows", "revenue"];

/// Names are asked for so many at once; a statement takes some ten thousand parameters.
const NAMES_AT_ONCE: usize = 10_000;

/// What customers have brought in all, where that is told.
pub(super) type Revenue = Option<HashMap<String, Decimal>>;

/// Puts the customers into the order asked for. Those of whom it is not known stand last.
pub(super) fn sort(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    asked: Option<&Sort>,
    revenue: &Revenue,
    listed: &mut [&Part],
) -> Result<(), QueryError> {
    let Some(sort) = asked else {
        act_first(query, metric, revenue, listed);
        return Ok(());
    };
    let component = metric.components.iter().position(|(name, _)| *name == sort.column);
    match (sort.column.as_str(), component) {
        ("name", None) => {
            let names = names_of(query, listed)?;
            by(listed, sort.descending, |part| names.get(part.value.as_ref()?).cloned());
        }
        ("value", None) => by(listed, sort.descending, |part| value(&part.now.figure)),
        ("numerator", None) => by(listed, sort.descending, |part| number(part.now.figure.numerator.as_ref())),
        ("denominator", None) => by(listed, sort.descending, |part| number(part.now.figure.denominator.as_ref())),
        ("rows", None) => by(listed, sort.descending, |part| Some(part.now.figure.n)),
        ("revenue", None) => by(listed, sort.descending, |part| brought(revenue, part)),
        (_, Some(position)) => by(listed, sort.descending, |part| {
            super::components_of(query, metric, &part.value)[position].and_then(Decimal::from_f64_retain)
        }),
        (_, None) => {
            let components = metric.components.iter().map(|(name, _)| *name);
            return Err(sort.unknown(COLUMNS.into_iter().chain(components)));
        }
    }
    Ok(())
}

/// What lacks of a share of which more is good, what there is of one of which less is; the lowest scores where high
/// ones are good. Of equal ones, those who bring the most.
fn act_first(query: &Query<'_>, metric: &ResolvedMetric<'_>, revenue: &Revenue, listed: &mut [&Part]) {
    let urgency: fn(&Figure) -> Option<Decimal> = match (metric.metric.unit, direction(query, metric)) {
        (Unit::Share, Better::Higher) => {
            |figure| number(figure.denominator.as_ref())?.checked_sub(number(figure.numerator.as_ref())?)
        }
        (Unit::Share, Better::Lower) => |figure| number(figure.numerator.as_ref()),
        (Unit::Score | Unit::WholeScore, Better::Higher) => |figure| value(figure).map(|value| -value),
        _ => return,
    };
    by(listed, true, |part| brought(revenue, part));
    by(listed, true, |part| urgency(&part.now.figure));
}

/// What is equal keeps its order.
fn by<K: Ord>(listed: &mut [&Part], descending: bool, key: impl Fn(&Part) -> Option<K>) {
    listed.sort_by_cached_key(|part| {
        let key = key(part);
        (key.is_none(), key.map(|key| Directed { key, descending }))
    });
}

#[derive(PartialEq, Eq)]
struct Directed<K> {
    key: K,
    descending: bool,
}

impl<K: Ord> Ord for Directed<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.key.cmp(&other.key);
        if self.descending { order.reverse() } else { order }
    }
}

impl<K: Ord> PartialOrd for Directed<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

pub(super) fn brought(revenue: &Revenue, part: &Part) -> Option<Decimal> {
    revenue.as_ref()?.get(part.value.as_ref()?).copied()
}

fn number(text: Option<&String>) -> Option<Decimal> {
    text?.parse().ok()
}

fn value(figure: &Figure) -> Option<Decimal> {
    match &figure.value {
        Value::Number { number } => Decimal::from_f64_retain(*number),
        Value::Money { amount, .. } => amount.parse().ok(),
        Value::Null { .. } => None,
    }
}

/// The names of the listed customers in lower case, as lists of customers are sorted.
fn names_of(query: &Query<'_>, listed: &[&Part]) -> Result<HashMap<String, String>, QueryError> {
    let ids: Vec<&str> = listed.iter().filter_map(|part| part.value.as_deref()).collect();
    let mut lower = HashMap::new();
    for some in ids.chunks(NAMES_AT_ONCE) {
        let names = super::names(&query.context, some.iter().copied())?;
        lower.extend(names.into_iter().map(|(id, name)| (id, name.to_lowercase())));
    }
    Ok(lower)
}
