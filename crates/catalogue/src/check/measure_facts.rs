//! The fact of every measure exists, and has an interval where states are asked for.

use crate::definition::{Measure, MeasureKind, MostUsed};
use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (name, measure) in &draft.item.metric.measures {
            let path = draft.item.measure_paths.get(name).map_or("", String::as_str);
            problems.extend(problem(drafts, draft, measure, path));
        }
        for (name, parameter) in &draft.item.metric.parameters {
            let most_used = parameter.most_used.as_ref();
            problems.extend(most_used.and_then(|most_used| most_used_problem(drafts, draft, name, most_used)));
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

/// The fact whose values are counted exists and has the columns.
fn most_used_problem(
    drafts: &Drafts,
    draft: &Draft<MetricDraft>,
    parameter: &str,
    most_used: &MostUsed,
) -> Option<Problem> {
    let path = |key: &str| format!("parameters.{parameter}.most_used.{key}");
    let Some(fact) = drafts.fact(&most_used.fact) else {
        let known = drafts.facts.keys().map(String::as_str);
        let name = most_used.fact.as_str();
        return Some(draft.problem(ProblemCode::UnknownFact, &path("fact")).with("fact", name).nearest(name, known));
    };
    let columns = [("at", &most_used.at), ("column", &most_used.column)];
    let mut columns = columns.into_iter().chain(most_used.per.as_ref().map(|per| ("per", per)));
    let (key, name) = columns.find(|(_, name)| fact.column(name).is_none())?;
    let known = fact.columns.iter().map(|column| column.name.as_str());
    let problem = draft.problem(ProblemCode::UnknownColumn, &path(key)).with("column", name).with("table", &fact.name);
    Some(problem.nearest(name, known))
}
