//! The workspace's settings; every change is kept.

use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use model::settings::WorkspaceSettings;
use rusqlite::{OptionalExtension, params};

impl Ledger {
    /// The present settings; `None` before the first import.
    ///
    /// # Errors
    /// When the database fails or the stored document does not read back.
    pub fn settings(&self) -> Result<Option<WorkspaceSettings>, LedgerError> {
        let document: Option<String> = self
            .connection()
            .query_row("SELECT document FROM setting ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
            .optional()?;
        document.map(|text| read(&text)).transpose()
    }

    /// Saves settings; saving the present ones again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn save_settings(&self, settings: &WorkspaceSettings, at: Timestamp) -> Result<(), LedgerError> {
        if self.settings()?.as_ref() == Some(settings) {
            return Ok(());
        }
        let document = serde_json::to_string(settings).map_err(|error| LedgerError::Encode(error.to_string()))?;
        self.connection()
            .execute("INSERT INTO setting (changed_at, document) VALUES (?1, ?2)", params![at.to_string(), document])?;
        Ok(())
    }

    /// All settings there have been with the moment each began, oldest first.
    ///
    /// # Errors
    /// When the database fails or a stored document does not read back.
    pub fn settings_history(&self) -> Result<Vec<(Timestamp, WorkspaceSettings)>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT changed_at, document FROM setting ORDER BY id")?;
        let rows: Vec<(Timestamp, String)> = statement
            .query_map([], |row| Ok((crate::landing::instant(row, 0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        rows.into_iter().map(|(at, text)| Ok((at, read(&text)?))).collect()
    }
}

fn read(text: &str) -> Result<WorkspaceSettings, LedgerError> {
    serde_json::from_str(text)
        .map_err(|error| LedgerError::Unreadable { what: "settings document", reason: error.to_string() })
}
