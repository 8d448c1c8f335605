//! What can go wrong in the ledger.

use std::path::{Path, PathBuf};

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The system refused a file operation.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Another process writes to this data directory.
    #[error("the data directory is in use by another process{}", address.as_ref().map(|a| format!(" at {a}")).unwrap_or_default())]
    InUse {
        /// Where that process can be reached, when it serves.
        address: Option<String>,
    },
    /// The ledger's database failed.
    #[error("the ledger failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The ledger was written by a newer program.
    #[error("the ledger has version {found}, this program knows up to {known}; use the newer program")]
    Newer {
        /// Version in the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// A batch file is missing or does not hold what was acknowledged.
    #[error("batch file {path} is damaged: {reason}; restore it from a backup", path = path.display())]
    DamagedBatch {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Rows cannot be written as a batch.
    #[error("the batch cannot be written: {0}")]
    Encode(String),
    /// A stored document does not read back.
    #[error("the ledger holds an unreadable {what}: {reason}")]
    Unreadable {
        /// Which kind of document.
        what: &'static str,
        /// The reader's words.
        reason: String,
    },
    /// The landing was stopped on purpose, by a test.
    #[error("stopped after {0:?}")]
    Stopped(crate::Step),
}

impl LedgerError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> LedgerError + '_ {
        move |source| LedgerError::Io { path: path.to_owned(), source }
    }
}
