//! House rules about files: size, words that do not belong, paths that documents name.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// No file is longer; each exception stands here with its reason.
const MOST_LINES: usize = 800;
const EXCEPTIONS: &[(&str, &str)] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("project").to_path_buf()
}

fn tracked_files() -> Vec<String> {
    let output = Command::new("git").arg("ls-files").current_dir(root()).output().expect("git");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

fn is_code(name: &str) -> bool {
    [".rs", ".ts", ".tsx", ".css", ".sql", ".mjs"].iter().any(|ending| name.ends_with(ending))
        && !name.ends_with("schema.d.ts")
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = tracked_files()
        .into_iter()
        .filter(|name| is_code(name) && !EXCEPTIONS.iter().any(|(exception, _)| exception == name))
        .filter_map(|name| {
            let lines = fs::read_to_string(root().join(&name)).ok()?.lines().count();
            (lines > MOST_LINES).then(|| format!("{name}: {lines} lines"))
        })
        .collect();
    assert!(long.is_empty(), "above {MOST_LINES} lines: {long:?}");
}

#[test]
fn half_of_the_files_are_short() {
    let mut lengths: Vec<usize> = tracked_files()
        .into_iter()
        .filter(|name| is_code(name))
        .filter_map(|name| Some(fs::read_to_string(root().join(name)).ok()?.lines().count()))
        .collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    assert!(median <= 150, "the median file has {median} lines");
}

#[test]
fn documents_name_paths_that_exist() {
    let mut missing = Vec::new();
    for document in tracked_files().into_iter().filter(|name| name.ends_with(".md") && name != "CHANGELOG.md") {
        let text = fs::read_to_string(root().join(&document)).unwrap_or_default();
        for span in text.split('`').skip(1).step_by(2) {
            let is_path = span.contains('/')
                && ["crates/", "catalogue/", "docs/", "e2e/", "locales/", "web/"]
                    .iter()
                    .any(|top| span.starts_with(top))
                && !span.contains(['<', '*', '{', ' ', '…']);
            if is_path && !root().join(span).exists() {
                missing.push(format!("{document}: {span}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
