//! Own metrics and boards that somebody edits with a program of theirs are taken up while the server runs.

use crate::state::AppState;
use std::sync::Arc;
use std::time::Duration;

/// Pause between two looks at the folder.
const PAUSE: Duration = Duration::from_secs(2);

/// Looks at the own files until the server stops.
pub async fn follow(mut state: AppState) {
    loop {
        tokio::select! {
            _ = state.stopping.changed() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        let (workspace, at) = (Arc::clone(&state.workspace), (state.clock)());
        let looked = tokio::task::spawn_blocking(move || workspace.reload_own(at)).await;
        if let Ok(Err(fault)) = looked {
            tracing::warn!(%fault, "own definitions could not be read");
        }
    }
}
