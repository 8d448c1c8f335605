//! The values a dimension has in the data.

use super::{contains, visible};
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::fact::dimension_column;
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::render::cut_by;
use catalogue::definition::Fact;
use std::collections::BTreeSet;
use store::FACT_SCHEMA;

/// Values that are listed at once.
const MOST_VALUES: u32 = 200;

/// Values of a dimension that contain a text, the most frequent first; none stands for "not set".
///
/// # Errors
/// `unknown_dimension`, or when the store fails.
pub fn dimension_values(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    search: &str,
) -> Result<Vec<Option<String>>, QueryError> {
    let dimensions = &context.catalogue.dimensions;
    if !dimensions.contains_key(dimension) {
        return Err(QueryError::unknown_dimension(dimension, dimensions.keys().map(String::as_str)));
    }
    values_in(context, scope, dimension, search, &|_| true)
}

/// Values of a dimension in some of the facts.
pub(super) fn values_in(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    search: &str,
    counts_fact: &dyn Fn(&Fact) -> bool,
) -> Result<Vec<Option<String>>, QueryError> {
    let mut parameters = Vec::new();
    let mut counts = Vec::new();
    for fact in context.catalogue.facts.values().filter(|fact| counts_fact(fact)) {
        let Some(column) = dimension_column(fact, dimension) else { continue };
        let visible = visible(fact, scope, &mut parameters);
        let value = cut_by(column);
        counts.push(format!(
            "SELECT {value} AS value, COUNT(*) AS rows FROM {FACT_SCHEMA}.{} f WHERE {visible} GROUP BY 1",
            fact.name
        ));
    }
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let found = contains("value", search, &mut parameters);
    let sql = format!(
        "SELECT value FROM ({}) v WHERE {found} GROUP BY value ORDER BY SUM(rows) DESC, value LIMIT {MOST_VALUES}",
        counts.join(" UNION ALL ")
    );
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    Ok(rows.iter().map(|row| row.text(0).map(str::to_owned)).collect())
}

/// Facts some rows of which have a value of a dimension.
pub(crate) fn facts_with(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
) -> Result<BTreeSet<String>, QueryError> {
    let mut parameters = Vec::new();
    let mut found = Vec::new();
    for fact in context.catalogue.facts.values() {
        let Some(column) = dimension_column(fact, dimension) else { continue };
        let visible = visible(fact, scope, &mut parameters);
        let (name, value) = (&fact.name, cut_by(column));
        found.push(format!(
            "(SELECT '{name}' FROM {FACT_SCHEMA}.{name} f WHERE {visible} AND {value} IS NOT NULL LIMIT 1)"
        ));
    }
    if found.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = Rows::of(&context.store.query(&found.join(" UNION ALL "), &parameters)?)?;
    Ok(rows.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect())
}
