//! Boards show metrics that exist. A board without one of its tiles still serves.

use crate::drafts::Drafts;
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_boards() {
        for (group_position, group) in draft.item.groups.iter().enumerate() {
            for (position, id) in group.metrics.iter().enumerate() {
                if drafts.has_file("metrics", id) {
                    continue;
                }
                let path = format!("groups.{group_position}.metrics.{position}");
                let known = drafts.metrics.keys().map(String::as_str);
                let problem = draft.problem(ProblemCode::UnknownMetric, &path);
                problems.push(problem.with("metric", id).nearest(id, known));
            }
        }
    }
}
