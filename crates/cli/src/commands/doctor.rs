//! `pharos doctor`: looks at a data directory from a person's side; each finding says what to do.

use super::check::{ExampleRow, own_examples, problem_text};
use super::metrics::{files, listed};
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::progress::Bar;
use locales::Argument;
use serde::Serialize;
use server::api::imports::list::{ImportState, ImportSummary};
use server::api::metrics::list::MetricSummary;
use server::page::assets::Assets;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use workspace::{Workspace, own_folder};

/// Something worth knowing.
#[derive(Serialize)]
struct Finding {
    /// `cli.doctor.<code>`, and `cli.doctor.<code>_hint` says what to do.
    code: &'static str,
    /// It needs doing; otherwise it is only worth knowing.
    broken: bool,
    message: String,
    hint: String,
}

pub(crate) fn run(console: &Console, asked: Option<PathBuf>) -> Result<(), Failure> {
    let directory = data::existing(asked.clone())?;
    let mut findings = Vec::new();
    let (metrics, imports): (Vec<MetricSummary>, Vec<ImportSummary>) = match data::reach(console, asked)? {
        Door::Server(server) => {
            findings.push(finding(console, "served", false, &[("address", server.address())]));
            (server.get("metrics", &[])?, server.get("imports", &[])?)
        }
        Door::Here(workspace) => {
            findings.extend(of_workspace(console, &workspace)?);
            let imports = workspace.ledger().imports().map_err(Failure::unexpected)?;
            (listed(&workspace)?, imports.iter().map(ImportSummary::from).collect())
        }
    };
    findings.extend(of_examples(console, &directory)?);
    findings.extend(of_metrics(console, &metrics));
    findings.extend(of_imports(console, &imports));
    findings.extend(of_directory(console, &directory)?);
    if Assets::Embedded.read("index.html").is_none() {
        findings.push(finding(console, "page_missing", true, &[]));
    }
    show(console, &findings);
    console.value(&findings)?;
    let broken = findings.iter().any(|finding| finding.broken);
    if broken { Err(Failure::Silent(Exit::Findings)) } else { Ok(()) }
}

fn finding(console: &Console, code: &'static str, broken: bool, arguments: &[(&str, &str)]) -> Finding {
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, Argument::from(*value))).collect();
    let message = console.text(&format!("doctor.{code}"), &arguments);
    Finding { code, broken, message, hint: console.text(&format!("doctor.{code}_hint"), &arguments) }
}

/// Catalogue, engine, and whether every batch still holds what was acknowledged.
fn of_workspace(console: &Console, workspace: &Workspace) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for problem in workspace.problems().iter() {
        let place = format!("{}:{}", problem.file, problem.line);
        let text = problem_text(console, problem);
        findings.push(finding(console, "catalogue", true, &[("place", &place), ("problem", &text)]));
    }
    if !workspace.is_ready() {
        findings.push(finding(console, "engine", true, &[]));
    }
    let batches = workspace.ledger().batches_after(0).map_err(Failure::unexpected)?;
    let bar = Bar::new(console);
    for (done, batch) in batches.iter().enumerate() {
        bar.step("reading", "", done as u64, Some(batches.len() as u64));
        if let Err(cause) = workspace.ledger().read_batch(batch) {
            findings.push(finding(console, "batch", true, &[("cause", &cause.to_string())]));
        }
    }
    Ok(findings)
}

/// Worked examples of own metrics that give something else than is written.
fn of_examples(console: &Console, directory: &Path) -> Result<Vec<Finding>, Failure> {
    let folder = own_folder(directory);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let wrong = own_examples(console, &folder)?.into_iter().filter(|example| !example.ok);
    let of = |example: ExampleRow| {
        let place = format!("{}:{}", example.file, example.line);
        let arguments = [
            ("place", place.as_str()),
            ("example", &example.example),
            ("metric", &example.metric),
            ("found", &example.found),
            ("expected", &example.expected),
        ];
        finding(console, "example", true, &arguments)
    };
    Ok(wrong.map(of).collect())
}

fn of_metrics(console: &Console, metrics: &[MetricSummary]) -> Option<Finding> {
    let missing: Vec<&MetricSummary> = metrics.iter().filter(|metric| !metric.computed).collect();
    // Of some things one of several is enough; over all metrics each is named once.
    let needs = missing.iter().flat_map(|metric| &metric.needs).flat_map(|need| need.split('|'));
    let needs: BTreeSet<String> = needs.map(|one| one.trim().to_owned()).collect();
    let needs = files(console, &needs);
    let (count, total) = (missing.len().to_string(), metrics.len().to_string());
    let arguments = [("count", count.as_str()), ("total", &total), ("needs", &needs)];
    (!missing.is_empty()).then(|| finding(console, "not_computed", false, &arguments))
}

fn of_imports(console: &Console, imports: &[ImportSummary]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if imports.is_empty() {
        findings.push(finding(console, "empty", false, &[]));
    }
    // The newest comes first.
    for (position, import) in imports.iter().enumerate() {
        let arguments = [("id", import.id.as_str()), ("file", &import.file)];
        let unfinished = matches!(import.state, ImportState::Failed | ImportState::Interrupted);
        if unfinished && !imports[..position].iter().any(|later| makes_good(later, import)) {
            findings.push(finding(console, "unfinished", true, &arguments));
        }
        if import.rows_rejected > 0 {
            let count = import.rows_rejected.to_string();
            let [id, file] = arguments;
            findings.push(finding(console, "rejected", false, &[id, file, ("count", &count)]));
        }
    }
    findings
}

/// Whether a later import brought in the whole of the file that an earlier one did not finish.
fn makes_good(later: &ImportSummary, earlier: &ImportSummary) -> bool {
    let whole = matches!(later.state, ImportState::Landed | ImportState::Applied);
    whole && later.file == earlier.file && later.source == earlier.source && later.object == earlier.object
}

/// Analytical files that were set aside take room.
fn of_directory(console: &Console, directory: &Path) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("facts-") && name.ends_with(".duckdb") {
            findings.push(finding(console, "set_aside", false, &[("file", &name)]));
        }
    }
    Ok(findings)
}

fn show(console: &Console, findings: &[Finding]) {
    for finding in findings {
        let mark = if finding.broken { "✗" } else { "·" };
        console.line(&format!("{mark} {}\n  {}", finding.message, finding.hint));
    }
    if !findings.iter().any(|finding| finding.broken) {
        console.say("doctor.well", &[]);
    }
}
