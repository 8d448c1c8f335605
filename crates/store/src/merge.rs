//! Incoming rows become current rows; what they replace becomes history.
//!
//! The newest version of a row wins: first by the source's `updated_at` (a version without one is
//! older than any with one), then by the ledger sequence of its batch, then by its hash. A newer
//! delivery of the same content changes nothing. A version that never was current is kept in history
//! too, ended by its own batch. A row whose newest version is deleted has no current row; its
//! deletion stands in history with an empty `ended_by_batch`, so that a late older version does not
//! bring it back.
//!
//! The outcome does not depend on how the rows are cut into merges, and on their order only where
//! `updated_at` is silent and a batch is merged after one that follows it in the ledger.

use crate::{Dialect, INCOMING_SCHEMA, StoreError, Transaction, arrow_schema, merge_sql, note_changed_entity, read};
use arrow::array::{ArrayRef, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema};
use model::canonical::Entity;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a merge did to one entity, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Current rows that were new or replaced another.
    pub written: i64,
    /// Current rows that were replaced or deleted.
    pub ended: i64,
    /// Incoming versions that went to history at once, deletions among them.
    pub past: i64,
}

impl Merged {
    /// Whether the current rows of the entity differ from before.
    pub fn changed(&self) -> bool {
        self.written > 0 || self.ended > 0
    }
}

/// Collects incoming rows of any entities inside one transaction and merges them at the end.
#[derive(Debug, Default)]
pub struct Merge {
    staged: BTreeMap<&'static str, (&'static Entity, i64)>,
}

impl Merge {
    /// A merge without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds rows of an entity. Their columns are those of [`arrow_schema`], in that order.
    ///
    /// # Errors
    /// `Shape` when the columns differ; else the engine's.
    pub fn stage(
        &mut self,
        transaction: &mut dyn Transaction,
        entity: &'static Entity,
        rows: &RecordBatch,
    ) -> Result<(), StoreError> {
        let (_, staged) = self.staged.entry(entity.name).or_insert((entity, 0));
        let numbered = numbered(entity, rows, *staged)?;
        *staged = staged.saturating_add(numbered_rows(rows)?);
        transaction.append(&format!("{INCOMING_SCHEMA}.{}", entity.name), &numbered)
    }

    /// Merges what was staged and returns what became of it, by entity name.
    ///
    /// # Errors
    /// When the engine fails; the transaction must then be given up.
    pub fn finish(
        self,
        transaction: &mut dyn Transaction,
        dialect: &dyn Dialect,
    ) -> Result<BTreeMap<&'static str, Merged>, StoreError> {
        let mut merged = BTreeMap::new();
        for (name, (entity, _)) in self.staged {
            let outcome = merge(transaction, dialect, entity)?;
            if outcome.changed() {
                note_changed_entity(transaction, name)?;
            }
            merged.insert(name, outcome);
        }
        Ok(merged)
    }
}

/// Merges the incoming rows of one entity and empties its incoming table.
fn merge(transaction: &mut dyn Transaction, dialect: &dyn Dialect, entity: &Entity) -> Result<Merged, StoreError> {
    let sql = merge_sql::MergeSql::new(dialect, entity);
    transaction.execute(&sql.judge(), &[])?;
    let fates = count_fates(transaction)?;
    let count = |fate: &str| fates.get(fate).copied().unwrap_or(0);

    // Every step reads rows that the next one removes: history first.
    if count("end_current") > 0 {
        transaction.execute(&sql.move_current_to_history(), &[])?;
        transaction.execute(&sql.delete_ended(), &[])?;
    }
    if count("end_deletion") > 0 {
        transaction.execute(&sql.end_deletions(), &[])?;
    }
    let mut past = 0;
    if count("past") > 0 || count("deleted") > 0 {
        past = transaction.execute(&sql.insert_history(), &[])?;
    }
    if count("current") > 0 {
        transaction.execute(&sql.insert_current(), &[])?;
    }
    if count("confirm") > 0 {
        transaction.execute(&sql.confirm_current(), &[])?;
    }
    transaction.execute("DELETE FROM incoming.verdict", &[])?;
    transaction.execute(&sql.empty_incoming(), &[])?;
    Ok(Merged { written: count("current"), ended: count("end_current"), past: i64::try_from(past).unwrap_or(i64::MAX) })
}

fn count_fates(transaction: &mut dyn Transaction) -> Result<BTreeMap<String, i64>, StoreError> {
    let mut fates = BTreeMap::new();
    for batch in transaction.query("SELECT fate, count(*) FROM incoming.verdict GROUP BY fate", &[])? {
        for row in 0..batch.num_rows() {
            let fate = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            fates.insert(fate, read::integer(&batch, 1, row)?.unwrap_or(0));
        }
    }
    Ok(fates)
}

/// The rows with their running number as last column; the merge tells equal rows apart by it.
fn numbered(entity: &Entity, rows: &RecordBatch, first: i64) -> Result<RecordBatch, StoreError> {
    check_columns(entity, rows)?;
    let numbers = Int64Array::from_iter_values((first..).take(rows.num_rows()));
    let mut fields: Vec<Arc<Field>> = rows.schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new("incoming_row", DataType::Int64, true)));
    let mut columns: Vec<ArrayRef> = rows.columns().to_vec();
    columns.push(Arc::new(numbers));
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)?)
}

fn numbered_rows(rows: &RecordBatch) -> Result<i64, StoreError> {
    i64::try_from(rows.num_rows()).map_err(|_| StoreError::Shape { message: "too many rows".to_owned() })
}

/// Appending matches columns by position only, so a wrong order would go unnoticed.
fn check_columns(entity: &Entity, rows: &RecordBatch) -> Result<(), StoreError> {
    let expected = arrow_schema(entity);
    let found = rows.schema();
    let fits = expected.fields().len() == found.fields().len()
        && expected
            .fields()
            .iter()
            .zip(found.fields())
            .all(|(expected, found)| expected.name() == found.name() && expected.data_type() == found.data_type());
    if fits {
        return Ok(());
    }
    let names = |schema: &Schema| {
        schema.fields().iter().map(|field| format!("{} {}", field.name(), field.data_type())).collect::<Vec<_>>()
    };
    Err(StoreError::Shape {
        message: format!(
            "rows of {} have the columns {:?} instead of {:?}",
            entity.name,
            names(&found),
            names(&expected)
        ),
    })
}
