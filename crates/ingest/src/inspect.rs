//! Looking at a file before it is brought in: how it is written, and what its columns could be.

use crate::IngestError;
use crate::land::reject;
use crate::map::{CompiledMapping, Occurrences, UnknownWords, map_batch};
use crate::mapping::{Mapping, Operation, SettingsHints};
use crate::pieces::Pieces;
use crate::propose::{self, Proposal, Sheet};
use crate::quotes::UnclosedQuotes;
use ledger::Reject;
use model::settings::WorkspaceSettings;
use serde::Serialize;
use sources::files::{self, ColumnProfile, Detection, Doubt, FileFormat};
use std::path::Path;

/// Rows that are shown of a file.
const SHOWN_ROWS: usize = 5;

/// What a file looks like, and how it would be mapped.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// How the file is written.
    pub format: FileFormat,
    /// Its columns.
    pub columns: Vec<ColumnProfile>,
    /// The first few rows.
    pub rows: Vec<Vec<String>>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
    /// The mapping that was given, or the one that is proposed.
    pub mapping: Mapping,
    /// Where each column would go.
    pub mapped: Vec<MappedColumn>,
    /// What is taken as given in every row, though no column says it.
    pub assumed: Vec<AssumedValue>,
    /// How sure the proposal is, 0 to 1; a given mapping is 1.
    pub confidence: f64,
    /// What would come of its rows, when all of them were read.
    pub checked: Option<CheckedRows>,
}

/// What would come of the rows of a file.
#[derive(Debug, Clone, Default)]
pub struct CheckedRows {
    /// Rows of the file, good and bad.
    pub read: u64,
    /// Rows that would be left out.
    pub rejected: u64,
    /// The first of their faults, by line.
    pub rejects: Vec<Reject>,
}

/// Faults that are kept of a rehearsal.
const KEPT_FAULTS: usize = 100;

/// A field that no column fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssumedValue {
    /// Entity and field, such as `sales_document.kind`.
    pub field: String,
    /// What it is in every row.
    pub value: String,
}

/// Where a column of the file goes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MappedColumn {
    /// The column.
    pub column: String,
    /// Entity and field, such as `sales_document.issued_at`; empty for a column that is kept as an attribute.
    pub fields: Vec<String>,
}

/// Looks at a file. With a mapping, it is checked against the file; without one, a mapping is proposed.
///
/// # Errors
/// When the file cannot be read, the mapping does not fit it, or nothing in it is recognised.
pub fn inspect(
    path: &Path,
    mapping: Option<&Mapping>,
    settings: &WorkspaceSettings,
) -> Result<Inspection, IngestError> {
    let hints = mapping.map(|mapping| mapping.format.clone()).unwrap_or_default();
    let Detection { format, columns, mut doubts, rows } = files::detect(&files::sample(path)?, &hints)?;
    let sheet = Sheet { columns: &columns, rows: &rows, numbers: format.numbers };
    let (mapping, confidence) = match mapping {
        Some(mapping) => (mapping.clone(), 1.0),
        None => {
            let file_name = path.file_name().unwrap_or_default().to_string_lossy();
            let Proposal { text, confidence, doubts: more } =
                propose::propose(&file_name, &sheet).ok_or_else(|| nothing_recognised(&file_name, &sheet))?;
            doubts.extend(more);
            (Mapping::parse(&format!("proposal for {file_name}"), &text)?, confidence)
        }
    };
    CompiledMapping::new(&mapping, &format, settings)?;
    let mapped = format.columns.iter().map(|column| mapped_column(column, &mapping)).collect();
    let assumed = assumed(&mapping);
    let rows = rows.into_iter().take(SHOWN_ROWS).collect();
    Ok(Inspection { format, columns, rows, doubts, mapping, mapped, assumed, confidence, checked: None })
}

