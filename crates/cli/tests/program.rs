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

/// Where nobody has a data folder.
fn alone(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pharos"));
    command.current_dir(folder.path()).args(arguments).env("LC_ALL", "en").env_remove("PHAROS_DATA");
    let output = command.output().expect("program");
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0, "{arguments:?} leaves nothing behind");
    output
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn typed_numbers_need_no_data_folder() {
    let churn = alone(&["calc", "customer_churn_rate", "customers_start=1000", "customers_lost=30"]);
    assert!(said(&churn).starts_with("Customer churn: 3.0 %"), "{}", said(&churn));
    let dollars = json(&alone(&["calc", "aov", "revenue=1000", "orders=8", "--currency", "USD", "--json"]));
    assert_eq!(dollars["figure"]["value"], serde_json::json!({"state": "money", "amount": "12500", "currency": "USD"}));
    assert!(said(&alone(&["calc", "aov", "revenue=1000", "orders=8"])).contains("Few cases (n = 8): read with care."));
    let what_if =
        said(&alone(&["calc", "customers_start=200", "customers_lost=20", "--what-if", "customers_lost=-50%"]));
    assert!(what_if.contains("Of these, lost: 20 → 10") && what_if.contains("−5.0 pp"), "{what_if}");
    let list = said(&alone(&["calc"]));
    assert!(list.contains("mrr_new [mrr_reactivated]"), "{list}");
}

#[test]
fn what_is_misspelt_in_typed_numbers_names_the_nearest() {
    for (arguments, says) in [
        (vec!["calc", "nsp"], "Did you mean “nps”?"),
        (vec!["calc", "customers_strat=10"], "Did you mean “customers_start”?"),
        (vec!["calc", "orders=few"], "“few” is not possible for “orders”."),
        (vec!["calc", "dso", "--param", "day_count=361"], "Possible: window, 360, 365"),
        (vec!["calc", "dso", "--param", "day_cuont=360"], "Did you mean “day_count”?"),
        (vec!["calc", "--param", "day_count=360"], "--param dso.day_count=360"),
        (vec!["calc", "orders=3", "--what-if", "orders"], "“orders” is not a change of a number."),
    ] {
        let output = alone(&arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(said(&output).contains(says), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn what_needs_attention_has_an_exit_code_of_its_own() {
    let folder = folder();
    let (data, at) = (folder.path().join("data"), |name: &str| folder.path().join(name).display().to_string());
    pharos(&data, &["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--yes", "--currency", "USD"]);
    let alerts = |more: &[&str]| pharos(&data, &[&["alerts", "--period", "2026-01"], more].concat());
    let quiet = alerts(&[]);
    assert_eq!(quiet.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&quiet.stdout).contains("Nothing is watched yet."), "{quiet:?}");
    // Two orders in January: below three a month they are an alert, below one they are none.
    assert!(pharos(&data, &["marks", "orders", "--bad-below", "1/month"]).status.success());
    assert_eq!(alerts(&[]).status.code(), Some(0));
    assert!(pharos(&data, &["marks", "orders", "--bad-below", "3/month"]).status.success());
    let firing = alerts(&[]);
    let said = String::from_utf8_lossy(&firing.stdout).into_owned();
    assert_eq!(firing.status.code(), Some(6), "{said}");
    assert!(said.contains("Orders: 2 – below the threshold of 3 a month"), "{said}");
    let told = alerts(&["--json"]);
    assert_eq!((told.status.code(), &json(&told)["alerts"][0]["metric"]), (Some(6), &"orders".into()));
}
