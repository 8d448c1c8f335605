//! `pharos imports`: every file that came in, newest first; with `--rejected` the rows of one that did not.

use crate::arguments::ImportsArguments;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use crate::rejects;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::KEPT_REJECTS_PER_IMPORT;
use locales::format_decimal;
use server::api::imports::list::{ImportState, ImportSummary};
use server::api::imports::rejects::{RejectList, RejectedRow};
use server::api::imports::show::find_import;
use server::api::workspace::show::WorkspaceAnswer;
use std::path::PathBuf;
use workspace::Workspace;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: ImportsArguments) -> Result<(), Failure> {
    let door = data::reach(console, asked)?;
    match arguments.rejected {
        Some(id) => show_rejected(console, &door, &id),
        None => show_all(console, &door),
    }
}

fn show_rejected(console: &Console, door: &Door, id: &str) -> Result<(), Failure> {
    let rows = match door {
        Door::Here(workspace) => rejected_here(workspace, id)?,
        Door::Server(server) => {
            let (mut rows, mut page) = (Vec::new(), Some(0));
            while let Some(number) = page {
                let asked = [("page".to_owned(), number.to_string())];
                let list: RejectList = server.get(&format!("imports/{id}/rejects"), &asked)?;
                rows.extend(list.rows);
                page = list.next_page;
            }
            rows
        }
    };
    if rows.is_empty() {
        console.say("no_rejects", &[]);
    }
    rejects::show(console, &rows);
    console.value(&rows)
}

fn rejected_here(workspace: &Workspace, id: &str) -> Result<Vec<RejectedRow>, Failure> {
    let import = find_import(workspace.ledger(), id).map_err(Failure::Api)?;
    let rejects = workspace.ledger().rejects(import.id, 0, KEPT_REJECTS_PER_IMPORT).map_err(Failure::unexpected)?;
    Ok(rejects.into_iter().map(|reject| RejectedRow::new(reject, &import.file_name)).collect())
}

fn show_all(console: &Console, door: &Door) -> Result<(), Failure> {
    let (imports, zone): (Vec<ImportSummary>, String) = match door {
        Door::Server(server) => (server.get("imports", &[])?, server.get::<WorkspaceAnswer>("workspace", &[])?.zone),
        Door::Here(workspace) => {
            let imports = workspace.ledger().imports().map_err(Failure::unexpected)?;
            (imports.iter().map(ImportSummary::from).collect(), workspace.settings().calendar.zone)
        }
    };
    if imports.is_empty() {
        console.say("no_imports", &[]);
    }
    let count = |number: u64| format_decimal(console.tag(), &number.to_string());
    let rows: Vec<Vec<String>> = imports
        .iter()
        .map(|import| {
            vec![
                import.id.clone(),
                local_time(&import.at, &zone),
                import.source.clone(),
                import.file.clone(),
                console.text(&format!("import_state.{}", state_word(import.state)), &[]),
                count(import.rows_read),
                count(import.rows_changed),
                count(import.rows_unchanged),
                count(import.rows_rejected),
            ]
        })
        .collect();
    console.table(&["id", "at", "source", "file", "state", "read", "changed", "unchanged", "rejected"], &rows);
    console.value(&imports)
}

/// The moment as clocks of the workspace showed it.
fn local_time(at: &str, zone: &str) -> String {
    let moment = at.parse::<Timestamp>().ok().zip(TimeZone::get(zone).ok());
    moment.map_or_else(|| at.to_owned(), |(at, zone)| at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string())
}

fn state_word(state: ImportState) -> &'static str {
    match state {
        ImportState::Running => "running",
        ImportState::Landed => "landed",
        ImportState::Applied => "applied",
        ImportState::Failed => "failed",
        ImportState::Interrupted => "interrupted",
    }
}
