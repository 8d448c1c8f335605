//! The checks that look beyond one file, each in a file of its own.

mod boards;
mod calculator;
mod columns;
mod cycles;
mod examples;
mod expressions;
mod fact_header;
mod fact_references;
mod families;
mod measure_facts;
mod metric_references;
mod money;
mod needs;
mod parameters;
mod slices;
mod told_by;

use crate::drafts::Drafts;
use crate::problem::Problem;

/// Adds what is wrong to `problems`.
pub use needs::alternatives;

pub(crate) fn run(drafts: &Drafts, problems: &mut Vec<Problem>) {
    let checks = [
        fact_header::check,
        fact_references::check,
        measure_facts::check,
        families::check,
        columns::check,
        parameters::check,
        slices::check,
        told_by::check,
        needs::check,
        metric_references::check,
        money::check,
        examples::check,
        boards::check,
        calculator::check,
    ];
    for check in checks {
        check(drafts, problems);
    }
}
