//! `pharos imports`: every file that came in, newest first.

use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use locales::format_decimal;
use server::api::imports::list::{ImportState, ImportSummary};
use std::path::PathBuf;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>) -> Result<(), Failure> {
    let imports: Vec<ImportSummary> = match data::reach(console, asked)? {
        Door::Server(server) => server.get("imports", &[])?,
        Door::Here(workspace) => {
            workspace.ledger().imports().map_err(Failure::unexpected)?.iter().map(ImportSummary::from).collect()
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
                import.at.clone(),
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

fn state_word(state: ImportState) -> &'static str {
    match state {
        ImportState::Running => "running",
        ImportState::Landed => "landed",
        ImportState::Applied => "applied",
        ImportState::Failed => "failed",
        ImportState::Interrupted => "interrupted",
    }
}
