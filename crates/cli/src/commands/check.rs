//! `pharos check`: reads the catalogue and runs every worked example in it, also of a person's own metrics.

use crate::arguments::CheckArguments;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use catalogue::definition::Catalogue;
use catalogue::{Loaded, Problem};
use locales::Argument;
use serde::Serialize;
use std::path::Path;
use store::{Store, StoreError};
use store_duckdb::DuckdbStore;
use workspace::check::{CheckFault, CheckResult, check_calculator, check_examples};

/// What a program reads.
#[derive(Serialize)]
struct Report {
    problems: Vec<ProblemRow>,
    examples: Vec<ExampleRow>,
}

/// A mistake in a file.
#[derive(Serialize)]
struct ProblemRow {
    file: String,
    line: usize,
    code: &'static str,
    message: String,
}

/// A worked example.
#[derive(Serialize)]
pub(crate) struct ExampleRow {
    pub(crate) metric: String,
    pub(crate) example: String,
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) ok: bool,
    pub(crate) expected: String,
    pub(crate) found: String,
    /// What the engine said, when it is the one that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

pub(crate) fn run(console: &Console, arguments: CheckArguments) -> Result<(), Failure> {
    let own = arguments.catalogue;
    if let Some(folder) = own.as_ref().filter(|folder| !folder.is_dir()) {
        return Err(Failure::said(Exit::Refused, "no_folder", "folder", folder.display().to_string()));
    }
    let Loaded { catalogue, problems, .. } = match &own {
        Some(folder) => Catalogue::read_own(None, folder),
        None => Catalogue::embedded(),
    };
    let wanted = |metric: &catalogue::definition::Metric| own.is_none() || metric.own.is_some();
    let mut results = check_examples(&catalogue, &wanted, &open_store, &mut |_| {}).map_err(Failure::unexpected)?;
    if own.is_none() {
        results.extend(check_calculator(&catalogue));
    }
    let report = Report {
        problems: problems.iter().map(|problem| problem_row(console, problem)).collect(),
        examples: results.iter().map(|result| example_row(console, result)).collect(),
    };
    show(console, &report);
    console.value(&report)?;
    let clean = report.problems.is_empty() && report.examples.iter().all(|example| example.ok);
    if clean { Ok(()) } else { Err(Failure::Silent(Exit::Findings)) }
}

fn open_store() -> Result<Box<dyn Store>, StoreError> {
    Ok(Box::new(DuckdbStore::in_memory()?))
}

/// The worked examples of the metrics in a folder of one's own.
pub(crate) fn own_examples(console: &Console, folder: &Path) -> Result<Vec<ExampleRow>, Failure> {
    let Loaded { catalogue, .. } = Catalogue::read_own(None, folder);
    let results = check_examples(&catalogue, &|metric| metric.own.is_some(), &open_store, &mut |_| {});
    Ok(results.map_err(Failure::unexpected)?.iter().map(|result| example_row(console, result)).collect())
}

/// A mistake as a sentence with the nearest known name.
pub(crate) fn problem_text(console: &Console, problem: &Problem) -> String {
    let arguments: Vec<_> =
        problem.arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
    let say = |key: &str, arguments: &[(&str, Argument)]| console.texts().text(console.tag(), key, arguments);
    let sentence = say(&format!("problems.{}", problem.code.code()), &arguments);
    match &problem.suggestion {
        Some(name) => {
            let nearest = say("problems.did_you_mean", &[("name", Argument::from(name.as_str()))]);
            format!("{sentence} {nearest}")
        }
        None => sentence,
    }
}

fn problem_row(console: &Console, problem: &Problem) -> ProblemRow {
    ProblemRow {
        file: problem.file.clone(),
        line: problem.line,
        code: problem.code.code(),
        message: problem_text(console, problem),
    }
}

fn example_row(console: &Console, result: &CheckResult) -> ExampleRow {
    ExampleRow {
        metric: result.metric.clone(),
        example: result.example.clone(),
        file: result.file.clone(),
        line: result.line,
        ok: result.ok(),
        expected: result.expected.clone(),
        found: match &result.outcome {
            Ok(outcome) => outcome.found.clone(),
            Err(fault) => fault_text(console, fault),
        },
        detail: result.outcome.as_ref().err().and_then(CheckFault::detail),
    }
}

fn fault_text(console: &Console, fault: &CheckFault) -> String {
    let arguments = fault.arguments();
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
    console.texts().text(console.tag(), &fault.text_key(), &arguments)
}

fn show(console: &Console, report: &Report) {
    for problem in &report.problems {
        console.line(&format!("{}:{}: {}", problem.file, problem.line, problem.message));
    }
    let rows: Vec<Vec<String>> = report
        .examples
        .iter()
        .map(|example| {
            let mark = if example.ok { "✓" } else { "✗" };
            let place = if example.ok { String::new() } else { format!("{}:{}", example.file, example.line) };
            vec![
                mark.to_owned(),
                example.metric.clone(),
                example.example.clone(),
                example.expected.clone(),
                example.found.clone(),
                place,
            ]
        })
        .collect();
    console.table(&["ok", "metric", "example", "expected", "found", "place"], &rows);
    let right = report.examples.iter().filter(|example| example.ok).count();
    let arguments = [
        ("right", Argument::from(right)),
        ("wrong", Argument::from(report.examples.len() - right)),
        ("problems", Argument::from(report.problems.len())),
    ];
    console.say("checked", &arguments);
}
