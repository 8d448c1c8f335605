//! A user's own catalogue files in the data directory: read, checked, saved, and every version kept.

use crate::aims::{OWNER, raise_version};
use crate::open::REMEMBERED_ANSWERS;
use crate::own_tried::Ground;
use crate::refresh::{Changed, refresh};
use crate::state::State;
use crate::{Workspace, WorkspaceError};
use catalogue::definition::Catalogue;
use catalogue::{Loaded, ProblemCode};
use jiff::{SignedDuration, Timestamp};
use ledger::Ledger;
use query::{AnswerCache, QueryContext};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

/// Kind of the document with the text of an own file.
const DEFINITION: &str = "definition";
/// A metric that could not be computed is tried again no sooner.
const BETWEEN_TRIES: SignedDuration = SignedDuration::from_mins(1);

/// A version of an own file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts from 1.
    pub version: i64,
    /// When it began.
    pub saved_at: Timestamp,
    /// Its text; none when the file was removed.
    pub text: Option<String>,
}

/// Folder of a user's own catalogue files inside the data directory.
pub fn own_folder(data: &Path) -> PathBuf {
    data.join("catalogue")
}

impl Workspace {
    /// Reads the user's own files again when one has changed; a broken one is left out and reported. One that the
    /// store could not compute is tried again from time to time: the store may have been the one that failed. Tells
    /// whether anything had changed.
    ///
    /// # Errors
    /// When a part fails.
    pub fn reload_own(&self, at: Timestamp) -> Result<bool, WorkspaceError> {
        if !self.own_changed() && !self.tries_again(at) {
            return Ok(false);
        }
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.take_up_own(at)
    }

    fn own_changed(&self) -> bool {
        Catalogue::own_files(&own_folder(&self.options.directory)) != *self.own_files()
    }

    fn tries_again(&self, at: Timestamp) -> bool {
        let last = *self.own_tried.lock().unwrap_or_else(PoisonError::into_inner);
        self.problems().iter().any(|problem| problem.code == ProblemCode::NotAnswered)
            && at.duration_since(last) >= BETWEEN_TRIES
    }

    /// For whoever holds the lock of writers.
    fn take_up_own(&self, at: Timestamp) -> Result<bool, WorkspaceError> {
        let current = self.state();
        let store = current.store.as_ref();
        let Loaded { catalogue, problems, own } = self.ground(&current, at).read(&[]);
        *self.own_tried.lock().unwrap_or_else(PoisonError::into_inner) = at;
        if own == *current.own && problems == *current.problems {
            return Ok(false);
        }
        record_definitions(&self.ledger, &own, at)?;
        facts::prepare(store, &catalogue)?;
        let nothing = Changed { entities: BTreeSet::new(), settings: false };
        refresh(store, &catalogue, &current.settings, &nothing, &mut |_| {})?;
        let data_version = raise_version(store)?;
        self.announce(State {
            catalogue: Arc::new(catalogue),
            problems: Arc::new(problems),
            own: Arc::new(own),
            cache: Arc::new(AnswerCache::new(REMEMBERED_ANSWERS)),
            ..current.at_version(data_version)
        });
        Ok(true)
    }

    /// The catalogue as it would be with another text of an own file.
    ///
    /// # Errors
    /// When no own file may lie at the path.
    pub fn with_draft(&self, path: &str, text: Option<&str>, at: Timestamp) -> Result<Loaded, WorkspaceError> {
        checked_path(path)?;
        Ok(self.ground(&self.state(), at).read(&[(path.to_owned(), text.map(str::to_owned))]))
    }

    fn ground<'g>(&'g self, state: &'g State, at: Timestamp) -> Ground<'g> {
        Ground { options: &self.options, store: state.store.as_ref(), settings: &state.settings, at }
    }

