//! The rows of a file in a known format.

use super::bytes::open_bytes;
use super::encoding::{Utf8Reader, named_encoding};
use super::records::{Record, RecordReader};
use super::{FileError, FileFormat};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A row with as many cells as the file has columns.
#[derive(Debug)]
pub struct Row<'a> {
    /// Line of the original file on which it begins, first is 1.
    pub line: u64,
    record: &'a Record,
}

impl Row<'_> {
    /// The cell of a column, as written; empty when there is no such column.
    pub fn cell(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// Whether a quote was opened in it and never closed; it stands in its cell as an ordinary character.
    pub fn has_unclosed_quote(&self) -> bool {
        self.record.unclosed_quote
    }
}

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the original file on which it begins, first is 1.
    pub line: u64,
    /// What is wrong.
    pub problem: RowProblem,
    /// The beginning of the row.
    pub text: String,
}

/// What is wrong with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    /// More or fewer cells than columns.
    CellCount {
        /// Cells found.
        found: usize,
        /// Columns of the file.
        expected: usize,
    },
    /// Bytes that are no text in the file's encoding.
    Undecodable,
    /// A line of more than 16 MiB.
    TooLong,
}

/// The rows of an open file, one after the other.
pub struct Rows {
    path: PathBuf,
    reader: RecordReader<Utf8Reader<Box<dyn Read>>>,
    record: Record,
    columns: usize,
    position: Arc<AtomicU64>,
}

/// Opens a file and steps over its header.
///
/// # Errors
/// When the file cannot be read, or its header does not have the format's number of columns.
pub fn open(path: &Path, format: &FileFormat) -> Result<Rows, FileError> {
    let position = Arc::new(AtomicU64::new(0));
    let source = Utf8Reader::new(open_bytes(path, Arc::clone(&position))?, named_encoding(&format.encoding)?);
    let reader = RecordReader::new(source, format.delimiter.clone());
    let columns = format.columns.len();
    let mut rows = Rows { path: path.to_owned(), reader, record: Record::default(), columns, position };
    for _ in 0..format.skipped_records {
        rows.advance()?;
    }
    if format.header {
        rows.advance()?;
        let found = rows.record.len();
        if found != columns {
            return Err(FileError::ColumnCount { path: path.to_owned(), expected: columns, found });
        }
    }
    Ok(rows)
}

impl Rows {
    /// Bytes of the file read so far (packed ones, if it is packed), for progress.
    pub fn bytes_read(&self) -> u64 {
        self.position.load(Ordering::Relaxed)
    }

    /// The next row, good or bad; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read any further.
    #[expect(clippy::should_implement_trait, reason = "a row borrows from the reader, which an iterator cannot say")]
    pub fn next(&mut self) -> Result<Option<Result<Row<'_>, BadRow>>, FileError> {
        if !self.advance()? {
            return Ok(None);
        }
        Ok(Some(match self.problem() {
            None => Ok(Row { line: self.record.line, record: &self.record }),
            Some(problem) => Err(BadRow { line: self.record.line, problem, text: self.beginning() }),
        }))
    }

    fn advance(&mut self) -> Result<bool, FileError> {
        loop {
            let more = self.reader.read(&mut self.record).map_err(FileError::io(&self.path))?;
            // A line of nothing but separators is an empty line of a spreadsheet.
            if !more || self.record.too_long || !self.record.is_blank() {
                return Ok(more);
            }
        }
    }

    fn problem(&self) -> Option<RowProblem> {
        let found = self.record.len();
        if self.record.too_long {
            return Some(RowProblem::TooLong);
        }
        // A separator at the very end of the line is no further cell.
        let trailing =
            found == self.columns + 1 && self.record.get(self.columns).is_some_and(|cell| cell.trim().is_empty());
        if found != self.columns && !trailing {
            return Some(RowProblem::CellCount { found, expected: self.columns });
        }
        let broken = self.reader.source().had_errors() && self.record.text().contains('\u{fffd}');
        broken.then_some(RowProblem::Undecodable)
    }

    fn beginning(&self) -> String {
        self.record.iter().collect::<Vec<_>>().join(", ").chars().take(200).collect()
    }
}
