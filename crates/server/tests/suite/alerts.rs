//! What needs attention, as a program reads it.

use crate::judgement::{OWN, PATH};
use crate::support::App;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

fn below(value: &str) -> Value {
    json!({ "benchmarks": [], "thresholds": [{ "bad": "below", "value": value, "per": "month" }], "stagnation_within": null })
}

async fn mark(app: &App, metric: &str, marks: &Value) {
    let saved = app.change(Method::PUT, &format!("/api/v1/metrics/{metric}/marks"), marks).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
}

#[tokio::test]
async fn what_needs_attention_is_listed_with_own_metrics_until_the_marks_are_gone() {
    let app = App::with_orders();
    let draft = json!({ "path": PATH, "text": OWN });
    let saved = app.change(Method::PUT, "/api/v1/definitions", &draft).await;
    assert!(saved.status.is_success(), "{}", saved.text);
    let quiet = app.get("/api/v1/alerts?p=2026-01").await.json();
    assert_eq!((&quiet["alerts"], &quiet["watched"]), (&json!([]), &json!(0)));

    // January has four orders, two of them on the web.
    mark(&app, "orders", &below("5")).await;
    mark(&app, "web_orders", &below("4")).await;
    let answer = app.get("/api/v1/alerts?p=2026-01").await.json();
    let found: Vec<_> = answer["alerts"].as_array().expect("alerts").iter().map(|alert| &alert["metric"]).collect();
    assert_eq!(found, ["web_orders", "orders"], "2 of 4 is farther off than 4 of 5: {answer:#}");
    // The data begin in January: what was before is not known.
    let since = json!({ "day": "2026-01-01", "periods": 1, "at_least": true });
    assert_eq!(answer["alerts"][1]["since"], since);

    mark(&app, "orders", &json!({ "benchmarks": [], "thresholds": [], "stagnation_within": null })).await;
    let left = app.get("/api/v1/alerts?p=2026-01").await.json();
    assert_eq!(left["alerts"].as_array().map(Vec::len), Some(1), "{left:#}");
}

#[tokio::test]
async fn it_refuses_what_it_does_not_look_at() {
    let app = App::with_orders();
    assert_eq!(app.get("/api/v1/alerts?f=channel:web").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.get("/api/v1/alerts?p=someday").await.json()["code"], "bad_period");
}
