//! Files come in over the API as they do over the command line.

use crate::support::{App, MAPPING, ORDERS};
use axum::http::StatusCode;

#[tokio::test]
async fn an_upload_is_in_the_figures_when_it_is_answered() {
    let app = App::empty();
    let answer = app.upload("/api/v1/imports", ORDERS, Some(MAPPING)).await.json();
    assert_eq!((&answer["state"], &answer["rows_read"]), (&"applied".into(), &4.into()), "{answer:#}");
    let metric = app.get("/api/v1/metrics/orders/query?p=2026-01").await.json();
    assert_eq!(metric["figure"]["value"]["number"], 4.0, "{metric:#}");
    let again = app.upload("/api/v1/imports", ORDERS, Some(MAPPING)).await.json();
    assert_eq!(again["already_imported"], true);
    assert_eq!(app.get("/api/v1/imports").await.json().as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_dry_run_only_looks() {
    let app = App::empty();
    let found = app.upload("/api/v1/imports?dry_run=true", ORDERS, None).await.json();
    assert_eq!(found["format"]["delimiter"], ",");
    assert_eq!(found["columns"].as_array().map(Vec::len), Some(6), "{found:#}");
    assert!(app.workspace.ledger().imports().expect("imports").is_empty());
}

#[tokio::test]
async fn bad_rows_are_listed_and_good_ones_go_in() {
    let app = App::empty();
    let file = ORDERS.replace("30.00", "thirty");
    let answer = app.upload("/api/v1/imports", &file, Some(MAPPING)).await.json();
    assert_eq!(answer["rows_rejected"], 1, "{answer:#}");
    let id = answer["id"].as_str().expect("id");
    let rejects = app.get(&format!("/api/v1/imports/{id}/rejects")).await.json();
    let row = &rejects["rows"][0];
    assert_eq!(
        (&row["file"], &row["line"], &row["column"], &row["value"]),
        (&"orders.csv".into(), &3.into(), &"net".into(), &"thirty".into())
    );
    assert_eq!(app.get(&format!("/api/v1/imports/{id}/rejects?page=first")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_with_a_reason() {
    let app = App::empty();
    let code = |answer: crate::support::Answer| answer.json()["code"].as_str().map(str::to_owned);
    assert_eq!(
        code(app.upload("/api/v1/imports", ORDERS, Some("mapping: 1\nsource: x\n")).await).as_deref(),
        Some("mapping_invalid")
    );
    let large = app.upload("/api/v1/imports", &"x".repeat(2_000), None).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(code(app.get("/api/v1/imports/77").await).as_deref(), Some("unknown_import"));
    assert!(app.workspace.ledger().imports().expect("imports").is_empty());
}
