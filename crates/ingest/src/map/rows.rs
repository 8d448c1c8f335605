//! One source-shaped batch into canonical rows, row by row: a row with a fault gives nothing at all.

use super::collect::{CanonicalRows, RowHead, hexadecimal};
use super::compile::{CompiledEntity, CompiledMapping};
use super::convert::{Canonical, Target};
use super::evaluate::{Fault, SourceRow};
use super::unknown::UnknownWords;
use crate::IngestError;
use arrow::array::{Array, AsArray, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::Int64Type;
use ledger::{KEPT_REJECTS_PER_IMPORT, LINE_COLUMN, Reject};
use model::canonical::{Column, ColumnKind, Entity};
use model::currency::Currency;
use model::identifier::canonical_id;
use std::collections::{BTreeMap, HashMap};

/// How often each content without an id has occurred in an import, per entity of the mapping.
pub(crate) type Occurrences = HashMap<(usize, [u8; 16]), u32>;

/// What became of the rows of one batch.
#[derive(Debug, Default)]
pub(crate) struct BatchOutcome {
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) rejects: Vec<Reject>,
    /// Words in its good rows that mean nothing.
    pub(crate) unknown: UnknownWords,
}

/// One canonical row before it is known whether its source row has no fault.
struct Candidate<'a> {
    entity: usize,
    external_id: Option<String>,
    content: [u8; 16],
    updated_at: Canonical<'a>,
    deleted_at: Canonical<'a>,
    attributes: Option<String>,
    values: Vec<Canonical<'a>>,
}

/// Maps the rows of a batch. Without `target`, rows are only counted as occurrences.
pub(crate) fn map_batch(
    mapping: &CompiledMapping,
    rows: &RecordBatch,
    batch_sequence: i64,
    occurrences: &mut Occurrences,
    mut target: Option<&mut BTreeMap<&'static str, CanonicalRows>>,
) -> Result<BatchOutcome, IngestError> {
    let (lines, columns) = source_columns(mapping, rows)?;
    let mut outcome = BatchOutcome::default();
    for index in 0..rows.num_rows() {
        let row = SourceRow { columns: &columns, index };
        match candidates(mapping, row) {
            Ok(candidates) => {
                outcome.accepted += 1;
                for candidate in candidates {
                    if let Some(entity) = mapping.entities.get(candidate.entity) {
                        outcome.unknown.see(mapping, entity, &candidate.values);
                    }
                    let external_id = external_id(&candidate, occurrences);
                    if let Some(target) = target.as_deref_mut() {
                        keep(mapping, candidate, &external_id, batch_sequence, target);
                    }
                }
            }
            Err(faults) => {
                outcome.rejected += 1;
                if outcome.rejects.len() < KEPT_REJECTS_PER_IMPORT as usize {
                    let line = if lines.is_valid(index) { lines.value(index).unsigned_abs() } else { 0 };
                    outcome.rejects.extend(faults.into_iter().map(|fault| reject(mapping, line, fault)));
                }
            }
        }
    }
    Ok(outcome)
}

fn source_columns<'a>(
    mapping: &CompiledMapping,
    rows: &'a RecordBatch,
) -> Result<(&'a Int64Array, Vec<&'a StringArray>), IngestError> {
    let missing = |name: &str| IngestError::Inconsistent(format!("a batch has no column '{name}'"));
    let lines = rows.column_by_name(LINE_COLUMN).and_then(|lines| lines.as_primitive_opt::<Int64Type>());
    let lines = lines.ok_or_else(|| missing(LINE_COLUMN))?;
    let column = |name: &String| {
        rows.column_by_name(name).and_then(|column| column.as_string_opt::<i32>()).ok_or_else(|| missing(name))
    };
    Ok((lines, mapping.names.iter().map(column).collect::<Result<_, _>>()?))
}

