//! The one promise of the ledger: what was acknowledged is there, what was not is not.

#![expect(clippy::expect_used, reason = "tests may fail loudly")]

use arrow::array::{ArrayRef, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use jiff::Timestamp;
use ledger::{FinishedImport, ImportStatus, LINE_COLUMN, Ledger, LedgerError, NewImport, Reject, Step};
use std::fs;
use std::sync::Arc;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

fn rows(names: &[&str]) -> RecordBatch {
    let lines: ArrayRef = Arc::new(Int64Array::from_iter_values(2..2 + names.len() as i64));
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(names));
    RecordBatch::try_from_iter([(LINE_COLUMN, lines), ("name", names)]).expect("batch")
}

fn begin(ledger: &Ledger) -> i64 {
    let import = NewImport {
        source_id: "shop",
        object: "customer",
        mapping_version: 1,
        file_name: "customers.csv",
        file_size: 10,
        content_hash: "abc",
        format: "{}",
        started_at: AT,
    };
    ledger.begin_import(&import).expect("begin")
}

#[test]
fn a_stop_after_any_step_loses_nothing_acknowledged_and_shows_nothing_else() {
    for stop in [Step::Written, Step::Synced, Step::Renamed, Step::FolderSynced, Step::Committed] {
        let folder = tempfile::tempdir().expect("folder");
        let ledger = Ledger::open(folder.path()).expect("open");
        let import = begin(&ledger);
        ledger.land(import, 1, &rows(&["Ada"]), AT).expect("first");
        let stopped = ledger.land_observed(import, 2, &rows(&["Bo", "Cy"]), AT, &mut |step| {
            if step == stop { Err(LedgerError::Stopped(step)) } else { Ok(()) }
        });
        assert!(matches!(stopped, Err(LedgerError::Stopped(_))), "{stop:?}");
        drop(ledger);

        let ledger = Ledger::open(folder.path()).expect("reopen");
        let batches = ledger.batches_after(0).expect("batches");
        let expected = if stop == Step::Committed { vec![1, 2] } else { vec![1] };
        assert_eq!(batches.iter().map(|batch| batch.rows).collect::<Vec<_>>(), expected, "{stop:?}");
        assert_eq!(ledger.read_batch(&batches[0]).expect("read"), rows(&["Ada"]));
        let files = fs::read_dir(ledger.batches_dir()).expect("folder").count();
        assert_eq!(files, batches.len(), "no file without a ledger row after {stop:?}");
        assert_eq!(ledger.import(import).expect("import").expect("known").status, ImportStatus::Interrupted);
        // The same batch number can be landed again.
        if stop != Step::Committed {
            ledger.land(import, 2, &rows(&["Bo", "Cy"]), AT).expect("again");
            assert_eq!(ledger.batches_after(0).expect("batches").len(), 2);
        }
    }
}

#[test]
fn a_changed_batch_file_is_named() {
    let folder = tempfile::tempdir().expect("folder");
    let ledger = Ledger::open(folder.path()).expect("open");
    let import = begin(&ledger);
    let batch = ledger.land(import, 1, &rows(&["Ada"]), AT).expect("land");
    let path = ledger.batches_dir().join(&batch.file_name);
    let mut bytes = fs::read(&path).expect("read");
    bytes[10] ^= 1;
    fs::write(&path, bytes).expect("write");
    let error = ledger.read_batch(&batch).expect_err("damaged").to_string();
    assert!(error.contains(&batch.file_name) && error.contains("hash"), "{error}");
    fs::remove_file(&path).expect("remove");
    assert!(ledger.read_batch(&batch).expect_err("missing").to_string().contains(&batch.file_name));
}

#[test]
fn one_process_writes_and_says_where_it_is() {
    let folder = tempfile::tempdir().expect("folder");
    let ledger = Ledger::open(folder.path()).expect("open");
    ledger.publish_address("http://127.0.0.1:7411").expect("publish");
    let second = Ledger::open(folder.path()).expect_err("in use");
    assert!(matches!(&second, LedgerError::InUse { address: Some(address) } if address == "http://127.0.0.1:7411"));
    drop(ledger);
    Ledger::open(folder.path()).expect("free again");
}

#[test]
fn counts_of_an_import_are_the_sums_of_its_batches() {
    let folder = tempfile::tempdir().expect("folder");
    let ledger = Ledger::open(folder.path()).expect("open");
    let import = begin(&ledger);
    let first = ledger.land(import, 1, &rows(&["Ada", "Bo"]), AT).expect("land");
    let second = ledger.land(import, 2, &rows(&["Cy"]), AT).expect("land");
    let fault = Reject {
        line: 2,
        column: Some("name".into()),
        value: Some("?".into()),
        code: "not_a_number".into(),
        arguments: [("a".into(), "b".into())].into(),
    };
    ledger.add_unread_rows(import, 3, std::slice::from_ref(&fault)).expect("unread");
    ledger
        .finish_import(import, FinishedImport { status: ImportStatus::Finished, finished_at: AT, rows_read: 6 })
        .expect("finish");
    assert!(!ledger.import(import).expect("import").expect("known").applied);
    ledger.record_applied(first.sequence, 1, 1, 0).expect("applied");
    ledger.replace_batch_rejects(import, first.sequence, std::slice::from_ref(&fault)).expect("rejects");
    ledger.replace_batch_rejects(import, first.sequence, std::slice::from_ref(&fault)).expect("rejects again");
    ledger.record_applied(second.sequence, 1, 0, 1).expect("applied");
    let shown = ledger.import(import).expect("import").expect("known");
    assert_eq!((shown.rows_read, shown.rows_landed, shown.accepted, shown.rejected, shown.unchanged), (6, 3, 2, 4, 1));
    assert!(shown.applied);
    assert_eq!(ledger.rejects(import, 0, 10).expect("rejects"), [fault.clone(), fault]);
    assert!(ledger.finished_import_of("shop", "customer", "abc").expect("lookup").is_some());
    assert!(ledger.finished_import_of("shop", "customer", "abd").expect("lookup").is_none());
}

#[test]
fn mappings_settings_and_audit_keep_their_history() {
    let folder = tempfile::tempdir().expect("folder");
    let ledger = Ledger::open(folder.path()).expect("open");
    assert_eq!(ledger.save_mapping("shop", "order", "a", AT).expect("save"), 1);
    assert_eq!(ledger.save_mapping("shop", "order", "a", AT).expect("save"), 1);
    assert_eq!(ledger.save_mapping("shop", "order", "b", AT).expect("save"), 2);
    assert_eq!(ledger.latest_mapping("shop", "order").expect("latest").expect("some").text, "b");

    assert_eq!(ledger.settings().expect("settings"), None);
    let mut settings = model::settings::WorkspaceSettings::default();
    ledger.save_settings(&settings, AT).expect("save");
    ledger.save_settings(&settings, AT).expect("save");
    settings.activity_window_days = 90;
    ledger.save_settings(&settings, AT).expect("save");
    assert_eq!(ledger.settings().expect("settings"), Some(settings));
    assert_eq!(ledger.settings_history().expect("history").len(), 2);

    ledger.audit(AT, "import", "import", "{}").expect("audit");
    ledger.audit(AT, "import", "rebuild", "{}").expect("audit");
    let (entries, whole) = ledger.audit_entries().expect("entries");
    assert_eq!((entries.len(), whole), (2, true));
}
