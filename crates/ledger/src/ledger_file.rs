//! Opening a data directory.

use crate::lock::DataLock;
use crate::{LedgerError, orphan, schema};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The open ledger of one data directory. One process has it open at a time.
#[derive(Debug)]
pub struct Ledger {
    data_dir: PathBuf,
    connection: Mutex<Connection>,
    lock: DataLock,
}

impl Ledger {
    /// Opens the ledger, making an empty one where there is none.
    ///
    /// Batch files that were never acknowledged are removed, imports that never ended are marked as
    /// interrupted; what was acknowledged is untouched.
    ///
    /// # Errors
    /// [`LedgerError::InUse`] with the address of the process that has it open; otherwise when files or
    /// the database fail.
    pub fn open(data_dir: &Path) -> Result<Ledger, LedgerError> {
        fs::create_dir_all(data_dir).map_err(LedgerError::io(data_dir))?;
        let lock = DataLock::acquire(data_dir)?;
        let batches = data_dir.join("batches");
        fs::create_dir_all(&batches).map_err(LedgerError::io(&batches))?;
        let mut connection = Connection::open(data_dir.join("app.sqlite"))?;
        schema::prepare(&mut connection)?;
        connection.execute("UPDATE import SET status = 'interrupted' WHERE status = 'running'", [])?;
        orphan::remove(&connection, &batches)?;
        Ok(Ledger { data_dir: data_dir.to_owned(), connection: Mutex::new(connection), lock })
    }

    /// Tells other programs where this process can be reached, such as `http://127.0.0.1:7411`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn publish_address(&self, address: &str) -> Result<(), LedgerError> {
        self.lock.publish_address(address)
    }

    /// The folder this ledger lives in.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The folder of the batch files.
    pub fn batches_dir(&self) -> PathBuf {
        self.data_dir.join("batches")
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // SQLite rolls an unfinished transaction back, so a panic elsewhere leaves nothing half done.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
