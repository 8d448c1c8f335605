//! Filling the fact tables.

use crate::prepare::{columns, in_transaction, stale, statement};
use crate::{FactsError, order};
use catalogue::definition::{Catalogue, Fact};
use std::collections::BTreeSet;
use store::{
    Dialect, FACT_SCHEMA, OPENING_TABLE, OPENINGS_ARE_MADE_OF, Parameter, Store, Transaction, bump_data_version,
    take_changed_entities, write_openings,
};

/// Derives anew every fact that reads one of the changed entities, directly or through other facts;
/// those the store has noted since the last refresh are changed too. Likewise every fact whose table is still empty or of another version; the tables must have been made by
/// [`crate::prepare`]. `customer` and `setting` count as entities.
///
/// All of it is one transaction, so readers see all facts before or all facts after; it raises the
/// data version when anything was derived. Returns the names of the derived facts in their order.
///
/// # Errors
/// When facts read unknown tables or each other in a circle, or a statement fails; then nothing has
/// changed.
pub fn refresh(
    store: &dyn Store,
    catalogue: &Catalogue,
    changed_entities: &BTreeSet<String>,
) -> Result<Vec<String>, FactsError> {
    let ordered = order::in_order(catalogue)?;
    let stale = stale(store, catalogue)?;
    let mut derived = Vec::new();
    in_transaction(store, |transaction| {
        let mut changed = take_changed_entities(transaction)?;
        changed.extend(changed_entities.iter().cloned());
        if OPENINGS_ARE_MADE_OF.iter().any(|entity| changed.contains(*entity)) {
            changed.insert(OPENING_TABLE.to_owned());
        }
        let affected = order::affected(&ordered, &changed, &stale);
        if affected.iter().any(|fact| fact.reads.iter().any(|table| table == OPENING_TABLE)) {
            write_openings(transaction)?;
        }
        for fact in &affected {
            fill(transaction, store.dialect(), fact)
                .map_err(|source| FactsError::Statement { fact: fact.name.clone(), source })?;
        }
        if !affected.is_empty() {
            bump_data_version(transaction)?;
        }
        derived = affected.into_iter().map(|fact| fact.name.clone()).collect();
        Ok(())
    })?;
    Ok(derived)
}

fn fill(transaction: &mut dyn Transaction, dialect: &dyn Dialect, fact: &Fact) -> Result<(), store::StoreError> {
    let table = format!("{FACT_SCHEMA}.{}", dialect.quote(&fact.name));
    let columns = columns(fact).iter().map(|(name, _)| dialect.quote(name)).collect::<Vec<_>>().join(", ");
    transaction.execute(&format!("DELETE FROM {table}"), &[])?;
    let insert = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM ({}) AS fact", statement(fact));
    let rows = transaction.execute(&insert, &[])?;
    tracing::debug!(fact = fact.name, rows, "fact derived");

    let name = Parameter::Text(fact.name.clone());
    transaction.execute("DELETE FROM meta.fact_version WHERE fact = $1", std::slice::from_ref(&name))?;
    let version = [name, Parameter::Text(fact.version.clone())];
    transaction.execute("INSERT INTO meta.fact_version VALUES ($1, $2)", &version)?;
    Ok(())
}
