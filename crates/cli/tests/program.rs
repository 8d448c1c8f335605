//! The built program as a shell sees it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use ledger::Ledger;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const ORDERS: &str = "id,placed,net
1,2026-01-03,10.00
2,2026-01-09,ten
3,2026-01-31,30.00
";

const MAPPING: &str = "mapping: 1
source: shop
object: order
entities:
  - entity: sales_document
    id: { column: id }
    fields: { kind: { constant: order }, issued_at: placed, net: net }
";

fn pharos(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pharos"));
    command.arg("--data").arg(data).args(arguments).env("LC_ALL", "en").env_remove("PHAROS_DATA");
    command.output().expect("program")
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// A folder with a file of orders and its mapping.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join("orders.csv"), ORDERS).expect("file");
    std::fs::write(folder.path().join("orders.yaml"), MAPPING).expect("file");
    folder
}

#[test]
fn a_file_goes_in_and_a_figure_comes_out() {
    let folder = folder();
    let (data, at) = (folder.path().join("data"), |name: &str| folder.path().join(name).display().to_string());
    let import = ["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--yes", "--currency", "USD", "--json"];
    let imported = json(&pharos(&data, &import));
    assert_eq!((&imported[0]["rows_read"], &imported[0]["rows_rejected"]), (&3.into(), &1.into()), "{imported:#}");
    let reject = &imported[0]["rejects"][0];
    assert_eq!((&reject["line"], &reject["column"], &reject["value"]), (&3.into(), &"net".into(), &"ten".into()));

    let figure = json(&pharos(&data, &["query", "aov", "--period", "2026-01", "--vs", "none", "--json"]));
    assert_eq!(figure["figure"]["value"], serde_json::json!({"state": "money", "amount": "2000", "currency": "USD"}));
    let rebuilt = pharos(&data, &["rebuild"]);
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
    assert_eq!(
        json(&pharos(&data, &["query", "aov", "--period", "2026-01", "--vs", "none", "--json"]))["figure"],
        figure["figure"]
    );
}

#[test]
fn exit_codes_mean_something() {
    let folder = folder();
    let data = folder.path().join("data");
    let code = |arguments: &[&str]| pharos(&data, arguments).status.code();
    assert_eq!(code(&["metrics"]), Some(3), "no data yet");
    assert_eq!(code(&["nonsense"]), Some(2));
    assert_eq!(code(&["import", "gone.csv"]), Some(3));
    let ledger = Ledger::open(&data).expect("ledger");
    let held = pharos(&data, &["metrics", "--json"]);
    assert_eq!(held.status.code(), Some(4));
    let told: Value = serde_json::from_slice(&held.stderr).expect("json");
    assert_eq!(told["code"], "in_use");
    drop(ledger);
    assert_eq!(code(&["query", "aovv"]), Some(3));
    assert_eq!(code(&["imports"]), Some(0));
}

#[test]
fn what_is_missing_in_a_command_is_said_and_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let refused = |arguments: &[&str], says: &str| {
        let output = pharos(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(says), "{arguments:?}: {said}");
    };
    refused(&["experiment"], "There is nothing to compare.");
    refused(&["goals", "orders", "--from", "2026-01-01", "--to", "2026-12-31"], "--target");
    refused(&["check", "--catalogue", "/no/such/folder"], "There is no folder “/no/such/folder”.");
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let folder = folder();
    let data = folder.path().join("data");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let found = pharos(&data, &["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--dry-run"]);
    let text = String::from_utf8_lossy(&found.stdout);
    assert!(text.contains("sales_document.issued_at"), "{text}");
    assert!(!data.exists(), "looking at a file makes no data directory");
}
