//! Names the values of filters that no data know: they are no mistake of the question's form, and what is saved with one
//! that is gone still opens.

use crate::directory::unknown_values;
use crate::error::QueryError;
use crate::query::Query;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn unknown(query: &mut Query<'_>) -> Result<(), QueryError> {
    // Of goals that are asked together the page of each says it.
    if query.context.only_goals.is_some() {
        return Ok(());
    }
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for filter in &query.request.filters {
        asked.entry(filter.dimension.clone()).or_default().extend(filter.values.iter().cloned());
    }
    let mut found = Vec::new();
    for (dimension, values) in &asked {
        found.extend(unknown_values(&query.context, query.scope, dimension, values)?);
    }
    query.unknown = found;
    Ok(())
}
