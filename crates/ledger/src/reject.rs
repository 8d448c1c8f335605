//! Rows that were left out, and why.

use crate::{Ledger, LedgerError};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many rejects of one import are kept with their values; all are counted.
pub const KEPT_REJECTS_PER_IMPORT: u64 = 10_000;

/// One fault of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Line of the original file.
    pub line: u64,
    /// Column of the file, when the fault lies in one.
    pub column: Option<String>,
    /// The value as written, cut to 200 characters.
    pub value: Option<String>,
    /// What is wrong: the text is `rejects.<code>`.
    pub code: String,
    /// Named values for the text.
    pub arguments: BTreeMap<String, String>,
}

impl Ledger {
    /// Replaces the rejects of one batch.
    ///
    /// # Errors
    /// When the database fails.
    pub fn replace_batch_rejects(&self, import_id: i64, sequence: i64, rejects: &[Reject]) -> Result<(), LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute("DELETE FROM reject WHERE batch_sequence = ?1", [sequence])?;
        insert(&transaction, import_id, Some(sequence), rejects)?;
        transaction.commit()?;
        Ok(())
    }

    /// Adds rows of the file that could not be read at all, `count` of them, some listed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_unread_rows(&self, import_id: i64, count: u64, rejects: &[Reject]) -> Result<(), LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO unread_row (import_id, count) VALUES (?1, ?2)
             ON CONFLICT (import_id) DO UPDATE SET count = count + excluded.count",
            params![import_id, count as i64],
        )?;
        insert(&transaction, import_id, None, rejects)?;
        transaction.commit()?;
        Ok(())
    }

    /// The kept rejects of an import by line, a page of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rejects(&self, import_id: i64, offset: u64, limit: u64) -> Result<Vec<Reject>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT line, column_name, value, code, arguments FROM reject
             WHERE import_id = ?1 ORDER BY line, rowid LIMIT ?2 OFFSET ?3",
        )?;
        let rows = statement.query_map(params![import_id, limit as i64, offset as i64], |row| {
            let arguments: String = row.get(4)?;
            Ok(Reject {
                line: row.get::<_, i64>(0)?.unsigned_abs(),
                column: row.get(1)?,
                value: row.get(2)?,
                code: row.get(3)?,
                arguments: serde_json::from_str(&arguments).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn insert(
    connection: &Connection,
    import_id: i64,
    sequence: Option<i64>,
    rejects: &[Reject],
) -> Result<(), LedgerError> {
    let kept: i64 =
        connection.query_row("SELECT count(*) FROM reject WHERE import_id = ?1", [import_id], |row| row.get(0))?;
    let room = KEPT_REJECTS_PER_IMPORT.saturating_sub(kept.unsigned_abs());
    let mut statement = connection.prepare_cached(
        "INSERT INTO reject (import_id, batch_sequence, line, column_name, value, code, arguments)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for reject in rejects.iter().take(usize::try_from(room).unwrap_or(usize::MAX)) {
        let arguments =
            serde_json::to_string(&reject.arguments).map_err(|error| LedgerError::Encode(error.to_string()))?;
        statement.execute(params![
            import_id,
            sequence,
            reject.line as i64,
            reject.column,
            reject.value.as_ref().map(|value| value.chars().take(200).collect::<String>()),
            reject.code,
            arguments,
        ])?;
    }
    Ok(())
}
