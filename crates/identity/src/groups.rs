//! Records that belong together, as a forest whose roots are the earliest records.

use std::collections::BTreeMap;

/// A value held by more records than this identifies nobody.
pub(crate) const MOST_HOLDERS: usize = 5;

/// Groups over the positions `0..n`; the survivor of a group is its smallest position.
pub(crate) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    /// Everybody alone.
    pub(crate) fn alone(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    /// The survivor of the group of `member`.
    pub(crate) fn survivor(&mut self, member: usize) -> usize {
        let mut at = member;
        while let Some(&above) = self.parent.get(at).filter(|above| **above != at) {
            let next = self.parent.get(above).copied().unwrap_or(above);
            if let Some(parent) = self.parent.get_mut(at) {
                *parent = next;
            }
            at = next;
        }
        at
    }

    /// Puts all of them into one group.
    pub(crate) fn join(&mut self, members: &[usize]) {
        for pair in members.windows(2) {
            if let [one, other] = *pair {
                let (one, other) = (self.survivor(one), self.survivor(other));
                if let Some(parent) = self.parent.get_mut(one.max(other)) {
                    *parent = one.min(other);
                }
            }
        }
    }
}

/// The positions that hold each value, for values with two to [`MOST_HOLDERS`] holders.
pub(crate) fn shared<K: Ord>(values: impl Iterator<Item = Option<K>>) -> Vec<Vec<usize>> {
    let mut holders: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (position, value) in values.enumerate() {
        if let Some(value) = value {
            holders.entry(value).or_default().push(position);
        }
    }
    holders.into_values().filter(|holders| (2..=MOST_HOLDERS).contains(&holders.len())).collect()
}
