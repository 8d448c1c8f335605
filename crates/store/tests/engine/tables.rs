//! Tables, versions and small bookkeeping on the real engine.

use crate::support::{Version, merge, new_store, product, version};
use model::canonical::ENTITIES;
use model::settings::WorkspaceSettings;
use store::{AppliedBatch, Migration, Store, StoreError, migrate, read};
use store_duckdb::{DuckdbStore, EngineSettings};

fn run(store: &dyn Store, sql: &str) {
    store.transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ())).unwrap();
}

fn count(store: &dyn Store, sql: &str) -> i64 {
    read::first_integer(&store.query(sql, &[]).unwrap()).unwrap().unwrap()
}

#[test]
fn a_file_is_made_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facts.duckdb");
    let open = || DuckdbStore::open(&path, &EngineSettings::default()).unwrap();
    assert_eq!(migrate(&open()).unwrap(), Migration::Created);
    let store = open();
    assert_eq!(migrate(&store).unwrap(), Migration::Current);
    for entity in ENTITIES {
        for schema in ["main", "history", "incoming"] {
            assert_eq!(count(&store, &format!("SELECT count(*) FROM {schema}.\"{}\"", entity.name)), 0);
        }
    }
    assert_eq!(count(&store, "SELECT count(*) FROM calendar_day"), 47_847);
    assert_eq!(count(&store, "SELECT count(*) FROM calendar_day WHERE day = DATE '2100-12-31'"), 1);
    assert_eq!(count(&store, "SELECT days_between(min(day), max(day)) FROM calendar_day"), 47_846);
}

#[test]
fn nothing_has_a_key_or_an_index() {
    let store = new_store();
    assert_eq!(count(&store, "SELECT count(*) FROM duckdb_indexes()"), 0);
    assert_eq!(count(&store, "SELECT count(*) FROM duckdb_constraints()"), 0);
}

#[test]
fn files_of_another_time_are_told_apart() {
    let store = new_store();
    run(&store, "UPDATE meta.entity_definition SET definition = 'id VARCHAR' WHERE entity = 'ticket'");
    let outdated = migrate(&store).unwrap_err();
    assert!(matches!(&outdated, StoreError::Outdated { message } if message.contains("ticket")), "{outdated}");

    run(&store, "UPDATE meta.schema_version SET version = 999");
    assert!(matches!(migrate(&store), Err(StoreError::Newer { found: 999, .. })));
}

#[test]
fn coverage_counts_rows_and_filled_columns() {
    let store = new_store();
    merge(&store, &[version("a", 1, "red"), Version { updated_at: Some(1), ..version("b", 1, "blue") }]);
    run(&store, "UPDATE product SET updated_day = DATE '1970-01-01' WHERE id = 'b'");
    let refresh = || {
        let dialect = store.dialect();
        store.transaction(&mut |transaction| store::refresh_coverage(transaction, dialect, &[product()])).unwrap();
    };
    refresh();
    refresh();
    let coverage = store::coverage(&store).unwrap();
    let product = &coverage["product"];
    assert_eq!((product[""], product["name"], product["updated_at"], product["attributes"]), (2, 2, 1, 0));
    assert_eq!(count(&store, "SELECT count(*) FROM meta.coverage WHERE entity = 'product' AND column_name = ''"), 1);
}

#[test]
fn coverage_counts_the_rows_of_each_kind_also_of_files_made_before_it_did() {
    let store = new_store();
    run(&store, "INSERT INTO sales_document (id, kind) VALUES ('a', 'order'), ('b', 'return'), ('c', 'order')");
    run(&store, "INSERT INTO meta.coverage VALUES ('sales_document', '', 3)");
    run(&store, "UPDATE meta.schema_version SET version = 3");
    migrate(&store).unwrap();
    let kinds = || {
        let coverage = store::coverage(&store).unwrap();
        let of = |kind: &str| coverage["sales_document"].get(kind).copied();
        (of("kind=order"), of("kind=return"), of("kind=invoice"), of("kind"))
    };
    assert_eq!(kinds(), (Some(2), Some(1), None, Some(3)));
    run(&store, "DELETE FROM sales_document WHERE kind = 'return'");
    let dialect = store.dialect();
    let documents = model::canonical::entity("sales_document").unwrap();
    store.transaction(&mut |transaction| store::refresh_coverage(transaction, dialect, &[documents])).unwrap();
    assert_eq!(kinds(), (Some(2), None, None, Some(2)));
}

#[test]
fn the_data_version_rises_only_with_what_is_committed() {
    let store = new_store();
    assert_eq!(store::data_version(&store).unwrap(), 0);
    store.transaction(&mut |transaction| store::bump_data_version(transaction).map(|_| ())).unwrap();
    assert_eq!(store::data_version(&store).unwrap(), 1);
    let given_up = store.transaction(&mut |transaction| {
        store::bump_data_version(transaction)?;
        Err(StoreError::Shape { message: "given up".into() })
    });
    assert!(given_up.is_err());
    assert_eq!(store::data_version(&store).unwrap(), 1);
}

#[test]
fn a_change_is_remembered_until_it_is_taken() {
    let store = new_store();
    merge(&store, &[version("a", 1, "red")]);
    merge(&store, &[version("a", 2, "red")]);
    store::write_settings(&store, &WorkspaceSettings::default()).unwrap();
    let noted = store::changed_entities(&store).unwrap();
    assert_eq!(noted.iter().collect::<Vec<_>>(), ["product", "setting"]);
    store
        .transaction(&mut |transaction| {
            assert_eq!(store::take_changed_entities(transaction)?, noted);
            Ok(())
        })
        .unwrap();
    merge(&store, &[version("a", 3, "red")]);
    assert!(store::changed_entities(&store).unwrap().is_empty());
}

#[test]
fn a_file_of_the_first_version_is_brought_forward_with_its_rows() {
    let store = new_store();
    merge(&store, &[version("a", 1, "red")]);
    run(&store, "DROP TABLE meta.changed_entity");
    run(&store, "DROP TABLE opening_interval");
    run(&store, "INSERT INTO meta.fact_version VALUES ('orders', 'x')");
    run(&store, "UPDATE meta.schema_version SET version = 1");
    assert_eq!(migrate(&store).unwrap(), Migration::Migrated { from: 1 });
    assert_eq!(migrate(&store).unwrap(), Migration::Current);
    assert_eq!(count(&store, "SELECT count(*) FROM product"), 1);
    assert_eq!(count(&store, "SELECT count(*) FROM meta.fact_version"), 0);
}

#[test]
fn applied_batches_come_back_in_ledger_order() {
    let store = new_store();
    let batch = |batch_sequence| AppliedBatch {
        batch_sequence,
        batch_id: format!("b{batch_sequence}"),
        mapping_version: 1,
        rows: 7,
    };
    store
        .transaction(&mut |transaction| {
            store::record_applied_batch(transaction, &batch(2))?;
            store::record_applied_batch(transaction, &batch(1))
        })
        .unwrap();
    assert_eq!(store::applied_batches(&store).unwrap(), [batch(1), batch(2)]);
}

#[test]
fn settings_are_written_when_they_differ() {
    let store = new_store();
    let mut settings = WorkspaceSettings::default();
    assert!(store::write_settings(&store, &settings).unwrap());
    assert!(!store::write_settings(&store, &settings).unwrap());
    settings.non_product_codes = vec!["POST".into(), "M".into()];
    assert!(store::write_settings(&store, &settings).unwrap());
    assert_eq!(count(&store, "SELECT count(*) FROM non_product_code"), 2);
    assert_eq!(count(&store, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'activity_window_days'"), 365);
}
