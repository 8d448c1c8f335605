//! Finding damage when the file is opened, not under somebody's question.

use crate::dialect::DuckdbDialect;
use crate::statement;
use duckdb::Connection;
use store::{Dialect, StoreError, read};

/// Reads every value of every table that has rows: the engine checks a block only when it is read.
pub(crate) fn read_everything(connection: &Connection) -> Result<(), StoreError> {
    let tables = "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal AND estimated_size > 0";
    for batch in statement::query(connection, tables, &[])? {
        for row in 0..batch.num_rows() {
            if let (Some(schema), Some(table)) = (read::text(&batch, 0, row)?, read::text(&batch, 1, row)?) {
                read_table(connection, schema, table)?;
            }
        }
    }
    Ok(())
}

fn read_table(connection: &Connection, schema: &str, table: &str) -> Result<(), StoreError> {
    let (schema, table) = (DuckdbDialect.quote(schema), DuckdbDialect.quote(table));
    // Counts and extremes would be answered from statistics; a hash needs the values themselves.
    statement::query(connection, &format!("SELECT bit_xor(hash(whole)) FROM {schema}.{table} AS whole"), &[])?;
    Ok(())
}
