//! Every metric has worked examples: a definition nobody has tried on paper is not understood.

use crate::drafts::Drafts;
use crate::problem::{Problem, ProblemCode};

const FEWEST: usize = 2;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.metrics.values() {
        let found = draft.item.metric.examples.len();
        if found < FEWEST {
            problems.push(
                draft
                    .problem(ProblemCode::TooFewExamples, "examples")
                    .with("found", found.to_string())
                    .with("needed", FEWEST.to_string()),
            );
        }
    }
}
