//! Every worked example of the shipped catalogue gives on the real engine what is written.

use catalogue::definition::Catalogue;
use store_duckdb::DuckdbStore;
use workspace::check::{CheckResult, check_calculator, check_examples};

/// `PHAROS_METRIC=aov,orders` runs the examples of some metrics.
fn wanted(metric: &str) -> bool {
    std::env::var("PHAROS_METRIC").map_or(true, |only| only.split(',').any(|one| one == metric))
}

#[test]
fn every_example_of_the_shipped_catalogue_holds() {
    let catalogue = Catalogue::embedded().catalogue;
    let open = || DuckdbStore::in_memory().map(|store| Box::new(store) as Box<dyn store::Store>);
    let results = check_examples(&catalogue, &|metric| wanted(&metric.id), &open, &mut |result| {
        println!("{}", line(result));
    })
    .expect("the facts can be made");
    let failed: Vec<String> = results.iter().filter(|result| !result.ok()).map(line).collect();
    println!("{} of {} examples hold", results.len() - failed.len(), results.len());
    assert!(!results.is_empty(), "no example was run");
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

#[test]
fn every_example_of_the_calculator_holds() {
    let results = check_calculator(&Catalogue::embedded().catalogue);
    let failed: Vec<String> = results.iter().filter(|result| !result.ok()).map(line).collect();
    assert!(results.len() > 40, "{} examples were run", results.len());
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn line(result: &CheckResult) -> String {
    let found = match &result.outcome {
        Ok(outcome) => outcome.found.clone(),
        Err(fault) => fault.to_string(),
    };
    let mark = if result.ok() { "holds" } else { "FAILS" };
    let CheckResult { metric, example, file, line, expected, .. } = result;
    format!("{mark} {metric}: {example}: expected {expected}, found {found} ({file}:{line})")
}
