//! What every handler is handed.

use crate::desk::Desk;
use crate::errors::ApiError;
use crate::page::assets::Assets;
use jiff::Timestamp;
use query::scope::Scope;
use query::{QueryContext, QueryError};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use workspace::Workspace;
use workspace::check::SharedEmptyStore;

/// Reads the time; only the program's edge has one.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How the server is set up.
#[derive(Clone)]
pub struct ServerOptions {
    /// Where uploads wait until they are read; emptied at start.
    pub upload_directory: PathBuf,
    /// Largest upload in bytes.
    pub upload_limit: u64,
    /// Questions answered at once.
    pub questions_at_once: usize,
    /// Longest wait for an answer.
    pub patience: Duration,
    /// Where the page comes from.
    pub assets: Assets,
    /// Opens an empty store, in which the examples of a user's own metrics are run; without one they are not.
    pub empty_store: Option<Arc<SharedEmptyStore>>,
}

impl ServerOptions {
    /// The usual limits, for uploads of up to 4 GiB.
    pub fn new(upload_directory: PathBuf) -> Self {
        Self {
            upload_directory,
            upload_limit: 4 << 30,
            questions_at_once: 4,
            patience: Duration::from_secs(60),
            assets: Assets::Embedded,
            empty_store: None,
        }
    }
}

/// What every handler is handed; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The data directory.
    pub workspace: Arc<Workspace>,
    /// The time.
    pub clock: Clock,
    /// How the server is set up.
    pub options: Arc<ServerOptions>,
    /// The data version, as it changes.
    pub data_version: watch::Receiver<u64>,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    desk: Desk,
    /// Drafts wait for each other, so that typing in an editor takes no place from questions.
    drafts: Desk,
    /// One change of the data at a time; the next ones wait.
    change_place: Arc<Semaphore>,
}

impl AppState {
    /// Binds a workspace to a server.
    pub fn new(
        workspace: Arc<Workspace>,
        clock: Clock,
        options: ServerOptions,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let (sender, data_version) = watch::channel(workspace.data_version());
        workspace.on_change(Box::new(move |version| {
            sender.send_replace(version);
        }));
        let desk = Desk::new(options.questions_at_once, options.patience);
        let drafts = Desk::new(1, options.patience);
        Self {
            workspace,
            clock,
            options: Arc::new(options),
            data_version,
            stopping,
            desk,
            drafts,
            change_place: Arc::new(Semaphore::new(1)),
        }
    }

    /// The moment of a question: now, or the standing clock of a demo.
    pub fn as_of(&self) -> Timestamp {
        self.workspace.as_of((self.clock)())
    }

    /// Asks a question beside the event loop. Until there are accounts the viewer is the owner at the machine.
    ///
    /// # Errors
    /// What the query says, `busy` or `timed_out`.
    pub async fn ask<T, F>(&self, question: F) -> Result<T, ApiError>
    where
        F: FnOnce(&QueryContext<'_>, &Scope) -> Result<T, QueryError> + Send + 'static,
        T: Send + 'static,
    {
        let workspace = Arc::clone(&self.workspace);
        let scope = Scope::everything();
        let answer = self.desk.run(move || workspace.with_query(|context| question(context, &scope))).await?;
        answer.map_err(|error| ApiError::of_query(&self.workspace, error))
    }

    /// Does other blocking work, such as reading the ledger, beside the event loop.
    ///
    /// # Errors
    /// What the work says, `busy` or `timed_out`.
    pub async fn work<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        F: FnOnce(&Workspace) -> Result<T, ApiError> + Send + 'static,
        T: Send + 'static,
    {
        let workspace = Arc::clone(&self.workspace);
        self.desk.run(move || work(&workspace)).await?
    }

    /// Tries a draft of a definition, one at a time; one that nobody waits for any more is not begun.
    ///
    /// # Errors
    /// What the work says, or that it had to be given up.
    pub async fn try_draft<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        F: FnOnce(&Workspace) -> Result<T, ApiError> + Send + 'static,
        T: Send + 'static,
    {
        let workspace = Arc::clone(&self.workspace);
        self.drafts.run(move || work(&workspace)).await?
    }

    /// Does work that changes the data: one at a time, for as long as it takes.
    ///
    /// # Errors
    /// What the work says.
    pub async fn work_long<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        F: FnOnce(&Workspace) -> Result<T, ApiError> + Send + 'static,
        T: Send + 'static,
    {
        let place = Arc::clone(&self.change_place).acquire_owned().await;
        let place = place.map_err(|cause| ApiError::internal(&cause))?;
        let workspace = Arc::clone(&self.workspace);
        let running = tokio::task::spawn_blocking(move || {
            let answer = work(&workspace);
            drop(place);
            answer
        });
        running.await.map_err(|cause| ApiError::internal(&cause))?
    }
}
