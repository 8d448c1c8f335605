//! What can go wrong with a workspace.

/// A failure of the workspace, by the part that failed.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// The ledger failed, or another process holds the data directory.
    #[error(transparent)]
    Ledger(#[from] ledger::LedgerError),
    /// The analytical store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A file could not be read or mapped.
    #[error(transparent)]
    Ingest(#[from] ingest::IngestError),
    /// A fact could not be derived.
    #[error(transparent)]
    Facts(#[from] facts::FactsError),
    /// The texts could not be read.
    #[error(transparent)]
    Locales(#[from] locales::LocalesError),
    /// A file or folder failed.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// The zone of the settings is not an IANA name.
    #[error("'{0}' is not a time zone, such as Europe/Vilnius")]
    UnknownZone(String),
    /// A document of the ledger does not read back.
    #[error("{what} in the ledger does not read back: {reason}")]
    UnreadableDocument {
        /// Kind and key of the document.
        what: String,
        /// The reader's words.
        reason: String,
    },
    /// A path that no own file may have.
    #[error("'{0}' is not a path such as metrics/revenue/own_metric.yaml")]
    WrongPath(String),
    /// An own file has another version than the one that was edited.
    #[error("{path} is at version {version:?}")]
    Changed {
        /// Its path.
        path: String,
        /// The version there is; none when there is no file.
        version: Option<i64>,
    },
    /// A file that would not be read; it is not saved.
    #[error("the file has mistakes")]
    Refused(Vec<catalogue::Problem>),
}
