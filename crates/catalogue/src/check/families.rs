//! Own metrics lie in a family that the program knows: another has no name in any language.

use crate::drafts::Drafts;
use crate::problem::{Problem, ProblemCode};
use std::collections::BTreeSet;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    let shipped = drafts.written_metrics().filter(|draft| draft.item.metric.own.is_none());
    let known: BTreeSet<&str> = shipped.map(|draft| draft.item.metric.family.as_str()).collect();
    for draft in drafts.written_metrics().filter(|draft| draft.item.metric.own.is_some()) {
        let family = draft.item.metric.family.as_str();
        if !family.is_empty() && !known.contains(family) {
            let problem = draft.problem(ProblemCode::UnknownFamily, "family");
            problems.push(problem.with("family", family).nearest(family, known.iter().copied()));
        }
    }
}
