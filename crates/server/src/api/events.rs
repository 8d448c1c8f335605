//! `GET /events`: a stream that says when figures have changed.

use crate::state::AppState;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::wrappers::WatchStream;

/// Comments keep the connection open through idle timeouts and show a dead one.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Stream of `data_version` events
///
/// The first event says the present version, each further one that figures have changed.
#[utoipa::path(
    get, path = "/events", tag = "workspace",
    responses((status = 200, content_type = "text/event-stream", description = "Events named `data_version`", body = String))
)]
pub async fn events(State(state): State<AppState>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut stopping = state.stopping.clone();
    let stopped = Box::pin(async move {
        // An error means that the server is gone already.
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let versions = WatchStream::new(state.data_version.clone()).take_until(stopped);
    let events = versions.map(|version| Ok(Event::default().event("data_version").data(version.to_string())));
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}
