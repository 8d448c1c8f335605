//! What a value of members is made of: each inner value of a measure with derived ones, as a measure of its own.

use crate::definition::{Aggregate, Measure, MeasureKind};
use std::collections::BTreeMap;

/// The column that names the members whose components can be shown: customers.
const CUSTOMER: &str = "customer_id";

pub(super) fn of(measures: &BTreeMap<String, Measure>) -> BTreeMap<String, Measure> {
    measures.values().find_map(components).unwrap_or_default()
}

fn components(measure: &Measure) -> Option<BTreeMap<String, Measure>> {
    let MeasureKind::Nested { per, inner, derived, whole, .. } = &measure.kind else { return None };
    if derived.is_empty() || per != CUSTOMER {
        return None;
    }
    let alone = |name: &String| {
        let kind = MeasureKind::Nested {
            per: per.clone(),
            inner: inner.clone(),
            derived: derived.clone(),
            whole: *whole,
            outer: Aggregate::Sum(name.clone()),
            // What is not known of a member is no 0.
            having: Some(format!("{name} IS NOT NULL")),
        };
        (name.clone(), Measure { kind, ..measure.clone() })
    };
    Some(inner.keys().map(alone).collect())
}
