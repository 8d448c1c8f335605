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
    // A dry run says what will not come in, and keeps nothing.
    let look = ["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--dry-run", "--json"];
    let looked = json(&pharos(&data, &look));
    let checked = &looked[0]["checked"];
    assert_eq!((&checked["read"], &checked["rejected"]), (&3.into(), &1.into()), "{looked:#}");
    assert!(!data.exists());
    let import = ["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--yes", "--currency", "USD", "--json"];
    let imported = json(&pharos(&data, &import));
    assert_eq!((&imported[0]["rows_read"], &imported[0]["rows_rejected"]), (&3.into(), &1.into()), "{imported:#}");
    let reject = &imported[0]["rejects"][0];
    assert_eq!(&checked["rejects"][0], reject);
    assert_eq!((&reject["line"], &reject["column"], &reject["value"]), (&3.into(), &"net".into(), &"ten".into()));

    let id = imported[0]["id"].as_str().expect("id");
    assert_eq!(json(&pharos(&data, &["imports", "--rejected", id, "--json"])), imported[0]["rejects"]);
    let unknown = pharos(&data, &["imports", "--rejected", "99"]);
    assert_eq!(unknown.status.code(), Some(3), "{}", String::from_utf8_lossy(&unknown.stderr));

    let figure = json(&pharos(&data, &["query", "aov", "--period", "2026-01", "--vs", "none", "--json"]));
    assert_eq!(figure["figure"]["value"], serde_json::json!({"state": "money", "amount": "2000", "currency": "USD"}));
    let rebuilt = pharos(&data, &["rebuild"]);
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
    assert_eq!(
        json(&pharos(&data, &["query", "aov", "--period", "2026-01", "--vs", "none", "--json"]))["figure"],
        figure["figure"]
    );
}

