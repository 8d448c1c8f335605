//! Every metric has worked examples: a definition nobody has tried on paper is not understood. What they are
//! filtered by are slices of the metric.

use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::problem::{Problem, ProblemCode};

const FEWEST: usize = 2;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        let found = draft.item.metric.examples.len();
        if found < FEWEST {
            problems.push(
                draft
                    .problem(ProblemCode::TooFewExamples, "examples")
                    .with("found", found.to_string())
                    .with("needed", FEWEST.to_string()),
            );
        }
        problems.extend(unknown_filters(draft));
    }
}

fn unknown_filters(draft: &Draft<MetricDraft>) -> impl Iterator<Item = Problem> {
    let slices = &draft.item.metric.slices;
    draft.item.metric.examples.iter().enumerate().flat_map(move |(position, example)| {
        example.filters.keys().filter(|dimension| !slices.contains(dimension)).map(move |dimension| {
            draft
                .problem(ProblemCode::UnknownDimension, &format!("examples.{position}.filters.{dimension}"))
                .with("dimension", dimension)
                .nearest(dimension, slices.iter().map(String::as_str))
        })
    })
}
