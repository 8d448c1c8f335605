//! What makes a whole file unreadable; a single bad row is a [`super::BadRow`] instead.

use std::path::{Path, PathBuf};

/// A file that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system refused, or the gzip stream is damaged.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The mapping names an encoding nobody knows.
    #[error("'{0}' is not a known encoding, such as utf-8 or windows-1252")]
    UnknownEncoding(String),
    /// There is no row in the file.
    #[error("{path}: the file holds no rows", path = .0.display())]
    Empty(PathBuf),
    /// The file is no text: an archive, a workbook, a picture.
    #[error("{path}: the file is not text", path = .0.display())]
    NotText(PathBuf),
    /// The file's columns are not the expected ones.
    #[error("{path}: the header has {found} columns where {expected} were expected", path = path.display())]
    ColumnCount {
        /// The file.
        path: PathBuf,
        /// Columns named by the format.
        expected: usize,
        /// Columns in the file.
        found: usize,
    },
}

impl FileError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> FileError + '_ {
        move |source| FileError::Io { path: path.to_owned(), source }
    }
}
