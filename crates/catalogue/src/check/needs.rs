//! `needs:` names entities and columns of the canonical model, or rows of one kind: `sales_document.kind=return`.

use crate::drafts::Drafts;
use crate::problem::{Problem, ProblemCode};
use model::canonical;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (position, need) in draft.item.metric.needs.iter().enumerate() {
            for need in alternatives(need).filter(|need| !exists(need)) {
                let known = known(need);
                let problem = draft.problem(ProblemCode::UnknownNeed, &format!("needs.{position}"));
                problems.push(problem.with("need", need).nearest(need, known.iter().map(String::as_str)));
            }
        }
    }
}

/// The entities or columns of which one is enough: `subscription | sales_document`.
pub fn alternatives(need: &str) -> impl Iterator<Item = &str> {
    need.split('|').map(str::trim)
}

fn exists(need: &str) -> bool {
    match need.split_once('.') {
        Some((entity, column)) => canonical::entity(entity).is_some_and(|entity| match column.split_once('=') {
            Some(("kind", word)) => entity.kinds().any(|kind| kind == word),
            Some(_) => false,
            None => entity.column(column).is_some(),
        }),
        None => canonical::entity(need).is_some(),
    }
}

/// The names that could have been meant: the columns of a known entity, else all entities and columns.
fn known(need: &str) -> Vec<String> {
    let written = need.split('.').next().unwrap_or(need);
    canonical::ENTITIES
        .iter()
        .filter(|entity| canonical::entity(written).is_none() || entity.name == written)
        .flat_map(|entity| {
            let columns = entity.all_columns().map(|column| format!("{}.{}", entity.name, column.name));
            let kinds = entity.kinds().map(|kind| format!("{}.kind={kind}", entity.name));
            std::iter::once(entity.name.to_owned()).chain(columns).chain(kinds)
        })
        .collect()
}
