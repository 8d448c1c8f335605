//! Open pages learn of new data.

use crate::support::{App, MAPPING, ORDERS, request};
use axum::body::Body;
use axum::http::Method;
use futures::StreamExt;

#[tokio::test]
async fn an_import_sends_the_new_data_version_and_stopping_ends_the_stream() {
    let app = App::empty();
    let response = app.respond(request(Method::GET, "/api/v1/events").body(Body::empty()).expect("request")).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.into_body().into_data_stream();
    let mut next = async || {
        let chunk = stream.next().await?.expect("event");
        Some(String::from_utf8(chunk.to_vec()).expect("text"))
    };
    let event = |version: u64| Some(format!("event: data_version\ndata: {version}\n\n"));
    let before = app.workspace.data_version();
    assert_eq!(next().await, event(before));
    app.upload("/api/v1/imports", ORDERS, Some(MAPPING)).await;
    let after = app.workspace.data_version();
    assert!(after > before);
    assert_eq!(next().await, event(after));
    app.stop();
    assert_eq!(next().await, None);
}