/// All canonical rows of one source row, or all its faults.
fn candidates<'a>(mapping: &'a CompiledMapping, row: SourceRow<'a>) -> Result<Vec<Candidate<'a>>, Vec<Fault>> {
    let mut candidates = Vec::with_capacity(mapping.entities.len());
    let mut faults = Vec::new();
    for (position, entity) in mapping.entities.iter().enumerate() {
        if entity.when.as_ref().is_some_and(|when| !when.holds(row, &mapping.reading)) {
            continue;
        }
        // The columns without a place of their own go with the first row that is made.
        let attributes = if candidates.is_empty() { attributes(mapping, row) } else { None };
        match candidate(mapping, position, entity, row, attributes) {
            Ok(candidate) => candidates.push(candidate),
            Err(found) => {
                for fault in found {
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
            }
        }
    }
    if faults.is_empty() { Ok(candidates) } else { Err(faults) }
}

fn candidate<'a>(
    mapping: &'a CompiledMapping,
    position: usize,
    entity: &'a CompiledEntity,
    row: SourceRow<'a>,
    attributes: Option<String>,
) -> Result<Candidate<'a>, Vec<Fault>> {
    let reading = &mapping.reading;
    let mut faults = Vec::new();
    let currency = currency(mapping, entity, row).unwrap_or_else(|fault| {
        faults.push(fault);
        reading.currency
    });
    let mut values = Vec::with_capacity(entity.columns.len());
    for (column, compiled) in entity.entity.columns.iter().zip(&entity.columns) {
        let faults_before = faults.len();
        let target = Target {
            kind: column.kind,
            range: column.range,
            words: column.words,
            source_id: &mapping.source_id,
            currency,
        };
        let value = match compiled {
            Some(compiled) => compiled.canonical(&target, row, reading).unwrap_or_else(|fault| {
                faults.push(fault);
                Canonical::Null
            }),
            None => Canonical::Null,
        };
        let faulty = faults.len() > faults_before;
        if column.required && value == Canonical::Null && column.name != "currency" && !faulty {
            let origin = compiled.as_ref().and_then(|compiled| compiled.origin);
            faults.push(Fault { code: "required_missing", column: origin, value: String::new() });
        }
        values.push(value);
    }
    set_currency(entity, currency, &mut values);
    let instant =
        Target { kind: ColumnKind::Instant, range: None, words: &[], source_id: &mapping.source_id, currency };
    let mut common = |compiled: &'a Option<super::compile::Compiled>| match compiled {
        Some(compiled) => compiled.canonical(&instant, row, reading).unwrap_or_else(|fault| {
            faults.push(fault);
            Canonical::Null
        }),
        None => Canonical::Null,
    };
    let (updated_at, deleted_at) = (common(&entity.updated_at), common(&entity.deleted_at));
    let external_id = match &entity.id {
        None => None,
        Some(id) => match id.value(row, reading) {
            Ok(super::evaluate::Value::Null) => {
                faults.push(Fault { code: "id_missing", column: id.origin, value: String::new() });
                None
            }
            Ok(value) => Some(value.into_text().into_owned()),
            Err(fault) => {
                faults.push(fault);
                None
            }
        },
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let content = content_hash(&values, &deleted_at, attributes.as_deref(), external_id.is_some());
    Ok(Candidate { entity: position, external_id, content, updated_at, deleted_at, attributes, values })
}

/// The currency of a row: its own, or the workspace's.
fn currency(mapping: &CompiledMapping, entity: &CompiledEntity, row: SourceRow<'_>) -> Result<Currency, Fault> {
    let compiled = entity.currency.and_then(|place| entity.columns.get(place)).and_then(Option::as_ref);
    let Some(compiled) = compiled else {
        return Ok(mapping.reading.currency);
    };
    match compiled.value(row, &mapping.reading)? {
        super::evaluate::Value::Null => Ok(mapping.reading.currency),
        value => {
            let text = value.into_text();
            text.parse().map_err(|_| compiled.fault("not_a_currency", &text))
        }
    }
}

