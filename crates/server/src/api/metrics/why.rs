//! `GET /metrics/{id}/why`: why a figure changed, by every dimension.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::request::Subject;
use query::why::WhyAnswer;

/// Why a figure changed
#[utoipa::path(
    get, path = "/metrics/{id}/why", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters),
    responses((status = 200, body = WhyAnswer), (status = "default", body = ErrorBody))
)]
pub async fn metric_why(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<WhyAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    Ok(Json(state.ask(move |context, scope| query::why::why(context, scope, request)).await?))
}
