//! Circles among things that refer to each other by name.

use std::collections::{BTreeMap, BTreeSet};

/// For every name on a circle that begins with the smallest of its names: the way around, `a → b → a`.
pub(super) fn find(references: &BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    references
        .keys()
        .filter_map(|start| {
            let way = way_back(references, start)?;
            let is_first = way.iter().all(|name| start <= name);
            is_first.then(|| (start.clone(), [way.as_slice(), std::slice::from_ref(start)].concat().join(" → ")))
        })
        .collect()
}

/// The shortest way from a name back to itself, by breadth first.
fn way_back(references: &BTreeMap<String, Vec<String>>, start: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let next = way.last().and_then(|last| references.get(last)).map_or(&[][..], Vec::as_slice);
            if next.iter().any(|name| name == start) {
                return Some(way);
            }
            for name in next.iter().filter(|name| seen.insert((*name).clone())) {
                longer.push([way.as_slice(), std::slice::from_ref(name)].concat());
            }
        }
        ways = longer;
    }
    None
}
