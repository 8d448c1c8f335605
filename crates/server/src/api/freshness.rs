//! How far the data of each source reach; the ledger knows.

use crate::errors::ApiError;
use crate::state::AppState;
use query::answer::SourceFreshness;
use std::collections::BTreeMap;

/// Every source with its last import and the rows it has delivered.
///
/// # Errors
/// When the ledger cannot be read.
pub async fn freshness(state: &AppState) -> Result<Vec<SourceFreshness>, ApiError> {
    let imports = state.work(|workspace| workspace.ledger().imports().map_err(|cause| ApiError::internal(&cause)));
    let mut sources: BTreeMap<String, SourceFreshness> = BTreeMap::new();
    // Newest first: the first import of a source is its last one.
    for import in imports.await? {
        let source = sources.entry(import.source_id.clone()).or_insert_with(|| SourceFreshness {
            source: import.source_id,
            last_import_at: import.finished_at.unwrap_or(import.started_at).to_string(),
            rows: 0,
        });
        source.rows += import.rows_landed;
    }
    Ok(sources.into_values().collect())
}
