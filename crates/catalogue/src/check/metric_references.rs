//! Metrics computed from other metrics: those exist, and nothing goes in circles.

use super::cycles;
use crate::drafts::Drafts;
use crate::problem::{Problem, ProblemCode};
use std::collections::BTreeMap;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        let metric = &draft.item.metric;
        for id in metric.value.metrics().into_iter().filter(|id| !drafts.has_file("metrics", id)) {
            let known = drafts.metrics.keys().chain(metric.measures.keys()).map(String::as_str);
            let problem = draft.problem(ProblemCode::UnknownMetric, "value");
            problems.push(problem.with("metric", id).nearest(id, known));
        }
    }
    let references: BTreeMap<String, Vec<String>> = drafts
        .metrics
        .iter()
        .map(|(id, draft)| (id.clone(), draft.item.metric.value.metrics().into_iter().map(str::to_owned).collect()))
        .collect();
    for (id, path) in cycles::find(&references) {
        let draft = drafts.metrics.get(&id);
        problems.extend(draft.map(|draft| draft.problem(ProblemCode::CyclicMetrics, "value").with("path", path)));
    }
}
