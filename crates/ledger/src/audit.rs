//! Who did what: a list in which each entry carries the hash of the one before.

use crate::landing::instant;
use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// One thing somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Who: a person's name or a part of the program.
    pub actor: String,
    /// What, as a word, such as `import`.
    pub action: String,
    /// Further facts, as JSON.
    pub details: String,
    /// BLAKE3 over the previous entry's hash and this entry.
    pub hash: String,
}

impl Ledger {
    /// Adds an entry to the end of the list.
    ///
    /// # Errors
    /// When the database fails.
    pub fn audit(&self, at: Timestamp, actor: &str, action: &str, details: &str) -> Result<(), LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        append(&transaction, at, actor, action, details)?;
        transaction.commit()?;
        Ok(())
    }

    /// All entries, oldest first, and whether the chain of hashes is whole.
    ///
    /// # Errors
    /// When the database fails.
    pub fn audit_entries(&self) -> Result<(Vec<AuditEntry>, bool), LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT at, actor, action, details, hash FROM audit ORDER BY id")?;
        let entries: Vec<AuditEntry> = statement
            .query_map([], |row| {
                Ok(AuditEntry {
                    at: instant(row, 0)?,
                    actor: row.get(1)?,
                    action: row.get(2)?,
                    details: row.get(3)?,
                    hash: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut previous = String::new();
        let whole = entries.iter().all(|entry| {
            let expected = chain(&previous, entry.at, &entry.actor, &entry.action, &entry.details);
            previous.clone_from(&entry.hash);
            expected == entry.hash
        });
        Ok((entries, whole))
    }
}

/// Adds an entry inside a transaction, so that what was done and that it was done stand or fall together.
pub(crate) fn append(
    transaction: &Connection,
    at: Timestamp,
    actor: &str,
    action: &str,
    details: &str,
) -> Result<(), LedgerError> {
    let previous: String = transaction
        .query_row("SELECT hash FROM audit ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    let hash = chain(&previous, at, actor, action, details);
    transaction.execute(
        "INSERT INTO audit (at, actor, action, details, previous_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![at.to_string(), actor, action, details, previous, hash],
    )?;
    Ok(())
}

fn chain(previous: &str, at: Timestamp, actor: &str, action: &str, details: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [previous, &at.to_string(), actor, action, details] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
