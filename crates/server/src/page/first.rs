//! What the document says before the page asks: the workspace, and the board of the address.

use crate::api::boards::show::ask_board;
use crate::api::question::Question;
use crate::api::workspace::show::{WorkspaceAnswer, describe};
use crate::language::Language;
use crate::state::AppState;
use axum::http::Uri;
use query::answer::BoardAnswer;
use serde::Serialize;

/// The board of the address `/`.
const FIRST_BOARD: &str = "overview";

/// The first figures, so that the page paints them without a second round trip.
#[derive(Serialize)]
pub struct FirstFigures {
    /// As `GET /api/v1/workspace` answers; none when it could not be read in time.
    workspace: Option<WorkspaceAnswer>,
    /// As `GET /api/v1/boards/{id}` answers; none for addresses that show no board.
    board: Option<BoardAnswer>,
    /// The query of the address these figures belong to, without `?`.
    address: String,
    /// Language of the document.
    language: &'static str,
}

/// Never fails: what cannot be answered here, the page asks for again and shows the error in its place.
pub async fn figures(state: &AppState, address: &Uri, language: Language) -> FirstFigures {
    FirstFigures {
        workspace: describe(state).await.ok(),
        board: board_of(state, address).await,
        address: address.query().unwrap_or_default().to_owned(),
        language: language.tag(),
    }
}

async fn board_of(state: &AppState, address: &Uri) -> Option<BoardAnswer> {
    let id = match address.path().trim_matches('/') {
        "" => FIRST_BOARD,
        path => path.strip_prefix("boards/").filter(|id| !id.contains('/'))?,
    };
    ask_board(state, id.to_owned(), &Question::of(address).ok()?).await.ok()
}
