//! `GET /metrics/{id}/query`: the figure of a metric, its history and its parts.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::MetricAnswer;
use query::request::Subject;

/// Figures of a metric
#[utoipa::path(
    get, path = "/metrics/{id}/query", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters),
    responses((status = 200, body = MetricAnswer), (status = "default", body = ErrorBody))
)]
pub async fn query_metric(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<MetricAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    Ok(Json(state.ask(move |context, scope| query::metric(context, scope, request)).await?))
}
