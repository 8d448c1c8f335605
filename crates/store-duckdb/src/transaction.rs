//! One writing transaction.

use crate::{error, statement};
use arrow::record_batch::RecordBatch;
use duckdb::Connection;
use store::{Parameter, StoreError, Transaction};

/// An open transaction; dropped without [`DuckdbTransaction::commit`] it is rolled back.
pub(crate) struct DuckdbTransaction<'connection> {
    connection: &'connection Connection,
    open: bool,
}

impl<'connection> DuckdbTransaction<'connection> {
    /// Begins.
    pub(crate) fn begin(connection: &'connection Connection) -> Result<Self, StoreError> {
        statement::run(connection, "BEGIN TRANSACTION")?;
        Ok(Self { connection, open: true })
    }

    /// Makes it durable.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        let committed = statement::run(self.connection, "COMMIT");
        // A failed commit has already ended the transaction.
        self.open = false;
        committed
    }
}

impl Drop for DuckdbTransaction<'_> {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        if let Err(failure) = statement::run(self.connection, "ROLLBACK") {
            tracing::warn!(%failure, "a transaction could not be rolled back");
        }
    }
}

impl Transaction for DuckdbTransaction<'_> {
    fn execute(&mut self, sql: &str, parameters: &[Parameter]) -> Result<u64, StoreError> {
        statement::execute(self.connection, sql, parameters)
    }

    fn query(&mut self, sql: &str, parameters: &[Parameter]) -> Result<Vec<RecordBatch>, StoreError> {
        statement::query(self.connection, sql, parameters)
    }

    fn append(&mut self, table: &str, rows: &RecordBatch) -> Result<(), StoreError> {
        let failed = |failure| error::running(&failure);
        let (schema, name) = table.split_once('.').unwrap_or(("main", table));
        let mut appender = self.connection.appender_to_db(name, schema).map_err(failed)?;
        appender.append_record_batch(rows.clone()).map_err(failed)?;
        // Dropping would flush too, but swallow the failure.
        appender.flush().map_err(failed)
    }
}
