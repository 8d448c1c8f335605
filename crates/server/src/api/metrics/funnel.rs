//! `GET /metrics/{id}/funnel`: the steps of a funnel.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::funnel::FunnelAnswer;
use query::request::Subject;

/// Steps of a funnel
#[utoipa::path(
    get, path = "/metrics/{id}/funnel", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters),
    responses((status = 200, body = FunnelAnswer), (status = "default", body = ErrorBody))
)]
pub async fn metric_funnel(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<FunnelAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    Ok(Json(state.ask(move |context, scope| query::funnel::funnel(context, scope, request)).await?))
}
