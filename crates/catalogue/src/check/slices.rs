//! Slices: known dimensions that the fact of every measure has, also of the metrics a metric is computed from.

use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::problem::{Problem, ProblemCode};
use std::collections::BTreeSet;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (position, dimension) in draft.item.metric.slices.iter().enumerate() {
            let path = format!("slices.{position}");
            if !drafts.has_file("dimensions", dimension) {
                let known = drafts.dimensions.keys().map(String::as_str);
                let problem = draft.problem(ProblemCode::UnknownDimension, &path);
                problems.push(problem.with("dimension", dimension).nearest(dimension, known));
                continue;
            }
            problems.extend(missing(drafts, draft, dimension).map(|(measure, fact)| {
                draft
                    .problem(ProblemCode::SliceNotOnFact, &path)
                    .with("dimension", dimension)
                    .with("measure", measure)
                    .with("fact", fact)
            }));
        }
        for (name, measure) in &draft.item.metric.measures {
            let path = draft.item.measure_paths.get(name).map_or("", String::as_str);
            let unknown = measure.of_all.along().iter().filter(|dimension| !drafts.has_file("dimensions", dimension));
            problems.extend(unknown.map(|dimension| {
                let known = drafts.dimensions.keys().map(String::as_str);
                let problem = draft.problem(ProblemCode::UnknownDimension, &format!("{path}.of_all"));
                problem.with("dimension", dimension.as_str()).nearest(dimension, known)
            }));
        }
    }
}

/// The first measure whose fact lacks the dimension.
fn missing(drafts: &Drafts, draft: &Draft<MetricDraft>, dimension: &str) -> Option<(String, String)> {
    let mut seen = BTreeSet::new();
    let own = draft.item.metric.id.as_str();
    let mut open = vec![own];
    while let Some(id) = open.pop() {
        let metric = if id == own { Some(&draft.item.metric) } else { drafts.metric(id) };
        let Some(metric) = metric.filter(|_| seen.insert(id)) else {
            continue;
        };
        for (name, measure) in &metric.measures {
            let lacks = drafts.fact(&measure.fact).is_some_and(|fact| fact.dimension_column(dimension).is_none());
            if lacks && !measure.of_all.ignores(dimension) {
                let measure_name = if id == own { name.clone() } else { format!("{id}.{name}") };
                return Some((measure_name, measure.fact.clone()));
            }
        }
        open.extend(metric.value.metrics());
    }
    None
}
