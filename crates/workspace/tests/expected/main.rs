//! Figures that others computed from public data sets come out of the import and the metrics again.
//!
//! Each set has a committed list in `e2e/expected`: for every expected row which metric gives it, or why
//! none does. The data themselves are not part of the project: without them the tests say so and pass.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at what it cannot read")]

mod data;
mod figure;
mod list;
mod verdict;

use list::List;
use std::io::Write;
use verdict::Verdict;

#[test]
fn a_banks_survey() {
    reproduce("nps_bank");
}

#[test]
fn a_sellers_deals() {
    reproduce("maven_crm");
}

#[test]
fn a_record_shops_purchases() {
    reproduce("cdnow");
}

#[test]
fn a_gift_shops_invoices() {
    reproduce("online_retail");
}

fn reproduce(set: &str) {
    let Some(folder) = data::folder(set) else {
        say(&format!("{set}: skipped, its data are not here; PHAROS_SHARED names the folder that holds them"));
        return;
    };
    let list = List::read(set);
    let rows = data::expected_rows(&folder, set);
    let uncovered: Vec<String> =
        rows.iter().filter(|row| list.rule_of(row).is_none()).map(ToString::to_string).collect();
    assert!(uncovered.is_empty(), "no rule covers\n{}", uncovered.join("\n"));
    assert_eq!(list.idle_rules(&rows), Vec::<String>::new(), "rules without a row");

    let directory = tempfile::tempdir().expect("folder");
    let workspace = data::import(&folder, &list, directory.path());
    let verdicts: Vec<Verdict> = rows.iter().map(|row| verdict::of(&workspace, &list, row)).collect();
    say(&verdict::summary(set, &verdicts));
    let failures: Vec<&str> = verdicts.iter().filter_map(Verdict::failure).collect();
    assert!(failures.is_empty(), "{} rows are not reproduced\n{}", failures.len(), failures.join("\n"));
}

/// Straight to the terminal: the test runner keeps what a passing test prints to itself.
fn say(line: &str) {
    writeln!(std::io::stderr().lock(), "{line}").expect("terminal");
}
