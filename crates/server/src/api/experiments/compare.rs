//! `GET /experiments`: groups beside each other.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::experiment::answer::ExperimentAnswer;
use query::experiment::{Asked, measured, typed};
use query::request::Subject;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by the query's own parser")]
pub struct ExperimentParameters {
    /// Typed groups as name, members and successes: `A:1000:120|B:1010:150`; or with mean and standard
    /// deviation: `A:100:5.2:1.1|B:98:5.9:1.3`.
    groups: Option<String>,
    /// Which way is good for typed groups: `higher`, `lower`, `neither`.
    better: Option<String>,
    /// A metric of the catalogue; its groups are the values of `slice`, or the period and its comparison.
    metric: Option<String>,
    /// Values of the slice to compare: `email|web`.
    values: Option<String>,
    /// The group that the others are compared with.
    against: Option<String>,
    /// Sizes that were meant, in the order of `groups` or `values`: `1:1`.
    split: Option<String>,
    /// Members per group that were planned.
    planned: Option<String>,
}

/// Groups beside each other
#[utoipa::path(
    get, path = "/experiments", tag = "experiments",
    params(ExperimentParameters, QuestionParameters),
    responses((status = 200, body = ExperimentAnswer), (status = "default", body = ErrorBody))
)]
pub async fn compare_groups(
    State(state): State<AppState>,
    question: Question,
) -> Result<Json<ExperimentAnswer>, ApiError> {
    let asked = Asked::parse(question.pairs())?;
    let Some(metric) = question.get("metric").map(str::to_owned).filter(|_| !asked.is_typed()) else {
        let currency = state.workspace.settings().currency;
        return Ok(Json(typed(currency.code(), &asked)?));
    };
    let request = question.request(Subject::Metric(metric.clone()), &state)?;
    let answer = state.ask(move |context, scope| measured(context, scope, &metric, &request, &asked));
    Ok(Json(answer.await?))
}
