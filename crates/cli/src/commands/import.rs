//! `pharos import FILE…`: looks at files, says how they are read, and brings them in.

use crate::arguments::ImportArguments;
use crate::clock;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::progress::Bar;
use crate::rejects;
use crate::remote::Remote;
use crate::settings;
use ingest::Mapping;
use ledger::Ledger;
use locales::Argument;
use model::settings::WorkspaceSettings;
use serde::Serialize;
use server::api::imports::create::ImportOutcome;
use server::api::imports::inspection::{ImportDoubt, InspectionAnswer};
use server::api::imports::list::ImportSummary;
use server::api::imports::rejects::{RejectList, RejectedRow};
use server::api::workspace::change::SettingsChange;
use server::errors::ApiError;
use std::path::{Path, PathBuf};
use workspace::{ImportFile, Workspace};

/// Rejected rows that are listed for a person; all are in the ledger.
const LISTED_REJECTS: u64 = 20;

/// What only shows when rows are mapped; the other doubts were told before.
const TOLD_AFTERWARDS: [&str; 2] = ["unknown_word", "unclosed_quote"];

/// What a program reads about one file.
#[derive(Serialize)]
struct Imported {
    #[serde(flatten)]
    outcome: ImportOutcome,
    rejects: Vec<RejectedRow>,
}

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: ImportArguments) -> Result<(), Failure> {
    for file in &arguments.files {
        if !file.is_file() {
            return Err(Failure::said(Exit::Refused, "no_file", "file", file.display().to_string()));
        }
    }
    let mapping = arguments.map.as_deref().map(read_mapping).transpose()?;
    let directory = data::directory(asked);
    if arguments.dry_run && !directory.is_dir() {
        return look_only(console, &arguments.files, mapping.as_ref());
    }
    match data::reach_or_make(console, &directory)? {
        Door::Here(workspace) => import_here(console, &workspace, arguments, mapping),
        Door::Server(server) => import_there(console, &server, arguments, mapping.as_ref()),
    }
}

fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path)?;
    Mapping::parse(&path.display().to_string(), &text).map_err(|fault| Failure::Api(ApiError::from(fault)))
}

/// Looks at files before there is a data directory, and makes none.
fn look_only(console: &Console, files: &[PathBuf], mapping: Option<&Mapping>) -> Result<(), Failure> {
    let look = |file: &PathBuf| {
        let inspection = ingest::rehearse(file, mapping, &WorkspaceSettings::default());
        let answer = InspectionAnswer::new(&inspection.map_err(workspace::WorkspaceError::from)?, &name_of(file));
        show_inspection(console, file, &answer);
        Ok(answer)
    };
    console.value(&files.iter().map(look).collect::<Result<Vec<_>, Failure>>()?)
}

fn import_here(
    console: &Console,
    workspace: &Workspace,
    arguments: ImportArguments,
    mapping: Option<Mapping>,
) -> Result<(), Failure> {
    let (mut inspections, mut answers) = (Vec::new(), Vec::new());
    for file in &arguments.files {
        let look = if arguments.dry_run { Workspace::rehearse } else { Workspace::inspect };
        let inspection = look(workspace, file, mapping.as_ref())?;
        let answer = InspectionAnswer::new(&inspection, &name_of(file));
        show_inspection(console, file, &answer);
        inspections.push(inspection);
        answers.push(answer);
    }
    if arguments.dry_run {
        return console.value(&answers);
    }
    decide_settings(console, workspace, &inspections[0], arguments.settings.change(), !arguments.yes)?;
    let files: Vec<ImportFile> = arguments
        .files
        .iter()
        .zip(&inspections)
        .map(|(path, inspection)| ImportFile {
            path: path.clone(),
            display_name: name_of(path),
            mapping: Some(inspection.mapping.clone()),
        })
        .collect();
    let bar = Bar::new(console);
    let reports = workspace.import(&files, clock::now(), &mut |progress| bar.show(&progress));
    drop(bar);
    let mut imported = Vec::new();
    for report in reports? {
        let import = workspace.ledger().import(report.import_id).map_err(Failure::unexpected)?;
        let import = import.ok_or_else(|| Failure::unexpected("the import is not in the ledger"))?;
        let outcome = ImportOutcome {
            summary: ImportSummary::from(&import),
            already_imported: report.already_imported,
            doubts: report.doubts.iter().map(ImportDoubt::from).collect(),
        };
        let rejects = rejects_here(workspace.ledger(), &outcome)?;
        imported.push(show_outcome(console, outcome, rejects));
    }
    console.value(&imported)
}

fn import_there(
    console: &Console,
    server: &Remote,
    arguments: ImportArguments,
    mapping: Option<&Mapping>,
) -> Result<(), Failure> {
    console.say("through_server", &[("address", Argument::from(server.address()))]);
    let text = mapping.map(|mapping| mapping.text.as_str());
    if arguments.dry_run {
        let look = |file: &PathBuf| {
            let inspection = server.inspect(file, text)?;
            show_inspection(console, file, &inspection);
            Ok(inspection)
        };
        return console.value(&arguments.files.iter().map(look).collect::<Result<Vec<_>, Failure>>()?);
    }
    let change = arguments.settings.change();
    if change != SettingsChange::default() {
        server.patch::<_, serde_json::Value>("workspace", &change)?;
    }
    let mut imported = Vec::new();
    for file in &arguments.files {
        let bar = Bar::new(console);
        bar.step("sending", &name_of(file), 0, None);
        let outcome = server.import(file, text);
        drop(bar);
        let outcome = outcome?;
        let rejects: RejectList = server.get(&format!("imports/{}/rejects", outcome.summary.id), &[])?;
        imported.push(show_outcome(console, outcome, rejects.rows));
    }
    console.value(&imported)
}

