//! The files of a set: what is expected of them, and a workspace that holds them.

use crate::list::{File, List, Variant};
use ingest::{ImportReport, Mapping};
use jiff::Timestamp;
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store_duckdb::{DuckdbStore, EngineSettings};
use workspace::{ImportFile, OpenOptions, Workspace};

/// After the last day of every set, so that no period is unfinished.
pub(crate) const ASKED_AT: Timestamp = Timestamp::constant(1_800_000_000, 0);

/// One expected figure.
#[derive(Debug, Deserialize)]
pub(crate) struct ExpectedRow {
    pub(crate) metric: String,
    pub(crate) period_start: String,
    pub(crate) period_end: String,
    pub(crate) dimension: String,
    pub(crate) dimension_value: String,
    /// Empty when the figure is undefined.
    pub(crate) value: Option<f64>,
    pub(crate) unit: String,
}

impl fmt::Display for ExpectedRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { metric, period_start, period_end, dimension, dimension_value, .. } = self;
        write!(formatter, "{metric} {period_start}..{period_end} {dimension} {dimension_value}")
    }
}

pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("project").to_path_buf()
}

/// The folder of a set, where the real data are there.
pub(crate) fn folder(set: &str) -> Option<PathBuf> {
    let named = std::env::var_os("PHAROS_SHARED").map(PathBuf::from);
    let shared = named.or_else(|| Some(project().parent()?.join("shared")))?;
    let folder = shared.join("data").join(set);
    folder.is_dir().then_some(folder)
}

pub(crate) fn expected_rows(folder: &Path, set: &str) -> Vec<ExpectedRow> {
    let path = folder.join("expected").join(format!("{set}.csv"));
    let mut reader = csv::Reader::from_path(path).expect("table of expected figures");
    reader.deserialize().map(|row| row.expect("expected row")).collect()
}

/// A workspace with the files of a variant of the list, under the settings its first mapping suggests, and what its import
/// reported.
pub(crate) fn import(
    folder: &Path,
    list: &List,
    variant: Option<&Variant>,
    directory: &Path,
) -> (Workspace, Vec<ImportReport>) {
    let options = OpenOptions { directory: directory.to_owned(), ..OpenOptions::default() };
    let open_store = |path: &Path| {
        DuckdbStore::open(path, &EngineSettings::default()).map(|store| Arc::new(store) as Arc<dyn store::Store>)
    };
    let workspace = Workspace::open(options, Box::new(open_store), ASKED_AT, &mut |_| {}).expect("workspace");
    let files: Vec<ImportFile> = list
        .files
        .iter()
        .filter(|file| file.variant.is_none() || file.variant.as_ref() == variant.map(|one| &one.name))
        .flat_map(|file| import_files(folder, file, variant))
        .collect();
    let first = files.first().expect("a set has files");
    let inspection = workspace.inspect(&first.path, first.mapping.as_ref()).expect("first file");
    let mut settings = ingest::propose_settings(&inspection);
    if let Some(codes) = &list.non_product_codes {
        settings.non_product_codes.clone_from(codes);
    }
    workspace.change_settings(settings, ASKED_AT).expect("settings");
    let reports = workspace.import(&files, ASKED_AT, &mut |_| {}).expect("import");
    let rejected: u64 = reports.iter().map(|report| report.rejected).sum();
    assert_eq!(rejected, list.rejected, "rows were rejected: {reports:?}");
    (workspace, reports)
}

/// One file, or all whose names begin and end as a name with a star says.
fn import_files(folder: &Path, file: &File, variant: Option<&Variant>) -> Vec<ImportFile> {
    let path = project().join("e2e/mappings").join(format!("{}.yaml", file.mapping));
    let mut text = std::fs::read_to_string(&path).expect("mapping");
    for (word, column) in variant.into_iter().flat_map(|variant| &variant.columns) {
        text = text.replace(&format!("${word}"), column);
    }
    let mapping = Mapping::parse(&file.mapping, &text).unwrap_or_else(|error| panic!("{error}"));
    let (begin, end) = file.name.split_once('*').unwrap_or((&file.name, ""));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("folder of the set")
        .map(|entry| entry.expect("file").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(begin) && name.ends_with(end))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no file is named {}", file.name);
    let of = |name: String| ImportFile { path: folder.join(&name), display_name: name, mapping: Some(mapping.clone()) };
    names.into_iter().map(of).collect()
}
