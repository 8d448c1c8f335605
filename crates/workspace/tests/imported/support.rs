//! A workspace in a folder of its own.

use jiff::Timestamp;
use query::answer::{MetricAnswer, Value};
use query::request::{Request, Subject};
use query::scope::Scope;
use query::{QueryContext, QueryError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store_duckdb::{DuckdbStore, EngineSettings};
use tempfile::TempDir;
use workspace::{ImportFile, OpenOptions, StoreFactory, Workspace};

/// 2026-02-15T12:00Z, the moment of every question that names no other.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_771_156_800, 0);

pub(crate) struct Place {
    folder: TempDir,
    workspace: Option<Workspace>,
}

/// A question that the query layer answers.
type Ask<A> = fn(&QueryContext<'_>, &Scope, Request) -> Result<A, QueryError>;

impl Place {
    pub(crate) fn new() -> Self {
        let mut place = Self { folder: tempfile::tempdir().expect("folder"), workspace: None };
        place.open();
        place
    }

    pub(crate) fn workspace(&self) -> &Workspace {
        self.workspace.as_ref().expect("open")
    }

    /// Closes the workspace and opens it again.
    pub(crate) fn reopen(&mut self) {
        self.workspace = None;
        self.open();
    }

    /// Closes the workspace, deletes the analytical file and opens it again.
    pub(crate) fn without_the_file(&mut self) {
        self.workspace = None;
        std::fs::remove_file(self.data().join("facts.duckdb")).expect("file");
        self.open();
    }

    fn open(&mut self) {
        let options = OpenOptions { directory: self.data(), ..OpenOptions::default() };
        self.workspace = Some(Workspace::open(options, open_store(), NOW, &mut |_| {}).expect("workspace"));
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Brings in rows of one entity; `fields` is the rest of its mapping.
    pub(crate) fn import(&self, entity: &str, fields: &str, rows: &str) {
        let mapping = format!(
            "mapping: 1\nsource: crm\nobject: {entity}\nentities:\n  - entity: {entity}\n    id: id\n    fields: {{ {fields} }}\n"
        );
        let path = self.folder.path().join("rows.csv");
        std::fs::write(&path, rows).expect("file");
        let mapping = ingest::Mapping::parse("rows.yaml", &mapping).expect("mapping");
        let file = ImportFile { path, display_name: "rows.csv".to_owned(), mapping: Some(mapping) };
        let reports = self.workspace().import(&[file], NOW, &mut |_| {}).expect("import");
        assert!(reports.iter().all(|report| report.rejected == 0), "{reports:?}");
    }

    /// Asks about January 2026.
    pub(crate) fn ask<A>(&self, ask: Ask<A>, metric: &str, more: &[(&str, &str)], as_of: Timestamp) -> A {
        let address = [&[("p", "2026-01"), ("vs", "none")], more].concat();
        let address: Vec<_> = address.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.workspace().with_query(|context| {
            let parsed = query::parse(context.catalogue, Subject::Metric(metric.to_owned()), &address, as_of);
            let parsed = parsed.expect("question");
            assert!(parsed.notices.is_empty(), "{:?}", parsed.notices);
            ask(context, &Scope::everything(), parsed.request).expect("answer")
        })
    }

    pub(crate) fn value(&self, metric: &str, more: &[(&str, &str)]) -> Value {
        self.ask(query::metric, metric, more, NOW).figure.value
    }

    /// The parts of a metric by a dimension.
    pub(crate) fn parts(&self, metric: &str, dimension: &str) -> Vec<(Option<String>, Value)> {
        let answer: MetricAnswer = self.ask(query::metric, metric, &[("slice", dimension)], NOW);
        let slices = answer.slices.expect("slices");
        let mut parts: Vec<_> = slices.rows.into_iter().map(|row| (row.value, row.figure.value)).collect();
        parts.sort_by(|left, right| left.0.cmp(&right.0));
        parts
    }
}

fn open_store() -> Box<StoreFactory> {
    Box::new(|path: &Path| {
        DuckdbStore::open(path, &EngineSettings::default()).map(|store| Arc::new(store) as Arc<dyn store::Store>)
    })
}

pub(crate) fn number(number: f64) -> Value {
    Value::Number { number }
}
