//! `GET /imports`: every import, newest first.

use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use ledger::{Import, ImportStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One import with its counts.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportSummary {
    /// Number of the import.
    pub id: String,
    /// Source id.
    pub source: String,
    /// Kind of row at the source.
    pub object: String,
    /// Name of the file.
    pub file: String,
    /// When it started, RFC 3339.
    pub at: String,
    /// How far it is.
    pub state: ImportState,
    /// Rows of the file, good and bad.
    pub rows_read: u64,
    /// Rows that were new or different.
    pub rows_changed: u64,
    /// Rows that were already there with the same content.
    pub rows_unchanged: u64,
    /// Rows left out with a reason.
    pub rows_rejected: u64,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Rows are still being read.
    Running,
    /// Every row is acknowledged or rejected, but the figures do not show them yet.
    Landed,
    /// The figures show it.
    Applied,
    /// It stopped with an error; the rows acknowledged before stay.
    Failed,
    /// The program ended during it; the rows acknowledged before stay.
    Interrupted,
}

impl From<&Import> for ImportSummary {
    fn from(import: &Import) -> Self {
        let state = match import.status {
            ImportStatus::Running => ImportState::Running,
            ImportStatus::Finished if import.applied => ImportState::Applied,
            ImportStatus::Finished => ImportState::Landed,
            ImportStatus::Failed => ImportState::Failed,
            ImportStatus::Interrupted => ImportState::Interrupted,
        };
        Self {
            id: import.id.to_string(),
            source: import.source_id.clone(),
            object: import.object.clone(),
            file: import.file_name.clone(),
            at: import.started_at.to_string(),
            state,
            rows_read: import.rows_read,
            rows_changed: import.accepted.saturating_sub(import.unchanged),
            rows_unchanged: import.unchanged,
            rows_rejected: import.rejected,
        }
    }
}

/// All imports, newest first
#[utoipa::path(
    get, path = "/imports", tag = "imports",
    responses((status = 200, body = Vec<ImportSummary>), (status = "default", body = ErrorBody))
)]
pub async fn list_imports(State(state): State<AppState>) -> Result<Json<Vec<ImportSummary>>, ApiError> {
    let read = |workspace: &workspace::Workspace| {
        let imports = workspace.ledger().imports().map_err(|cause| ApiError::internal(&cause))?;
        Ok(imports.iter().map(ImportSummary::from).collect())
    };
    Ok(Json(state.work(read).await?))
}
