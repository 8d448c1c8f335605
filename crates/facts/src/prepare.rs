//! The fact tables as the catalogue wants them.

use crate::{FactsError, order};
use catalogue::definition::{Catalogue, Fact, FactColumnKind};
use model::canonical::{ColumnKind, day_column};
use std::collections::{BTreeMap, BTreeSet};
use store::{Dialect, FACT_SCHEMA, Parameter, Store, StoreError, Transaction, read};

/// Makes the tables of facts that are new or whose file has changed, and of those that read them,
/// and drops those that the catalogue no longer has. New tables are empty until
/// [`crate::refresh`] fills them. Not to be called while serving.
///
/// # Errors
/// When facts read unknown tables or each other in a circle, or a statement fails.
pub fn prepare(store: &dyn Store, catalogue: &Catalogue) -> Result<(), FactsError> {
    let ordered = order::in_order(catalogue)?;
    let stale = stale(store, catalogue)?;
    let outdated = order::affected(&ordered, &BTreeSet::new(), &stale);
    let gone = gone(store, catalogue)?;
    if outdated.is_empty() && gone.is_empty() {
        return Ok(());
    }
    // Changes of tables are kept out of the log: it is where files have been found unreadable.
    store.checkpoint()?;
    in_transaction(store, |transaction| {
        // From the last reader to the first read.
        for name in outdated.iter().rev().map(|fact| &fact.name).chain(&gone) {
            drop_table(transaction, store.dialect(), name)?;
        }
        outdated.iter().try_for_each(|fact| create_table(transaction, store.dialect(), fact))
    })?;
    store.checkpoint()?;
    Ok(())
}

/// Facts of the catalogue whose table was not filled by their present version.
pub(crate) fn stale(store: &dyn Store, catalogue: &Catalogue) -> Result<BTreeSet<String>, FactsError> {
    let mut filled = BTreeMap::new();
    for batch in store.query("SELECT fact, version FROM meta.fact_version", &[])? {
        for row in 0..batch.num_rows() {
            let fact = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            filled.insert(fact, read::text(&batch, 1, row)?.unwrap_or_default().to_owned());
        }
    }
    let stale = catalogue.facts.values().filter(|fact| filled.get(&fact.name) != Some(&fact.version));
    Ok(stale.map(|fact| fact.name.clone()).collect())
}

/// Tables of facts that the catalogue does not have.
fn gone(store: &dyn Store, catalogue: &Catalogue) -> Result<Vec<String>, FactsError> {
    let sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = $1 ORDER BY table_name";
    let mut gone = Vec::new();
    for batch in store.query(sql, &[Parameter::Text(FACT_SCHEMA.to_owned())])? {
        for row in 0..batch.num_rows() {
            let name = read::text(&batch, 0, row)?.unwrap_or_default();
            if !catalogue.facts.contains_key(name) {
                gone.push(name.to_owned());
            }
        }
    }
    Ok(gone)
}

fn drop_table(transaction: &mut dyn Transaction, dialect: &dyn Dialect, name: &str) -> Result<(), FactsError> {
    transaction.execute(&format!("DROP TABLE IF EXISTS {FACT_SCHEMA}.{}", dialect.quote(name)), &[])?;
    let fact = [Parameter::Text(name.to_owned())];
    transaction.execute("DELETE FROM meta.fact_version WHERE fact = $1", &fact)?;
    Ok(())
}

fn create_table(transaction: &mut dyn Transaction, dialect: &dyn Dialect, fact: &Fact) -> Result<(), FactsError> {
    let columns: Vec<String> = columns(fact)
        .into_iter()
        .map(|(name, kind)| {
            let name = dialect.quote(&name);
            match fixed_type(kind) {
                Some(kind) => format!("CAST({name} AS {}) AS {name}", dialect.column_type(kind)),
                None => name,
            }
        })
        .collect();
    let sql = format!(
        "CREATE TABLE {FACT_SCHEMA}.{} AS SELECT {} FROM ({}) AS fact LIMIT 0",
        dialect.quote(&fact.name),
        columns.join(", "),
        statement(fact)
    );
    transaction.execute(&sql, &[]).map_err(|source| FactsError::Statement { fact: fact.name.clone(), source })?;
    Ok(())
}

/// The columns of a fact's table in order, each instant followed by its day.
pub(crate) fn columns(fact: &Fact) -> Vec<(String, FactColumnKind)> {
    let mut columns = Vec::new();
    for column in &fact.columns {
        columns.push((column.name.clone(), column.kind));
        if column.kind == FactColumnKind::Instant {
            columns.push((day_column(&column.name), FactColumnKind::Date));
        }
    }
    columns
}

/// The statement without the semicolon a file may end with.
pub(crate) fn statement(fact: &Fact) -> &str {
    fact.sql.trim_end().trim_end_matches(';')
}

/// Amounts and numbers keep the type their statement gives them, because it knows how many places
/// they need; everything else has one.
fn fixed_type(kind: FactColumnKind) -> Option<ColumnKind> {
    match kind {
        FactColumnKind::Text => Some(ColumnKind::Text),
        FactColumnKind::Integer => Some(ColumnKind::Integer),
        FactColumnKind::Date => Some(ColumnKind::Date),
        FactColumnKind::Instant => Some(ColumnKind::Instant),
        FactColumnKind::Boolean => Some(ColumnKind::Boolean),
        FactColumnKind::Decimal | FactColumnKind::Money => None,
    }
}

/// A transaction whose work fails with our own error.
pub(crate) fn in_transaction(
    store: &dyn Store,
    mut work: impl FnMut(&mut dyn Transaction) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    let mut failure = None;
    let outcome = store.transaction(&mut |transaction| {
        work(transaction).map_err(|error| {
            let message = error.to_string();
            match error {
                FactsError::Store(StoreError::Fatal { message }) => StoreError::Fatal { message },
                FactsError::Statement { source: StoreError::Fatal { message }, .. } => StoreError::Fatal { message },
                other => {
                    failure = Some(other);
                    StoreError::Statement { message }
                }
            }
        })
    });
    match failure {
        Some(failure) => Err(failure),
        None => Ok(outcome?),
    }
}
