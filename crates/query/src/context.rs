//! What a query runs on: store, catalogue, settings, and the answers it remembers.

use crate::alerts::AlertsAnswer;
use crate::answer::{BoardAnswer, MetricAnswer, UnknownValue};
use crate::modelled::{FitCache, FitKey, Fitted};
use crate::request::Request;
use crate::scope::Scope;
use catalogue::definition::Catalogue;
use model::aims::Aims;
use model::settings::WorkspaceSettings;
use moka::sync::Cache;
use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;
use store::Store;

/// Everything a query needs apart from the viewer and the question.
#[derive(Clone, Copy)]
pub struct QueryContext<'a> {
    /// The analytical store.
    pub store: &'a dyn Store,
    /// Facts, metrics, dimensions and boards.
    pub catalogue: &'a Catalogue,
    /// Zone, currency and the other decisions of the workspace.
    pub settings: &'a WorkspaceSettings,
    /// Version of the data; grows with every change.
    pub data_version: u64,
    /// Goals, benchmarks and thresholds, if any.
    pub aims: Option<&'a Aims>,
    /// Remembered answers, if any.
    pub cache: Option<&'a AnswerCache>,
    /// Metrics that the store is known to fail on; they are left out of statements.
    pub(crate) failing: Option<&'a BTreeSet<String>>,
    /// Keys of the goals that are asked about, whenever they run; else those of the day of the question.
    pub(crate) only_goals: Option<&'a BTreeSet<String>>,
}

impl<'a> QueryContext<'a> {
    /// A context without remembered answers.
    pub fn new(
        store: &'a dyn Store,
        catalogue: &'a Catalogue,
        settings: &'a WorkspaceSettings,
        data_version: u64,
    ) -> Self {
        Self { store, catalogue, settings, data_version, aims: None, cache: None, failing: None, only_goals: None }
    }

    /// The same with what metrics are held against.
    #[must_use]
    pub fn with_aims(mut self, aims: &'a Aims) -> Self {
        self.aims = Some(aims);
        self
    }

    /// The same with remembered answers.
    #[must_use]
    pub fn with_cache(mut self, cache: &'a AnswerCache) -> Self {
        self.cache = Some(cache);
        self
    }
}

/// Answers by question, viewer and data version, the least used forgotten first.
///
/// It belongs to one catalogue, one set of settings and of aims: whoever changes those makes a new cache.
pub struct AnswerCache {
    boards: Cache<Key, Arc<BoardAnswer>>,
    metrics: Cache<Key, Arc<MetricAnswer>>,
    alerts: Cache<Key, Arc<AlertsAnswer>>,
    fits: FitCache,
    unknown: Cache<ValuesKey, Arc<Vec<UnknownValue>>>,
}

type Key = (Request, Scope, u64);
/// Dimension, values, viewer, data version.
type ValuesKey = (String, Vec<String>, Scope, u64);

impl AnswerCache {
    /// A cache for that many boards and as many metrics.
    pub fn new(capacity: u64) -> Self {
        let (boards, metrics, alerts) = (Cache::new(capacity), Cache::new(capacity), Cache::new(capacity));
        Self { boards, metrics, alerts, fits: Cache::new(capacity), unknown: Cache::new(capacity) }
    }

    /// Which of some values are unknown, as far as the data of a version go.
    pub(crate) fn unknown<E>(
        &self,
        key: ValuesKey,
        compute: impl FnOnce() -> Result<Vec<UnknownValue>, E>,
    ) -> Result<Arc<Vec<UnknownValue>>, E> {
        remembered(&self.unknown, key, compute)
    }

    /// The fit of customers with that hash.
    pub(crate) fn fit(&self, customers: FitKey, compute: impl FnOnce() -> Fitted) -> Fitted {
        self.fits.get_with(customers, compute)
    }

    pub(crate) fn board<E>(
        &self,
        key: Key,
        compute: impl FnOnce() -> Result<BoardAnswer, E>,
    ) -> Result<Arc<BoardAnswer>, E> {
        remembered(&self.boards, key, compute)
    }

    pub(crate) fn alerts<E>(
        &self,
        key: Key,
        compute: impl FnOnce() -> Result<AlertsAnswer, E>,
    ) -> Result<Arc<AlertsAnswer>, E> {
        remembered(&self.alerts, key, compute)
    }

    pub(crate) fn metric<E>(
        &self,
        key: Key,
        compute: impl FnOnce() -> Result<MetricAnswer, E>,
    ) -> Result<Arc<MetricAnswer>, E> {
        remembered(&self.metrics, key, compute)
    }
}

fn remembered<K: Hash + Eq + Send + Sync + 'static, A: Send + Sync + 'static, E>(
    cache: &Cache<K, Arc<A>>,
    key: K,
    compute: impl FnOnce() -> Result<A, E>,
) -> Result<Arc<A>, E> {
    if let Some(answer) = cache.get(&key) {
        return Ok(answer);
    }
    let answer = Arc::new(compute()?);
    cache.insert(key, Arc::clone(&answer));
    Ok(answer)
}
