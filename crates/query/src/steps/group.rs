//! Gathers the measures of all metrics by fact, so that each fact is asked once.

use crate::error::QueryError;
use crate::modelled::model_of;
use crate::query::{Query, ResolvedMeasure};
use crate::request::Filter;
use crate::steps::plan::FactPlan;

pub(crate) fn group(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (position, measure) in query.measures.iter().enumerate() {
        // Members for models have other columns than numbers, so they are a statement of their own; and a statement
        // has the same filters for all of its rows.
        let for_models = model_of(&measure.measure.kind).is_some();
        let ignores = ignored(measure, &query.request.filters);
        let same = |plan: &&mut FactPlan<'_>| {
            plan.fact.name == measure.fact.name && plan.for_models == for_models && plan.ignores == ignores
        };
        match query.plans.iter_mut().find(same) {
            Some(plan) => plan.measures.push(position),
            None => query.plans.push(FactPlan::new(measure.fact, position, for_models, ignores)),
        }
    }
    Ok(())
}

/// The dimensions of filters that leave the measure as it is.
fn ignored<'a>(measure: &ResolvedMeasure<'a>, filters: &[Filter]) -> Vec<&'a str> {
    let is_filtered = |dimension: &&str| filters.iter().any(|filter| filter.dimension == *dimension);
    measure.measure.of_all.along().iter().map(String::as_str).filter(is_filtered).collect()
}
