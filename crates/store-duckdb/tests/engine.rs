//! The store on the real engine: transactions, parameters, Arrow in and out, closed doors.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use arrow::array::{
    Array, AsArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{DataType, Field, Int64Type, Schema, TimeUnit};
use std::sync::Arc;
use store::{Parameter, Store, StoreError};
use store_duckdb::{DuckdbStore, EngineSettings};

fn small() -> EngineSettings {
    EngineSettings { memory_limit: "256MB".into(), threads: 2, max_temp_directory_size: "1GB".into() }
}

fn run(store: &dyn Store, sql: &str) {
    store.transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ())).unwrap();
}

fn number(store: &dyn Store, sql: &str) -> i64 {
    store.query(sql, &[]).unwrap()[0].column(0).as_primitive::<Int64Type>().value(0)
}

#[test]
fn a_failed_transaction_leaves_nothing_behind() {
    let store = DuckdbStore::in_memory().unwrap();
    run(&store, "CREATE TABLE t (a BIGINT)");
    let failed = store.transaction(&mut |transaction| {
        transaction.execute("INSERT INTO t VALUES (1)", &[])?;
        transaction.execute("INSERT INTO nowhere VALUES (1)", &[]).map(|_| ())
    });
    assert!(matches!(failed, Err(StoreError::Statement { .. })));
    assert_eq!(number(&store, "SELECT count(*) FROM t"), 0);
    run(&store, "INSERT INTO t VALUES (2)");
    assert_eq!(number(&store, "SELECT sum(a)::BIGINT FROM t"), 2);
}

#[test]
fn readers_see_only_what_was_committed() {
    let store = DuckdbStore::in_memory().unwrap();
    run(&store, "CREATE TABLE t (a BIGINT)");
    store
        .transaction(&mut |transaction| {
            let changed = transaction.execute("INSERT INTO t SELECT * FROM range(5)", &[])?;
            assert_eq!(changed, 5);
            assert_eq!(number(&store, "SELECT count(*) FROM t"), 0);
            let inside = transaction.query("SELECT count(*) FROM t", &[])?;
            assert_eq!(inside[0].column(0).as_primitive::<Int64Type>().value(0), 5);
            Ok(())
        })
        .unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM t"), 5);
}

#[test]
fn a_query_cannot_write() {
    let store = DuckdbStore::in_memory().unwrap();
    run(&store, "CREATE TABLE t (a BIGINT)");
    assert!(store.query("INSERT INTO t VALUES (1)", &[]).is_err());
    assert_eq!(number(&store, "SELECT count(*) FROM t"), 0);
}

#[test]
fn every_parameter_arrives_as_what_it_is() {
    let store = DuckdbStore::in_memory().unwrap();
    let parameters = [
        Parameter::Text("o'clock".into()),
        Parameter::Integer(i64::MAX),
        Parameter::Decimal("-12.50".into()),
        Parameter::Date(20_000),
        Parameter::Instant(1_700_000_000_000_001),
        Parameter::Boolean(true),
        Parameter::Null,
    ];
    let sql = "SELECT $1 = 'o''clock' AND $2 = 9223372036854775807 AND $3 = -12.5 AND $4 = DATE '2024-10-04' \
               AND $5 = TIMESTAMP '2023-11-14 22:13:20.000001' AND $6 AND $7 IS NULL";
    let rows = store.query(sql, &parameters).unwrap();
    assert!(rows[0].column(0).as_boolean().value(0));
}

#[test]
fn appended_rows_come_back_unchanged() {
    let store = DuckdbStore::in_memory().unwrap();
    run(&store, "CREATE SCHEMA stage");
    run(&store, "CREATE TABLE stage.t (name VARCHAR, amount BIGINT, price DECIMAL(18,6), day DATE, moment TIMESTAMP)");
    let schema = Schema::new(vec![
        Field::new("name", DataType::Utf8, true),
        Field::new("amount", DataType::Int64, true),
        Field::new("price", DataType::Decimal128(18, 6), true),
        Field::new("day", DataType::Date32, true),
        Field::new("moment", DataType::Timestamp(TimeUnit::Microsecond, None), true),
    ]);
    let rows = RecordBatch::try_new(
        Arc::new(schema),
        vec![
            Arc::new(StringArray::from(vec![Some("ą"), None])),
            Arc::new(Int64Array::from(vec![Some(-1), None])),
            Arc::new(Decimal128Array::from(vec![Some(1_500_000), None]).with_precision_and_scale(18, 6).unwrap()),
            Arc::new(Date32Array::from(vec![Some(1), None])),
            Arc::new(TimestampMicrosecondArray::from(vec![Some(7), None])),
        ],
    )
    .unwrap();
    store.transaction(&mut |transaction| transaction.append("stage.t", &rows)).unwrap();
    let back = store.query("SELECT * FROM stage.t ORDER BY name NULLS LAST", &[]).unwrap();
    assert_eq!(back.len(), 1);
    assert_eq!(back[0], rows);
}

