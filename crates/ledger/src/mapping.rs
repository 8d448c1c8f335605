//! Mappings as they were saved, every version.

use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// One version of a mapping, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMapping {
    /// Source id.
    pub source_id: String,
    /// Kind of row at the source.
    pub object: String,
    /// Counts from 1 for each source and object.
    pub version: i64,
    /// The YAML text.
    pub text: String,
}

impl Ledger {
    /// Saves a mapping and returns its version; the same text again is the same version.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_mapping(&self, source_id: &str, object: &str, text: &str, at: Timestamp) -> Result<i64, LedgerError> {
        let latest = self.latest_mapping(source_id, object)?;
        let version = match latest {
            Some(latest) if latest.text == text => return Ok(latest.version),
            Some(latest) => latest.version + 1,
            None => 1,
        };
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO source (id, first_seen_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![source_id, at.to_string()],
        )?;
        transaction.execute(
            "INSERT INTO mapping (source_id, object, version, text, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![source_id, object, version, text, at.to_string()],
        )?;
        transaction.commit()?;
        Ok(version)
    }

    /// The newest version of a mapping.
    ///
    /// # Errors
    /// When the database fails.
    pub fn latest_mapping(&self, source_id: &str, object: &str) -> Result<Option<StoredMapping>, LedgerError> {
        let connection = self.connection();
        let mapping = connection.query_row(
            "SELECT source_id, object, version, text FROM mapping
             WHERE source_id = ?1 AND object = ?2 ORDER BY version DESC LIMIT 1",
            [source_id, object],
            |row| {
                Ok(StoredMapping {
                    source_id: row.get(0)?,
                    object: row.get(1)?,
                    version: row.get(2)?,
                    text: row.get(3)?,
                })
            },
        );
        Ok(mapping.optional()?)
    }
}
