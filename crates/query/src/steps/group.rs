//! Gathers the measures of all metrics by fact, so that each fact is asked once.

use crate::error::QueryError;
use crate::modelled::model_of;
use crate::query::Query;
use crate::steps::plan::FactPlan;

pub(crate) fn group(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (position, measure) in query.measures.iter().enumerate() {
        // Members for models have other columns than numbers, so they are a statement of their own.
        let for_models = model_of(&measure.measure.kind).is_some();
        let same = |plan: &&mut FactPlan<'_>| plan.fact.name == measure.fact.name && plan.for_models == for_models;
        match query.plans.iter_mut().find(same) {
            Some(plan) => plan.measures.push(position),
            None => query.plans.push(FactPlan::new(measure.fact, position, for_models)),
        }
    }
    Ok(())
}
