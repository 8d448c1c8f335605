//! The file as a proposal sees it: its columns, and rows to try sums on.

use super::synonyms::plain;
use sources::files::{ColumnProfile, ContentKind, NumberFormat};

/// Columns, the rows of the sample, and how numbers are written in them.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub(crate) columns: &'a [ColumnProfile],
    pub(crate) rows: &'a [Vec<String>],
    pub(crate) numbers: NumberFormat,
}

/// Words that say yes in exports.
const YES: [&str; 10] = ["true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "1", "1.0"];

impl<'a> Sheet<'a> {
    /// The column of the first of these names that there is, when it holds what is asked for.
    pub(super) fn find(&self, names: &[&str], holds: impl Fn(&ColumnProfile) -> bool) -> Option<&'a ColumnProfile> {
        let named = |name: &&str| self.columns.iter().find(|column| plain(&column.name) == **name && holds(column));
        names.iter().find_map(named)
    }

    /// A column of truths of one of these names.
    pub(super) fn truth(&self, names: &[&str]) -> Option<&'a ColumnProfile> {
        self.find(names, |column| match &column.content {
            ContentKind::Boolean => true,
            ContentKind::Number { whole: true } => column.examples.iter().all(|value| value == "0" || value == "1"),
            ContentKind::Text => {
                !column.examples.is_empty() && column.examples.iter().all(|value| YES.contains(&value.as_str()))
            }
            _ => false,
        })
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

/// The words that say yes, as a list of YAML.
pub(super) fn yes() -> String {
    serde_json::Value::from(YES.to_vec()).to_string()
}

pub(super) fn is_number(column: &ColumnProfile) -> bool {
    matches!(column.content, ContentKind::Number { .. })
}

/// Written as a part of a hundred.
pub(super) fn is_percent(column: &ColumnProfile) -> bool {
    let name = plain(&column.name);
    column.name.contains('%')
        || ["percent", "percentage", "pct", "rate"].iter().any(|word| name.ends_with(word))
        || column.examples.iter().any(|example| example.trim_end().ends_with('%'))
}
