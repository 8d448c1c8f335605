//! Running one statement on one connection.

use crate::{error, parameter};
use arrow::record_batch::RecordBatch;
use duckdb::{Connection, params_from_iter};
use store::{Parameter, StoreError};

/// Runs a statement and returns the number of rows it changed.
pub(crate) fn execute(connection: &Connection, sql: &str, parameters: &[Parameter]) -> Result<u64, StoreError> {
    let values = parameter::values(parameters)?;
    let changed = connection.execute(sql, params_from_iter(values)).map_err(|failure| error::running(&failure))?;
    u64::try_from(changed).map_err(|_| StoreError::Shape { message: format!("{changed} changed rows") })
}

/// Runs a statement and returns its rows.
pub(crate) fn query(
    connection: &Connection,
    sql: &str,
    parameters: &[Parameter],
) -> Result<Vec<RecordBatch>, StoreError> {
    let values = parameter::values(parameters)?;
    let failed = |failure| error::running(&failure);
    let mut statement = connection.prepare(sql).map_err(failed)?;
    statement.execute(params_from_iter(values)).map_err(failed)?;
    let mut batches = Vec::new();
    // The binding's own iterator panics on a failure between two chunks; stepping reports it.
    while let Some(chunk) = statement.step().map_err(failed)? {
        batches.push(RecordBatch::from(&chunk));
    }
    Ok(batches)
}

/// Runs one of our own fixed statements.
pub(crate) fn run(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.execute_batch(sql).map_err(|failure| error::running(&failure))
}
