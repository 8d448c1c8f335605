//! Decisions of persons as documents: goals, marks, own definitions. Every version is kept, and who saved it.

use crate::landing::instant;
use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// What it is, such as `goal`.
    pub kind: String,
    /// Which one of its kind.
    pub key: String,
    /// Counts from 1 for each kind and key.
    pub version: i64,
    /// Its text; none when it was taken away.
    pub text: Option<String>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

const COLUMNS: &str = "SELECT kind, key, version, text, saved_at FROM document";

impl Ledger {
    /// Saves a document, or takes it away with `None`, and writes it into the audit list. The same text again
    /// changes nothing. Returns the version.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_document(
        &self,
        kind: &str,
        key: &str,
        text: Option<&str>,
        actor: &str,
        at: Timestamp,
    ) -> Result<i64, LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let latest = latest(&transaction, kind, key)?;
        let before = latest.as_ref().and_then(|latest| latest.text.as_deref());
        let version = latest.as_ref().map_or(0, |latest| latest.version);
        if before == text {
            return Ok(version);
        }
        transaction.execute(
            "INSERT INTO document (kind, key, version, text, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![kind, key, version + 1, text, at.to_string()],
        )?;
        let action = if text.is_some() { format!("{kind}_saved") } else { format!("{kind}_removed") };
        let details = serde_json::json!({ "key": key, "version": version + 1, "text": text });
        crate::audit::append(&transaction, at, actor, &action, &details.to_string())?;
        transaction.commit()?;
        Ok(version + 1)
    }

    /// The newest version of every document of a kind that was not taken away, by key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn documents(&self, kind: &str) -> Result<Vec<StoredDocument>, LedgerError> {
        let newest = "WHERE kind = ?1 AND text IS NOT NULL AND version =
                      (SELECT MAX(version) FROM document other WHERE other.kind = document.kind AND other.key = document.key)
                      ORDER BY key";
        let connection = self.connection();
        let mut statement = connection.prepare(&format!("{COLUMNS} {newest}"))?;
        let rows = statement.query_map([kind], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All versions of a document, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn document_history(&self, kind: &str, key: &str) -> Result<Vec<StoredDocument>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare(&format!("{COLUMNS} WHERE kind = ?1 AND key = ?2 ORDER BY version"))?;
        let rows = statement.query_map([kind, key], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn latest(connection: &Connection, kind: &str, key: &str) -> Result<Option<StoredDocument>, LedgerError> {
    let sql = format!("{COLUMNS} WHERE kind = ?1 AND key = ?2 ORDER BY version DESC LIMIT 1");
    Ok(connection.query_row(&sql, [kind, key], read).optional()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoredDocument> {
    Ok(StoredDocument {
        kind: row.get(0)?,
        key: row.get(1)?,
        version: row.get(2)?,
        text: row.get(3)?,
        saved_at: instant(row, 4)?,
    })
}
