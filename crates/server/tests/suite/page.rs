//! The document and its files.

use crate::support::{App, request};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::Value;

/// The figures inside a document.
fn first(html: &str) -> Value {
    let (_, block) = html.split_once("id=\"pharos-first\">").expect("block");
    let (json, _) = block.split_once("</script>").expect("end");
    serde_json::from_str(json).expect("json")
}

#[tokio::test]
async fn the_document_holds_the_first_board() {
    let app = App::with_orders();
    let html = app.get("/?p=2026-01").await.text;
    let first = first(&html);
    assert_eq!(first["board"]["board"], "overview");
    assert_eq!(first["address"], "p=2026-01");
    let asked = app.get("/api/v1/boards/overview?p=2026-01").await.json();
    assert_eq!(first["board"], asked, "the same figures as the API");
    assert_eq!(first["workspace"]["currency"], "EUR");
}

#[tokio::test]
async fn other_addresses_hold_the_document_without_a_board() {
    let app = App::empty();
    for address in ["/customers/shop.person.1", "/metrics/aov", "/boards/nothing"] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(first(&answer.text)["board"].is_null(), "{address}");
    }
}

#[tokio::test]
async fn a_name_cannot_break_out_of_the_document() {
    let app = App::empty();
    let mut settings = app.workspace.settings();
    settings.name = "</script><script>alert(1)</script>".to_owned();
    app.workspace.change_settings(settings.clone(), crate::support::NOW.parse().expect("moment")).expect("settings");
    let html = app.get("/").await.text;
    assert!(!html.contains("alert(1)</script>"), "{html}");
    assert_eq!(first(&html)["workspace"]["name"], settings.name.as_str());
}

#[tokio::test]
async fn language_and_direction_stand_in_the_document() {
    let app = App::empty();
    let sent = request(Method::GET, "/").header("accept-language", "fa-IR, en;q=0.5").body(Body::empty());
    let answer = app.send(sent.expect("request")).await;
    assert!(answer.text.contains("<html lang=\"fa\" dir=\"rtl\" data-theme=\"light\">"), "{}", answer.text);
    assert!(app.get("/?lang=lt").await.text.contains("<html lang=\"lt\" dir=\"ltr\""));
}

#[tokio::test]
async fn a_document_that_has_not_changed_is_not_sent_again() {
    let app = App::empty();
    let tag = app.get("/").await.header("etag").to_owned();
    let again = request(Method::GET, "/").header("if-none-match", &tag).body(Body::empty()).expect("request");
    assert_eq!(app.send(again).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn files_are_sent_compressed_and_kept_for_ever() {
    let app = App::empty();
    let sent = request(Method::GET, "/assets/main-1a2b.js").header("accept-encoding", "gzip, br").body(Body::empty());
    let answer = app.send(sent.expect("request")).await;
    assert_eq!((answer.header("content-encoding"), answer.text.as_str()), ("br", "brotli"));
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.header("content-type").starts_with("text/javascript"));
    assert_eq!(app.get("/assets/main-1a2b.js").await.text, "plain");
    assert_eq!(app.get("/assets/gone.js").await.status, StatusCode::NOT_FOUND);
}
