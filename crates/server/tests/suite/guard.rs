//! Requests from elsewhere are refused, and every answer carries its headers.

use crate::support::{App, request};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

#[tokio::test]
async fn another_host_is_refused() {
    let app = App::empty();
    let foreign = Request::builder().uri("/api/v1/health").header("host", "pharos.example:7411");
    let answer = app.send(foreign.body(Body::empty()).expect("request")).await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(answer.json()["code"], "forbidden_host");
    let nameless = Request::builder().uri("/api/v1/health").body(Body::empty()).expect("request");
    assert_eq!(app.send(nameless).await.json()["code"], "forbidden_host");
    assert_eq!(app.get("/api/v1/health").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_change_anything() {
    let app = App::empty();
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let sent = request(Method::PATCH, "/api/v1/workspace").header(name, value);
        let sent = sent.header("content-type", "application/json").body(Body::from("{\"name\":\"evil\"}"));
        let answer = app.send(sent.expect("request")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(answer.json()["code"], "forbidden_origin", "{name}");
    }
    assert_ne!(app.workspace.settings().name, "evil");
    let own = request(Method::PATCH, "/api/v1/workspace").header("origin", "http://127.0.0.1:7411");
    let own = own.header("content-type", "application/json").body(Body::from("{\"name\":\"Ours\"}"));
    assert_eq!(app.send(own.expect("request")).await.status, StatusCode::OK);
    assert_eq!(app.workspace.settings().name, "Ours");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = App::empty();
    for address in ["/", "/api/v1/health", "/api/v1/nothing", "/assets/main-1a2b.js"] {
        let answer = app.get(address).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
