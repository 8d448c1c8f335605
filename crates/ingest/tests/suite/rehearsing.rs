//! What a dry run says of a file's rows before any is kept.

use crate::support::Bench;
use ingest::rehearse;
use model::settings::WorkspaceSettings;
use sources::files::Doubt;

const BROKEN: &str = "order_id,customer_id,order_date,net,currency\nX1,C1,2026-11-02,10.00,EUR\n\
                      X2,C2,2026-99-02,11.00,EUR\nX3,C3,2026-11-04\nX4,\"C4,2026-11-05,5,EUR\n";

fn told(doubts: &[Doubt]) -> Vec<String> {
    let told = doubts.iter().filter(|doubt| doubt.code == "unclosed_quote");
    told.map(|doubt| format!("{} {}", doubt.arguments["line"], doubt.arguments["count"])).collect()
}

#[test]
fn a_dry_run_says_which_rows_would_be_left_out_and_why() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, BROKEN).expect("write");
    let seen = rehearse(&path, None, &WorkspaceSettings::default()).expect("rehearse");
    let checked = seen.checked.expect("all rows were read");
    assert_eq!((checked.read, checked.rejected), (4, 2));
    let faults: Vec<String> = checked.rejects.iter().map(|reject| format!("{} {}", reject.line, reject.code)).collect();
    assert_eq!(faults, ["3 not_a_date", "4 too_few_cells"]);
    assert_eq!(told(&seen.doubts), ["5 1"]);
    // The import says the same of the quote.
    let bench = Bench::new();
    let (report, _) = bench.import(BROKEN, &seen.mapping);
    assert_eq!((report.rows, report.rejected), (4, 2));
    assert_eq!(told(&report.doubts), ["5 1"]);
}

#[test]
fn a_quote_within_a_text_is_no_unclosed_one() {
    let text = "order_id,customer_id,order_date,net,note\nX1,C1,2026-11-02,10.00,15\" screen\n\
                X2,C2,2026-11-02,10.00,\"two\nlines, closed\"\n";
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, text).expect("write");
    let seen = rehearse(&path, None, &WorkspaceSettings::default()).expect("rehearse");
    assert_eq!(seen.checked.map(|checked| (checked.read, checked.rejected)), Some((2, 0)));
    assert_eq!(told(&seen.doubts), Vec::<String>::new());
}
