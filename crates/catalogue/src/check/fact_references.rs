//! Facts that read other facts: they exist and do not go in circles.

use super::cycles;
use crate::definition::Fact;
use crate::drafts::{Draft, Drafts};
use crate::problem::{Problem, ProblemCode};
use std::collections::BTreeMap;

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.facts.values() {
        let unknown = facts_read(draft).filter(|name| !drafts.has_file("facts", name));
        problems.extend(unknown.map(|name| {
            let known = drafts.facts.keys().map(String::as_str);
            draft.problem(ProblemCode::UnknownFact, "").with("fact", name).nearest(name, known)
        }));
    }
    let references: BTreeMap<String, Vec<String>> = drafts
        .facts
        .iter()
        .map(|(name, draft)| (name.clone(), facts_read(draft).map(str::to_owned).collect()))
        .collect();
    for (name, path) in cycles::find(&references) {
        let draft = drafts.facts.get(&name);
        problems.extend(draft.map(|draft| draft.problem(ProblemCode::CyclicFacts, "fact").with("path", path)));
    }
}

fn facts_read(draft: &Draft<Fact>) -> impl Iterator<Item = &str> {
    draft.item.reads.iter().filter_map(|read| read.strip_prefix("fact."))
}
