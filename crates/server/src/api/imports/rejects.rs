//! `GET /imports/{id}/rejects`: the rows that were left out, and why.

use super::show::find_import;
use crate::api::question::{PageParameter, Question};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use ledger::{KEPT_REJECTS_PER_IMPORT, Ledger, Reject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Rows of one page.
const PAGE: u64 = 100;

/// One fault of one row.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectedRow {
    /// Name of the file.
    pub file: String,
    /// Line of the original file.
    pub line: u64,
    /// Column of the file, when the fault lies in one.
    pub column: Option<String>,
    /// The value as written.
    pub value: Option<String>,
    /// What is wrong; the words are the text `rejects.<code>`.
    pub code: String,
    /// Named values for the words.
    pub arguments: BTreeMap<String, String>,
}

impl RejectedRow {
    /// One fault of the file of that name.
    pub fn new(reject: Reject, file: &str) -> Self {
        let Reject { line, column, value, code, arguments } = reject;
        Self { file: file.to_owned(), line, column, value, code, arguments }
    }
}

/// A page of the rows that were left out.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectList {
    /// By line.
    pub rows: Vec<RejectedRow>,
    /// All rows that were left out; only the first 10,000 are listed.
    pub total: u64,
    /// The page after this one, or none.
    pub next_page: Option<u32>,
}

fn read(ledger: &Ledger, id: &str, page: u32) -> Result<RejectList, ApiError> {
    let import = find_import(ledger, id)?;
    let offset = u64::from(page) * PAGE;
    let rejects = ledger.rejects(import.id, offset, PAGE).map_err(|cause| ApiError::internal(&cause))?;
    let listed = import.rejected.min(KEPT_REJECTS_PER_IMPORT);
    let rows = rejects.into_iter().map(|reject| RejectedRow::new(reject, &import.file_name));
    let more = offset + PAGE < listed;
    Ok(RejectList { rows: rows.collect(), total: import.rejected, next_page: more.then_some(page.saturating_add(1)) })
}

/// Rows an import left out
#[utoipa::path(
    get, path = "/imports/{id}/rejects", tag = "imports",
    params(("id" = String, Path, description = "Number of the import"), PageParameter),
    responses((status = 200, body = RejectList), (status = "default", body = ErrorBody))
)]
pub async fn import_rejects(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<RejectList>, ApiError> {
    let page = question.page()?;
    Ok(Json(state.work(move |workspace| read(workspace.ledger(), &id, page)).await?))
}
