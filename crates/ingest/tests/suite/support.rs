//! A ledger and a store of their own for each test.

use ingest::{Applied, ImportReport, IngestError, Mapping, apply_pending, land};
use jiff::Timestamp;
use ledger::Ledger;
use model::settings::WorkspaceSettings;
use std::io::Write;
use std::path::Path;
use store::{Store, read};
use store_duckdb::DuckdbStore;

pub(crate) const AT: Timestamp = Timestamp::UNIX_EPOCH;

pub(crate) struct Bench {
    pub(crate) ledger: Ledger,
    pub(crate) store: DuckdbStore,
    pub(crate) settings: WorkspaceSettings,
    _folder: tempfile::TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let ledger = Ledger::open(folder.path()).expect("ledger");
        Self { ledger, store: empty_store(), settings: settings(), _folder: folder }
    }

    pub(crate) fn import_file(&self, path: &Path, mapping: &Mapping) -> Result<(ImportReport, Applied), IngestError> {
        let report = land(path, "file.csv", mapping, &self.ledger, AT, &mut |_| {})?;
        let applied = self.apply()?;
        let import = self.ledger.import(report.import_id)?.expect("import");
        Ok((report.with_counts(&import), applied))
    }

    pub(crate) fn import(&self, text: &str, mapping: &Mapping) -> (ImportReport, Applied) {
        let mut file = tempfile::NamedTempFile::new().expect("file");
        file.write_all(text.as_bytes()).expect("write");
        self.import_file(file.path(), mapping).expect("import")
    }

    pub(crate) fn apply(&self) -> Result<Applied, IngestError> {
        apply_pending(&self.ledger, &self.store, &self.settings, &mut |_| {})
    }

    pub(crate) fn texts(&self, sql: &str) -> Vec<String> {
        texts(&self.store, sql)
    }
}

pub(crate) fn settings() -> WorkspaceSettings {
    let mut settings = WorkspaceSettings::default();
    settings.calendar.zone = "Europe/London".to_owned();
    settings.currency = "GBP".parse().expect("currency");
    settings
}

pub(crate) fn empty_store() -> DuckdbStore {
    let store = DuckdbStore::in_memory().expect("store");
    store::migrate(&store).expect("migrate");
    store
}

/// The first column of every row as text; NULL is `-`.
pub(crate) fn texts(store: &dyn Store, sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for batch in store.query(sql, &[]).expect("query") {
        for row in 0..batch.num_rows() {
            found.push(read::text(&batch, 0, row).expect("text").unwrap_or("-").to_owned());
        }
    }
    found
}

pub(crate) fn mapping(text: &str) -> Mapping {
    Mapping::parse("test.yaml", text).expect("mapping")
}
