//! `GET /boards/{id}`: all figures of a board.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::BoardAnswer;
use query::request::Subject;

/// The figures of a board for a question.
///
/// # Errors
/// When the board is unknown or the question cannot be read.
pub async fn ask_board(state: &AppState, id: String, question: &Question) -> Result<BoardAnswer, ApiError> {
    let request = question.request(Subject::Board(id), state)?;
    state.ask(move |context, scope| query::board(context, scope, request)).await
}

/// A board with its figures
#[utoipa::path(
    get, path = "/boards/{id}", tag = "boards",
    params(("id" = String, Path, description = "Board id"), QuestionParameters),
    responses((status = 200, body = BoardAnswer), (status = "default", body = ErrorBody))
)]
pub async fn show_board(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<BoardAnswer>, ApiError> {
    Ok(Json(ask_board(&state, id, &question).await?))
}
