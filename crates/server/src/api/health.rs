//! `GET /health`: whether the server answers.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The server answers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// Always `ok`; a server that is not well does not answer.
    pub status: String,
    /// Version of the program.
    pub version: String,
}

/// Whether the server answers
#[utoipa::path(get, path = "/health", tag = "workspace", responses((status = 200, body = Health)))]
pub async fn health() -> Json<Health> {
    Json(Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
