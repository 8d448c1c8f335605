//! The expressions of a measure with what each may mention.

use crate::definition::{Aggregate, Measure, MeasureKind, Metric};

/// What an expression is computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// Rows of the fact: its columns, no aggregates.
    Rows,
    /// The rows of one member: aggregates of the fact's columns.
    MemberRows,
    /// Members: the variables of the measure, no aggregates.
    Members,
    /// One member: the inner names and so many of the derived ones, no aggregates.
    Member(usize),
}

/// One expression of a measure.
#[derive(Debug, Clone)]
pub(super) struct Written<'metric> {
    /// Path below the measure: `sum`, `inner.orders`.
    pub(super) path: String,
    pub(super) text: &'metric str,
    pub(super) over: Over,
}

/// The one of `better: { sum: … }`; the rest of its measure is the denominator's.
pub(super) fn of_direction(metric: &Metric) -> impl Iterator<Item = Written<'_>> {
    metric.direction.iter().flat_map(of).filter(|written| written.path == "sum")
}

/// All expressions of a measure.
pub(super) fn of<'metric>(measure: &'metric Measure) -> Vec<Written<'metric>> {
    let mut found: Vec<(String, &'metric str, Over)> = Vec::new();
    let mut add = |path: &str, text: Option<&'metric String>, over| {
        found.extend(text.map(|text| (path.to_owned(), text.as_str(), over)));
    };
    add("where", measure.filter.as_ref(), Over::Rows);
    match &measure.kind {
        MeasureKind::Flow(aggregate) | MeasureKind::Balance(aggregate) => {
            let (path, text) = aggregated(aggregate);
            add(path, text, Over::Rows);
        }
        MeasureKind::Cohort(cohort) => {
            add("amount", cohort.amount.as_ref(), Over::Rows);
            add("standing", cohort.standing.as_ref(), Over::Rows);
        }
        MeasureKind::Funnel(_) => {}
        MeasureKind::Distinct { of } | MeasureKind::Quantile { of, .. } => add("of", Some(of), Over::Rows),
        MeasureKind::Model(model) => add("amount", Some(&model.amount), Over::Rows),
        MeasureKind::Opening { amount, outer, having, .. } => {
            add("amount", amount.as_ref(), Over::Rows);
            let (path, text) = aggregated(outer);
            add(path, text, Over::Members);
            add("having", having.as_ref(), Over::Members);
        }
        MeasureKind::Nested { inner, derived, outer, having, .. } => {
            for (name, text) in inner {
                add(&format!("inner.{name}"), Some(text), Over::MemberRows);
            }
            for (position, (name, text)) in derived.iter().enumerate() {
                add(&format!("derived.{name}"), Some(text), Over::Member(position));
            }
            let (path, text) = aggregated(outer);
            add(path, text, Over::Members);
            add("having", having.as_ref(), Over::Members);
        }
    }
    found.into_iter().map(|(path, text, over)| Written { path, text, over }).collect()
}

fn aggregated(aggregate: &Aggregate) -> (&'static str, Option<&String>) {
    match aggregate {
        Aggregate::CountRows => ("count", None),
        Aggregate::Sum(text) => ("sum", Some(text)),
        Aggregate::Quantile { of, .. } => ("of", Some(of)),
    }
}

/// Names that stand for values of a member: `opening`, `opening_then` (at the rates of then), `closing`,
/// `earlier`, or the inner names with the first so many derived ones.
pub(super) fn member_variables(measure: &Measure, derived_ones: usize) -> Vec<&str> {
    match &measure.kind {
        MeasureKind::Opening { .. } => vec!["opening", "opening_then", "closing", "earlier"],
        MeasureKind::Nested { inner, derived, .. } => {
            let derived = derived.iter().take(derived_ones).map(|(name, _)| name);
            inner.keys().chain(derived).map(String::as_str).collect()
        }
        _ => Vec::new(),
    }
}