#[test]
fn appending_to_a_table_that_does_not_fit_is_an_error() {
    let store = DuckdbStore::in_memory().unwrap();
    run(&store, "CREATE TABLE t (a BIGINT, b BIGINT)");
    let schema = Schema::new(vec![Field::new("a", DataType::Int64, true)]);
    let rows = RecordBatch::try_new(Arc::new(schema), vec![Arc::new(Int64Array::from(vec![1]))]).unwrap();
    assert!(store.transaction(&mut |transaction| transaction.append("t", &rows)).is_err());
    assert!(store.transaction(&mut |transaction| transaction.append("nowhere", &rows)).is_err());
    assert_eq!(number(&store, "SELECT count(*) FROM t"), 0);
}

#[test]
fn no_statement_reaches_files_extensions_or_settings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facts.duckdb");
    for store in [DuckdbStore::in_memory().unwrap(), DuckdbStore::open(&path, &small()).unwrap()] {
        let other = folder.path().join("other");
        for sql in [
            "SELECT * FROM read_csv('/etc/passwd')".to_owned(),
            "SELECT * FROM '/etc/passwd'".to_owned(),
            "SELECT * FROM read_blob('/etc/passwd')".to_owned(),
            "SELECT * FROM glob('/etc/*')".to_owned(),
            format!("COPY (SELECT 1) TO '{}'", other.display()),
            format!("ATTACH '{}'", other.display()),
            "LOAD httpfs".to_owned(),
            "INSTALL httpfs".to_owned(),
            "SET memory_limit = '100GB'".to_owned(),
            "SET enable_external_access = true".to_owned(),
            "SET lock_configuration = false".to_owned(),
        ] {
            assert!(store.query(&sql, &[]).is_err(), "{sql}");
            let written = store.transaction(&mut |transaction| transaction.execute(&sql, &[]).map(|_| ()));
            assert!(written.is_err(), "{sql}");
        }
        assert!(!other.exists());
    }
}

#[test]
fn a_sort_larger_than_memory_uses_the_temporary_folder() {
    let folder = tempfile::tempdir().unwrap();
    let store = DuckdbStore::open(
        &folder.path().join("facts.duckdb"),
        &EngineSettings { memory_limit: "100MB".into(), ..small() },
    )
    .unwrap();
    run(
        &store,
        "CREATE TABLE t AS SELECT range AS a, md5(range::VARCHAR) || md5(range::VARCHAR) AS b FROM range(1500000)",
    );
    let sql =
        "SELECT count(*) FROM (SELECT b, row_number() OVER (ORDER BY b) AS position FROM t) AS s WHERE position > 0";
    assert_eq!(number(&store, sql), 1_500_000);
}

#[test]
fn portable_functions_keep_the_type_of_their_first_argument() {
    let store = DuckdbStore::in_memory().unwrap();
    for statement in store.dialect().portable_functions() {
        run(&store, &statement);
    }
    let sql = "SELECT days_between(DATE '2026-01-31', DATE '2026-02-28') = 28
        AND seconds_between(TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:01.5') = 1.5
        AND typeof(add_days(DATE '2026-01-31', 1)) = 'DATE' AND add_days(DATE '2026-02-28', 1) = DATE '2026-03-01'
        AND typeof(add_days(TIMESTAMP '2026-01-31 10:00:00', 1)) = 'TIMESTAMP'
        AND add_months(DATE '2026-01-31', 1) = DATE '2026-02-28' AND add_months(DATE '2026-03-31', -12) = DATE '2025-03-31'";
    let rows = store.query(sql, &[]).unwrap();
    assert!(rows[0].column(0).is_valid(0) && rows[0].column(0).as_boolean().value(0));
}
