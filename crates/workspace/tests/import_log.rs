//! Imports are facts like any other: brought in, asked about, built again.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot make")]

use jiff::{SignedDuration, Timestamp};
use query::answer::{MetricAnswer, NullReason, Value};
use query::request::Subject;
use query::scope::Scope;
use std::path::Path;
use std::sync::Arc;
use store_duckdb::{DuckdbStore, EngineSettings};
use workspace::{ImportFile, OpenOptions, StoreFactory, Workspace};

/// 2026-01-15T12:00Z.
const FIRST_AT: Timestamp = Timestamp::constant(1_768_478_400, 0);

const MAPPING: &str = "mapping: 1\nsource: {source}\nobject: orders\nentities:\n  - entity: sales_document\n    id: id\n    \
    fields:\n      kind: { constant: order }\n      issued_at: day\n      net: net\n";

fn open_store() -> Box<StoreFactory> {
    Box::new(|path: &Path| {
        DuckdbStore::open(path, &EngineSettings::default()).map(|store| Arc::new(store) as Arc<dyn store::Store>)
    })
}

fn options(directory: &Path) -> OpenOptions {
    OpenOptions { directory: directory.to_owned(), ..OpenOptions::default() }
}

fn bring_in(workspace: &Workspace, directory: &Path, source: &str, rows: &str, at: Timestamp) {
    let path = directory.join(format!("{source}.csv"));
    std::fs::write(&path, format!("id,day,net\n{rows}")).expect("file");
    let mapping = MAPPING.replace("{source}", source);
    let mapping = ingest::Mapping::parse(source, &mapping).expect("mapping");
    let file = ImportFile { path, display_name: format!("{source}.csv"), mapping: Some(mapping) };
    workspace.import(&[file], at, &mut |_| {}).expect("import");
}

fn ask(workspace: &Workspace, metric: &str, as_of: Timestamp) -> MetricAnswer {
    let address = [("p", "2026-01"), ("vs", "none"), ("slice", "source")];
    let address: Vec<_> = address.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    workspace.with_query(|context| {
        let parsed = query::parse(context.catalogue, Subject::Metric(metric.to_owned()), &address, as_of);
        query::metric(context, &Scope::everything(), parsed.expect("question").request).expect("answer")
    })
}

fn of_part(answer: &MetricAnswer, source: &str) -> Option<Value> {
    let rows = &answer.slices.as_ref()?.rows;
    rows.iter().find(|row| row.value.as_deref() == Some(source)).map(|row| row.figure.value.clone())
}

fn number(number: f64) -> Value {
    Value::Number { number }
}

#[test]
fn the_log_of_imports_is_asked_like_any_fact_and_survives_a_rebuild() {
    let folder = tempfile::tempdir().expect("folder");
    let data = folder.path().join("data");
    let workspace = Workspace::open(options(&data), open_store(), FIRST_AT, &mut |_| {}).expect("workspace");
    let nothing = ask(&workspace, "import_reject_rate", FIRST_AT).figure.value;
    assert_eq!(nothing, Value::Null { reason: NullReason::NeedsData });

    // One row of four has no number, none of the other file's.
    bring_in(
        &workspace,
        folder.path(),
        "shop",
        "1,2026-01-02,10\n2,2026-01-03,much\n3,2026-01-03,5\n4,2026-01-04,1\n",
        FIRST_AT,
    );
    let before = workspace.data_version();
    bring_in(&workspace, folder.path(), "till", "1,2026-01-02,10\n", FIRST_AT + SignedDuration::from_hours(5));
    assert!(workspace.data_version() > before);

    let asked_at = FIRST_AT + SignedDuration::from_hours(6);
    let verify = |workspace: &Workspace| {
        let rejects = ask(workspace, "import_reject_rate", asked_at);
        assert_eq!(rejects.figure.value, number(0.2));
        assert_eq!(of_part(&rejects, "shop"), Some(number(0.25)));
        let freshness = ask(workspace, "data_freshness", asked_at);
        assert_eq!(freshness.figure.value, number(6.0 * 3_600.0));
        assert_eq!(of_part(&freshness, "till"), Some(number(3_600.0)));
    };
    verify(&workspace);

    // Opened again nothing has changed; built again everything is the same.
    let version = workspace.data_version();
    drop(workspace);
    let again = Workspace::open(options(&data), open_store(), asked_at, &mut |_| {}).expect("workspace");
    assert_eq!(again.data_version(), version);
    drop(again);
    let rebuilt = Workspace::rebuild(options(&data), open_store(), asked_at, &mut |_| {}).expect("rebuilt");
    verify(&rebuilt);
}

#[test]
fn no_file_can_pretend_to_be_the_log() {
    let mapping = "mapping: 1\nsource: s\nobject: o\nentities:\n  - entity: import_run\n    id: id\n    fields: {}\n";
    let error = ingest::Mapping::parse("m", mapping).expect_err("refused");
    assert!(error.to_string().contains("there is no entity 'import_run'"), "{error}");
}
