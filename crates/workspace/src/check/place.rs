//! The number that an example means; of an answer that is not one number, the place it names.

use super::CheckFault;
use catalogue::definition::{Example, ExampleCell, Form, Metric};
use model::calendar::Grain;
use query::QueryContext;
use query::answer::{NullReason, Value};
use query::cohort::{CohortAnswer, cohorts};
use query::request::{PeriodRequest, Request};
use query::scope::Scope;

/// The metric's number over the rows in the store.
pub(super) fn value(
    context: &QueryContext<'_>,
    metric: &Metric,
    example: &Example,
    request: Request,
) -> Result<Value, CheckFault> {
    let scope = Scope::everything();
    match metric.form() {
        Form::Number | Form::Funnel => Ok(query::metric(context, &scope, request)?.figure.value),
        Form::Cohort => {
            let request = Request { grain: grain(example)?, ..request };
            in_cohorts(&cohorts(context, &scope, request)?, example)
        }
    }
}

fn cell(example: &Example) -> Result<&ExampleCell, CheckFault> {
    example.cell.as_ref().ok_or_else(|| no_place("cell"))
}

fn no_place(place: &str) -> CheckFault {
    CheckFault::NoPlace { place: place.to_owned() }
}

/// The size of the buckets that the example names.
fn grain(example: &Example) -> Result<Option<Grain>, CheckFault> {
    let word = cell(example)?.grain.as_deref();
    let read = |word: &str| serde_json::from_value(word.into()).map_err(|_| no_place(word));
    word.map(read).transpose()
}

/// The cell of a table of cohorts.
fn in_cohorts(answer: &CohortAnswer, example: &Example) -> Result<Value, CheckFault> {
    let place = cell(example)?;
    let at = place.at.ok_or_else(|| no_place("at"))?;
    let cells = match &place.cohort {
        None => &answer.overall,
        Some(cohort) => {
            let PeriodRequest::Days { first, .. } = query::period(cohort)? else {
                return Err(no_place(cohort));
            };
            let first = first.to_string();
            let row = answer.rows.iter().find(|row| row.cohort.start == first);
            &row.ok_or_else(|| no_place(cohort))?.cells
        }
    };
    let unobserved = Value::Null { reason: NullReason::NotObservedYet };
    Ok(cells.get(at as usize).map_or(unobserved, |cell| cell.figure.value.clone()))
}