    /// Saves an own file and reads it. One with a mistake that would leave it out is not saved, nor one that was
    /// edited from another version than there is; `edited` is none for a new file. Gives the version it has since.
    ///
    /// # Errors
    /// [`WorkspaceError::Refused`] with the mistakes, [`WorkspaceError::Changed`], or when a part fails.
    pub fn save_own(&self, path: &str, text: &str, edited: Option<i64>, at: Timestamp) -> Result<i64, WorkspaceError> {
        checked_path(path)?;
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.own_changed() {
            self.take_up_own(at)?;
        }
        let version = self.own_version(path)?;
        if version != edited {
            return Err(WorkspaceError::Changed { path: path.to_owned(), version });
        }
        let draft = self.with_draft(path, Some(text), at)?;
        let mistakes: Vec<_> = draft.problems.into_iter().filter(|problem| problem.file == path).collect();
        if mistakes.iter().any(|problem| problem.code.refuses(path)) {
            return Err(WorkspaceError::Refused(mistakes));
        }
        write_whole(&own_folder(&self.options.directory).join(path), text)?;
        self.take_up_own(at)?;
        Ok(self.own_version(path)?.unwrap_or_default())
    }

    /// Removes an own file; false when there is none. Its versions stay.
    ///
    /// # Errors
    /// When a part fails.
    pub fn remove_own(&self, path: &str, at: Timestamp) -> Result<bool, WorkspaceError> {
        checked_path(path)?;
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let file = own_folder(&self.options.directory).join(path);
        match std::fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            Err(source) => return Err(WorkspaceError::Io { path: file.display().to_string(), source }),
        }
        self.take_up_own(at)?;
        Ok(true)
    }

    fn own_version(&self, path: &str) -> Result<Option<i64>, WorkspaceError> {
        Ok(self.own_newest()?.remove(path))
    }

    /// The version of every own file there is, by path.
    ///
    /// # Errors
    /// When the ledger fails.
    pub fn own_newest(&self) -> Result<BTreeMap<String, i64>, WorkspaceError> {
        let documents = self.ledger.documents(DEFINITION)?;
        Ok(documents.into_iter().map(|document| (document.key, document.version)).collect())
    }

    /// All versions of an own file, oldest first.
    ///
    /// # Errors
    /// When the ledger fails.
    pub fn own_versions(&self, path: &str) -> Result<Vec<Version>, WorkspaceError> {
        let history = self.ledger.document_history(DEFINITION, path)?;
        let version = |document: ledger::StoredDocument| Version {
            version: document.version,
            saved_at: document.saved_at,
            text: document.text,
        };
        Ok(history.into_iter().map(version).collect())
    }

    /// Asks on the present data, but with another catalogue. Nothing is remembered.
    pub fn with_query_on<T>(&self, catalogue: &Catalogue, ask: impl FnOnce(&QueryContext<'_>) -> T) -> T {
        let state = self.state();
        let context = QueryContext::new(state.store.as_ref(), catalogue, &state.settings, state.data_version)
            .with_aims(&state.aims);
        ask(&context)
    }
}

/// Written beside and renamed, so that nobody reads half a file.
fn write_whole(file: &Path, text: &str) -> Result<(), WorkspaceError> {
    let io = |source| WorkspaceError::Io { path: file.display().to_string(), source };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.new"));
    std::fs::write(&beside, text).map_err(io)?;
    std::fs::rename(&beside, file).map_err(io)
}

/// Keeps every text an own file has had; a file that is gone ends its definition.
pub(crate) fn record_definitions(
    ledger: &Ledger,
    own: &BTreeMap<String, String>,
    at: Timestamp,
) -> Result<(), WorkspaceError> {
    for (path, text) in own {
        ledger.save_document(DEFINITION, path, Some(text), OWNER, at)?;
    }
    for gone in ledger.documents(DEFINITION)?.iter().filter(|document| !own.contains_key(&document.key)) {
        ledger.save_document(DEFINITION, &gone.key, None, OWNER, at)?;
    }
    Ok(())
}

/// Metrics and boards may be written; names are short words, so that no path leaves the folder.
fn checked_path(path: &str) -> Result<(), WorkspaceError> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= 60
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let stem = path.strip_suffix(".yaml").unwrap_or_default();
    let fits = match stem.split('/').collect::<Vec<_>>().as_slice() {
        ["metrics", family, name] => is_name(family) && is_name(name),
        ["boards", name] => is_name(name),
        _ => false,
    };
    if fits { Ok(()) } else { Err(WorkspaceError::WrongPath(path.to_owned())) }
}
