//! One opened instance of the engine: its writer and its readers.

use crate::settings::EngineSettings;
use crate::{error, statement, verify};
use arrow::record_batch::RecordBatch;
use duckdb::{Config, Connection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Parameter, StoreError};

/// The format of new files, pinned so that a newer engine does not silently raise it.
const STORAGE_VERSION: &str = "v1.5.0";
/// Readers kept for the next query; more may be in use at once.
const IDLE_READERS: usize = 8;

/// Where the data lies.
#[derive(Debug, Clone)]
pub(crate) enum Location {
    /// A file.
    File(PathBuf),
    /// Nowhere: gone when closed.
    Memory,
}

/// An open instance. Two instances on one file would destroy it, so the next one waits for [`Engine::closed`].
pub(crate) struct Engine {
    writer: Mutex<Connection>,
    root: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
    // Fields are dropped in this order: the signal comes after the last connection.
    closed: ClosedSignal,
}

impl Engine {
    /// Opens, limits and locks the engine, and makes sure that the whole file can be read.
    pub(crate) fn open(location: &Location, settings: &EngineSettings) -> Result<Self, StoreError> {
        let root = connect(location, settings).map_err(|failure| error::opening(&failure))?;
        confine(&root, location, settings)?;
        verify::read_everything(&root)?;
        let writer = root.try_clone().map_err(|failure| error::running(&failure))?;
        Ok(Self {
            writer: Mutex::new(writer),
            root: Mutex::new(root),
            idle: Mutex::new(Vec::new()),
            closed: ClosedSignal(Arc::new(AtomicBool::new(false))),
        })
    }

    /// True once every connection of this instance has gone.
    pub(crate) fn closed(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.closed.0)
    }

    /// The one writing connection; waits for its turn.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolls it back (see `transaction`), so the connection is sound.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a reading statement; a writing one fails.
    pub(crate) fn query(&self, sql: &str, parameters: &[Parameter]) -> Result<Vec<RecordBatch>, StoreError> {
        let reader = self.reader()?;
        statement::run(&reader, "BEGIN TRANSACTION READ ONLY")?;
        // On an error the connection is dropped and its transaction ends with it.
        let rows = statement::query(&reader, sql, parameters)?;
        statement::run(&reader, "COMMIT")?;
        self.give_back(reader);
        Ok(rows)
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        if let Some(reader) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(reader);
        }
        let root = self.root.lock().unwrap_or_else(PoisonError::into_inner);
        root.try_clone().map_err(|failure| error::running(&failure))
    }

    fn give_back(&self, reader: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
    }
}

/// Says so when it is dropped.
struct ClosedSignal(Arc<AtomicBool>);

impl Drop for ClosedSignal {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

fn connect(location: &Location, settings: &EngineSettings) -> Result<Connection, duckdb::Error> {
    // Memory and threads are limited before the file is opened, because replaying its log needs both.
    let config = Config::default()
        .max_memory(&settings.memory_limit)?
        .with("threads", settings.threads.max(1).to_string())?
        .with("storage_compatibility_version", STORAGE_VERSION)?
        .enable_autoload_extension(false)?;
    match location {
        Location::File(path) => Connection::open_with_flags(path, config),
        Location::Memory => Connection::open_in_memory_with_flags(config),
    }
}

/// The temporary folder first (afterwards it can no longer be set), then the doors are closed and locked.
fn confine(connection: &Connection, location: &Location, settings: &EngineSettings) -> Result<(), StoreError> {
    if let Location::File(path) = location {
        set_text(connection, "temp_directory", &temporary_folder(path)?)?;
        set_text(connection, "max_temp_directory_size", &settings.max_temp_directory_size)?;
    } else {
        set_text(connection, "temp_directory", "")?;
    }
    statement::run(
        connection,
        "SET GLOBAL TimeZone = 'UTC';
         SET preserve_insertion_order = false;
         SET allow_community_extensions = false;
         SET enable_external_access = false;
         SET lock_configuration = true;",
    )
}

/// Beside the file, so that it is on the same disk.
fn temporary_folder(file: &Path) -> Result<String, StoreError> {
    let mut folder = file.as_os_str().to_owned();
    folder.push(".tmp");
    folder.into_string().map_err(|folder| StoreError::Unreachable {
        message: format!("the path {} is not UTF-8", folder.to_string_lossy()),
    })
}

/// Settings take no placeholders; quotes are doubled.
fn set_text(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    statement::run(connection, &format!("SET {name} = '{}'", value.replace('\'', "''")))
}
