//! What the ledger remembers of imports, as rows that facts read like any other.

use crate::{Parameter, Store, StoreError, Transaction, note_changed_entity, read, refresh_coverage};
use jiff::Timestamp;
use jiff::civil::Date;
use model::canonical::{IMPORT_RUN, entity};
use model::identifier::canonical_id;
use std::collections::BTreeMap;

/// One file that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRun {
    /// Its number in the ledger.
    pub number: i64,
    /// The source it came from.
    pub source: String,
    /// Kind of row at the source.
    pub object: String,
    /// What the file was called.
    pub file_name: String,
    /// `running`, `finished`, `failed` or `interrupted`.
    pub status: String,
    /// When it began, with its local day.
    pub started: (Timestamp, Date),
    /// When it ended, with its local day.
    pub finished: Option<(Timestamp, Date)>,
    /// Rows of the file, good and bad.
    pub rows_read: u64,
    /// Of these, left out with a reason.
    pub rows_rejected: u64,
}

const INSERT: &str = "INSERT INTO import_run (id, source_id, external_id, batch_sequence, content_hash, \
    delivered_by, object, file_name, status, started_at, started_day, finished_at, finished_day, rows_read, \
    rows_rejected) VALUES ($1, $2, $3, 0, $4, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Brings the table to these imports: what is new is added, what went on meanwhile is replaced. True when
/// anything changed.
///
/// # Errors
/// When the engine fails.
pub fn write_import_runs(store: &dyn Store, runs: &[ImportRun]) -> Result<bool, StoreError> {
    let known = known(store)?;
    let changed: Vec<&ImportRun> = runs.iter().filter(|run| known.get(&run.id()) != Some(&run.state())).collect();
    if changed.is_empty() {
        return Ok(false);
    }
    store.transaction(&mut |transaction| {
        for run in &changed {
            write(transaction, run)?;
        }
        refresh_coverage(transaction, store.dialect(), entity(IMPORT_RUN).as_slice())?;
        note_changed_entity(transaction, IMPORT_RUN)
    })?;
    Ok(true)
}

/// What is in the table, by id.
fn known(store: &dyn Store) -> Result<BTreeMap<String, String>, StoreError> {
    let mut known = BTreeMap::new();
    for batch in store.query("SELECT id, content_hash FROM import_run", &[])? {
        for row in 0..batch.num_rows() {
            let text = |column| Ok::<_, StoreError>(read::text(&batch, column, row)?.unwrap_or_default().to_owned());
            known.insert(text(0)?, text(1)?);
        }
    }
    Ok(known)
}

fn write(transaction: &mut dyn Transaction, run: &ImportRun) -> Result<(), StoreError> {
    let text = |text: &str| Parameter::Text(text.to_owned());
    let moment = |at: Timestamp| Parameter::Instant(at.as_microsecond());
    let (finished_at, finished_day) =
        run.finished.map_or((Parameter::Null, Parameter::Null), |(at, on)| (moment(at), day(on)));
    let number = |rows: u64| Parameter::Integer(i64::try_from(rows).unwrap_or(i64::MAX));
    transaction.execute("DELETE FROM import_run WHERE id = $1", &[Parameter::Text(run.id())])?;
    let row = [
        Parameter::Text(run.id()),
        text(&run.source),
        Parameter::Text(run.number.to_string()),
        Parameter::Text(run.state()),
        text(&run.object),
        text(&run.file_name),
        text(&run.status),
        moment(run.started.0),
        day(run.started.1),
        finished_at,
        finished_day,
        number(run.rows_read),
        number(run.rows_rejected),
    ];
    transaction.execute(INSERT, &row).map(|_| ())
}

fn day(date: Date) -> Parameter {
    Parameter::Date((date - Date::constant(1970, 1, 1)).get_days())
}

impl ImportRun {
    fn id(&self) -> String {
        canonical_id(&self.source, IMPORT_RUN, &self.number.to_string())
    }

    /// What of it may still become different.
    fn state(&self) -> String {
        let finished = self.finished.map_or_else(String::new, |(at, on)| format!("{at} {on}"));
        format!("{} {finished} {} {}", self.status, self.rows_read, self.rows_rejected)
    }
}
