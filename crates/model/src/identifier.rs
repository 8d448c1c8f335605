//! How canonical rows are named.

/// The canonical id of a row: source, entity and the id the source gave it.
///
/// Readable on purpose: it stands in receipts and drill-downs.
pub fn canonical_id(source_id: &str, entity: &str, external_id: &str) -> String {
    format!("{source_id}:{entity}:{external_id}")
}
