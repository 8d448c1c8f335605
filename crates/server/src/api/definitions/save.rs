//! `PUT` and `DELETE /definitions`: saves or removes an own file. It holds at once.

use super::check::DefinitionDraft;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
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
    /// The data version since.
    pub data_version: u64,
}

/// Save a definition
#[utoipa::path(
    put, path = "/definitions", tag = "definitions", request_body = DefinitionDraft,
    responses((status = 200, body = SavedDefinition), (status = "default", body = ErrorBody))
)]
pub async fn save_definition(
    State(state): State<AppState>,
    draft: Result<Json<DefinitionDraft>, JsonRejection>,
) -> Result<Json<SavedDefinition>, ApiError> {
    let Json(draft) = draft.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let at = (state.clock)();
    let answer = state.work_long(move |workspace| {
        workspace.save_own(&draft.path, &draft.text, at)?;
        Ok(SavedDefinition { path: draft.path, data_version: workspace.data_version() })
    });
    Ok(Json(answer.await?))
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
        Ok(SavedDefinition { path, data_version: workspace.data_version() })
    });
    Ok(Json(answer.await?))
}
