//! Which crate may see which: the arrows of ARCHITECTURE.md as a table that a test reads.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Crate, and the crates of ours its `[dependencies]` may name.
const MAY_SEE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("locales", &[]),
    ("store", &["model"]),
    ("store-duckdb", &["model", "store"]),
    ("sources", &["model"]),
    ("ledger", &["model"]),
    ("catalogue", &["locales", "model"]),
    ("identity", &["model", "store"]),
    ("facts", &["catalogue", "model", "store"]),
    ("ingest", &["ledger", "model", "sources", "store"]),
    ("scoring", &[]),
    ("statistics", &[]),
    ("query", &["catalogue", "locales", "model", "scoring", "statistics", "store"]),
    (
        "workspace",
        &["catalogue", "facts", "identity", "ingest", "ledger", "locales", "model", "query", "sources", "store"],
    ),
    ("server", &["catalogue", "ingest", "ledger", "locales", "model", "query", "sources", "workspace"]),
    ("demo", &["model"]),
    (
        "cli",
        &[
            "catalogue",
            "demo",
            "ingest",
            "ledger",
            "locales",
            "model",
            "query",
            "server",
            "sources",
            "store",
            "store-duckdb",
            "workspace",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries that only one crate may link, so that the rest stays free of them.
const ONLY_IN: &[(&str, &str)] = &[("duckdb", "store-duckdb"), ("rusqlite", "ledger"), ("axum", "server")];

fn crates_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates folder").to_path_buf()
}

fn manifests() -> BTreeMap<String, String> {
    let mut manifests = BTreeMap::new();
    for entry in fs::read_dir(crates_directory()).expect("crates folder") {
        let folder = entry.expect("entry").path();
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        manifests.insert(name, fs::read_to_string(folder.join("Cargo.toml")).expect("Cargo.toml"));
    }
    manifests
}

/// Names under `[dependencies]`, without the development ones.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut section = "";
    let mut names = BTreeSet::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if section == "[dependencies]" && !line.is_empty() && !line.starts_with('#') {
            names.extend(line.split(['.', '=', ' ']).next().map(str::to_owned));
        }
    }
    names
}

#[test]
fn every_crate_stands_in_the_table() {
    let known: BTreeSet<&str> = MAY_SEE.iter().map(|(name, _)| *name).collect();
    let present = manifests();
    let present: BTreeSet<&str> = present.keys().map(String::as_str).collect();
    assert_eq!(known, present);
}

#[test]
fn no_crate_sees_more_than_it_may() {
    let manifests = manifests();
    for (name, allowed) in MAY_SEE {
        let ours: BTreeSet<String> = dependencies(&manifests[*name])
            .into_iter()
            .filter(|dependency| manifests.contains_key(dependency))
            .collect();
        let surplus: Vec<_> = ours.iter().filter(|dependency| !allowed.contains(&dependency.as_str())).collect();
        assert!(surplus.is_empty(), "{name} must not see {surplus:?}; see the map in ARCHITECTURE.md");
    }
}

#[test]
fn some_libraries_live_in_one_crate_only() {
    for (library, home) in ONLY_IN {
        for (name, manifest) in manifests() {
            assert!(
                name == *home || !dependencies(&manifest).contains(*library),
                "{name} names {library}, which only {home} may"
            );
        }
    }
}
