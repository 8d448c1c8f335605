//! Names the values of filters that no data know: they are no mistake of the question's form, and what is saved with one
//! that is gone still opens.

use crate::directory::unknown_value;
use crate::error::QueryError;
use crate::query::Query;

pub(crate) fn unknown(query: &mut Query<'_>) -> Result<(), QueryError> {
    // Of goals that are asked together the page of each says it.
    if query.context.only_goals.is_some() {
        return Ok(());
    }
    let mut found = Vec::new();
    for filter in &query.request.filters {
        for value in &filter.values {
            found.extend(unknown_value(&query.context, query.scope, &filter.dimension, value)?);
        }
    }
    query.unknown = found;
    Ok(())
}
