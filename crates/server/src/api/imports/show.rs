//! `GET /imports/{id}`: one import with its format and mapping.

use super::list::ImportSummary;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use ledger::{Import, Ledger};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One import in full.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportDetail {
    /// What the list says about it.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// Size of the file.
    pub bytes: u64,
    /// When its last row was seen, RFC 3339.
    pub finished_at: Option<String>,
    /// BLAKE3 of the file's bytes.
    pub content_hash: String,
    /// How the file is written, as it was read.
    pub format: serde_json::Value,
    /// Version of the mapping that was current then.
    pub mapping_version: i64,
    /// The newest mapping of its source and object, YAML.
    pub mapping: Option<String>,
}

/// The import with that id, as the path names it.
///
/// # Errors
/// `unknown_import` when there is none.
pub fn find_import(ledger: &Ledger, id: &str) -> Result<Import, ApiError> {
    let unknown = || ApiError::new(ErrorCode::UnknownImport).with("given", id);
    let number = id.parse().map_err(|_| unknown())?;
    ledger.import(number).map_err(|cause| ApiError::internal(&cause))?.ok_or_else(unknown)
}

fn describe(ledger: &Ledger, id: &str) -> Result<ImportDetail, ApiError> {
    let import = find_import(ledger, id)?;
    let mapping = ledger.latest_mapping(&import.source_id, &import.object);
    let mapping = mapping.map_err(|cause| ApiError::internal(&cause))?;
    Ok(ImportDetail {
        summary: ImportSummary::from(&import),
        bytes: import.file_size,
        finished_at: import.finished_at.map(|at| at.to_string()),
        content_hash: import.content_hash,
        format: serde_json::from_str(&import.format).unwrap_or_default(),
        mapping_version: import.mapping_version,
        mapping: mapping.map(|mapping| mapping.text),
    })
}

/// One import
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports",
    params(("id" = String, Path, description = "Number of the import")),
    responses((status = 200, body = ImportDetail), (status = "default", body = ErrorBody))
)]
pub async fn show_import(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<ImportDetail>, ApiError> {
    Ok(Json(state.work(move |workspace| describe(workspace.ledger(), &id)).await?))
}
