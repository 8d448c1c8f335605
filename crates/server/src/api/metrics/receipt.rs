//! `GET /metrics/{id}/receipt`: everything behind one figure, enough to compute it again.

use crate::api::freshness::freshness;
use crate::api::question::{Question, QuestionParameters, SideParameter};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::Receipt;
use query::request::Subject;

/// Receipt of a figure
#[utoipa::path(
    get, path = "/metrics/{id}/receipt", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters, SideParameter),
    responses((status = 200, body = Receipt), (status = "default", body = ErrorBody))
)]
pub async fn metric_receipt(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<Receipt>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    let receipt = state.ask(move |context, scope| query::receipt(context, scope, request)).await?;
    Ok(Json(Receipt { sources: freshness(&state).await?, ..receipt }))
}
