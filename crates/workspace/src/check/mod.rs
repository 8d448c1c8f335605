//! Runs the worked examples of the catalogue on the real engine.
//!
//! An example says which rows are given, which period is asked about and what the metric gives. The rows
//! go into an empty store, customers are resolved, the facts that the metric needs are derived, and the
//! answer of the ordinary query is compared with what is written.

mod bench;
mod calculator;
mod cell;
mod company;
mod compare;
mod fault;
mod given;
mod place;
mod result;
mod settings;
mod table;

pub use calculator::check_calculator;
pub use company::Company;
pub use fault::CheckFault;
pub use given::Given;
pub use result::{CheckOutcome, CheckResult};

use bench::Bench;
use catalogue::definition::{Catalogue, Example, Metric};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use store::{Store, StoreError};

/// A way to open an empty store.
pub type EmptyStore<'a> = dyn Fn() -> Result<Box<dyn Store>, StoreError> + Sync + 'a;

/// The same, kept by a server.
pub type SharedEmptyStore = dyn Fn() -> Result<Box<dyn Store>, StoreError> + Send + Sync;

/// Stores that are worked on beside each other at most.
const MOST_BENCHES: usize = 4;

/// Runs every example of the metrics that `wanted` lets through; `each` is told every result as it comes.
/// The answer is in the order of the metrics' ids and of their files.
///
/// # Errors
/// When a store does not open, or the facts of the catalogue cannot be made. What goes wrong in one
/// example is the result of that example.
pub fn check_examples(
    catalogue: &Catalogue,
    wanted: &dyn Fn(&Metric) -> bool,
    open_store: &EmptyStore<'_>,
    each: &mut dyn FnMut(&CheckResult),
) -> Result<Vec<CheckResult>, CheckFault> {
    let metrics: Vec<&Metric> = catalogue.metrics.values().filter(|metric| wanted(metric)).collect();
    let benches = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_BENCHES).min(metrics.len());
    let next = AtomicUsize::new(0);
    let mut results: Vec<(usize, CheckResult)> = Vec::new();
    thread::scope(|scope| {
        let (sender, receiver) = channel();
        let workers: Vec<_> = (0..benches)
            .map(|_| {
                let (sender, metrics, next) = (sender.clone(), metrics.as_slice(), &next);
                scope.spawn(move || work(catalogue, metrics, next, open_store, &sender))
            })
            .collect();
        drop(sender);
        for (position, result) in receiver {
            each(&result);
            results.push((position, result));
        }
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    // The examples of one metric come from one worker, in order.
    results.sort_by_key(|(position, _)| *position);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

/// Takes one metric after the other and sends the results of its examples.
fn work(
    catalogue: &Catalogue,
    metrics: &[&Metric],
    next: &AtomicUsize,
    open_store: &EmptyStore<'_>,
    results: &Sender<(usize, CheckResult)>,
) -> Result<(), CheckFault> {
    let mut bench = Bench::new(catalogue, open_store()?)?;
    loop {
        let position = next.fetch_add(1, Ordering::Relaxed);
        let Some(metric) = metrics.get(position) else {
            return Ok(());
        };
        for example in &metric.examples {
            let result = CheckResult::of(metric, example, outcome(&mut bench, metric, example));
            // Nobody listens any more only when the caller is unwinding.
            if results.send((position, result)).is_err() {
                return Ok(());
            }
        }
    }
}

fn outcome(bench: &mut Bench<'_>, metric: &Metric, example: &Example) -> Result<CheckOutcome, CheckFault> {
    let settings = settings::of(example)?;
    let rows = given::rows(&example.given, &settings)?;
    let found = bench.answer(metric, example, &settings, &rows)?;
    Ok(compare::outcome(example, &found))
}
