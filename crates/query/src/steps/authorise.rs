//! Puts the viewer's row rules into the query; hidden metrics are blocked in [`super::resolve`].

use crate::error::QueryError;
use crate::query::Query;
use crate::request::Filter;

pub(crate) fn authorise(query: &mut Query<'_>) -> Result<(), QueryError> {
    query.row_rules = query
        .scope
        .row_rules()
        .iter()
        .map(|(dimension, values)| Filter { dimension: dimension.clone(), values: values.clone(), exclude: false })
        .collect();
    Ok(())
}
