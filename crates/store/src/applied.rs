//! Which batches the file already holds. Written in the transaction that merges their rows.

use crate::{Parameter, Store, StoreError, Transaction, read};

/// A batch whose rows are in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedBatch {
    /// Its place in the ledger.
    pub batch_sequence: i64,
    /// Its id.
    pub batch_id: String,
    /// Version of the mapping that made rows of it.
    pub mapping_version: i64,
    /// Canonical rows it gave.
    pub rows: i64,
}

/// The batches the store holds, by ledger sequence.
///
/// # Errors
/// When the engine fails.
pub fn applied_batches(store: &dyn Store) -> Result<Vec<AppliedBatch>, StoreError> {
    let sql =
        "SELECT batch_sequence, batch_id, mapping_version, rows FROM meta.applied_batches ORDER BY batch_sequence";
    let mut applied = Vec::new();
    for batch in store.query(sql, &[])? {
        for row in 0..batch.num_rows() {
            applied.push(AppliedBatch {
                batch_sequence: read::integer(&batch, 0, row)?.unwrap_or_default(),
                batch_id: read::text(&batch, 1, row)?.unwrap_or_default().to_owned(),
                mapping_version: read::integer(&batch, 2, row)?.unwrap_or_default(),
                rows: read::integer(&batch, 3, row)?.unwrap_or_default(),
            });
        }
    }
    Ok(applied)
}

/// Notes a batch as applied.
///
/// # Errors
/// When the engine fails.
pub fn record_applied_batch(transaction: &mut dyn Transaction, batch: &AppliedBatch) -> Result<(), StoreError> {
    let row = [
        Parameter::Integer(batch.batch_sequence),
        Parameter::Text(batch.batch_id.clone()),
        Parameter::Integer(batch.mapping_version),
        Parameter::Integer(batch.rows),
    ];
    transaction.execute("INSERT INTO meta.applied_batches VALUES ($1, $2, $3, $4)", &row).map(|_| ())
}
