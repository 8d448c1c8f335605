//! `GET /boards`: which boards there are.

use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A board by its id; its name is the text `boards.<id>`, unless `name` says otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BoardSummary {
    /// Board id.
    pub id: String,
    /// Name of a user's own board.
    pub name: Option<String>,
    /// Tiles on it.
    pub tiles: usize,
}

/// The boards of a workspace.
pub fn summaries(state: &AppState) -> Vec<BoardSummary> {
    let catalogue = state.workspace.catalogue();
    let boards = catalogue.boards.values();
    boards
        .map(|board| BoardSummary {
            id: board.id.clone(),
            name: board.name.clone(),
            tiles: board.groups.iter().map(|group| group.metrics.len()).sum(),
        })
        .collect()
}

/// Boards
#[utoipa::path(get, path = "/boards", tag = "boards", responses((status = 200, body = Vec<BoardSummary>)))]
pub async fn list_boards(State(state): State<AppState>) -> Json<Vec<BoardSummary>> {
    Json(summaries(&state))
}
