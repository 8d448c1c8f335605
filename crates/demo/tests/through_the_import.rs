//! The exports go through the same import as anybody's files.

#![expect(clippy::expect_used, reason = "a test fails by panicking, also in its helpers")]

use demo::{DemoOptions, generate, settings};
use ingest::{Mapping, apply_pending, land};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Ledger, Reject};
use store::{Store, read};
use store_duckdb::DuckdbStore;

const LAST_DAY: Date = date(2026, 11, 21);

struct Imported {
    store: DuckdbStore,
    /// File name and reject.
    rejects: Vec<(&'static str, Reject)>,
    _directory: tempfile::TempDir,
}

fn import() -> Imported {
    let directory = tempfile::tempdir().expect("directory");
    let options = DemoOptions { date: LAST_DAY, years: 3, seed: 7, scale: 0.02 };
    let files = generate(&directory.path().join("exports"), &options, &mut |_| {}).expect("exports");
    let ledger = Ledger::open(directory.path()).expect("ledger");
    let store = DuckdbStore::in_memory().expect("store");
    store::migrate(&store).expect("migrate");
    let mut imports = Vec::new();
    for file in &files {
        let mapping = Mapping::parse(file.name, file.mapping).expect("mapping");
        let report =
            land(&file.path, file.name, &mapping, &ledger, Timestamp::UNIX_EPOCH, &mut |_| {}).expect(file.name);
        imports.push((file.name, report.import_id));
    }
    apply_pending(&ledger, &store, &settings(LAST_DAY), &mut |_| {}).expect("apply");
    let rejects = imports
        .into_iter()
        .flat_map(|(name, id)| {
            ledger.rejects(id, 0, 1_000).expect("rejects").into_iter().map(move |reject| (name, reject))
        })
        .collect();
    Imported { store, rejects, _directory: directory }
}

impl Imported {
    fn count(&self, sql: &str) -> i64 {
        read::first_integer(&self.store.query(sql, &[]).expect(sql)).expect(sql).unwrap_or(0)
    }
}

#[test]
fn every_row_goes_in_but_the_damaged_ones() {
    let imported = import();
    let mut files: Vec<&str> = imported.rejects.iter().map(|(name, _)| *name).collect();
    files.dedup();
    assert_eq!(files, ["shop_orders.csv", "survey_answers.csv", "finance_costs.csv"], "{:?}", imported.rejects);
    assert!(imported.rejects.len() < 20, "{:?}", imported.rejects);
    for entity in model::canonical::ENTITIES.iter().filter(|entity| entity.is_mapped()) {
        assert!(imported.count(&format!("SELECT count(*) FROM {}", entity.name)) > 0, "no {}", entity.name);
    }
}

#[test]
fn references_cross_the_systems() {
    let imported = import();
    let lost = |table: &str, column: &str, target: &str| {
        imported.count(&format!(
            "SELECT count(*) FROM {table} a LEFT JOIN {target} b ON b.id = a.{column} WHERE a.{column} IS NOT NULL AND b.id IS NULL"
        ))
    };
    for (table, column, target) in [
        ("ticket", "organization_id", "organization"),
        ("ticket", "assignee_id", "employee"),
        ("subscription", "organization_id", "organization"),
        ("sales_document", "organization_id", "organization"),
        ("sales_document", "parent_id", "sales_document"),
        ("sales_document", "campaign_id", "campaign"),
        ("sales_document_line", "document_id", "sales_document"),
        ("sales_document_line", "parent_line_id", "sales_document_line"),
        ("sales_document_line", "product_id", "product"),
        ("payment", "document_id", "sales_document"),
        ("survey_response", "ticket_id", "ticket"),
        ("touchpoint", "campaign_id", "campaign"),
        ("campaign_send", "person_id", "person"),
        ("usage_event", "employee_id", "employee"),
    ] {
        assert_eq!(lost(table, column, target), 0, "{table}.{column}");
    }
}
