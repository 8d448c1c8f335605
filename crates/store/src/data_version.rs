//! The counter that says whether answers of yesterday still hold.

use crate::{Parameter, Store, StoreError, Transaction, read};

const READ: &str = "SELECT max(version) FROM meta.data_version";

/// The version of the data: equal versions mean equal answers.
///
/// # Errors
/// When the engine fails.
pub fn data_version(store: &dyn Store) -> Result<i64, StoreError> {
    Ok(read::first_integer(&store.query(READ, &[])?)?.unwrap_or(0))
}

/// Raises the version by one as part of the change that asks for it, and returns the new one.
///
/// # Errors
/// When the engine fails.
pub fn bump_data_version(transaction: &mut dyn Transaction) -> Result<i64, StoreError> {
    let next = read::first_integer(&transaction.query(READ, &[])?)?.unwrap_or(0) + 1;
    transaction.execute("DELETE FROM meta.data_version", &[])?;
    transaction.execute("INSERT INTO meta.data_version VALUES ($1)", &[Parameter::Integer(next)])?;
    Ok(next)
}
