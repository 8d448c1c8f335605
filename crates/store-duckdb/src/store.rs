//! The store: an engine that is opened again after it has failed.

use crate::dialect::DuckdbDialect;
use crate::engine::{Engine, Location};
use crate::settings::EngineSettings;
use crate::statement;
use crate::transaction::DuckdbTransaction;
use arrow::record_batch::RecordBatch;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{Dialect, Parameter, Store, StoreError, Transaction};

/// The analytical store in DuckDB.
pub struct DuckdbStore {
    location: Location,
    settings: EngineSettings,
    state: Mutex<State>,
}

enum State {
    /// Answers.
    Open(Arc<Engine>),
    /// Has failed; the next one may be opened when the flag says that the last user has let go.
    Failed { closed: Arc<AtomicBool> },
}

impl DuckdbStore {
    /// Opens the file, or creates it when there is none.
    ///
    /// # Errors
    /// `Unreachable` when another process has it or the path cannot be opened; `Damaged` when its
    /// content cannot be used; `Statement` when a setting is wrong.
    pub fn open(path: &Path, settings: &EngineSettings) -> Result<Self, StoreError> {
        Self::at(Location::File(path.to_owned()), settings.clone())
    }

    /// A store without a file, for tests and checks; it is not opened again after a failure.
    ///
    /// # Errors
    /// When the engine does not start.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::at(Location::Memory, EngineSettings::default())
    }

    fn at(location: Location, settings: EngineSettings) -> Result<Self, StoreError> {
        let engine = Engine::open(&location, &settings)?;
        Ok(Self { location, settings, state: Mutex::new(State::Open(Arc::new(engine))) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open engine; a failed one is opened again first.
    fn engine(&self) -> Result<Arc<Engine>, StoreError> {
        let mut state = self.state();
        let closed = match &*state {
            State::Open(engine) => return Ok(Arc::clone(engine)),
            State::Failed { closed } => closed.load(Ordering::Acquire),
        };
        if !closed || matches!(self.location, Location::Memory) {
            return Err(StoreError::Fatal { message: "the failed engine is not open again yet".to_owned() });
        }
        let engine = Arc::new(Engine::open(&self.location, &self.settings)?);
        *state = State::Open(Arc::clone(&engine));
        tracing::info!("the engine is open again");
        Ok(engine)
    }

    /// Runs `work` on the engine; when the engine fails for good it is closed and opened again.
    fn with_engine<T>(&self, work: impl FnOnce(&Engine) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let engine = self.engine()?;
        let result = work(&engine);
        if let Err(failure @ StoreError::Fatal { .. }) = &result {
            tracing::error!(%failure, "the engine has failed");
            self.mark_failed(&engine);
            drop(engine);
            if let Err(failure) = self.engine() {
                tracing::error!(%failure, "the engine is not open again");
            }
        }
        result
    }

    fn mark_failed(&self, failed: &Arc<Engine>) {
        let mut state = self.state();
        // Somebody else may have seen the same failure and opened the next one already.
        let is_current = matches!(&*state, State::Open(current) if Arc::ptr_eq(current, failed));
        if is_current {
            *state = State::Failed { closed: failed.closed() };
        }
    }
}

impl Store for DuckdbStore {
    fn query(&self, sql: &str, parameters: &[Parameter]) -> Result<Vec<RecordBatch>, StoreError> {
        self.with_engine(|engine| engine.query(sql, parameters))
    }

    fn transaction(
        &self,
        work: &mut dyn FnMut(&mut dyn Transaction) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.with_engine(|engine| {
            let writer = engine.writer();
            let mut transaction = DuckdbTransaction::begin(&writer)?;
            work(&mut transaction)?;
            transaction.commit()
        })
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        self.with_engine(|engine| statement::run(&engine.writer(), "CHECKPOINT"))
    }

    fn is_ready(&self) -> bool {
        matches!(&*self.state(), State::Open(_))
    }

    fn dialect(&self) -> &dyn Dialect {
        &DuckdbDialect
    }
}
