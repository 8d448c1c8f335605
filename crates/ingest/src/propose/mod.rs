//! A mapping proposed from the names and the contents of columns.

use sources::files::{ColumnProfile, Doubt, FileFormat};

/// A proposed mapping.
pub(crate) struct Proposal {
    pub(crate) text: String,
    pub(crate) confidence: f64,
    pub(crate) doubts: Vec<Doubt>,
}
pub(crate) fn propose(_file: &str, _format: &FileFormat, _columns: &[ColumnProfile]) -> Option<Proposal> {
    None
}
pub(crate) fn currency(_columns: &[ColumnProfile]) -> Option<String> {
    None
}
