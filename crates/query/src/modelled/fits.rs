//! Fits that were made already: equal customers have equal parameters, whoever asks and however.

use crate::context::AnswerCache;
use moka::sync::Cache;
use scoring::history::CustomerGroup;
use scoring::lifetime::{Lifetime, Refusal};
use std::collections::HashMap;
use std::sync::Arc;

/// A hash of the customers.
pub(crate) type FitKey = [u8; 32];
/// Parameters, or why there are none.
pub(crate) type Fitted = Arc<Result<Lifetime, Refusal>>;

/// Fits by the customers they were made of.
pub(crate) type FitCache = Cache<FitKey, Fitted>;

/// The fits of one query, with those that are remembered beyond it.
pub(crate) struct Fits<'c> {
    remembered: Option<&'c AnswerCache>,
    own: HashMap<FitKey, Fitted>,
}

impl<'c> Fits<'c> {
    pub(crate) fn new(remembered: Option<&'c AnswerCache>) -> Self {
        Self { remembered, own: HashMap::new() }
    }

    pub(crate) fn of(&mut self, groups: &[CustomerGroup]) -> Fitted {
        let key = key(groups);
        let fitted = self.own.entry(key).or_insert_with(|| match self.remembered {
            Some(cache) => cache.fit(key, || Arc::new(Lifetime::fit(groups))),
            None => Arc::new(Lifetime::fit(groups)),
        });
        Arc::clone(fitted)
    }
}

fn key(groups: &[CustomerGroup]) -> FitKey {
    let mut hasher = blake3::Hasher::new();
    for group in groups {
        let history = &group.history;
        hasher.update(&history.repeat_purchases.to_le_bytes());
        for number in [history.recency.0, history.age.0, group.mean_value, group.customers] {
            hasher.update(&number.to_le_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}
