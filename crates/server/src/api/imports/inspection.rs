//! What a dry run found in a file.

use super::rejects::RejectedRow;
use ingest::Inspection;
use serde::{Deserialize, Serialize};
use sources::files::Doubt;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a file looks like and how it would be mapped.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InspectionAnswer {
    /// How the file is written.
    pub format: DetectedFormat,
    /// Its columns and where each goes.
    pub columns: Vec<ColumnProposal>,
    /// The first few rows.
    pub rows: Vec<Vec<String>>,
    /// What is taken as given in every row, though no column says it.
    pub assumed: Vec<AssumedField>,
    /// What a person should look at.
    pub doubts: Vec<ImportDoubt>,
    /// How sure the mapping is, 0 to 1; a given mapping is 1.
    pub confidence: f64,
    /// The mapping that was given, or the one that is proposed, YAML.
    pub mapping: String,
    /// What would come of its rows.
    pub checked: Option<CheckedRows>,
}

/// What would come of the rows of a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CheckedRows {
    /// Rows of the file, good and bad.
    pub read: u64,
    /// Rows that would be left out.
    pub rejected: u64,
    /// The first of their faults, by line.
    pub rejects: Vec<RejectedRow>,
}

/// How a file is written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DetectedFormat {
    /// Encoding label, such as `utf-8`.
    pub encoding: String,
    /// Separator of fields: the characters, `tab` or `blanks`.
    pub delimiter: String,
    /// Whether a record names the columns.
    pub header: bool,
    /// Mark before the fraction of numbers.
    pub decimal: String,
    /// How dates are written, tried in this order.
    pub dates: Vec<String>,
}

/// A column and where it goes.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ColumnProposal {
    /// Its name.
    pub column: String,
    /// A few different values.
    pub samples: Vec<String>,
    /// Entity and field, such as `sales_document.issued_at`; empty for a column that is kept as an attribute.
    pub targets: Vec<String>,
}

/// A field that no column fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssumedField {
    /// Entity and field, such as `sales_document.kind`.
    pub field: String,
    /// What it is in every row.
    pub value: String,
}

/// Something that could be read in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportDoubt {
    /// What kind of doubt; the words are the text `doubts.<code>`.
    pub code: String,
    /// The column it is about.
    pub column: Option<String>,
    /// Named values for the words.
    pub arguments: BTreeMap<String, String>,
}

impl From<&Doubt> for ImportDoubt {
    fn from(doubt: &Doubt) -> Self {
        Self {
            code: doubt.code.to_owned(),
            column: doubt.column.clone(),
            arguments: doubt.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        }
    }
}

impl InspectionAnswer {
    /// What was found in the file of that name.
    pub fn new(inspection: &Inspection, file: &str) -> Self {
        let format = &inspection.format;
        let columns = inspection.mapped.iter().map(|mapped| {
            let profile = inspection.columns.iter().find(|profile| profile.name == mapped.column);
            ColumnProposal {
                column: mapped.column.clone(),
                samples: profile.map(|profile| profile.examples.clone()).unwrap_or_default(),
                targets: mapped.fields.clone(),
            }
        });
        Self {
            format: DetectedFormat {
                encoding: format.encoding.clone(),
                delimiter: String::from(format.delimiter.clone()),
                header: format.header,
                decimal: format.numbers.decimal.to_string(),
                dates: format.dates.clone(),
            },
            columns: columns.collect(),
            rows: inspection.rows.clone(),
            assumed: inspection
                .assumed
                .iter()
                .map(|assumed| AssumedField { field: assumed.field.clone(), value: assumed.value.clone() })
                .collect(),
            doubts: inspection.doubts.iter().map(ImportDoubt::from).collect(),
            confidence: inspection.confidence,
            mapping: inspection.mapping.text.clone(),
            checked: inspection.checked.as_ref().map(|checked| CheckedRows {
                read: checked.read,
                rejected: checked.rejected,
                rejects: checked.rejects.iter().map(|reject| RejectedRow::new(reject.clone(), file)).collect(),
            }),
        }
    }
}
