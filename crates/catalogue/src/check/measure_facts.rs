//! The fact of every measure exists, and has an interval where states are asked for.

use crate::definition::{Measure, MeasureKind};
use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (name, measure) in &draft.item.metric.measures {
            let path = draft.item.measure_paths.get(name).map_or("", String::as_str);
            problems.extend(problem(drafts, draft, measure, path));
        }
    }
}

fn problem(drafts: &Drafts, draft: &Draft<MetricDraft>, measure: &Measure, path: &str) -> Option<Problem> {
    let name = measure.fact.as_str();
    let path = format!("{path}.fact");
    let Some(fact) = drafts.fact(name) else {
        let known = drafts.facts.keys().map(String::as_str);
        let problem = || draft.problem(ProblemCode::UnknownFact, &path).with("fact", name).nearest(name, known);
        return (!drafts.has_file("facts", name)).then(problem);
    };
    let of_states =
        matches!(measure.kind, MeasureKind::Balance(_) | MeasureKind::Opening { .. } | MeasureKind::Cohort(_));
    (of_states && fact.interval.is_none())
        .then(|| draft.problem(ProblemCode::MissingInterval, &path).with("fact", name))
}
