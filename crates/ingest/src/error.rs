//! What stops an import; faults of single rows are rejects instead.

use crate::mapping::MappingError;
use ledger::LedgerError;
use sources::files::FileError;
use store::StoreError;

/// An import or its application that could not be done.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The mapping cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The analytical store failed; what is acknowledged stays and is applied later.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The columns of the file cannot be told to be anything known.
    #[error("{file}: the columns fit none of the known kinds of data; write a mapping")]
    NothingRecognised {
        /// Name of the file.
        file: String,
        /// Names of its columns, as read.
        columns: Vec<String>,
    },
    /// The columns are known, but none of them as the date.
    #[error("{file}: no column is known as the date ({field}); write a mapping")]
    DateMissing {
        /// Name of the file.
        file: String,
        /// The entity and its field without a column.
        field: String,
        /// Names of its columns, as read.
        columns: Vec<String>,
    },
    /// The ledger holds something that does not fit together.
    #[error("the ledger is inconsistent: {0}")]
    Inconsistent(String),
}

impl From<arrow::error::ArrowError> for IngestError {
    fn from(error: arrow::error::ArrowError) -> Self {
        IngestError::Store(error.into())
    }
}
