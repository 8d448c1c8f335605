//! How many rows have a value in each canonical column, and how many there are of each kind: what can be computed,
//! and what is missing.

use crate::{Dialect, Parameter, Store, StoreError, Transaction, read};
use model::canonical::{ColumnKind, Entity, day_column};
use std::collections::BTreeMap;

/// Filled rows by entity and column; the empty column name stands for the rows of the entity, `kind=return` for those
/// whose `kind` is `return`.
pub type Coverage = BTreeMap<String, BTreeMap<String, i64>>;

/// Reads the coverage of all entities.
///
/// # Errors
/// When the engine fails.
pub fn coverage(store: &dyn Store) -> Result<Coverage, StoreError> {
    let mut coverage = Coverage::new();
    for batch in store.query("SELECT entity, column_name, filled FROM meta.coverage", &[])? {
        for row in 0..batch.num_rows() {
            let entity = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            let column = read::text(&batch, 1, row)?.unwrap_or_default().to_owned();
            coverage.entry(entity).or_default().insert(column, read::integer(&batch, 2, row)?.unwrap_or(0));
        }
    }
    Ok(coverage)
}

/// Counts the columns of the entities anew, one scan each.
///
/// # Errors
/// When the engine fails.
pub fn refresh_coverage(
    transaction: &mut dyn Transaction,
    dialect: &dyn Dialect,
    entities: &[&Entity],
) -> Result<(), StoreError> {
    for entity in entities {
        refresh_entity(transaction, dialect, entity)?;
    }
    Ok(())
}

fn refresh_entity(transaction: &mut dyn Transaction, dialect: &dyn Dialect, entity: &Entity) -> Result<(), StoreError> {
    let names: Vec<&str> = entity.all_columns().map(|column| column.name).collect();
    let counts = entity.all_columns().map(|column| {
        // A source that gives only the date of an instant fills its day alone.
        let name = if column.kind == ColumnKind::Instant { day_column(column.name) } else { column.name.to_owned() };
        format!(", count({})", dialect.quote(&name))
    });
    let sql = format!("SELECT count(*){} FROM {}", counts.collect::<String>(), dialect.quote(entity.name));
    let counted = transaction.query(&sql, &[])?;
    let Some(row) = counted.first() else { return Ok(()) };

    let mut values = Vec::new();
    let mut parameters = vec![Parameter::Text(entity.name.to_owned())];
    for (position, name) in std::iter::once("").chain(names).enumerate() {
        let filled = read::integer(row, position, 0)?.unwrap_or(0);
        values.push(format!("($1, ${}, ${})", parameters.len() + 1, parameters.len() + 2));
        parameters.extend([Parameter::Text(name.to_owned()), Parameter::Integer(filled)]);
    }
    for (kind, rows) in kinds(transaction, dialect, entity)? {
        values.push(format!("($1, ${}, ${})", parameters.len() + 1, parameters.len() + 2));
        parameters.extend([Parameter::Text(format!("{KIND}={kind}")), Parameter::Integer(rows)]);
    }
    transaction.execute("DELETE FROM meta.coverage WHERE entity = $1", &parameters[..1])?;
    transaction.execute(&format!("INSERT INTO meta.coverage VALUES {}", values.join(", ")), &parameters)?;
    Ok(())
}

/// The column whose words say what a row is.
const KIND: &str = "kind";

/// How many rows there are of each kind; none of entities whose rows are all of one.
fn kinds(
    transaction: &mut dyn Transaction,
    dialect: &dyn Dialect,
    entity: &Entity,
) -> Result<Vec<(String, i64)>, StoreError> {
    if entity.kinds().next().is_none() {
        return Ok(Vec::new());
    }
    let (kind, name) = (dialect.quote(KIND), dialect.quote(entity.name));
    let sql = format!("SELECT {kind}, count(*) FROM {name} WHERE {kind} IS NOT NULL GROUP BY {kind} ORDER BY {kind}");
    let mut kinds = Vec::new();
    for batch in transaction.query(&sql, &[])? {
        for row in 0..batch.num_rows() {
            let kind = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            kinds.push((kind, read::integer(&batch, 1, row)?.unwrap_or(0)));
        }
    }
    Ok(kinds)
}