/// An order can hold several products, so that the parts are those of the lines.
#[test]
fn parts_that_another_metric_tells_are_shown_with_its_name() {
    let folder = folder();
    let (data, at) = (folder.path().join("data"), |name: &str| folder.path().join(name).display().to_string());
    let import = ["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--yes", "--currency", "USD"];
    assert!(pharos(&data, &import).status.success());
    let text = said(&pharos(&data, &["query", "orders", "--slice", "product", "--period", "2026-01"]));
    assert!(text.contains("This is “Orders with the product”"), "{text}");
    let arguments = ["query", "orders", "--slice", "product", "--period", "2026-01", "--json"];
    assert_eq!(json(&pharos(&data, &arguments))["metric"], "product_orders");
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
    assert!(said(&churn).starts_with("Customer churn: 3.0%"), "{}", said(&churn));
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

#[test]
fn typed_groups_and_plans_need_no_data_folder() {
    // Cookie cats, the first day: 20,034 of 44,700 and 20,119 of 45,489; z 1.784, p 0.0744.
    let groups = ["--group", "gate_30=20034/44700", "--group", "gate_40=20119/45489"];
    let shares = alone(&[&["experiment"], &groups[..], &["--planned", "50000"]].concat());
    let text = said(&shares);
    assert!(text.starts_with("No clear difference."), "{text}");
    assert!(text.contains("Looking early") && text.contains("0.0744"), "{text}");
    // 44,700 and 45,489 where halves were meant: χ² 6.90, p 0.0086; below one in a thousand it would be an alarm.
    assert!(text.contains("p = 0.0086"), "{text}");
    let unlike = said(&alone(&["experiment", "--group", "A=50/1000", "--group", "B=60/1300"]));
    assert!(unlike.contains("do not have the sizes that were meant"), "{unlike}");
    let means = alone(&["experiment", "--group", "A=10/2/50", "--group", "B=12/2/50", "--json"]);
    let means = json(&means);
    // Welch: (12 − 10) ÷ √(4/50 + 4/50) = 5.
    assert!((means["comparisons"][0]["statistic"].as_f64().expect("t") - 5.0).abs() < 1e-9, "{means:#}");
    let plan = json(&alone(&["experiment", "plan", "--base", "10%", "--effect", "2%", "--n", "3841", "--json"]));
    assert_eq!((&plan["per_group"], &plan["total"]), (&3841.0.into(), &7682.0.into()));
    assert!((plan["detectable"].as_f64().expect("a rise") - 0.02).abs() < 1e-5, "{plan:#}");
    for (arguments, says) in [
        (
            vec!["experiment", "--group", "A=120/100", "--group", "B=1/10"],
            "Group “A” has 120 successes among 100 members.",
        ),
        (vec!["experiment", "--group", "A=12/100"], "“A” is the only group."),
        (vec!["experiment", "--group", "A=1/10", "--group", "B=1/10", "--against", "C"], "Possible: A, B"),
        (vec!["experiment", "aov", "--group", "A=1/10", "--group", "B=1/10"], "not both"),
        (vec!["experiment", "plan", "--base", "90%", "--effect", "0.2"], "“0.2” is not possible for “effect”."),
    ] {
        let output = alone(&arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(said(&output).contains(says), "{arguments:?}: {}", said(&output));
    }
}

/// 40 leads of each version; 20 of the new one and 8 of the old one become customers.
fn leads_of_two_versions() -> String {
    let lead = |version: &str, number: u32, converted: bool| {
        let day = if converted { "2025-01-20" } else { "" };
        format!("{version}{number},{version}{number}@example.com,{version},2025-01-10,{day}\n")
    };
    let of = |version: &str, won: u32| (0..40).map(|number| lead(version, number, number < won)).collect::<String>();
    format!("Lead ID,Email,Variant,Created Date,Converted Date\n{}{}", of("new", 20), of("old", 8))
}

#[test]
fn a_variant_column_of_an_import_is_an_experiment() {
    let folder = tempfile::tempdir().expect("folder");
    let (file, data) = (folder.path().join("leads.csv"), folder.path().join("data"));
    std::fs::write(&file, leads_of_two_versions()).expect("file");
    let file = file.display().to_string();
    let looked = said(&pharos(&data, &["import", &file, "--dry-run"]));
    assert!(looked.contains("lead.variant"), "{looked}");
    let imported = pharos(&data, &["import", &file, "--yes"]);
    assert!(imported.status.success(), "{}", said(&imported));
    let groups = ["experiment", "lead_conversion_rate", "--by", "variant", "--against", "old", "--period", "2025-01"];
    let answer = json(&pharos(&data, &[&groups[..], &["--json"]].concat()));
    // 20 of 40 against 8 of 40: z = 0.3 ÷ √(0.35·0.65·2/40) = 2.813.
    assert_eq!(
        (&answer["groups"][0]["name"], &answer["groups"][0]["value"]),
        (&"old".into(), &0.2.into()),
        "{answer:#}"
    );
    assert_eq!(answer["comparisons"][0]["difference"], 0.3);
    assert!((answer["comparisons"][0]["statistic"].as_f64().expect("z") - 2.812_84).abs() < 1e-4, "{answer:#}");
    assert_eq!((&answer["verdict"]["kind"], &answer["warnings"]), (&"better".into(), &serde_json::json!([])));
    let text = said(&pharos(&data, &[&groups[..], &["--planned", "500"]].concat()));
    assert!(text.starts_with("new is better than old") && text.contains("Looking early"), "{text}");
}

#[test]
fn what_stands_beside_a_figure_is_said_in_words() {
    let folder = folder();
    let (data, at) = (folder.path().join("data"), |name: &str| folder.path().join(name).display().to_string());
    let import = ["import", &at("orders.csv"), "--map", &at("orders.yaml"), "--yes", "--currency", "USD"];
    assert!(pharos(&data, &import).status.success());
    let set = |arguments: &[&str]| {
        let output = pharos(&data, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    };
    set(&["marks", "orders", "--bad-below", "36/year", "--benchmark", "1/month", "--benchmark-source", "Guild"]);
    set(&["goals", "orders", "--target", "8", "--from", "2026-01-01", "--to", "2026-01-31"]);
    // Two orders: below 36 ÷ 12 = 3, and a quarter of eight.
    let text = said(&pharos(&data, &["query", "orders", "--period", "2026-01", "--vs", "pp"]));
    for says in [
        "new",
        "! Alarming below 36 a year   threshold passed",
        "3 for the period shown: 36 × 0.0833",
        "Guild: 1 a month",
        "Goal 8 (2026-01-01 – 2026-01-31): missed by 6",
        "Reached so far: 2 (25.0%)",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    let answer = json(&pharos(&data, &["query", "orders", "--period", "2026-01", "--json"]));
    assert_eq!(answer["marks"][0]["kind"], "benchmark", "{answer:#}");
    assert_eq!((&answer["change"]["judgement"], &answer["goals"][0]["verdict"]), (&"new".into(), &"missed".into()));
    let aov = said(&pharos(&data, &["query", "aov", "--period", "2026-01", "--vs", "none"]));
    assert!(aov.contains("Few cases (n = 2): read with care."), "{aov}");
    let goals = json(&pharos(&data, &["goals", "--json"]));
    assert_eq!(
        (&goals[0]["metric"], &goals[0]["pace"]["goal"]["verdict"]),
        (&"orders".into(), &"missed".into()),
        "{goals:#}"
    );
    let listed = said(&pharos(&data, &["goals"]));
    assert!(listed.contains("missed by 6"), "{listed}");
    let misspelt = pharos(&data, &["goals", "ordres"]);
    assert_eq!(misspelt.status.code(), Some(3));
    assert!(said(&misspelt).contains("Did you mean “orders”?"), "{}", said(&misspelt));
    let wrong = pharos(&data, &["query", "aov", "--param", "refunds=aftr"]);
    assert_eq!(wrong.status.code(), Some(3));
    assert!(said(&wrong).contains("“aftr” is not possible for “refunds”. Did you mean “after”?"), "{}", said(&wrong));
}
