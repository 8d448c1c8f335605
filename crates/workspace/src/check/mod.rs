//! Runs the worked examples of the catalogue on the real engine.
//!
//! An example says which rows are given, which period is asked about and what the metric gives. The rows
//! go into an empty store, customers are resolved, the facts that the metric needs are derived, and the
//! answer of the ordinary query is compared with what is written.

mod bench;
mod cell;
mod compare;
mod fault;
mod given;
mod result;
mod settings;
mod table;

pub use fault::CheckFault;
pub use result::{CheckOutcome, CheckResult};

use bench::Bench;
use catalogue::definition::{Catalogue, Example, Metric};
use store::{Store, StoreError};

/// A way to open an empty store.
pub type EmptyStore<'a> = dyn Fn() -> Result<Box<dyn Store>, StoreError> + 'a;

/// Runs every example of the metrics that `wanted` lets through, in the order of their ids; `each` is told
/// every result as it comes.
///
/// # Errors
/// When the store does not open, or the facts of the catalogue cannot be made. What goes wrong in one
/// example is the result of that example.
pub fn check_examples(
    catalogue: &Catalogue,
    wanted: &dyn Fn(&Metric) -> bool,
    open_store: &EmptyStore<'_>,
    each: &mut dyn FnMut(&CheckResult),
) -> Result<Vec<CheckResult>, CheckFault> {
    let mut bench = Bench::new(catalogue, open_store()?)?;
    let mut results = Vec::new();
    for metric in catalogue.metrics.values().filter(|metric| wanted(metric)) {
        for example in &metric.examples {
            let result = CheckResult::of(metric, example, outcome(&mut bench, metric, example));
            each(&result);
            results.push(result);
        }
    }
    Ok(results)
}

fn outcome(bench: &mut Bench<'_>, metric: &Metric, example: &Example) -> Result<CheckOutcome, CheckFault> {
    let settings = settings::of(example)?;
    let rows = given::rows(example, &settings)?;
    let found = bench.answer(metric, example, &settings, &rows)?;
    Ok(compare::outcome(example, &found))
}
