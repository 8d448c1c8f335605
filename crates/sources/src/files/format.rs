//! How one file is written: as told, and as found.

use super::{Delimiter, NumberFormat};
use serde::{Deserialize, Serialize};

/// What the mapping says about a file; everything left out is detected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FormatHints {
    /// Encoding label, such as `utf-8` or `windows-1252`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Separator of fields: the characters, `tab`, or `blanks` for runs of blanks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// Whether the first record names the columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Names of the columns of a file without header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// Mark before the fraction of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<char>,
    /// Mark between groups of digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thousands: Option<char>,
    /// How dates are written, tried in this order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Vec<String>>,
    /// IANA zone of times without one; default is the workspace's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Texts that mean "no value".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Vec<String>>,
}

/// How a file is written, nothing left open. Kept with each import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFormat {
    /// Encoding label.
    pub encoding: String,
    /// Separator of fields.
    pub delimiter: Delimiter,
    /// Whether a record names the columns.
    pub header: bool,
    /// Records before the header (or the first row): titles and report names.
    pub skipped_records: usize,
    /// Column names; a name that occurs twice has `_2` added.
    pub columns: Vec<String>,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// How dates are written, tried in this order.
    pub dates: Vec<String>,
    /// Zone of times without one, when the mapping names it.
    pub zone: Option<String>,
    /// Texts that mean "no value".
    pub nulls: Vec<String>,
}
