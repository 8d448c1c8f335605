//! Which fact comes before which, and which ones a change touches.

use crate::FactsError;
use catalogue::definition::{Catalogue, Fact};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that facts may read beside the canonical entities and other facts.
const OTHER_TABLES: &[&str] =
    &["customer", "customer_link", "setting", "non_product_code", "calendar_day", store::OPENING_TABLE];

/// Tables that are always written together; a change of one is a change of both.
const WRITTEN_TOGETHER: &[(&str, &str)] = &[("customer", "customer_link"), ("setting", "non_product_code")];

/// The facts so that each comes after those it reads; otherwise by name.
///
/// # Errors
/// When facts read each other in a circle, or one reads an unknown table.
pub(crate) fn in_order(catalogue: &Catalogue) -> Result<Vec<&Fact>, FactsError> {
    let mut walk = Walk { catalogue, state: BTreeMap::new(), path: Vec::new(), ordered: Vec::new() };
    for fact in catalogue.facts.values() {
        walk.visit(fact)?;
    }
    Ok(walk.ordered)
}

/// Those of the ordered facts that are stale themselves or read, over however many others, something
/// that has changed.
pub(crate) fn affected<'a>(
    ordered: &[&'a Fact],
    changed_entities: &BTreeSet<String>,
    stale: &BTreeSet<String>,
) -> Vec<&'a Fact> {
    let changed = with_companions(changed_entities);
    let mut affected: Vec<&Fact> = Vec::new();
    for &fact in ordered {
        let touched = fact.reads.iter().any(|table| match fact_name(table) {
            Some(name) => affected.iter().any(|earlier| earlier.name == name),
            None => changed.contains(table.as_str()),
        });
        if touched || stale.contains(&fact.name) {
            affected.push(fact);
        }
    }
    affected
}

fn with_companions(changed: &BTreeSet<String>) -> BTreeSet<&str> {
    let mut all: BTreeSet<&str> = changed.iter().map(String::as_str).collect();
    for (one, other) in WRITTEN_TOGETHER {
        if all.contains(one) || all.contains(other) {
            all.extend([one, other]);
        }
    }
    all
}

/// `orders` of `fact.orders`.
fn fact_name(table: &str) -> Option<&str> {
    table.strip_prefix(store::FACT_SCHEMA)?.strip_prefix('.')
}

enum State {
    OnPath,
    Done,
}

struct Walk<'a> {
    catalogue: &'a Catalogue,
    state: BTreeMap<&'a str, State>,
    path: Vec<&'a str>,
    ordered: Vec<&'a Fact>,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, fact: &'a Fact) -> Result<(), FactsError> {
        match self.state.get(fact.name.as_str()) {
            Some(State::Done) => return Ok(()),
            Some(State::OnPath) => return Err(self.cycle(&fact.name)),
            None => {}
        }
        self.state.insert(&fact.name, State::OnPath);
        self.path.push(&fact.name);
        for table in &fact.reads {
            if let Some(read) = self.fact_read(fact, table)? {
                self.visit(read)?;
            }
        }
        self.path.pop();
        self.state.insert(&fact.name, State::Done);
        self.ordered.push(fact);
        Ok(())
    }

    fn fact_read(&self, fact: &Fact, table: &str) -> Result<Option<&'a Fact>, FactsError> {
        let unknown = || FactsError::UnknownTable { fact: fact.name.clone(), table: table.to_owned() };
        match fact_name(table) {
            Some(name) => self.catalogue.facts.get(name).map(Some).ok_or_else(unknown),
            None if model::canonical::entity(table).is_some() || OTHER_TABLES.contains(&table) => Ok(None),
            None => Err(unknown()),
        }
    }

    fn cycle(&self, name: &str) -> FactsError {
        let from_first = self.path.iter().skip_while(|on_path| **on_path != name);
        let facts = from_first.copied().chain([name]).map(str::to_owned).collect();
        FactsError::Cycle { facts }
    }
}