/// The first import fixes the settings; a later one changes only what its flags say.
fn decide_settings(
    console: &Console,
    workspace: &Workspace,
    first: &ingest::Inspection,
    flags: SettingsChange,
    may_ask: bool,
) -> Result<(), Failure> {
    let fixed = workspace.ledger().settings().map_err(Failure::unexpected)?;
    let wanted = match &fixed {
        None => settings::decide(console, first, flags, may_ask && console.is_interactive())?,
        Some(fixed) => settings::apply(flags, fixed.clone())?,
    };
    if fixed.as_ref() == Some(&wanted) {
        return Ok(());
    }
    if workspace.needs_rebuild(&wanted)? {
        return Err(Failure::Said(Exit::Refused, "settings_need_rebuild", Vec::new()));
    }
    Ok(workspace.change_settings(wanted, clock::now())?)
}

fn rejects_here(ledger: &Ledger, outcome: &ImportOutcome) -> Result<Vec<RejectedRow>, Failure> {
    let id = outcome.summary.id.parse().map_err(Failure::unexpected)?;
    let rejects = ledger.rejects(id, 0, LISTED_REJECTS).map_err(Failure::unexpected)?;
    Ok(rejects.into_iter().map(|reject| RejectedRow::new(reject, &outcome.summary.file)).collect())
}

fn show_inspection(console: &Console, file: &Path, inspection: &InspectionAnswer) {
    let format = &inspection.format;
    let header = if format.header { "header_yes" } else { "header_no" };
    let dates = if format.dates.is_empty() { "none".to_owned() } else { format.dates.join(" | ") };
    let arguments = [
        ("file", Argument::from(name_of(file))),
        ("encoding", Argument::from(format.encoding.as_str())),
        ("delimiter", Argument::from(format.delimiter.escape_default().to_string())),
        ("header", Argument::from(console.text(header, &[]))),
        ("decimal", Argument::from(format.decimal.as_str())),
        ("dates", Argument::from(dates)),
    ];
    console.say("detected", &arguments);
    let kept = console.text("kept", &[]);
    let rows: Vec<Vec<String>> = inspection
        .columns
        .iter()
        .map(|column| {
            let targets = if column.targets.is_empty() { kept.clone() } else { column.targets.join(", ") };
            vec![column.column.clone(), targets, column.samples.join(" | ")]
        })
        .collect();
    console.table(&["column", "field", "samples"], &rows);
    for assumed in &inspection.assumed {
        let arguments =
            [("field", Argument::from(assumed.field.as_str())), ("value", Argument::from(assumed.value.as_str()))];
        console.line(&console.texts().text(console.tag(), "doubts.assumed", &arguments));
    }
    show_doubts(console, &inspection.doubts);
    if let Some(checked) = &inspection.checked {
        let arguments = [("read", Argument::from(checked.read)), ("rejected", Argument::from(checked.rejected))];
        console.line(&console.texts().text(console.tag(), "doubts.would_reject", &arguments));
        let listed = checked.rejects.get(..LISTED_REJECTS as usize).unwrap_or(&checked.rejects);
        rejects::show(console, listed);
    }
    console.line("");
}

fn show_outcome(console: &Console, outcome: ImportOutcome, rejects: Vec<RejectedRow>) -> Imported {
    let summary = &outcome.summary;
    let key = if outcome.already_imported { "already_imported" } else { "imported" };
    let arguments = [
        ("file", Argument::from(summary.file.as_str())),
        ("read", Argument::from(summary.rows_read)),
        ("changed", Argument::from(summary.rows_changed)),
        ("unchanged", Argument::from(summary.rows_unchanged)),
        ("rejected", Argument::from(summary.rows_rejected)),
    ];
    console.say(key, &arguments);
    show_doubts(console, outcome.doubts.iter().filter(|doubt| TOLD_AFTERWARDS.contains(&doubt.code.as_str())));
    rejects::show(console, &rejects);
    let more = summary.rows_rejected.saturating_sub(rejects.len() as u64);
    if more > 0 {
        console.say("more_rejects", &[("count", Argument::from(more)), ("id", Argument::from(summary.id.as_str()))]);
    }
    Imported { outcome, rejects }
}

fn show_doubts<'a>(console: &Console, doubts: impl IntoIterator<Item = &'a ImportDoubt>) {
    for doubt in doubts {
        console.line(&format!("? {}", doubt_text(console, doubt)));
    }
}

fn doubt_text(console: &Console, doubt: &ImportDoubt) -> String {
    let mut arguments: Vec<_> =
        doubt.arguments.iter().map(|(name, value)| (name.as_str(), Argument::from(value.as_str()))).collect();
    if let Some(column) = &doubt.column {
        arguments.push(("column", Argument::from(column.as_str())));
    }
    console.texts().text(console.tag(), &format!("doubts.{}", doubt.code), &arguments)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
