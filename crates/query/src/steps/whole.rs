//! What stands beside a filter on a person: the same without that filter, so that few answers about the others
//! are not what is left when one figure is taken from the other.

use crate::error::QueryError;
use crate::query::Query;
use crate::request::Request;
use crate::steps::derive::{filters_a_person, is_made_of_answers, is_person};

pub(crate) fn whole(query: &mut Query<'_>) -> Result<(), QueryError> {
    if !filters_a_person(query) || !query.metrics.iter().any(|metric| is_made_of_answers(query, metric)) {
        return Ok(());
    }
    let mut filters = query.request.filters.clone();
    filters.retain(|filter| !is_person(query, &filter.dimension));
    let request = Request { filters, ..query.request.clone() };
    let mut whole = Query::new(query.context, query.scope, request, query.extent, query.slices.clone());
    whole.parts_alone = query.parts_alone;
    super::count(&mut whole)?;
    query.whole = Some(Box::new(whole));
    Ok(())
}
