//! `GET /metrics/{id}/cohorts`: a table of cohorts.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::cohort::CohortAnswer;
use query::request::Subject;

/// Cohorts of a metric
#[utoipa::path(
    get, path = "/metrics/{id}/cohorts", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters),
    responses((status = 200, body = CohortAnswer), (status = "default", body = ErrorBody))
)]
pub async fn metric_cohorts(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<CohortAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    Ok(Json(state.ask(move |context, scope| query::cohort::cohorts(context, scope, request)).await?))
}
