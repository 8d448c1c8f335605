//! `GET /customers/{id}/timeline`: what happened with one customer, latest first.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::directory::TimelineAnswer;

/// Entries of one answer.
const LIMIT: u32 = 50;

/// What happened with one customer
#[utoipa::path(
    get, path = "/customers/{id}/timeline", tag = "customers",
    params(
        ("id" = String, Path, description = "Customer id"),
        ("before" = Option<String>, Query, description = "`next_before` of the answer before")
    ),
    responses((status = 200, body = TimelineAnswer), (status = "default", body = ErrorBody))
)]
pub async fn customer_timeline(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<TimelineAnswer>, ApiError> {
    let before = question.get("before").map(str::to_owned);
    let ask =
        state.ask(move |context, scope| query::directory::timeline(context, scope, &id, before.as_deref(), LIMIT));
    Ok(Json(ask.await?))
}
