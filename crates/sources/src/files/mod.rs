//! Delimited text files (CSV and its relatives, also gzip), read as a stream.
//!
//! [`detect`] looks at the beginning of a file and says how it is written; [`open`] then yields its
//! rows with the line numbers of the original. No bytes whatsoever make this module panic, and memory
//! does not grow with the file.

mod bytes;
mod dates;
mod delimiter;
mod detect;
mod encoding;
mod error;
mod format;
mod header;
mod numbers;
mod profile;
mod records;
mod rows;
mod splitter;

pub use bytes::{Sample, sample};
pub use dates::{DatePattern, ParsedDate};
pub use delimiter::Delimiter;
pub use detect::{Detection, Doubt, detect};
pub use error::FileError;
pub use format::{FileFormat, FormatHints};
pub use numbers::{NumberFormat, PlainNumber};
pub use profile::{ColumnProfile, ContentKind};
pub use rows::{BadRow, Row, RowProblem, Rows, open};
