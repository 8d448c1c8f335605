//! Files that cannot be used, and an engine that fails while it runs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use std::fs;
use std::path::Path;
use store::{Store, StoreError};
use store_duckdb::{DuckdbStore, EngineSettings};

fn small() -> EngineSettings {
    EngineSettings { memory_limit: "256MB".into(), threads: 2, max_temp_directory_size: "1GB".into() }
}

fn open(path: &Path) -> Result<DuckdbStore, StoreError> {
    DuckdbStore::open(path, &small())
}

fn run(store: &dyn Store, sql: &str) -> Result<(), StoreError> {
    store.transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ()))
}

fn count(store: &dyn Store) -> i64 {
    store.query("SELECT count(*) FROM t", &[]).unwrap()[0].column(0).as_primitive::<Int64Type>().value(0)
}

/// A file with a table of 200,000 rows, closed.
fn filled(path: &Path) -> Vec<u8> {
    let store = open(path).unwrap();
    run(&store, "CREATE TABLE t AS SELECT range AS a, 'x' || range AS b FROM range(200000)").unwrap();
    store.checkpoint().unwrap();
    drop(store);
    fs::read(path).unwrap()
}

#[test]
fn a_closed_file_opens_again_with_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facts.duckdb");
    filled(&path);
    assert_eq!(count(&open(&path).unwrap()), 200_000);
}

#[test]
fn damaged_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let sound = filled(&folder.path().join("sound.duckdb"));
    let mut flipped = sound.clone();
    flipped[100] ^= 0xff;
    let cases = [
        ("garbage", b"not a database ".repeat(1000)),
        ("truncated", sound[..sound.len() / 2].to_vec()),
        ("header only", sound[..5000].to_vec()),
        ("flipped", flipped),
    ];
    for (name, bytes) in cases {
        let path = folder.path().join(format!("{name}.duckdb"));
        fs::write(&path, bytes).unwrap();
        assert!(matches!(open(&path), Err(StoreError::Damaged { .. })), "{name}");
    }
}

#[test]
fn a_damaged_log_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facts.duckdb");
    let log = folder.path().join("facts.duckdb.wal");
    let store = open(&path).unwrap();
    run(&store, "CREATE TABLE t AS SELECT range AS a FROM range(1000)").unwrap();
    // What a kill would leave: the file and its log as they are while the engine runs.
    let mut bytes = fs::read(&log).unwrap();
    let killed = folder.path().join("killed.duckdb");
    fs::copy(&path, &killed).unwrap();
    fs::write(folder.path().join("killed.duckdb.wal"), &bytes).unwrap();
    assert_eq!(count(&open(&killed).unwrap()), 1000);

    let broken = folder.path().join("broken.duckdb");
    fs::copy(&path, &broken).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(folder.path().join("broken.duckdb.wal"), &bytes).unwrap();
    assert!(matches!(open(&broken), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_missing_folder_and_a_wrong_setting_are_not_damage() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = open(&folder.path().join("missing").join("facts.duckdb"));
    assert!(matches!(nowhere, Err(StoreError::Unreachable { .. })));
    let settings = EngineSettings { memory_limit: "plenty".into(), ..small() };
    let wrong = DuckdbStore::open(&folder.path().join("facts.duckdb"), &settings);
    assert!(matches!(wrong, Err(StoreError::Statement { .. })));
}

/// A checkpoint that cannot be written fails the whole engine. The file size is limited for a process
/// of its own: this test started once more by a shell that sets the limit.
#[cfg(unix)]
#[test]
fn after_a_fatal_failure_the_engine_is_opened_again() {
    const LIMITED: &str = "PHAROS_TEST_FILE_SIZE_IS_LIMITED";
    if std::env::var_os(LIMITED).is_some() {
        return fail_and_recover();
    }
    let limited = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" --exact after_a_fatal_failure_the_engine_is_opened_again";
    let status = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .env(LIMITED, "yes")
        .status()
        .unwrap();
    assert!(status.success());
}

#[cfg(unix)]
fn fail_and_recover() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("facts.duckdb")).unwrap();
    run(&store, "CREATE TABLE t (a DOUBLE)").unwrap();
    let mut committed = 0;
    let failure = loop {
        assert!(committed < 5_000_000, "the file size is not limited");
        if run(&store, "INSERT INTO t SELECT random() FROM range(20000)").is_ok() {
            committed += 20_000;
        }
        if let Err(failure) = store.checkpoint() {
            break failure;
        }
    };
    assert!(matches!(failure, StoreError::Fatal { .. }), "{failure}");
    assert!(store.is_ready());
    assert_eq!(count(&store), committed);
}
