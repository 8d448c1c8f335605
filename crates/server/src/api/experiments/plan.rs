//! `GET /experiments/plan`: how many are needed before one looks.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody};
use axum::Json;
use query::experiment::answer::ExperimentPlan;
use query::experiment::plan;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is planned.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by the query's own parser")]
pub struct PlanParameters {
    /// The share as it is now, 0 to 1.
    base: Option<String>,
    /// The standard deviation, for means.
    deviation: Option<String>,
    /// The smallest difference that matters: a share as a fraction, a mean in its own unit.
    effect: Option<String>,
    /// How often a difference may be reported where there is none; 0.05 when absent.
    alpha: Option<String>,
    /// How often the difference is to be seen; 0.8 when absent.
    power: Option<String>,
    /// Number of groups; 2 when absent.
    groups: Option<String>,
    /// Members per group at hand: the answer says what they would see, and how often.
    n: Option<String>,
}

/// Sample size and power
#[utoipa::path(
    get, path = "/experiments/plan", tag = "experiments",
    params(PlanParameters),
    responses((status = 200, body = ExperimentPlan), (status = "default", body = ErrorBody))
)]
pub async fn plan_experiment(question: Question) -> Result<Json<ExperimentPlan>, ApiError> {
    Ok(Json(plan(question.pairs())?))
}
