//! `GET /calculator/own`: the workspace's own figures beside typed numbers.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::calculator::answer::CalculatorOwn;
use query::calculator::subject;

/// Own figures of the metrics that can be calculated
#[utoipa::path(
    get, path = "/calculator/own", tag = "calculator",
    params(QuestionParameters),
    responses((status = 200, body = CalculatorOwn), (status = "default", body = ErrorBody))
)]
pub async fn own_figures(State(state): State<AppState>, question: Question) -> Result<Json<CalculatorOwn>, ApiError> {
    let request = question.request(subject(&state.workspace.catalogue())?, &state)?;
    Ok(Json(state.ask(move |context, scope| query::calculator::own(context, scope, request)).await?))
}
