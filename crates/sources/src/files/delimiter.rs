//! What stands between two fields.

use super::records::{Record, RecordReader};
use serde::{Deserialize, Serialize};

/// The separator of fields; in text form the characters themselves, `tab` or `blanks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Delimiter {
    /// One or more fixed characters.
    Text(String),
    /// Any run of spaces and tabs; blanks at both ends of a line do not count.
    Blanks,
}

/// Tried in this order; of two that fit equally well the earlier one wins.
/// The long ones come first, because where `+|` fits, `|` fits as well.
const CANDIDATES: &[&str] =
    &["+|", "&|", "||", "::", "~|", "^|", "|~", ",", ";", "\t", "|", "~", "^", "\u{1f}", "\u{1}"];
const SAMPLE_RECORDS: usize = 300;

impl Delimiter {
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Delimiter::Blanks) || matches!(self, Delimiter::Text(text) if text == " " || text == "\t")
    }

    /// Bytes to skip at the beginning of a record.
    pub(crate) fn leading(&self, bytes: &[u8]) -> usize {
        match self {
            Delimiter::Text(_) => 0,
            Delimiter::Blanks => bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count(),
        }
    }

    /// Position and length of the first separator.
    pub(crate) fn find(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        match self {
            Delimiter::Text(text) => match text.as_bytes() {
                [] => None,
                [single] => bytes.iter().position(|byte| byte == single).map(|at| (at, 1)),
                long => bytes.windows(long.len()).position(|window| window == long).map(|at| (at, long.len())),
            },
            Delimiter::Blanks => {
                let at = bytes.iter().position(|byte| matches!(byte, b' ' | b'\t'))?;
                let length = bytes.iter().skip(at).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                Some((at, length))
            }
        }
    }
}

impl From<String> for Delimiter {
    fn from(text: String) -> Self {
        match text.as_str() {
            "blanks" => Delimiter::Blanks,
            "tab" | "\\t" => Delimiter::Text("\t".to_owned()),
            _ => Delimiter::Text(text),
        }
    }
}

impl From<Delimiter> for String {
    fn from(delimiter: Delimiter) -> Self {
        match delimiter {
            Delimiter::Blanks => "blanks".to_owned(),
            Delimiter::Text(text) if text == "\t" => "tab".to_owned(),
            Delimiter::Text(text) => text,
        }
    }
}

/// The delimiter that cuts most records of the sample into the same number of fields, and that number.
pub(crate) fn detect_delimiter(text: &[u8], complete: bool) -> (Delimiter, usize) {
    let candidates = CANDIDATES.iter().map(|candidate| Delimiter::Text((*candidate).to_owned()));
    let best = best_of(candidates, text, complete);
    match best {
        Some((delimiter, fields, share)) if share >= 0.5 => (delimiter, fields),
        other => match best_of(std::iter::once(Delimiter::Blanks), text, complete) {
            Some((delimiter, fields, share)) if share >= 0.9 => (delimiter, fields),
            _ => other.map_or((Delimiter::Text(",".to_owned()), 1), |(delimiter, fields, _)| (delimiter, fields)),
        },
    }
}

fn best_of(
    candidates: impl Iterator<Item = Delimiter>,
    text: &[u8],
    complete: bool,
) -> Option<(Delimiter, usize, f64)> {
    let mut best: Option<(Delimiter, usize, f64)> = None;
    for candidate in candidates {
        let counts = field_counts(text, complete, &candidate);
        let (fields, share) = most_common(&counts);
        if fields > 1 && best.as_ref().is_none_or(|(_, _, best_share)| share > best_share + 0.02) {
            best = Some((candidate, fields, share));
        }
    }
    best
}

fn field_counts(text: &[u8], complete: bool, delimiter: &Delimiter) -> Vec<usize> {
    let mut reader = RecordReader::new(text, delimiter.clone());
    let mut record = Record::default();
    let mut counts = Vec::new();
    while counts.len() < SAMPLE_RECORDS && matches!(reader.read(&mut record), Ok(true)) {
        counts.push(record.len());
    }
    // The last record of a cut-off sample is cut off as well.
    if !complete && counts.len() > 1 && counts.len() < SAMPLE_RECORDS {
        counts.pop();
    }
    counts
}

/// The most frequent count and its share of all.
fn most_common(counts: &[usize]) -> (usize, f64) {
    let mut tally = std::collections::BTreeMap::new();
    for count in counts {
        *tally.entry(*count).or_insert(0_usize) += 1;
    }
    tally
        .into_iter()
        .max_by_key(|(fields, times)| (*times, *fields))
        .map_or((0, 0.0), |(fields, times)| (fields, times as f64 / counts.len() as f64))
}
