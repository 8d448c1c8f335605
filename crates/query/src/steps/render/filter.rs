//! Filters of the query and row rules of the viewer as conditions; their values are bound, never written.

use crate::fact::dimension_column;
use crate::query::Query;
use crate::request::Filter;
use catalogue::definition::{Fact, FactColumn, FactColumnKind};
use store::Parameter;

/// All conditions over the alias `f`; values go to `parameters`.
pub(crate) fn all(query: &Query<'_>, fact: &Fact, parameters: &mut Vec<Parameter>) -> String {
    let conditions: Vec<String> = query
        .row_rules
        .iter()
        .chain(&query.request.filters)
        .map(|filter| condition(fact, filter, parameters))
        .collect();
    if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" AND ") }
}

/// One filter over the alias `f`. A fact without the dimension has no row that fits.
pub(crate) fn condition(fact: &Fact, filter: &Filter, parameters: &mut Vec<Parameter>) -> String {
    let Some(column) = dimension_column(fact, &filter.dimension) else {
        return "FALSE".to_owned();
    };
    let column = cut_by(column);
    let mut alternatives = Vec::new();
    let named: Vec<String> = filter
        .values
        .iter()
        .filter(|value| !value.is_empty())
        .map(|value| {
            parameters.push(Parameter::Text(value.clone()));
            format!("${}", parameters.len())
        })
        .collect();
    if !named.is_empty() {
        alternatives.push(format!("COALESCE({column} IN ({}), FALSE)", named.join(", ")));
    }
    if filter.values.iter().any(String::is_empty) {
        alternatives.push(format!("{column} IS NULL"));
    }
    let any = if alternatives.is_empty() { "FALSE".to_owned() } else { alternatives.join(" OR ") };
    if filter.exclude { format!("NOT ({any})") } else { format!("({any})") }
}

/// A dimension's column as text over the alias `f`.
pub(crate) fn cut_by(column: &FactColumn) -> String {
    match column.kind {
        FactColumnKind::Text => format!("f.{}", column.name),
        _ => format!("CAST(f.{} AS VARCHAR)", column.name),
    }
}
