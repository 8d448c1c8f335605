//! From whatever the file holds to the tables this program needs.

use crate::opening::{OPENING_COLUMNS, OPENING_TABLE};
use crate::{Dialect, Parameter, Store, StoreError, Transaction, read, refresh_coverage, schema};
use arrow::array::{Date32Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema};
use model::canonical::{ColumnKind, ENTITIES};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The version of the tables this program writes. A step to the next version is one function in
/// [`STEPS`]; changes of the canonical entities themselves are rebuilds, not steps.
pub const SCHEMA_VERSION: i64 = 4;

type Step = fn(&mut dyn Transaction, &dyn Dialect) -> Result<(), StoreError>;

/// `STEPS[n]` leads from version n to n + 1; version 0 is an empty file.
const STEPS: &[Step] = &[create, note_changes, openings, count_kinds];

/// What [`migrate`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Migration {
    /// The file was empty and has its tables now.
    Created,
    /// The file was of an older version.
    Migrated {
        /// That version.
        from: i64,
    },
    /// Nothing had to be done.
    Current,
}

/// Brings the file to this program's version, between two checkpoints because changes of tables
/// are where logs have been found unreadable. Not to be called while serving.
///
/// # Errors
/// `Newer` for a file of a newer program; `Outdated` when the canonical entities have changed since
/// it was made, so that it must be rebuilt; else the engine's.
pub fn migrate(store: &dyn Store) -> Result<Migration, StoreError> {
    let found = version(store)?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
    }
    if found > 0 {
        check_definitions(store)?;
    }
    if found == SCHEMA_VERSION {
        return Ok(Migration::Current);
    }
    store.checkpoint()?;
    store.transaction(&mut |transaction| {
        for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
            step(transaction, store.dialect())?;
        }
        transaction.execute("DELETE FROM meta.schema_version", &[])?;
        transaction.execute("INSERT INTO meta.schema_version VALUES ($1)", &[Parameter::Integer(SCHEMA_VERSION)])?;
        Ok(())
    })?;
    store.checkpoint()?;
    Ok(if found == 0 { Migration::Created } else { Migration::Migrated { from: found } })
}

/// 0 for an empty file.
fn version(store: &dyn Store) -> Result<i64, StoreError> {
    let tables = store.query(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'meta' AND table_name = 'schema_version'",
        &[],
    )?;
    if read::first_integer(&tables)? == Some(0) {
        return Ok(0);
    }
    Ok(read::first_integer(&store.query("SELECT max(version) FROM meta.schema_version", &[])?)?.unwrap_or(0))
}

/// Compares the entities the file was made for with those of this program.
fn check_definitions(store: &dyn Store) -> Result<(), StoreError> {
    let mut stored = BTreeMap::new();
    for batch in store.query("SELECT entity, definition FROM meta.entity_definition", &[])? {
        for row in 0..batch.num_rows() {
            let entity = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            stored.insert(entity, read::text(&batch, 1, row)?.unwrap_or_default().to_owned());
        }
    }
    let changed = ENTITIES.iter().filter(|entity| {
        stored.get(entity.name).is_none_or(|definition| *definition != schema::definition(store.dialect(), entity))
    });
    let changed: Vec<&str> = changed.map(|entity| entity.name).collect();
    if changed.is_empty() {
        return Ok(());
    }
    Err(StoreError::Outdated { message: format!("columns have changed in: {}", changed.join(", ")) })
}

fn create(transaction: &mut dyn Transaction, dialect: &dyn Dialect) -> Result<(), StoreError> {
    for statement in schema::statements(dialect) {
        transaction.execute(&statement, &[])?;
    }
    for entity in ENTITIES {
        let row = [Parameter::Text(entity.name.to_owned()), Parameter::Text(schema::definition(dialect, entity))];
        transaction.execute("INSERT INTO meta.entity_definition VALUES ($1, $2)", &row)?;
    }
    transaction.execute("INSERT INTO meta.data_version VALUES (0)", &[])?;
    transaction.append("calendar_day", &calendar_days()?)
}

/// Version 2 remembers which entities have changed since facts were derived; what happened before is
/// not known, so every fact is derived once more.
fn note_changes(transaction: &mut dyn Transaction, dialect: &dyn Dialect) -> Result<(), StoreError> {
    let text = dialect.column_type(ColumnKind::Text);
    transaction.execute(&format!("CREATE TABLE meta.changed_entity (entity {text})"), &[])?;
    transaction.execute("DELETE FROM meta.fact_version", &[])?;
    Ok(())
}

/// What was counted before is counted by kind as well.
fn count_kinds(transaction: &mut dyn Transaction, dialect: &dyn Dialect) -> Result<(), StoreError> {
    let mut counted = Vec::new();
    for batch in transaction.query("SELECT DISTINCT entity FROM meta.coverage ORDER BY entity", &[])? {
        for row in 0..batch.num_rows() {
            counted.extend(read::text(&batch, 0, row)?.and_then(model::canonical::entity));
        }
    }
    refresh_coverage(transaction, dialect, &counted)
}

/// Version 3 knows when service desks are open; facts that read the table have it filled.
fn openings(transaction: &mut dyn Transaction, dialect: &dyn Dialect) -> Result<(), StoreError> {
    let columns = schema::column_list(dialect, OPENING_COLUMNS.map(|(name, kind)| (name.to_owned(), kind)).into_iter());
    transaction.execute(&format!("CREATE TABLE {OPENING_TABLE} ({columns})"), &[]).map(|_| ())
}

/// Every date from 1970-01-01 to 2100-12-31.
fn calendar_days() -> Result<RecordBatch, StoreError> {
    const LAST_DAY: i32 = 47_846;
    let schema = Schema::new(vec![Field::new("day", DataType::Date32, true)]);
    Ok(RecordBatch::try_new(Arc::new(schema), vec![Arc::new(Date32Array::from_iter_values(0..=LAST_DAY))])?)
}
