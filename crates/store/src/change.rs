//! Which entities have changed since facts were derived. Noted in the transaction of the change, so
//! that a program that ends in between finds at its next start what it still owes.

use crate::{Parameter, Store, StoreError, Transaction, read};
use arrow::array::RecordBatch;
use std::collections::BTreeSet;

const READ: &str = "SELECT DISTINCT entity FROM meta.changed_entity";

/// The changed entities; `customer` and `setting` count as entities.
///
/// # Errors
/// When the engine fails.
pub fn changed_entities(store: &dyn Store) -> Result<BTreeSet<String>, StoreError> {
    names(&store.query(READ, &[])?)
}

/// Notes a change. [`crate::Merge`] and [`crate::write_settings`] do so themselves.
///
/// # Errors
/// When the engine fails.
pub fn note_changed_entity(transaction: &mut dyn Transaction, entity: &str) -> Result<(), StoreError> {
    let entity = [Parameter::Text(entity.to_owned())];
    transaction.execute("INSERT INTO meta.changed_entity VALUES ($1)", &entity).map(|_| ())
}

/// The changed entities, which are forgotten when the transaction is committed.
///
/// # Errors
/// When the engine fails.
pub fn take_changed_entities(transaction: &mut dyn Transaction) -> Result<BTreeSet<String>, StoreError> {
    let changed = names(&transaction.query(READ, &[])?)?;
    if !changed.is_empty() {
        transaction.execute("DELETE FROM meta.changed_entity", &[])?;
    }
    Ok(changed)
}

fn names(batches: &[RecordBatch]) -> Result<BTreeSet<String>, StoreError> {
    let mut names = BTreeSet::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            names.extend(read::text(batch, 0, row)?.map(str::to_owned));
        }
    }
    Ok(names)
}
