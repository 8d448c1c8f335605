//! How many rows have each value of a column, the most frequent first.

use super::windows::date;
use super::{Statement, expression, filter};
use crate::error::{ErrorCode, QueryError};
use crate::fact::time_columns;
use crate::query::Query;
use crate::steps::calendar::Window;
use catalogue::definition::MostUsed;
use store::FACT_SCHEMA;

/// Columns: value, number of rows; in the window, or of all times.
pub(crate) fn statement(
    query: &Query<'_>,
    most_used: &MostUsed,
    window: Option<&Window>,
) -> Result<Statement, QueryError> {
    let broken = || QueryError::new(ErrorCode::BadDefinition, &most_used.fact);
    let fact = query.context.catalogue.facts.get(&most_used.fact).ok_or_else(broken)?;
    let column = &fact.column(&most_used.column).ok_or_else(broken)?.name;
    let at = &fact.column(&most_used.at).ok_or_else(broken)?.name;
    let day = time_columns(fact, at).day;
    let mut parameters = Vec::new();
    let condition = expression::condition(most_used.filter.as_deref(), &[])?;
    let filters = filter::all(query, fact, &mut parameters);
    let lies_in = window.map_or_else(
        || "TRUE".to_owned(),
        |window| format!("f.{day} >= {} AND f.{day} < {}", date(window.start), date(window.end)),
    );
    let sql = format!(
        "SELECT CAST(f.{column} AS VARCHAR), COUNT(*) FROM {FACT_SCHEMA}.{} f\n\
         WHERE f.{column} IS NOT NULL AND ({condition}) AND {filters} AND {lies_in}\nGROUP BY 1 ORDER BY 2 DESC, 1",
        fact.name
    );
    Ok(Statement { sql, parameters })
}
