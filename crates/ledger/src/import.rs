//! Imports: one file brought in by one person, shown as one however many batches it took.

use crate::landing::instant;
use crate::{Ledger, LedgerError};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// Rows are still being read.
    Running,
    /// Every row of the file is acknowledged or rejected.
    Finished,
    /// It stopped with an error; the batches acknowledged before stay.
    Failed,
    /// The process ended during it; the batches acknowledged before stay.
    Interrupted,
}

/// What is known when an import starts.
#[derive(Debug, Clone)]
pub struct NewImport<'a> {
    /// Source id.
    pub source_id: &'a str,
    /// Kind of row at the source.
    pub object: &'a str,
    /// Version of the mapping that was current.
    pub mapping_version: i64,
    /// Name of the file.
    pub file_name: &'a str,
    /// Its size in bytes.
    pub file_size: u64,
    /// BLAKE3 of its bytes.
    pub content_hash: &'a str,
    /// How the file is written, as JSON.
    pub format: &'a str,
    /// When it started.
    pub started_at: Timestamp,
}

/// What is known when all rows of the file were seen.
#[derive(Debug, Clone, Copy)]
pub struct FinishedImport {
    /// How it ended.
    pub status: ImportStatus,
    /// When.
    pub finished_at: Timestamp,
    /// Rows of the file, good and bad.
    pub rows_read: u64,
}

/// An import with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Number of the import.
    pub id: i64,
    /// Source id.
    pub source_id: String,
    /// Kind of row at the source.
    pub object: String,
    /// Version of the mapping that was current.
    pub mapping_version: i64,
    /// Name of the file.
    pub file_name: String,
    /// Its size in bytes.
    pub file_size: u64,
    /// BLAKE3 of its bytes.
    pub content_hash: String,
    /// How the file is written, as JSON.
    pub format: String,
    /// When it started.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How far it is.
    pub status: ImportStatus,
    /// Rows of the file, good and bad.
    pub rows_read: u64,
    /// Rows acknowledged in batches.
    pub rows_landed: u64,
    /// Rows that were mapped without fault so far.
    pub accepted: u64,
    /// Rows left out with a reason so far.
    pub rejected: u64,
    /// Canonical rows that were already there with the same content.
    pub unchanged: u64,
    /// Whether every acknowledged batch has been applied at least once.
    pub applied: bool,
}

const SELECT: &str = "
SELECT i.id, i.source_id, i.object, i.mapping_version, i.file_name, i.file_size, i.content_hash, i.format,
       i.started_at, i.finished_at, i.status, i.rows_read,
       coalesce(b.landed, 0), coalesce(b.accepted, 0),
       coalesce(b.rejected, 0) + coalesce((SELECT count FROM unread_row u WHERE u.import_id = i.id), 0),
       coalesce(b.unchanged, 0), coalesce(b.waiting, 0) = 0
FROM import i
LEFT JOIN (
    SELECT import_id, sum(rows) AS landed, sum(accepted) AS accepted, sum(rejected) AS rejected,
           sum(unchanged) AS unchanged, sum(accepted IS NULL) AS waiting
    FROM batch GROUP BY import_id
) b ON b.import_id = i.id";

impl Ledger {
    /// Begins an import and returns its number. A new source is made known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn begin_import(&self, import: &NewImport<'_>) -> Result<i64, LedgerError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO source (id, first_seen_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![import.source_id, import.started_at.to_string()],
        )?;
        transaction.execute(
            "INSERT INTO import (source_id, object, mapping_version, file_name, file_size, content_hash, format,
                                 started_at, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'running')",
            params![
                import.source_id,
                import.object,
                import.mapping_version,
                import.file_name,
                import.file_size as i64,
                import.content_hash,
                import.format,
                import.started_at.to_string(),
            ],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(id)
    }

    /// Ends an import.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finish_import(&self, import_id: i64, end: FinishedImport) -> Result<(), LedgerError> {
        self.connection().execute(
            "UPDATE import SET status = ?2, finished_at = ?3, rows_read = ?4 WHERE id = ?1",
            params![import_id, end.status.name(), end.finished_at.to_string(), end.rows_read as i64],
        )?;
        Ok(())
    }

    /// All imports, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn imports(&self) -> Result<Vec<Import>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare(&format!("{SELECT} ORDER BY i.id DESC"))?;
        let imports = statement.query_map([], import_of)?.collect::<Result<_, _>>()?;
        Ok(imports)
    }

    /// One import.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import(&self, import_id: i64) -> Result<Option<Import>, LedgerError> {
        let connection = self.connection();
        let import = connection.query_row(&format!("{SELECT} WHERE i.id = ?1"), [import_id], import_of);
        Ok(import.optional()?)
    }

    /// A finished import of exactly these bytes for this source and object.
    ///
    /// # Errors
    /// When the database fails.
    pub fn finished_import_of(
        &self,
        source_id: &str,
        object: &str,
        content_hash: &str,
    ) -> Result<Option<Import>, LedgerError> {
        let connection = self.connection();
        let import = connection.query_row(
            &format!(
                "{SELECT} WHERE i.source_id = ?1 AND i.object = ?2 AND i.content_hash = ?3 AND i.status = 'finished'
                 ORDER BY i.id LIMIT 1"
            ),
            [source_id, object, content_hash],
            import_of,
        );
        Ok(import.optional()?)
    }

    /// Records what became of a batch's rows; a later call (a rebuild) keeps the first `unchanged`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_applied(
        &self,
        sequence: i64,
        accepted: u64,
        rejected: u64,
        unchanged: u64,
    ) -> Result<(), LedgerError> {
        self.connection().execute(
            "UPDATE batch SET accepted = ?2, rejected = ?3, unchanged = coalesce(unchanged, ?4) WHERE sequence = ?1",
            params![sequence, accepted as i64, rejected as i64, unchanged as i64],
        )?;
        Ok(())
    }
}

impl ImportStatus {
    /// The word it is kept and shown as.
    pub fn name(self) -> &'static str {
        match self {
            ImportStatus::Running => "running",
            ImportStatus::Finished => "finished",
            ImportStatus::Failed => "failed",
            ImportStatus::Interrupted => "interrupted",
        }
    }

    fn of(name: &str) -> ImportStatus {
        match name {
            "running" => ImportStatus::Running,
            "finished" => ImportStatus::Finished,
            "failed" => ImportStatus::Failed,
            _ => ImportStatus::Interrupted,
        }
    }
}

fn import_of(row: &Row<'_>) -> rusqlite::Result<Import> {
    let count = |index: usize| row.get::<_, i64>(index).map(i64::unsigned_abs);
    let finished: Option<String> = row.get(9)?;
    Ok(Import {
        id: row.get(0)?,
        source_id: row.get(1)?,
        object: row.get(2)?,
        mapping_version: row.get(3)?,
        file_name: row.get(4)?,
        file_size: count(5)?,
        content_hash: row.get(6)?,
        format: row.get(7)?,
        started_at: instant(row, 8)?,
        finished_at: finished.map(|_| instant(row, 9)).transpose()?,
        status: ImportStatus::of(&row.get::<_, String>(10)?),
        rows_read: count(11)?,
        rows_landed: count(12)?,
        accepted: count(13)?,
        rejected: count(14)?,
        unchanged: count(15)?,
        applied: row.get(16)?,
    })
}
