//! `GET /dimensions/{id}/values`: what one may filter by.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};

/// Values of a dimension, most frequent first; null is "not set"
#[utoipa::path(
    get, path = "/dimensions/{id}/values", tag = "dimensions",
    params(
        ("id" = String, Path, description = "Dimension id"),
        ("search" = Option<String>, Query, description = "Part of the value")
    ),
    responses((status = 200, body = Vec<Option<String>>), (status = "default", body = ErrorBody))
)]
pub async fn dimension_values(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<Vec<Option<String>>>, ApiError> {
    let search = question.get("search").unwrap_or_default().to_owned();
    let ask = state.ask(move |context, scope| query::directory::dimension_values(context, scope, &id, &search));
    Ok(Json(ask.await?))
}
