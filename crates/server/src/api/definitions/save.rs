//! `PUT` and `DELETE /definitions`: saves or removes an own file. It holds at once.

use super::check::DefinitionDraft;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use query::QueryError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which own file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DefinitionPath {
    /// Path below the folder `catalogue` of the data directory.
    pub path: String,
}

/// A file that was saved or removed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SavedDefinition {
    /// Its path.
    pub path: String,
    /// The version it has since; none when it was removed.
    pub version: Option<i64>,
    /// The data version since.
    pub data_version: u64,
}

/// Save a definition
///
/// A file that exists is only overwritten when `If-Match` names the version that was edited, as the list says it.
#[utoipa::path(
    put, path = "/definitions", tag = "definitions", request_body = DefinitionDraft,
    params(("If-Match" = Option<String>, Header, description = "Version that was edited; none for a new file.")),
    responses((status = 200, body = SavedDefinition), (status = "default", body = ErrorBody))
)]
pub async fn save_definition(
    State(state): State<AppState>,
    headers: HeaderMap,
    draft: Result<Json<DefinitionDraft>, JsonRejection>,
) -> Result<Json<SavedDefinition>, ApiError> {
    let Json(draft) = draft.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let edited = edited(&headers)?;
    let at = (state.clock)();
    let answer = state.work_long(move |workspace| {
        let version = workspace.save_own(&draft.path, &draft.text, edited, at)?;
        Ok(SavedDefinition { path: draft.path, version: Some(version), data_version: workspace.data_version() })
    });
    Ok(Json(answer.await?))
}

/// The version that `If-Match` names, with or without the quotation marks of an entity tag.
fn edited(headers: &HeaderMap) -> Result<Option<i64>, ApiError> {
    let Some(written) = headers.get(IF_MATCH) else { return Ok(None) };
    let text = written.to_str().unwrap_or_default().trim();
    let version = text.trim_matches('"').parse().map_err(|_| QueryError::new(query::ErrorCode::BadParameter, text))?;
    Ok(Some(version))
}

/// Remove a definition
#[utoipa::path(
    delete, path = "/definitions", tag = "definitions", params(DefinitionPath),
    responses((status = 200, body = SavedDefinition), (status = "default", body = ErrorBody))
)]
pub async fn remove_definition(
    State(state): State<AppState>,
    Query(DefinitionPath { path }): Query<DefinitionPath>,
) -> Result<Json<SavedDefinition>, ApiError> {
    let at = (state.clock)();
    let answer = state.work_long(move |workspace| {
        if !workspace.remove_own(&path, at)? {
            return Err(ApiError::new(ErrorCode::UnknownDefinition));
        }
        Ok(SavedDefinition { path, version: None, data_version: workspace.data_version() })
    });
    Ok(Json(answer.await?))
}
