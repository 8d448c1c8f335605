//! No fact compares every row of one table with every row of another.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use catalogue::definition::Catalogue;
use store::read;
use store_duckdb::DuckdbStore;
use workspace::check::Company;

/// The join that looks at every pair. A condition that is no comparison of one side with the other brings it about:
/// an `OR` between the two, or in an outer join a word about the left side alone.
const EVERY_PAIR: &str = "BLOCKWISE_NL_JOIN";

/// Facts that compare with a single row, the first day of advertising.
const ONE_ROW: [&str; 1] = ["acquisition_costs"];

fn company(catalogue: &Catalogue) -> Company<'_> {
    Company::new(catalogue, Box::new(DuckdbStore::in_memory().expect("engine"))).expect("facts")
}

fn plan(company: &Company<'_>, sql: &str) -> String {
    let batches = company.context().store.query(&format!("EXPLAIN {sql}"), &[]).expect("plan");
    let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    rows.filter_map(|(batch, row)| read::text(batch, batch.num_columns() - 1, row).expect("text")).collect()
}

fn compares_every_pair(plan: &str) -> bool {
    plan.contains(EVERY_PAIR)
}

#[test]
fn no_fact_compares_every_pair_of_rows() {
    let catalogue = Catalogue::embedded().catalogue;
    let company = company(&catalogue);
    let slow: Vec<&str> = catalogue
        .facts
        .values()
        .filter(|fact| compares_every_pair(&plan(&company, fact.sql.trim_end().trim_end_matches(';'))))
        .map(|fact| fact.name.as_str())
        .filter(|name| !ONE_ROW.contains(name))
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn such_a_join_is_recognised() {
    let catalogue = Catalogue::embedded().catalogue;
    let company = company(&catalogue);
    let joined = |condition: &str| {
        plan(&company, &format!("SELECT a.id FROM payment a LEFT JOIN payment b ON b.id = a.document_id {condition}"))
    };
    assert!(joined("").contains("HASH_JOIN"), "{}", joined(""));
    assert!(compares_every_pair(&joined("AND a.kind = 'refund'")), "{}", joined("AND a.kind = 'refund'"));
}
