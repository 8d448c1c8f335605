//! Gathers the measures of all metrics by fact, so that each fact is asked once.

use crate::error::QueryError;
use crate::query::Query;
use crate::steps::plan::FactPlan;

pub(crate) fn group(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (position, measure) in query.measures.iter().enumerate() {
        match query.plans.iter_mut().find(|plan| plan.fact.name == measure.fact.name) {
            Some(plan) => plan.measures.push(position),
            None => query.plans.push(FactPlan::new(measure.fact, position)),
        }
    }
    Ok(())
}
