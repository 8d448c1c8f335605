//! What a query asks about a fact.

use catalogue::definition::{Fact, FactColumn, FactColumnKind, Interval};
use model::canonical::day_column;

/// The column by which every fact names its customer.
pub(crate) const CUSTOMER_COLUMN: &str = "customer_id";

/// The columns that place a row in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimeColumns {
    /// Local date.
    pub(crate) day: String,
    /// Moment, when the fact knows it.
    pub(crate) instant: Option<String>,
}

/// The column that fills a dimension.
pub(crate) fn dimension_column<'fact>(fact: &'fact Fact, dimension: &str) -> Option<&'fact FactColumn> {
    fact.columns.iter().find(|column| column.dimension.as_deref() == Some(dimension))
}

/// Date and moment of the column a measure is placed by.
pub(crate) fn time_columns(fact: &Fact, at: &str) -> TimeColumns {
    match fact.column(at).map(|column| column.kind) {
        Some(FactColumnKind::Date) => TimeColumns { day: at.to_owned(), instant: None },
        _ => TimeColumns { day: day_column(at), instant: Some(at.to_owned()) },
    }
}

/// Dates and moments between which a state holds.
pub(crate) fn interval_columns(fact: &Fact, interval: &Interval) -> (TimeColumns, TimeColumns) {
    (time_columns(fact, &interval.from), time_columns(fact, &interval.to))
}

/// All columns of the table, with the dates beside the moments.
pub(crate) fn table_columns(fact: &Fact) -> Vec<String> {
    fact.columns
        .iter()
        .flat_map(|column| match column.kind {
            FactColumnKind::Instant => vec![column.name.clone(), day_column(&column.name)],
            _ => vec![column.name.clone()],
        })
        .collect()
}
