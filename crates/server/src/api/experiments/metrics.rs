//! `GET /experiments/metrics`: metrics whose groups can be compared.

use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::experiment::answer::ComparableMetric;
use query::experiment::comparable;

/// Metrics whose groups can be compared
#[utoipa::path(
    get, path = "/experiments/metrics", tag = "experiments",
    responses((status = 200, body = Vec<ComparableMetric>), (status = "default", body = ErrorBody))
)]
pub async fn comparable_metrics(State(state): State<AppState>) -> Result<Json<Vec<ComparableMetric>>, ApiError> {
    Ok(Json(state.ask(comparable).await?))
}
