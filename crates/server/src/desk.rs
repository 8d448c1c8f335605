//! Where questions wait for a thread: a few at a time, none for ever.

use crate::errors::{ApiError, ErrorCode};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Runs blocking work beside the event loop, a limited number at once.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    places: Arc<Semaphore>,
    patience: Duration,
}

impl Desk {
    /// A desk with that many places; a question that waits or runs longer than `patience` is given up.
    pub(crate) fn new(places: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), patience }
    }

    /// Runs `work` on a thread of its own.
    ///
    /// # Errors
    /// `busy` when no place gets free in time, `timed_out` when the work takes too long; its place is free
    /// again only when the work has really ended, so that given-up questions cannot pile up.
    pub(crate) async fn run<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let place = timeout(self.patience, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else {
            return Err(ApiError::new(ErrorCode::Busy));
        };
        let running = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(place);
            answer
        });
        match timeout(self.patience, running).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(cause)) => Err(ApiError::internal(&cause)),
            Err(_) => Err(ApiError::new(ErrorCode::TimedOut)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn a_question_that_finds_no_place_is_told_so() {
        let desk = Desk::new(1, Duration::from_millis(20));
        let (release, wait) = mpsc::channel::<()>();
        let first = desk.run(move || wait.recv().is_ok()).await;
        assert_eq!(first.expect_err("too slow").code(), ErrorCode::TimedOut);
        // The first question still runs, so its place is not free.
        assert_eq!(desk.run(|| ()).await.expect_err("no place").code(), ErrorCode::Busy);
        release.send(()).expect("still running");
    }
}
