//! `GET /metrics/{id}/customers`: the customers behind a figure.

use crate::api::question::{PageParameter, Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::CustomersAnswer;
use query::request::Subject;

/// Customers behind a figure
#[utoipa::path(
    get, path = "/metrics/{id}/customers", tag = "metrics",
    params(("id" = String, Path, description = "Metric id"), QuestionParameters, PageParameter),
    responses((status = 200, body = CustomersAnswer), (status = "default", body = ErrorBody))
)]
pub async fn customers_behind(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<CustomersAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    let page = question.page()?;
    Ok(Json(state.ask(move |context, scope| query::customers_behind(context, scope, request, page)).await?))
}
