//! The truth: immutable batch files and the SQLite ledger that acknowledges them.
//!
//! A row is acknowledged when its batch file is on disk under its final name and its ledger row is
//! committed; [`Step`] lists the way there. Nothing in here knows canonical rows: batches hold what a
//! source delivered, as text.

mod audit;
mod batch_file;
mod document;
mod error;
mod import;
mod landing;
mod ledger_file;
mod lock;
mod mapping;
mod orphan;
mod reject;
mod schema;
mod settings;

pub use audit::AuditEntry;
pub use batch_file::LINE_COLUMN;
pub use document::StoredDocument;
pub use error::LedgerError;
pub use import::{FinishedImport, Import, ImportStatus, NewImport};
pub use landing::{Batch, Step};
pub use ledger_file::Ledger;
pub use mapping::StoredMapping;
pub use reject::{KEPT_REJECTS_PER_IMPORT, Reject};