/// As [`inspect`], and reads the whole file: what would come of its rows, without keeping any.
///
/// # Errors
/// As [`inspect`], and when the file cannot be read to its end.
pub fn rehearse(
    path: &Path,
    mapping: Option<&Mapping>,
    settings: &WorkspaceSettings,
) -> Result<Inspection, IngestError> {
    let mut inspection = inspect(path, mapping, settings)?;
    let compiled = CompiledMapping::new(&inspection.mapping, &inspection.format, settings)?;
    let (mut rehearsal, mut pieces) = (Rehearsal::default(), Pieces::new(&inspection.format));
    let mut rows = files::open(path, &inspection.format)?;
    while let Some(row) = rows.next()? {
        rehearsal.checked.read += 1;
        match row {
            Ok(row) => {
                rehearsal.quotes.see(&row);
                pieces.take(&row);
            }
            Err(bad) => rehearsal.refuse(1, vec![reject(bad)]),
        }
        if pieces.is_full() {
            rehearsal.map(&compiled, &mut pieces)?;
        }
    }
    rehearsal.map(&compiled, &mut pieces)?;
    rehearsal.checked.rejects.sort_by_key(|reject| reject.line);
    inspection.doubts.extend(rehearsal.quotes.doubt());
    inspection.doubts.extend(rehearsal.unknown.doubts());
    inspection.checked = Some(rehearsal.checked);
    Ok(inspection)
}

#[derive(Default)]
struct Rehearsal {
    unknown: UnknownWords,
    occurrences: Occurrences,
    quotes: UnclosedQuotes,
    checked: CheckedRows,
}

impl Rehearsal {
    fn map(&mut self, mapping: &CompiledMapping, pieces: &mut Pieces) -> Result<(), IngestError> {
        if let Some(rows) = pieces.finish()? {
            let outcome = map_batch(mapping, &rows, 0, &mut self.occurrences, None)?;
            self.unknown.add(&outcome.unknown);
            self.refuse(outcome.rejected, outcome.rejects);
        }
        Ok(())
    }

    fn refuse(&mut self, rows: u64, rejects: Vec<Reject>) {
        self.checked.rejected += rows;
        let free = KEPT_FAULTS.saturating_sub(self.checked.rejects.len());
        self.checked.rejects.extend(rejects.into_iter().take(free));
    }
}

fn assumed(mapping: &Mapping) -> Vec<AssumedValue> {
    let mut assumed = Vec::new();
    for entity in &mapping.entities {
        for (name, field) in &entity.fields {
            if let Operation::Constant(value) = &field.value.operation {
                assumed.push(AssumedValue { field: format!("{}.{name}", entity.entity.value), value: value.clone() });
            }
        }
    }
    assumed
}

fn nothing_recognised(file_name: &str, sheet: &Sheet<'_>) -> IngestError {
    let (file, columns) = (file_name.to_owned(), sheet.columns.iter().map(|column| column.name.clone()).collect());
    match propose::missing_date(file_name, sheet) {
        Some(field) => IngestError::DateMissing { file, field, columns },
        None => IngestError::NothingRecognised { file, columns },
    }
}

fn mapped_column(column: &str, mapping: &Mapping) -> MappedColumn {
    let mut fields = Vec::new();
    for entity in &mapping.entities {
        let id = entity.id.iter().map(|id| ("id", &id.value));
        let named = entity.fields.iter().map(|(name, field)| (name.as_str(), &field.value));
        for (name, expression) in id.chain(named) {
            let mut columns = Vec::new();
            expression.columns(&mut columns);
            if columns.contains(&column) {
                fields.push(format!("{}.{name}", entity.entity.value));
            }
        }
    }
    MappedColumn { column: column.to_owned(), fields }
}

/// Settings for an empty workspace as a first file suggests them: what its mapping says, then a currency
/// named in its columns, then the defaults.
pub fn propose_settings(inspection: &Inspection) -> WorkspaceSettings {
    let SettingsHints { currency, zone, customer_is, non_product_codes } = inspection.mapping.settings.clone();
    let mut settings = WorkspaceSettings::default();
    let found = currency.or_else(|| propose::currency(&inspection.columns));
    if let Some(currency) = found.and_then(|code| code.parse().ok()) {
        settings.currency = currency;
    }
    if let Some(zone) = zone.or_else(|| inspection.mapping.format.zone.clone()) {
        settings.calendar.zone = zone;
    }
    if let Some(customer_is) = customer_is {
        settings.customer_is = customer_is;
    }
    settings.non_product_codes = non_product_codes;
    settings
}
