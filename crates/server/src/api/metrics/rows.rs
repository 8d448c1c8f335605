//! `GET /metrics/{id}/rows`: the rows behind one customer's part in a figure.

use crate::api::question::{Question, QuestionParameters, SideParameter};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::RowsAnswer;
use query::request::Subject;

/// Rows of each table that are shown.
const LIMIT: u32 = 200;

/// Rows behind one customer's part in a figure
#[utoipa::path(
    get, path = "/metrics/{id}/rows", tag = "metrics",
    params(
        ("id" = String, Path, description = "Metric id"),
        ("customer" = Option<String>, Query, description = "Customer id; absent for rows of no known customer"),
        QuestionParameters, SideParameter
    ),
    responses((status = 200, body = RowsAnswer), (status = "default", body = ErrorBody))
)]
pub async fn rows_behind(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<RowsAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    let customer = question.get("customer").map(str::to_owned);
    let ask = state.ask(move |context, scope| query::rows_behind(context, scope, request, customer.as_deref(), LIMIT));
    Ok(Json(ask.await?))
}
