//! Decisions of persons: every version is kept, and who saved it stands in the audit list.

use jiff::Timestamp;
use ledger::Ledger;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

#[test]
fn versions_are_kept_and_audited_and_the_same_text_changes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let ledger = Ledger::open(folder.path()).expect("open");
    let save = |text: Option<&str>| ledger.save_document("goal", "g", text, "owner", AT).expect("save");
    assert_eq!((save(Some("one")), save(Some("one")), save(Some("two"))), (1, 1, 2));
    ledger.save_document("marks", "g", Some("other kind"), "owner", AT).expect("save");
    let newest = ledger.documents("goal").expect("documents");
    assert_eq!(newest.iter().map(|document| document.text.as_deref()).collect::<Vec<_>>(), [Some("two")]);
    assert_eq!(save(None), 3);
    assert!(ledger.documents("goal").expect("documents").is_empty());
    let history = ledger.document_history("goal", "g").expect("history");
    let texts: Vec<Option<&str>> = history.iter().map(|document| document.text.as_deref()).collect();
    assert_eq!(texts, [Some("one"), Some("two"), None]);
    let (entries, whole) = ledger.audit_entries().expect("audit");
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["goal_saved", "goal_saved", "marks_saved", "goal_removed"]);
    assert!(whole);
}
