//! What a query asks about a fact.

use crate::answer::RowColumn;
use catalogue::definition::{Catalogue, Fact, FactColumn, FactColumnKind, Interval};
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

/// All columns of the table that are shown row by row, with the dates beside the moments. Whom an answer is about
/// is not: behind many answers nobody should find the one.
pub(crate) fn table_columns(catalogue: &Catalogue, fact: &Fact) -> Vec<RowColumn> {
    let is_person = |dimension: &String| catalogue.dimensions.get(dimension).is_some_and(|known| known.person);
    let of = |name: &str, kind: FactColumnKind, currency: Option<&String>| RowColumn {
        name: name.to_owned(),
        kind: kind_word(kind).to_owned(),
        currency: currency.cloned(),
    };
    fact.columns
        .iter()
        .filter(|column| !(fact.answers && column.dimension.as_ref().is_some_and(is_person)))
        .flat_map(|column| {
            let itself = of(&column.name, column.kind, column.currency.as_ref());
            let day = (column.kind == FactColumnKind::Instant)
                .then(|| of(&day_column(&column.name), FactColumnKind::Date, None));
            std::iter::once(itself).chain(day)
        })
        .collect()
}

/// The word of the wire for what a cell holds.
fn kind_word(kind: FactColumnKind) -> &'static str {
    match kind {
        FactColumnKind::Text => "text",
        FactColumnKind::Integer => "integer",
        FactColumnKind::Decimal => "decimal",
        FactColumnKind::Money => "money",
        FactColumnKind::Date => "date",
        FactColumnKind::Instant => "instant",
        FactColumnKind::Boolean => "boolean",
    }
}
