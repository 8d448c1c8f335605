//! Files that a crash left behind before they were acknowledged.

use crate::LedgerError;
use rusqlite::Connection;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Removes every file in the batch folder that no ledger row names: it was never acknowledged.
pub(crate) fn remove(connection: &Connection, batches: &Path) -> Result<(), LedgerError> {
    let mut statement = connection.prepare("SELECT file_name FROM batch")?;
    let known: HashSet<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for entry in fs::read_dir(batches).map_err(LedgerError::io(batches))? {
        let entry = entry.map_err(LedgerError::io(batches))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.ends_with(".parquet") || name.ends_with(".parquet.tmp");
        if ours && !known.contains(&name) {
            tracing::warn!(file = name, "removing a batch file that was never acknowledged");
            fs::remove_file(entry.path()).map_err(LedgerError::io(&entry.path()))?;
        }
    }
    Ok(())
}
