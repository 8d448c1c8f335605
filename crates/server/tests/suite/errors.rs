//! Errors have one shape, in the language of the request.

use crate::support::{App, request};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use locales::{Locales, TAGS};
use query::ErrorCode;
use server::errors::ERRORS;

#[tokio::test]
async fn an_unknown_metric_is_named_with_the_nearest_one() {
    let answer = App::empty().get("/api/v1/metrics/aovv/query?lang=de").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let error = answer.json();
    assert_eq!(error["code"], "unknown_metric");
    assert_eq!(error["message"], "Es gibt keine Kennzahl „aovv“.");
    assert_eq!(error["details"]["suggestion"], "aov");
    assert!(error["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
}

/// An order has no product, its lines have: the answer names the metric that counts those.
#[tokio::test]
async fn parts_that_another_metric_tells_are_refused_with_its_name() {
    let app = App::empty();
    assert_eq!(app.get("/api/v1/metrics/orders").await.json()["told_by"]["product"], "product_orders");
    for address in ["/api/v1/metrics/orders/query?slice=product", "/api/v1/metrics/orders/why?slice=product"] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        let error = answer.json();
        assert_eq!(error["code"], "told_by_another", "{address}");
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("“product_orders”")), "{error}");
    }
    assert_eq!(app.get("/api/v1/metrics/orders/query?slice=plan").await.json()["code"], "unknown_dimension");
}

#[tokio::test]
async fn the_beginning_of_the_api_says_where_its_description_is() {
    let app = App::empty();
    let place = app.get("/api/v1").await.json()["description"].as_str().expect("address").to_owned();
    let description = app.get(&place).await.json();
    assert!(description["paths"]["/api/v1/metrics/{id}/query"].is_object());
}

#[tokio::test]
async fn what_the_framework_refuses_has_the_same_shape() {
    let app = App::empty();
    assert_eq!(app.get("/api/v1/nothing").await.json()["code"], "not_found");
    let wrong = request(Method::DELETE, "/api/v1/boards").body(Body::empty()).expect("request");
    assert_eq!(app.send(wrong).await.json()["code"], "method_not_allowed");
    let answer = app.get("/api/v1/boards/overview?p=yesterdayish").await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::BAD_REQUEST, Some("bad_period")));
}

#[tokio::test]
async fn a_parameter_that_the_address_does_not_know_is_refused() {
    let app = App::empty();
    for address in [
        "/api/v1/boards/overview?compare=py",
        "/api/v1/boards?p=month",
        "/api/v1/customers?q=Smith",
        "/api/v1/metrics/aov/query?customer=1",
        "/api/v1/imports?param.x=1",
    ] {
        let answer = app.get(address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(answer.json()["code"], "unknown_parameter", "{address}");
    }
    let known = app.get("/api/v1/boards/overview?compare=py").await.json()["details"]["known"].clone();
    assert_eq!(known, serde_json::json!(["f", "fx", "g", "p", "slice", "vs"]));
    for address in ["/api/v1/customers?search=Smith&page=0", "/api/v1/boards/overview?vs=py&lang=fa&param.x=1"] {
        assert_eq!(app.get(address).await.status, StatusCode::OK, "{address}");
    }
}

#[test]
fn every_error_has_words_in_every_language() {
    let texts = Locales::embedded().expect("texts");
    for (_, word, _) in ERRORS {
        for tag in TAGS {
            for key in [format!("errors.{word}"), format!("errors.{word}_hint")] {
                assert!(texts.has(tag, &key), "{tag} {key}");
            }
        }
    }
}

#[test]
fn every_error_of_a_query_has_a_status() {
    for code in ErrorCode::ALL {
        assert!(ERRORS.iter().any(|(_, word, _)| *word == code.as_str()), "{}", code.as_str());
    }
}