/// Writes the code upper case, and the workspace's where there is money without one.
fn set_currency(entity: &CompiledEntity, currency: Currency, values: &mut [Canonical<'_>]) {
    let Some(place) = entity.currency else {
        return;
    };
    let mut cells = entity.entity.columns.iter().zip(values.iter());
    let has_money = cells.any(|(column, value)| is_amount(entity.entity, column) && *value != Canonical::Null);
    let required = entity.entity.columns.get(place).is_some_and(|column| column.required);
    if let Some(value) = values.get_mut(place)
        && (has_money || required || *value != Canonical::Null)
    {
        *value = Canonical::Text(currency.code().to_owned().into());
    }
}

/// Prices of subscriptions have more digits than money, and are in a currency no less.
fn is_amount(entity: &Entity, column: &Column) -> bool {
    column.kind == ColumnKind::Money || (entity.name == "subscription_state" && column.name == "unit_price")
}

fn attributes(mapping: &CompiledMapping, row: SourceRow<'_>) -> Option<String> {
    let mut object = serde_json::Map::new();
    for (column, name) in &mapping.unused {
        if let Some(text) = row.text(*column, &mapping.reading) {
            object.insert(name.clone(), serde_json::Value::String(text.to_owned()));
        }
    }
    (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
}

/// BLAKE3 over the mapped columns; each value with its kind and length, so that no two rows look alike.
/// Columns without a place of their own count as content, but not towards an id made of the content.
fn content_hash(
    values: &[Canonical<'_>],
    deleted_at: &Canonical<'_>,
    attributes: Option<&str>,
    has_id: bool,
) -> [u8; 16] {
    let mut bytes = Vec::with_capacity(256);
    for value in values.iter().chain(std::iter::once(deleted_at)) {
        match value {
            Canonical::Null => bytes.push(0),
            Canonical::Text(text) => write(&mut bytes, 1, text.as_bytes()),
            Canonical::Integer(number) => write(&mut bytes, 2, &number.to_le_bytes()),
            Canonical::Decimal(number) => write(&mut bytes, 3, &number.to_le_bytes()),
            Canonical::Day(day) => write(&mut bytes, 4, &day.to_le_bytes()),
            Canonical::Instant(at, day) => {
                write(&mut bytes, 5, &at.unwrap_or(i64::MIN).to_le_bytes());
                write(&mut bytes, 6, &day.to_le_bytes());
            }
            Canonical::Boolean(value) => write(&mut bytes, 7, &[u8::from(*value)]),
        }
    }
    if let (true, Some(attributes)) = (has_id, attributes) {
        write(&mut bytes, 8, attributes.as_bytes());
    }
    let hash = blake3::hash(&bytes);
    let mut short = [0; 16];
    short.copy_from_slice(hash.as_bytes().get(..16).unwrap_or(&[0; 16]));
    short
}

fn write(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) {
    bytes.push(kind);
    bytes.extend_from_slice(&(value.len() as u64).to_le_bytes());
    bytes.extend_from_slice(value);
}

/// The id the source gave, or content and occurrence number.
fn external_id(candidate: &Candidate<'_>, occurrences: &mut Occurrences) -> String {
    match &candidate.external_id {
        Some(id) => id.clone(),
        None => {
            let occurrence = occurrences.entry((candidate.entity, candidate.content)).or_insert(0);
            *occurrence += 1;
            format!("{}-{occurrence}", hexadecimal(&candidate.content))
        }
    }
}

fn keep(
    mapping: &CompiledMapping,
    candidate: Candidate<'_>,
    external_id: &str,
    batch_sequence: i64,
    target: &mut BTreeMap<&'static str, CanonicalRows>,
) {
    let Some(entity) = mapping.entities.get(candidate.entity).map(|entity| entity.entity) else {
        return;
    };
    let head = RowHead {
        id: canonical_id(&mapping.source_id, entity.name, external_id),
        source_id: &mapping.source_id,
        external_id,
        batch_sequence,
        content: candidate.content,
        updated_at: candidate.updated_at,
        deleted_at: candidate.deleted_at,
        attributes: candidate.attributes,
    };
    target.entry(entity.name).or_insert_with(|| CanonicalRows::new(entity)).add(head, &candidate.values);
}

fn reject(mapping: &CompiledMapping, line: u64, fault: Fault) -> Reject {
    let column = fault.column.and_then(|column| mapping.names.get(column)).cloned();
    let value = (!fault.value.is_empty()).then_some(fault.value);
    Reject { line, column, value, code: fault.code.to_owned(), arguments: BTreeMap::new() }
}
