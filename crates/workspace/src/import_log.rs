//! The ledger's imports as rows of the store, so that metrics about imports are like any other.

use crate::WorkspaceError;
use jiff::Timestamp;
use ledger::{Import, ImportStatus, Ledger};
use model::calendar::WorkspaceCalendar;
use store::{ImportRun, Store, write_import_runs};

/// Hands the imports that are over to the store; what is still running may yet read more rows.
pub(crate) fn write_import_log(
    ledger: &Ledger,
    store: &dyn Store,
    calendar: &WorkspaceCalendar,
) -> Result<(), WorkspaceError> {
    let over = ledger.imports()?.into_iter().filter(|import| import.status != ImportStatus::Running);
    let runs: Vec<ImportRun> = over.map(|import| run(import, calendar)).collect();
    write_import_runs(store, &runs)?;
    Ok(())
}

fn run(import: Import, calendar: &WorkspaceCalendar) -> ImportRun {
    let with_day = |at: Timestamp| (at, calendar.day_of(at));
    ImportRun {
        number: import.id,
        status: import.status.name().to_owned(),
        started: with_day(import.started_at),
        finished: import.finished_at.map(with_day),
        source: import.source_id,
        object: import.object,
        file_name: import.file_name,
        rows_read: import.rows_read,
        rows_rejected: import.rejected,
    }
}
