//! Opening a data directory: lock, ledger, store, everything pending applied.

use crate::aims::{project_goals, read_aims};
use crate::import_log::write_import_log;
use crate::own::record_definitions;
use crate::own_tried::{Ground, read_catalogue};
use crate::refresh::{Changed, refresh};
use crate::settings::mapping_settings_differ;
use crate::state::State;
use crate::{Progress, Workspace, WorkspaceError};
use catalogue::Loaded;
use jiff::Timestamp;
use ledger::Ledger;
use locales::Locales;
use model::settings::WorkspaceSettings;
use query::AnswerCache;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Store, StoreError, write_settings};

/// How many boards and metrics are remembered per data version.
pub(crate) const REMEMBERED_ANSWERS: u64 = 512;

/// File of the analytical store inside the data directory.
const STORE_FILE: &str = "facts.duckdb";

/// Where the data lie, and what is read from disk instead of from the program.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The data directory; made when it does not exist.
    pub directory: PathBuf,
    /// Folder of the catalogue to read instead of the built-in one.
    pub catalogue_directory: Option<PathBuf>,
    /// Folder of the texts to read instead of the built-in ones.
    pub locales_directory: Option<PathBuf>,
}

/// Opens (or makes) the analytical file at a path.
pub type StoreFactory = dyn Fn(&Path) -> Result<Arc<dyn Store>, StoreError> + Send + Sync;

impl Workspace {
    /// Opens a data directory. What the ledger has and the analytical file lacks is applied; a file that
    /// is missing, damaged or of an older shape is set aside and built again from the batches.
    ///
    /// # Errors
    /// When another process holds the directory, or a part fails.
    pub fn open(
        options: OpenOptions,
        open_store: Box<StoreFactory>,
        opened_at: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Workspace, WorkspaceError> {
        let ledger = Ledger::open(&options.directory)?;
        let settings = ledger.settings()?.unwrap_or_default();
        let texts = load_texts(options.locales_directory.as_deref())?;
        let loaded = read_catalogue(&options, &[]);
        let store = open_or_set_aside(&open_store, &options.directory, &settings, opened_at)?;
        let settings_changed = write_settings(store.as_ref(), &settings)?;
        facts::prepare(store.as_ref(), &loaded.catalogue)?;
        let applied = ingest::apply_pending(&ledger, store.as_ref(), &settings, &mut |step| progress(step.into()))?;
        write_import_log(&ledger, store.as_ref(), &settings.calendar)?;
        project_goals(&ledger, store.as_ref())?;
        let changed = Changed { entities: applied.entities_changed, settings: settings_changed };
        let data_version = refresh(store.as_ref(), &loaded.catalogue, &settings, &changed, progress)?;
        let ground = Ground { options: &options, store: store.as_ref(), settings: &settings, at: opened_at };
        let Loaded { catalogue, problems, own } = ground.without_what_fails(loaded, &[]);
        record_definitions(&ledger, &own, opened_at)?;
        let aims = Arc::new(read_aims(&ledger, store.as_ref())?);
        let state = State {
            store,
            catalogue: Arc::new(catalogue),
            problems: Arc::new(problems),
            own: Arc::new(own),
            aims,
            texts: Arc::new(texts),
            settings,
            data_version,
            cache: Arc::new(AnswerCache::new(REMEMBERED_ANSWERS)),
        };
        Ok(Workspace::of(ledger, state, options))
    }

    /// Builds the analytical file again from the batches, then opens the workspace. The old file is kept
    /// under a dated name until the new one stands.
    ///
    /// # Errors
    /// When another process holds the directory, or a part fails.
    pub fn rebuild(
        options: OpenOptions,
        open_store: Box<StoreFactory>,
        at: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Workspace, WorkspaceError> {
        let directory = options.directory.clone();
        // The lock is taken and given back here: the file must not be moved under a running server.
        drop(Ledger::open(&directory)?);
        let aside = set_aside(&directory, at, "before-rebuild")?;
        let workspace = Workspace::open(options, open_store, at, progress)?;
        if let Some(aside) = aside {
            remove_store_files(&aside)?;
        }
        Ok(workspace)
    }
}

/// Opens the analytical file; one that cannot be used, or was built under settings that decide how rows
/// are mapped, is set aside (never deleted) and an empty one takes its place.
fn open_or_set_aside(
    open_store: &StoreFactory,
    directory: &Path,
    settings: &WorkspaceSettings,
    at: Timestamp,
) -> Result<Arc<dyn Store>, WorkspaceError> {
    let path = directory.join(STORE_FILE);
    match open_usable(open_store, &path, settings) {
        Ok(Some(store)) => Ok(store),
        Ok(None) => {
            set_aside(directory, at, "outdated")?;
            open_fresh(open_store, &path)
        }
        Err(error @ (StoreError::Damaged { .. } | StoreError::Fatal { .. } | StoreError::Outdated { .. })) => {
            tracing::warn!(%error, file = %path.display(), "the analytical file cannot be used and is built again");
            set_aside(directory, at, "unusable")?;
            open_fresh(open_store, &path)
        }
        Err(error) => Err(error.into()),
    }
}

fn open_usable(
    open_store: &StoreFactory,
    path: &Path,
    settings: &WorkspaceSettings,
) -> Result<Option<Arc<dyn Store>>, StoreError> {
    let store = open_store(path)?;
    store::migrate(store.as_ref())?;
    let differ = mapping_settings_differ(store.as_ref(), settings)?;
    Ok((!differ).then_some(store))
}

fn open_fresh(open_store: &StoreFactory, path: &Path) -> Result<Arc<dyn Store>, WorkspaceError> {
    let store = open_store(path)?;
    store::migrate(store.as_ref())?;
    Ok(store)
}

/// Moves the analytical file and its log to a dated name beside it; none when there is no file.
fn set_aside(directory: &Path, at: Timestamp, reason: &str) -> Result<Option<PathBuf>, WorkspaceError> {
    let path = directory.join(STORE_FILE);
    let stamp = at.strftime("%Y%m%dT%H%M%SZ");
    let aside = directory.join(format!("facts-{reason}-{stamp}.duckdb"));
    for (from, to) in [(path.clone(), aside.clone()), (log_of(&path), log_of(&aside))] {
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(WorkspaceError::Io { path: from.display().to_string(), source: error });
            }
            _ => {}
        }
    }
    Ok(aside.exists().then_some(aside))
}

fn log_of(path: &Path) -> PathBuf {
    path.with_extension("duckdb.wal")
}

fn load_texts(directory: Option<&Path>) -> Result<Locales, WorkspaceError> {
    Ok(match directory {
        Some(directory) => Locales::read(directory)?,
        None => Locales::embedded()?,
    })
}

fn remove_store_files(path: &Path) -> Result<(), WorkspaceError> {
    for file in [path.to_path_buf(), log_of(path)] {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(WorkspaceError::Io { path: file.display().to_string(), source: error });
            }
            _ => {}
        }
    }
    Ok(())
}
