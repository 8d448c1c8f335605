//! The open workspace and what may be read from it.

use crate::aims::read_aims;
use crate::open::REMEMBERED_ANSWERS;
use crate::{OpenOptions, WorkspaceError};
use catalogue::{Problem, definition::Catalogue};
use jiff::Timestamp;
use ledger::Ledger;
use locales::Locales;
use model::aims::Aims;
use model::settings::WorkspaceSettings;
use query::{AnswerCache, QueryContext};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use store::Store;

type Listener = Box<dyn Fn(u64) + Send + Sync>;

/// A data directory opened for reading and writing; shared between threads.
pub struct Workspace {
    pub(crate) ledger: Ledger,
    /// Held by whoever changes the data, so that changes come one after another.
    pub(crate) writing: Mutex<()>,
    /// When own metrics were last tried on the data.
    pub(crate) own_tried: Mutex<Timestamp>,
    state: RwLock<Arc<State>>,
    listeners: Mutex<Vec<Listener>>,
    /// Where catalogue and data were read from.
    pub(crate) options: OpenOptions,
}

/// What readers see: replaced as a whole, so that one answer never mixes two states.
pub(crate) struct State {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) problems: Arc<Vec<Problem>>,
    /// The user's own catalogue files by path.
    pub(crate) own: Arc<BTreeMap<String, String>>,
    /// Goals, benchmarks and thresholds.
    pub(crate) aims: Arc<Aims>,
    pub(crate) texts: Arc<Locales>,
    pub(crate) settings: WorkspaceSettings,
    pub(crate) data_version: u64,
    pub(crate) cache: Arc<AnswerCache>,
}

impl State {
    /// The same with another data version; remembered answers carry their version themselves.
    pub(crate) fn at_version(&self, data_version: u64) -> Self {
        Self {
            store: Arc::clone(&self.store),
            catalogue: Arc::clone(&self.catalogue),
            problems: Arc::clone(&self.problems),
            own: Arc::clone(&self.own),
            aims: Arc::clone(&self.aims),
            texts: Arc::clone(&self.texts),
            settings: self.settings.clone(),
            data_version,
            cache: Arc::clone(&self.cache),
        }
    }
}

impl Workspace {
    pub(crate) fn of(ledger: Ledger, state: State, options: OpenOptions) -> Self {
        Self {
            ledger,
            writing: Mutex::new(()),
            own_tried: Mutex::new(Timestamp::MIN),
            state: RwLock::new(Arc::new(state)),
            listeners: Mutex::new(Vec::new()),
            options,
        }
    }

    pub(crate) fn state(&self) -> Arc<State> {
        let guard: RwLockReadGuard<'_, Arc<State>> = self.state.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&guard)
    }

    pub(crate) fn replace_state(&self, state: State) {
        let mut guard: RwLockWriteGuard<'_, Arc<State>> = self.state.write().unwrap_or_else(PoisonError::into_inner);
        *guard = Arc::new(state);
    }

    /// Makes a new data version visible, with the goals that came with it, and tells the listeners.
    pub(crate) fn publish(&self, data_version: u64) -> Result<(), WorkspaceError> {
        let current = self.state();
        let aims = Arc::new(read_aims(&self.ledger, current.store.as_ref())?);
        self.announce(State { aims, ..current.at_version(data_version) });
        Ok(())
    }

    /// Replaces what readers see and tells the listeners.
    pub(crate) fn announce(&self, state: State) {
        let data_version = state.data_version;
        self.replace_state(state);
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(data_version));
    }

    /// Calls `listener` with the new version after every change of the data.
    pub fn on_change(&self, listener: Listener) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    /// Settings of the workspace; the defaults until the first import fixed them.
    pub fn settings(&self) -> WorkspaceSettings {
        self.state().settings.clone()
    }

    /// The moment a question is asked at: the fixed clock of a demo, otherwise the moment given.
    pub fn as_of(&self, now: Timestamp) -> Timestamp {
        self.state().settings.fixed_clock.unwrap_or(now)
    }

    /// Grows with every change of the data.
    pub fn data_version(&self) -> u64 {
        self.state().data_version
    }

    /// Facts, metrics, dimensions and boards.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.state().catalogue)
    }

    /// What is wrong with the catalogue's files.
    pub fn problems(&self) -> Arc<Vec<Problem>> {
        Arc::clone(&self.state().problems)
    }

    /// The first mistake for which the own metric of that id is left out.
    pub fn left_out(&self, metric: &str) -> Option<Problem> {
        let state = self.state();
        let name = format!("/{metric}.yaml");
        // A text that cannot be read as a whole may still say its id in a line.
        let line = format!("id: {metric}");
        let says_id = |text: &str| match catalogue::stated_id(text) {
            Some(id) => id == metric,
            None => text.lines().any(|known| known.trim_end() == line),
        };
        let is_of =
            |(path, text): (&String, &String)| path.starts_with("metrics/") && (path.ends_with(&name) || says_id(text));
        let (path, _) = state.own.iter().find(|file| is_of(*file))?;
        state.problems.iter().find(|problem| problem.file == *path && problem.code.refuses(path)).cloned()
    }

    /// The user's own catalogue files by path.
    pub fn own_files(&self) -> Arc<BTreeMap<String, String>> {
        Arc::clone(&self.state().own)
    }

    /// Goals, benchmarks and thresholds.
    pub fn aims(&self) -> Arc<Aims> {
        Arc::clone(&self.state().aims)
    }

    /// The texts of all languages.
    pub fn texts(&self) -> Arc<Locales> {
        Arc::clone(&self.state().texts)
    }

    /// The truth: batches, imports, mappings.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether the analytical engine answers.
    pub fn is_ready(&self) -> bool {
        self.state().store.is_ready()
    }

    /// Asks the query layer on one consistent state.
    pub fn with_query<T>(&self, ask: impl FnOnce(&QueryContext<'_>) -> T) -> T {
        let state = self.state();
        let context = QueryContext::new(state.store.as_ref(), &state.catalogue, &state.settings, state.data_version)
            .with_aims(&state.aims)
            .with_cache(&state.cache);
        ask(&context)
    }
}

impl Workspace {
    /// Readers see other settings from now on; answers remembered under the old ones are forgotten.
    pub(crate) fn adopt_settings(&self, settings: WorkspaceSettings) {
        let current = self.state();
        let state = State {
            settings,
            cache: Arc::new(AnswerCache::new(REMEMBERED_ANSWERS)),
            ..current.at_version(current.data_version)
        };
        self.replace_state(state);
    }
}
