//! The ledger's tables, made by forward steps; the version is SQLite's `user_version`.

use crate::LedgerError;
use rusqlite::Connection;

/// One step per version; never changed once released, only added to.
const STEPS: &[&str] = &[
    "
CREATE TABLE source (
    id TEXT PRIMARY KEY,
    first_seen_at TEXT NOT NULL
) STRICT;
CREATE TABLE mapping (
    source_id TEXT NOT NULL REFERENCES source (id),
    object TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (source_id, object, version)
) STRICT;
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id TEXT NOT NULL REFERENCES source (id),
    object TEXT NOT NULL,
    mapping_version INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    format TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'failed', 'interrupted')),
    rows_read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_content ON import (content_hash);
CREATE TABLE batch (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    import_id INTEGER NOT NULL REFERENCES import (id),
    file_name TEXT NOT NULL UNIQUE,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    accepted INTEGER,
    rejected INTEGER,
    unchanged INTEGER
) STRICT;
CREATE INDEX batch_import ON batch (import_id);
CREATE TABLE reject (
    import_id INTEGER NOT NULL REFERENCES import (id),
    batch_sequence INTEGER,
    line INTEGER NOT NULL,
    column_name TEXT,
    value TEXT,
    code TEXT NOT NULL,
    arguments TEXT NOT NULL
) STRICT;
CREATE INDEX reject_import ON reject (import_id, line);
CREATE INDEX reject_batch ON reject (batch_sequence);
CREATE TABLE unread_row (
    import_id INTEGER PRIMARY KEY REFERENCES import (id),
    count INTEGER NOT NULL
) STRICT;
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changed_at TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
",
    "
CREATE TABLE document (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (kind, key, version)
) STRICT;
",
];

/// Prepares a fresh connection and brings the tables to the newest version.
pub(crate) fn prepare(connection: &mut Connection) -> Result<(), LedgerError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = STEPS.len() as i64;
    if found > known {
        return Err(LedgerError::Newer { found, known });
    }
    for (index, step) in STEPS.iter().enumerate().skip(usize::try_from(found).unwrap_or(0)) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", index as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
