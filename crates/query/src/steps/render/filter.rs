//! Filters of the query and row rules of the viewer as conditions; their values are bound, never written.

use crate::fact::dimension_column;
use crate::query::{Query, ResolvedMeasure};
use crate::request::Filter;
use catalogue::definition::{Fact, FactColumn, FactColumnKind};
use store::Parameter;

/// A filter whose values are bound to placeholders; it can be asked of rows or of members.
pub(super) struct Bound {
    /// The dimension over the alias `f`; none when the fact does not have it.
    pub(super) column: Option<String>,
    placeholders: Vec<String>,
    or_missing: bool,
    exclude: bool,
}

impl Bound {
    /// The values go to `parameters`.
    pub(super) fn new(fact: &Fact, filter: &Filter, parameters: &mut Vec<Parameter>) -> Self {
        let column = dimension_column(fact, &filter.dimension).map(cut_by);
        let mut bind = |value: &String| {
            parameters.push(Parameter::Text(value.clone()));
            format!("${}", parameters.len())
        };
        let values = filter.values.iter().filter(|value| column.is_some() && !value.is_empty());
        let placeholders = values.map(&mut bind).collect();
        Self { column, placeholders, or_missing: filter.values.iter().any(String::is_empty), exclude: filter.exclude }
    }

    /// The same for rows that make a part only where the dimension is set.
    pub(super) fn of_named_parts(mut self) -> Self {
        self.or_missing &= self.exclude;
        self
    }

    /// Asked of a column or expression.
    pub(super) fn over(&self, column: &str) -> String {
        let mut alternatives = Vec::new();
        if !self.placeholders.is_empty() {
            alternatives.push(format!("COALESCE({column} IN ({}), FALSE)", self.placeholders.join(", ")));
        }
        if self.or_missing {
            alternatives.push(format!("{column} IS NULL"));
        }
        let any = if alternatives.is_empty() { "FALSE".to_owned() } else { alternatives.join(" OR ") };
        if self.exclude { format!("NOT ({any})") } else { format!("({any})") }
    }

    /// Asked of a row of the fact. A fact without the dimension has no row that fits.
    pub(super) fn over_rows(&self) -> String {
        self.column.as_deref().map_or_else(|| "FALSE".to_owned(), |column| self.over(column))
    }
}

/// Conditions that all hold; none is always true.
pub(super) fn every(conditions: impl Iterator<Item = String>) -> String {
    let conditions: Vec<String> = conditions.collect();
    if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" AND ") }
}

/// All conditions over the alias `f`; values go to `parameters`.
pub(crate) fn all(query: &Query<'_>, fact: &Fact, parameters: &mut Vec<Parameter>) -> String {
    all_but(query, fact, None, parameters)
}

/// The same for the rows of a measure, which no filter changes that its file says it ignores.
pub(crate) fn of_measure(query: &Query<'_>, measure: &ResolvedMeasure<'_>, parameters: &mut Vec<Parameter>) -> String {
    let of_all = &measure.measure.of_all;
    let filters = query.request.filters.iter().filter(|filter| !of_all.ignores(&filter.dimension));
    let named = measure.measure.named_parts;
    let mut bound = |filter| {
        let bound = Bound::new(measure.fact, filter, parameters);
        if named { bound.of_named_parts() } else { bound }.over_rows()
    };
    every(query.row_rules.iter().chain(filters).map(&mut bound))
}

/// The same without the filters by one dimension; row rules always hold.
pub(crate) fn all_but(
    query: &Query<'_>,
    fact: &Fact,
    dimension: Option<&str>,
    parameters: &mut Vec<Parameter>,
) -> String {
    let filters = query.request.filters.iter().filter(|filter| Some(filter.dimension.as_str()) != dimension);
    every(query.row_rules.iter().chain(filters).map(|filter| condition(fact, filter, parameters)))
}

/// The viewer's rules over the alias `f`, without the filters of the request.
pub(crate) fn rules(query: &Query<'_>, fact: &Fact, parameters: &mut Vec<Parameter>) -> String {
    every(query.row_rules.iter().map(|filter| condition(fact, filter, parameters)))
}

/// One filter over the alias `f`. A fact without the dimension has no row that fits.
pub(crate) fn condition(fact: &Fact, filter: &Filter, parameters: &mut Vec<Parameter>) -> String {
    Bound::new(fact, filter, parameters).over_rows()
}

/// A dimension's column as text over the alias `f`.
pub(crate) fn cut_by(column: &FactColumn) -> String {
    match column.kind {
        FactColumnKind::Text => format!("f.{}", column.name),
        _ => format!("CAST(f.{} AS VARCHAR)", column.name),
    }
}
