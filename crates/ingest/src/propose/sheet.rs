//! The file as a proposal sees it: its columns, and rows to try sums on.

use super::synonyms::plain;
use super::write::quoted;
use model::canonical::words::{self, Word};
use sources::files::{ColumnProfile, ContentKind, NumberFormat};

/// Columns, the rows of the sample, and how numbers are written in them.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) columns: &'a [ColumnProfile],
    pub(crate) rows: &'a [Vec<String>],
    pub(crate) numbers: NumberFormat,
}

/// Words that say yes and no in exports, in lower case.
const YES: [&str; 12] = ["true", "t", "yes", "y", "1", "1.0", "x", "v", "ja", "да", "是", "taip"];
const NO: [&str; 10] = ["false", "f", "no", "n", "0", "0.0", "nein", "нет", "否", "ne"];

impl<'a> Sheet<'a> {
    /// The column of the first of these names that there is, when it holds what is asked for.
    pub(super) fn find(&self, names: &[&str], holds: impl Fn(&ColumnProfile) -> bool) -> Option<&'a ColumnProfile> {
        let named = |name: &&str| self.columns.iter().find(|column| plain(&column.name) == **name && holds(column));
        names.iter().find_map(named)
    }

    /// A column of truths of one of these names.
    pub(super) fn truth(&self, names: &[&str]) -> Option<&'a ColumnProfile> {
        self.find(names, |column| self.only_says(column))
    }

    /// Whether a column says yes and no, and nothing else.
    pub(super) fn only_says(&self, column: &ColumnProfile) -> bool {
        let mut texts = self.rows.iter().filter_map(|row| self.text(row, column)).peekable();
        texts.peek().is_some() && texts.all(|text| says(text, &YES) || says(text, &NO))
    }

    /// Whether a cell of the sample says yes.
    pub(super) fn says_yes(&self, row: &[String], column: &ColumnProfile) -> bool {
        self.text(row, column).is_some_and(|text| says(text, &YES))
    }

    /// The text in a cell of the sample.
    pub(super) fn text<'r>(&self, row: &'r [String], column: &ColumnProfile) -> Option<&'r str> {
        let place = self.columns.iter().position(|other| other.name == column.name)?;
        row.get(place).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The number in a cell of the sample.
    pub(super) fn number(&self, row: &[String], column: &ColumnProfile) -> Option<f64> {
        let number = self.numbers.parse(self.text(row, column)?)?;
        Some(number.mantissa as f64 * 10_f64.powi(-number.scale))
    }

    /// A number as this file writes it.
    pub(super) fn written(&self, number: &str) -> String {
        number.replace('.', &self.numbers.decimal.to_string())
    }
}

fn says(text: &str, words: &[&str]) -> bool {
    words.contains(&text.to_lowercase().as_str())
}

/// The condition that a column says yes.
pub(super) fn is_yes(column: &ColumnProfile) -> String {
    is_one_of(column, spellings(&YES))
}

/// The condition that a column holds one of some texts.
pub(super) fn is_one_of(column: &ColumnProfile, texts: Vec<String>) -> String {
    format!("{{ column: {}, in: {} }}", quoted(&column.name), serde_json::Value::from(texts))
}

/// Words as sources write them: small, with a capital letter, and in capitals.
pub(super) fn spellings(words: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        let mut letters = word.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        for dress in [(*word).to_owned(), capital, word.to_uppercase()] {
            if !found.contains(&dress) {
                found.push(dress);
            }
        }
    }
    found
}

/// How sources write some words of the model: in their usual spellings, and as the column of the sample does.
pub(super) fn written_words(sheet: &Sheet<'_>, column: &ColumnProfile, all: &[Word], ours: &[&str]) -> Vec<String> {
    let chosen = all.iter().filter(|word| ours.contains(&word.word));
    let names: Vec<&str> = chosen.flat_map(|word| std::iter::once(&word.word).chain(word.others)).copied().collect();
    let mut found = spellings(&names);
    for text in sheet.rows.iter().filter_map(|row| sheet.text(row, column)) {
        let is_one = words::known(all, text).is_some_and(|word| ours.contains(&word));
        if is_one && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

pub(super) fn is_number(column: &ColumnProfile) -> bool {
    matches!(column.content, ContentKind::Number { .. })
}

/// Called a part of a hundred.
pub(super) fn names_percent(column: &ColumnProfile) -> bool {
    let name = plain(&column.name);
    column.name.contains('%') || ["percent", "percentage", "pct", "rate"].iter().any(|word| name.ends_with(word))
}
