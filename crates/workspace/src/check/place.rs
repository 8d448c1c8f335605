//! The number that an example means; of an answer that is not one number, the place it names.

use super::CheckFault;
use catalogue::definition::{Example, ExampleCell, Form, Metric};
use model::calendar::Grain;
use query::QueryContext;
use query::answer::{NullReason, Value};
use query::cohort::{CohortAnswer, cohorts};
use query::funnel::{FunnelAnswer, funnel};
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
        Form::Number => {
            let answer = query::metric(context, &scope, request)?;
            match (&example.compare, answer.change) {
                (None, _) => Ok(answer.figure.value),
                (Some(_), Some(change)) => Ok(change.figure.value),
                (Some(asked), None) => Err(no_place(asked)),
            }
        }
        Form::Funnel => in_funnel(&funnel(context, &scope, request)?, example),
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

/// What a step of a funnel shows.
fn in_funnel(answer: &FunnelAnswer, example: &Example) -> Result<Value, CheckFault> {
    let place = cell(example)?;
    let name = place.step.as_deref().ok_or_else(|| no_place("step"))?;
    let step = answer.steps.iter().find(|step| step.step == name).ok_or_else(|| no_place(name))?;
    let show = place.show.as_deref().unwrap_or("overall_rate");
    let figure = match show {
        "count" => return Ok(Value::Number { number: step.reached as f64 }),
        "step_rate" => step.step_rate.as_ref(),
        "overall_rate" => Some(&step.overall_rate),
        "median_time" => step.median_time.as_ref(),
        _ => None,
    };
    figure.map(|figure| figure.value.clone()).ok_or_else(|| no_place(show))
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
