//! `told_by:` names dimensions that the metric has no parts by, and metrics that have them.

use crate::definition::Metric;
use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (dimension, teller) in &draft.item.metric.told_by {
            problems.extend(problem(drafts, draft, dimension, teller));
        }
    }
}

/// Who tells has the parts itself, so that nobody is sent on from there, nor in a circle.
fn problem(drafts: &Drafts, draft: &Draft<MetricDraft>, dimension: &str, teller: &str) -> Option<Problem> {
    let metric = &draft.item.metric;
    let at = |code| draft.problem(code, &format!("told_by.{dimension}"));
    if !drafts.has_file("dimensions", dimension) {
        let known = drafts.dimensions.keys().map(String::as_str);
        return Some(at(ProblemCode::UnknownDimension).with("dimension", dimension).nearest(dimension, known));
    }
    if has(metric, dimension) {
        return Some(at(ProblemCode::DuplicateKey).with("key", dimension));
    }
    let tellers = drafts.metrics.values().map(|other| &other.item.metric).filter(|other| has(other, dimension));
    let tellers = tellers.map(|other| other.id.as_str());
    if !drafts.has_file("metrics", teller) {
        return Some(at(ProblemCode::UnknownMetric).with("metric", teller).nearest(teller, tellers));
    }
    let other = if teller == metric.id { Some(metric) } else { drafts.metric(teller) };
    let cannot = other.is_some_and(|other| !has(other, dimension));
    let problem = || at(ProblemCode::ToldWithoutSlice).with("metric", teller).with("dimension", dimension);
    cannot.then(|| problem().nearest(teller, tellers))
}

fn has(metric: &Metric, dimension: &str) -> bool {
    metric.slices.iter().any(|slice| slice == dimension)
}
