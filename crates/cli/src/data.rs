//! The data directory: opened here, or reached through the server that has it open.

use crate::clock;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::progress::Bar;
use crate::remote::Remote;
use ledger::LedgerError;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Store, StoreError};
use store_duckdb::{DuckdbStore, EngineSettings};
use workspace::{OpenOptions, Workspace, WorkspaceError};

/// Where a person's data lie when nothing else is said.
const DIRECTORY: &str = "pharos-data";

/// How the data are reached.
pub(crate) enum Door {
    /// Opened by this process.
    Here(Box<Workspace>),
    /// Open in a server, which is asked.
    Server(Remote),
}

/// The data directory a command works on.
pub(crate) fn directory(asked: Option<PathBuf>) -> PathBuf {
    asked.unwrap_or_else(|| PathBuf::from(DIRECTORY))
}

/// Options to open a directory; `dev` is the folder with `catalogue/`, `locales/` and `web/` while one works on them.
pub(crate) fn options(directory: &Path, dev: Option<&Path>) -> OpenOptions {
    OpenOptions {
        directory: directory.to_owned(),
        catalogue_directory: dev.map(|folder| folder.join("catalogue")),
        locales_directory: dev.map(|folder| folder.join("locales")),
    }
}

/// A data directory that exists.
pub(crate) fn existing(asked: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let directory = directory(asked);
    if directory.is_dir() {
        return Ok(directory);
    }
    Err(Failure::said(Exit::Refused, "no_data", "directory", directory.display().to_string()))
}

/// Opens a directory that exists, or reaches the server that has it open.
pub(crate) fn reach(console: &Console, asked: Option<PathBuf>) -> Result<Door, Failure> {
    reach_or_make(console, &existing(asked)?)
}

/// As [`reach`]; none when no directory is named and the usual one is not there: what is typed needs no data.
pub(crate) fn reach_if_there(console: &Console, asked: Option<PathBuf>) -> Result<Option<Door>, Failure> {
    if asked.is_none() && !Path::new(DIRECTORY).is_dir() {
        return Ok(None);
    }
    reach(console, asked).map(Some)
}

/// The same for a directory that is made when it is missing.
pub(crate) fn reach_or_make(console: &Console, directory: &Path) -> Result<Door, Failure> {
    match try_open(console, options(directory, None)) {
        Ok(workspace) => Ok(Door::Here(Box::new(workspace))),
        Err(WorkspaceError::Ledger(LedgerError::InUse { address })) => match address {
            Some(address) => Ok(Door::Server(Remote::new(address, console.tag()))),
            None => Err(in_use(directory, None)),
        },
        Err(error) => Err(error.into()),
    }
}

/// Opens a directory for this process alone.
pub(crate) fn open(console: &Console, options: OpenOptions) -> Result<Workspace, Failure> {
    let directory = options.directory.clone();
    try_open(console, options).map_err(|error| held(error, &directory))
}

/// The failure, with words about who holds the directory when somebody does.
pub(crate) fn held(error: WorkspaceError, directory: &Path) -> Failure {
    match error {
        WorkspaceError::Ledger(LedgerError::InUse { address }) => in_use(directory, address),
        other => other.into(),
    }
}

/// Opens the analytical file with the engine of this program.
pub(crate) fn store_factory() -> Box<workspace::StoreFactory> {
    Box::new(|path: &Path| -> Result<Arc<dyn Store>, StoreError> {
        Ok(Arc::new(DuckdbStore::open(path, &EngineSettings::default())?))
    })
}

/// Opens an empty store, for worked examples.
pub(crate) fn empty_store() -> Arc<workspace::check::SharedEmptyStore> {
    Arc::new(|| -> Result<Box<dyn Store>, StoreError> { Ok(Box::new(DuckdbStore::in_memory()?)) })
}

fn try_open(console: &Console, options: OpenOptions) -> Result<Workspace, WorkspaceError> {
    let bar = Bar::new(console);
    Workspace::open(options, store_factory(), clock::now(), &mut |progress| bar.show(&progress))
}

fn in_use(directory: &Path, address: Option<String>) -> Failure {
    let directory = ("directory", directory.display().to_string());
    match address {
        Some(address) => Failure::Said(Exit::InUse, "in_use_by_server", vec![directory, ("address", address)]),
        None => Failure::Said(Exit::InUse, "in_use", vec![directory]),
    }
}
