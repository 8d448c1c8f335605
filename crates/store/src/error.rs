//! What can go wrong in a store.

/// A failure of the store. The message is for the log; callers show their own words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The statement is wrong or cannot be carried out.
    #[error("the statement failed: {message}")]
    Statement {
        /// The engine's words.
        message: String,
    },
    /// The file cannot be reached now: another process has it, or a right or the space is missing.
    /// Its content is not in doubt.
    #[error("the analytical file cannot be reached: {message}")]
    Unreachable {
        /// The engine's words.
        message: String,
    },
    /// The file does not open or is damaged; a rebuild from the batches mends it.
    #[error("the analytical file cannot be used: {message}")]
    Damaged {
        /// The engine's words.
        message: String,
    },
    /// The engine has stopped answering and must be opened again.
    #[error("the engine has failed and must be reopened: {message}")]
    Fatal {
        /// The engine's words.
        message: String,
    },
    /// A newer program made the file.
    #[error("the analytical file is of version {found}, this program knows {known}: use the newer program")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// The canonical entities have changed since the file was made; a rebuild from the batches mends it.
    #[error("the analytical file must be rebuilt: {message}")]
    Outdated {
        /// Which entities differ.
        message: String,
    },
    /// Rows do not have the columns that were expected.
    #[error("unexpected shape: {message}")]
    Shape {
        /// What was expected and what was found.
        message: String,
    },
}

impl From<arrow::error::ArrowError> for StoreError {
    fn from(error: arrow::error::ArrowError) -> Self {
        StoreError::Shape { message: error.to_string() }
    }
}
