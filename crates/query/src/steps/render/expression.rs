//! Expressions of the catalogue as SQL over the alias `f`.

use super::money::Conversion;
use super::windows::known_in_time;
use crate::error::{ErrorCode, QueryError};
use crate::fact::time_columns;
use crate::query::{Query, ResolvedMeasure};
use catalogue::expression::Expression;

/// Reads an expression of a metric file.
pub(super) fn parse(text: &str) -> Result<Expression, QueryError> {
    Expression::parse(text)
        .map_err(|error| QueryError::new(ErrorCode::BadDefinition, text).with("reason", error.to_string()))
}

/// Over the fact's columns as they are; conditions are written this way.
pub(super) fn plain(expression: &Expression, parameters: &[(String, String)]) -> String {
    expression.render(&mut |name| column(name), &mut |name| literal(parameters, name))
}

/// A column of the alias `f`, or an edge of the window of the alias `w`.
pub(super) fn column(name: &str) -> String {
    match name {
        "period_start" => "w.start_day".to_owned(),
        "period_end" => "w.end_day".to_owned(),
        "period_end_at" => "w.end_at".to_owned(),
        column => format!("f.{column}"),
    }
}

/// With every amount in the workspace's currency.
pub(super) fn converted(
    expression: &Expression,
    resolved: &ResolvedMeasure<'_>,
    conversion: &mut Conversion,
) -> String {
    expression
        .render(&mut |column| conversion.column(resolved.fact, column), &mut |name| literal(&resolved.parameters, name))
}

/// Over the members of an inner step, whose variables are columns of the alias `m`.
pub(super) fn over_members(text: &str, parameters: &[(String, String)]) -> Result<String, QueryError> {
    over_variables(text, parameters, &|variable| format!("m.{variable}"))
}

/// The same with what stands for a variable.
pub(super) fn over_variables(
    text: &str,
    parameters: &[(String, String)],
    variable: &dyn Fn(&str) -> String,
) -> Result<String, QueryError> {
    Ok(parse(text)?.render(&mut |name| variable(name), &mut |name| literal(parameters, name)))
}

/// A condition over the fact's columns, or none.
pub(super) fn condition(text: Option<&str>, parameters: &[(String, String)]) -> Result<String, QueryError> {
    match text {
        None => Ok("TRUE".to_owned()),
        Some(text) => Ok(plain(&parse(text)?, parameters)),
    }
}

/// The checked literal of a parameter; the catalogue has checked that it is declared.
fn literal(parameters: &[(String, String)], name: &str) -> String {
    parameters.iter().find(|(known, _)| known == name).map_or_else(|| "NULL".to_owned(), |(_, value)| value.clone())
}

/// The condition of a measure over its fact's rows; where a window is blind for later outcomes, over the alias `w`
/// as well.
pub(crate) fn row_condition(query: &Query<'_>, resolved: &ResolvedMeasure<'_>) -> Result<String, QueryError> {
    let condition = condition(resolved.measure.filter.as_deref(), &resolved.parameters)?;
    Ok(match resolved.known_at(query) {
        None => condition,
        Some(known_at) => format!("{condition} AND {}", known_in_time(&time_columns(resolved.fact, known_at))),
    })
}
