//! How many rows, or people, have each value of a column, the most frequent first.

use super::windows::date;
use super::{Statement, expression, filter, slice_expression};
use crate::error::{ErrorCode, QueryError};
use crate::fact::time_columns;
use crate::query::{Query, Slice};
use crate::steps::calendar::Window;
use catalogue::definition::MostUsed;
use store::FACT_SCHEMA;

/// Columns: value, how often; in the window, or of all times.
pub(crate) fn statement(
    query: &Query<'_>,
    most_used: &MostUsed,
    window: Option<&Window>,
) -> Result<Statement, QueryError> {
    counting(query, most_used, window, "NULL")
}

/// The same for each part; columns: value, how often, part.
pub(crate) fn by_part(
    query: &Query<'_>,
    most_used: &MostUsed,
    slice: &Slice,
    window: Option<&Window>,
) -> Result<Statement, QueryError> {
    let fact = query.context.catalogue.facts.get(&most_used.fact);
    let part = fact.and_then(|fact| slice_expression(fact, slice)).ok_or_else(|| broken(most_used))?;
    counting(query, most_used, window, &part)
}

fn counting(
    query: &Query<'_>,
    most_used: &MostUsed,
    window: Option<&Window>,
    part: &str,
) -> Result<Statement, QueryError> {
    let fact = query.context.catalogue.facts.get(&most_used.fact).ok_or_else(|| broken(most_used))?;
    let column = |name: &str| fact.column(name).map(|column| &column.name).ok_or_else(|| broken(most_used));
    let (value, at) = (column(&most_used.column)?, column(&most_used.at)?);
    let often = match &most_used.per {
        Some(per) => format!("COUNT(DISTINCT f.{})", column(per)?),
        None => "COUNT(*)".to_owned(),
    };
    let day = time_columns(fact, at).day;
    let mut parameters = Vec::new();
    let condition = expression::condition(most_used.filter.as_deref(), &[])?;
    let filters = filter::all(query, fact, &mut parameters);
    let lies_in = window.map_or_else(
        || "TRUE".to_owned(),
        |window| format!("f.{day} >= {} AND f.{day} < {}", date(window.start), date(window.end)),
    );
    let sql = format!(
        "SELECT CAST(f.{value} AS VARCHAR), {often}, CAST({part} AS VARCHAR) FROM {FACT_SCHEMA}.{} f\n\
         WHERE f.{value} IS NOT NULL AND ({condition}) AND {filters} AND {lies_in}\nGROUP BY 1, 3 ORDER BY 2 DESC, 1",
        fact.name
    );
    Ok(Statement { sql, parameters })
}

fn broken(most_used: &MostUsed) -> QueryError {
    QueryError::new(ErrorCode::BadDefinition, &most_used.fact)
}
