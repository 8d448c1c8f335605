//! The landing protocol: how rows become acknowledged.

use crate::{Ledger, LedgerError, batch_file};
use arrow::record_batch::RecordBatch;
use jiff::Timestamp;
use rusqlite::{Row, params};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// The steps of the protocol, in order. Rows are acknowledged after the last one and not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The file is written under a temporary name.
    Written,
    /// Its bytes are on the disk.
    Synced,
    /// It has its final name.
    Renamed,
    /// The folder entry is on the disk.
    FolderSynced,
    /// The ledger row is committed: the batch is acknowledged.
    Committed,
}

/// An acknowledged batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Place in the order of acknowledgement; grows with every batch.
    pub sequence: i64,
    /// Import and ordinal, such as `00000003-00001`.
    pub id: String,
    /// The import it belongs to.
    pub import_id: i64,
    /// File in the batch folder.
    pub file_name: String,
    /// Rows in it.
    pub rows: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// BLAKE3 of the file.
    pub content_hash: String,
    /// When it came in.
    pub received_at: Timestamp,
}

impl Ledger {
    /// Writes rows as batch number `ordinal` of an import and acknowledges them.
    ///
    /// # Errors
    /// When anything on the way fails; then nothing is acknowledged.
    pub fn land(
        &self,
        import_id: i64,
        ordinal: u32,
        rows: &RecordBatch,
        received_at: Timestamp,
    ) -> Result<Batch, LedgerError> {
        self.land_observed(import_id, ordinal, rows, received_at, &mut |_| Ok(()))
    }

    /// The same, with a look at every step; an error from `after` stops the landing there, as a crash would.
    ///
    /// # Errors
    /// As [`Ledger::land`], and what `after` returns.
    pub fn land_observed(
        &self,
        import_id: i64,
        ordinal: u32,
        rows: &RecordBatch,
        received_at: Timestamp,
        after: &mut dyn FnMut(Step) -> Result<(), LedgerError>,
    ) -> Result<Batch, LedgerError> {
        let bytes = batch_file::encode(rows)?;
        let folder = self.batches_dir();
        let id = format!("{import_id:08}-{ordinal:05}");
        let file_name = format!("{id}.parquet");
        let temporary = folder.join(format!("{file_name}.tmp"));
        let mut file = File::create(&temporary).map_err(LedgerError::io(&temporary))?;
        file.write_all(&bytes).map_err(LedgerError::io(&temporary))?;
        after(Step::Written)?;
        file.sync_all().map_err(LedgerError::io(&temporary))?;
        after(Step::Synced)?;
        fs::rename(&temporary, folder.join(&file_name)).map_err(LedgerError::io(&temporary))?;
        after(Step::Renamed)?;
        sync_folder(&folder)?;
        after(Step::FolderSynced)?;
        let content_hash = blake3::hash(&bytes).to_hex().to_string();
        let sequence =
            self.commit_batch(import_id, &id, &file_name, rows.num_rows(), bytes.len(), &content_hash, received_at)?;
        after(Step::Committed)?;
        Ok(Batch {
            sequence,
            id,
            import_id,
            file_name,
            rows: rows.num_rows() as u64,
            bytes: bytes.len() as u64,
            content_hash,
            received_at,
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of one ledger row")]
    fn commit_batch(
        &self,
        import_id: i64,
        id: &str,
        file_name: &str,
        rows: usize,
        bytes: usize,
        content_hash: &str,
        received_at: Timestamp,
    ) -> Result<i64, LedgerError> {
        let connection = self.connection();
        connection.execute(
            "INSERT INTO batch (id, import_id, file_name, rows, bytes, content_hash, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![id, import_id, file_name, rows as i64, bytes as i64, content_hash, received_at.to_string()],
        )?;
        Ok(connection.last_insert_rowid())
    }

    /// All acknowledged batches after a sequence, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn batches_after(&self, sequence: i64) -> Result<Vec<Batch>, LedgerError> {
        self.select_batches("WHERE sequence > ?1", sequence)
    }

    /// The batches of one import, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn batches_of(&self, import_id: i64) -> Result<Vec<Batch>, LedgerError> {
        self.select_batches("WHERE import_id = ?1", import_id)
    }

    fn select_batches(&self, condition: &str, parameter: i64) -> Result<Vec<Batch>, LedgerError> {
        let connection = self.connection();
        let mut statement = connection.prepare(&format!(
            "SELECT sequence, id, import_id, file_name, rows, bytes, content_hash, received_at
             FROM batch {condition} ORDER BY sequence"
        ))?;
        let batches = statement.query_map([parameter], batch_of)?.collect::<Result<_, _>>()?;
        Ok(batches)
    }

    /// The rows of a batch, exactly as acknowledged.
    ///
    /// # Errors
    /// [`LedgerError::DamagedBatch`] naming the file when it is missing or holds anything else.
    pub fn read_batch(&self, batch: &Batch) -> Result<RecordBatch, LedgerError> {
        let path = self.batches_dir().join(&batch.file_name);
        let damaged = |reason: String| LedgerError::DamagedBatch { path: path.clone(), reason };
        let bytes = fs::read(&path).map_err(|error| damaged(error.to_string()))?;
        let found = blake3::hash(&bytes).to_hex();
        if found.as_str() != batch.content_hash {
            return Err(damaged(format!("its hash is {found}, acknowledged was {}", batch.content_hash)));
        }
        batch_file::decode(&path, bytes)
    }
}

fn batch_of(row: &Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        sequence: row.get(0)?,
        id: row.get(1)?,
        import_id: row.get(2)?,
        file_name: row.get(3)?,
        rows: row.get::<_, i64>(4)?.unsigned_abs(),
        bytes: row.get::<_, i64>(5)?.unsigned_abs(),
        content_hash: row.get(6)?,
        received_at: instant(row, 7)?,
    })
}

/// Reads an instant that was written by us.
pub(crate) fn instant(row: &Row<'_>, index: usize) -> rusqlite::Result<Timestamp> {
    let text: String = row.get(index)?;
    text.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// Makes a rename survive a power cut; only systems with folder handles need and allow it.
fn sync_folder(folder: &Path) -> Result<(), LedgerError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(LedgerError::io(folder))?;
    }
    Ok(())
}
