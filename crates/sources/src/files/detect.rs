//! From the beginning of a file to how it is written, and what stays doubtful.

use super::delimiter::detect_delimiter;
use super::encoding::{Utf8Reader, detect_encoding, named_encoding};
use super::header::{clean_names, is_header};
use super::numbers::NumberEvidence;
use super::profile::{ALWAYS_NULL, Profiled, add_evidence, profile};
use super::records::{Record, RecordReader};
use super::{ColumnProfile, ContentKind, Delimiter, FileError, FileFormat, FormatHints, NumberFormat, Sample};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Read;

const SAMPLE_ROWS: usize = 5_000;
/// A header is looked for in so many records.
const HEADER_WITHIN: usize = 25;

/// What the beginning of a file shows.
#[derive(Debug, Clone, Serialize)]
pub struct Detection {
    /// How the file is written.
    pub format: FileFormat,
    /// Its columns.
    pub columns: Vec<ColumnProfile>,
    /// What could be read in another way.
    pub doubts: Vec<Doubt>,
    /// The rows of the sample.
    pub rows: Vec<Vec<String>>,
}

/// Something a person should look at before trusting the import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What kind of doubt: the text is `doubts.<code>`.
    pub code: &'static str,
    /// The column it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Named values for the text.
    pub arguments: BTreeMap<&'static str, String>,
}

impl Doubt {
    /// A doubt about a column, or about the file.
    pub fn new(code: &'static str, column: Option<&str>, arguments: &[(&'static str, &str)]) -> Self {
        let arguments = arguments.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { code, column: column.map(str::to_owned), arguments }
    }
}

/// Detects how a file is written; what the hints say is taken as given.
///
/// # Errors
/// When the hints name an unknown encoding.
pub fn detect(sample: &Sample, hints: &FormatHints) -> Result<Detection, FileError> {
    let mut doubts = Vec::new();
    let (encoding, guessed) = match &hints.encoding {
        Some(name) => (named_encoding(name)?, false),
        None => detect_encoding(sample),
    };
    if guessed {
        doubts.push(Doubt::new("guessed_encoding", None, &[("encoding", encoding.name())]));
    }
    let mut text = Vec::new();
    // Reading from memory cannot fail.
    let _ = Utf8Reader::new(sample.bytes.as_slice(), encoding).read_to_end(&mut text);
    let layout = layout(&text, sample.complete, hints);
    let (names, repeated) = clean_names(layout.names.iter().map(String::as_str));
    doubts.extend(repeated.iter().map(|name| Doubt::new("repeated_column", Some(name), &[])));
    if names.len() == 1 {
        doubts.push(Doubt::new("single_column", None, &[]));
    }
    let columns = transpose(&layout.rows, names.len());
    let numbers = number_format(&names, &columns, &layout.delimiter, hints, &mut doubts);
    let profiled: Vec<Profiled> =
        names.iter().zip(&columns).map(|(name, cells)| profile(name, cells, numbers)).collect();
    let dates = hints.dates.clone().unwrap_or_else(|| date_patterns(&profiled, &mut doubts));
    let format = FileFormat {
        encoding: encoding.name().to_ascii_lowercase(),
        delimiter: layout.delimiter,
        header: layout.header,
        skipped_records: layout.skipped,
        columns: names,
        numbers,
        dates,
        zone: hints.zone.clone(),
        nulls: hints.nulls.clone().unwrap_or_else(|| null_texts(&profiled)),
    };
    let columns = profiled.into_iter().map(|each| each.profile).collect();
    Ok(Detection { format, columns, doubts, rows: layout.rows })
}

