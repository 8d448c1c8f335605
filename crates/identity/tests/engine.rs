//! Customers on the real engine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use model::settings::CustomerIs;
use store::{Store, read};
use store_duckdb::DuckdbStore;

fn new_store() -> DuckdbStore {
    let store = DuckdbStore::in_memory().unwrap();
    store::migrate(&store).unwrap();
    store
}

fn run(store: &dyn Store, sql: &str) {
    store.transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ())).unwrap();
}

fn only_batch(store: &dyn Store, sql: &str) -> RecordBatch {
    let mut batches = store.query(sql, &[]).unwrap();
    assert_eq!(batches.len(), 1);
    batches.remove(0)
}

fn text(batch: &RecordBatch, column: usize) -> String {
    read::text(batch, column, 0).unwrap().unwrap_or("null").to_owned()
}

fn company(store: &dyn Store) {
    run(
        store,
        "INSERT INTO organization (id, source_id, name, domain, country, segment, is_test, created_day) VALUES
         ('erp:1', 'erp', 'Acme Ltd', 'acme.example', NULL, 'large', NULL, DATE '2024-05-01'),
         ('crm:7', 'crm', 'Acme', 'acme.example', 'LT', 'small', false, DATE '2025-01-01')",
    );
    run(
        store,
        "INSERT INTO person (id, source_id, first_name, last_name, email, organization_id, is_test) VALUES
         ('crm:ann', 'crm', 'Ann', NULL, 'ann@acme.example', 'crm:7', true),
         ('shop:1', 'shop', NULL, NULL, 'bob@home.example', NULL, NULL)",
    );
}

#[test]
fn a_customer_is_told_by_its_earliest_records() {
    let store = new_store();
    company(&store);
    assert!(identity::resolve(&store, CustomerIs::Organization).unwrap());
    let acme =
        only_batch(&store, "SELECT name, country, segment, kind, source_id, records FROM customer WHERE id = 'erp:1'");
    let told = [0, 1, 2, 3, 4].map(|column| text(&acme, column));
    assert_eq!(told, ["Acme Ltd", "LT", "large", "organization", "erp"]);
    assert_eq!(acme.column(5).as_primitive::<Int64Type>().value(0), 3);
    // A test contact does not make its organization a test.
    let tests = only_batch(&store, "SELECT is_test FROM customer ORDER BY id");
    assert_eq!(tests.column(0).as_boolean().iter().collect::<Vec<_>>(), [Some(false), Some(false)]);
}

#[test]
fn resolving_again_changes_nothing_until_records_or_the_setting_do() {
    let store = new_store();
    assert!(!identity::resolve(&store, CustomerIs::Organization).unwrap());
    company(&store);
    assert!(identity::resolve(&store, CustomerIs::Organization).unwrap());
    assert!(!identity::resolve(&store, CustomerIs::Organization).unwrap());
    run(&store, "UPDATE organization SET segment = 'huge' WHERE id = 'erp:1'");
    assert!(identity::resolve(&store, CustomerIs::Organization).unwrap());
    assert!(identity::resolve(&store, CustomerIs::Person).unwrap());
}

#[test]
fn facts_find_the_customer_of_a_document_with_one_expression() {
    let store = new_store();
    company(&store);
    let sql = "WITH document AS (SELECT 'crm:7' AS organization_id, 'crm:ann' AS person_id)
        SELECT coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) FROM document d
        LEFT JOIN customer_link o ON o.record_id = d.organization_id
        LEFT JOIN customer_link p ON p.record_id = d.person_id";
    for (customer_is, expected) in [(CustomerIs::Organization, "erp:1"), (CustomerIs::Person, "crm:ann")] {
        identity::resolve(&store, customer_is).unwrap();
        assert_eq!(text(&only_batch(&store, sql), 0), expected);
    }
}

#[test]
fn two_hundred_thousand_persons_are_resolved() {
    let store = new_store();
    run(
        &store,
        "INSERT INTO person (id, source_id, email, created_day)
         SELECT 'p' || range, 'shop', 'user' || (range % 150000) || '@home.example', DATE '2020-01-01' + CAST(range % 1000 AS INTEGER)
         FROM range(200000)",
    );
    assert!(identity::resolve(&store, CustomerIs::Person).unwrap());
    let counts = only_batch(
        &store,
        "SELECT count(*), CAST(sum(records) AS BIGINT), count(*) FILTER (WHERE records = 2) FROM customer",
    );
    let count = |column: usize| counts.column(column).as_primitive::<Int64Type>().value(0);
    assert_eq!((count(0), count(1), count(2)), (150_000, 200_000, 50_000));
}