struct Layout {
    delimiter: Delimiter,
    header: bool,
    skipped: usize,
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn layout(text: &[u8], complete: bool, hints: &FormatHints) -> Layout {
    let (delimiter, mut width) = match &hints.delimiter {
        Some(delimiter) => (delimiter.clone(), 0),
        None => detect_delimiter(text, complete),
    };
    let mut records = records(text, complete, &delimiter);
    if width == 0 {
        width = common_width(&records);
    }
    if let Some(columns) = &hints.columns {
        width = columns.len();
    }
    let skipped = records.iter().take(HEADER_WITHIN).position(|record| record.len() == width).unwrap_or(0);
    records.drain(..skipped);
    let header = hints.header.unwrap_or_else(|| {
        hints.columns.is_none()
            && records.split_first().is_some_and(|(first, rest)| {
                let cells: Vec<&str> = first.iter().map(String::as_str).collect();
                is_header(&cells, rest.get(..rest.len().min(50)).unwrap_or_default())
            })
    });
    let first = if header && !records.is_empty() { Some(records.remove(0)) } else { None };
    let names = match (&hints.columns, first) {
        (Some(columns), _) => columns.clone(),
        (None, Some(names)) => names,
        (None, None) => (1..=width).map(|number| format!("column_{number}")).collect(),
    };
    let width = names.len();
    records.retain(|record| record.len() == width);
    Layout { delimiter, header, skipped, names, rows: records }
}

fn records(text: &[u8], complete: bool, delimiter: &Delimiter) -> Vec<Vec<String>> {
    let mut reader = RecordReader::new(text, delimiter.clone());
    let mut record = Record::default();
    let mut records = Vec::new();
    while records.len() < SAMPLE_ROWS && matches!(reader.read(&mut record), Ok(true)) {
        records.push(record.iter().map(str::to_owned).collect());
    }
    if !complete && records.len() > 1 && records.len() < SAMPLE_ROWS {
        records.pop();
    }
    records
}

fn common_width(records: &[Vec<String>]) -> usize {
    let mut tally = BTreeMap::new();
    for record in records {
        *tally.entry(record.len()).or_insert(0_usize) += 1;
    }
    tally.into_iter().max_by_key(|(_, times)| *times).map_or(1, |(width, _)| width)
}

fn transpose(rows: &[Vec<String>], width: usize) -> Vec<Vec<&str>> {
    (0..width).map(|index| rows.iter().filter_map(|row| row.get(index).map(String::as_str)).collect()).collect()
}

fn number_format(
    names: &[String],
    columns: &[Vec<&str>],
    delimiter: &Delimiter,
    hints: &FormatHints,
    doubts: &mut Vec<Doubt>,
) -> NumberFormat {
    if let Some(decimal) = hints.decimal {
        return NumberFormat { decimal, thousands: hints.thousands };
    }
    let mut evidence = NumberEvidence::default();
    for (name, cells) in names.iter().zip(columns) {
        add_evidence(name, cells, &mut evidence);
    }
    let (mut format, doubtful) = evidence.decide(*delimiter == Delimiter::Text(",".to_owned()));
    if let Some(thousands) = hints.thousands {
        format.thousands = Some(thousands);
    }
    if doubtful {
        doubts.push(Doubt::new("ambiguous_numbers", None, &[("decimal", &format.decimal.to_string())]));
    }
    format
}

/// The patterns of all date columns. A column whose day and month cannot be told apart follows one that is clear.
fn date_patterns(profiled: &[Profiled], doubts: &mut Vec<Doubt>) -> Vec<String> {
    let mut clear: Vec<String> = Vec::new();
    let mut open = Vec::new();
    for each in profiled {
        match &each.profile.content {
            ContentKind::Date { pattern, other: None } if !clear.contains(pattern) => clear.push(pattern.clone()),
            ContentKind::Date { pattern, other: Some(other) } => open.push((&each.profile.name, pattern, other)),
            _ => {}
        }
    }
    let mut patterns = clear.clone();
    for (name, pattern, other) in open {
        if clear.contains(pattern) || clear.contains(other) {
            continue;
        }
        doubts.push(Doubt::new("ambiguous_dates", Some(name), &[("chosen", pattern), ("other", other)]));
        if !patterns.contains(pattern) {
            patterns.push(pattern.clone());
        }
    }
    patterns
}

fn null_texts(profiled: &[Profiled]) -> Vec<String> {
    let mut nulls: Vec<String> = ALWAYS_NULL.iter().map(|text| (*text).to_owned()).collect();
    for null in profiled.iter().flat_map(|each| &each.nulls) {
        if !nulls.contains(null) {
            nulls.push(null.clone());
        }
    }
    nulls
}
