//! The members that a model looks at, as the store gives them.

use crate::rows::Row;
use std::collections::HashMap;

/// Members that are equal in everything a model sees.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MemberRow {
    /// What the query is cut by.
    pub(crate) part: Option<String>,
    /// Purchase occasions, each on a day of its own.
    pub(crate) occasions: u32,
    /// Days from the first occasion to the last.
    pub(crate) recency_days: u32,
    /// Days from the first occasion to the end of the window.
    pub(crate) age_days: u32,
    /// Value in minor units: of all occasions, or of those after the first.
    pub(crate) value: f64,
    /// A rate is missing for some of the value.
    pub(crate) lacks_rate: bool,
    /// They are among those the question is about; the others are only what these are measured by.
    pub(crate) asked: bool,
    /// How many they are.
    pub(crate) members: u64,
}

/// Rows by plan, shape and window.
#[derive(Debug, Default)]
pub(crate) struct MemberSets {
    sets: HashMap<(usize, usize, usize), Vec<MemberRow>>,
}

impl MemberSets {
    pub(crate) fn rows(&self, plan: usize, shape: usize, window: usize) -> &[MemberRow] {
        self.sets.get(&(plan, shape, window)).map_or(&[], Vec::as_slice)
    }

    /// The columns are written by [`crate::steps::render`].
    pub(crate) fn take(&mut self, plan: usize, row: &Row<'_>) {
        let index = |column: usize| usize::try_from(row.count(column)).unwrap_or(usize::MAX);
        let days = |column: usize| u32::try_from(row.count(column)).unwrap_or(u32::MAX);
        let member = MemberRow {
            part: row.text(2).map(str::to_owned),
            occasions: days(3),
            recency_days: days(4),
            age_days: days(5),
            value: row.text(6).and_then(|text| text.parse().ok()).unwrap_or(0.0),
            lacks_rate: row.count(7) > 0,
            asked: row.count(8) > 0,
            members: row.count(9),
        };
        self.sets.entry((plan, index(0), index(1))).or_default().push(member);
    }

    /// One order for all runs: sums of floats depend on it.
    pub(crate) fn sort(&mut self) {
        for rows in self.sets.values_mut() {
            rows.sort_by(|left, right| {
                let key = |row: &MemberRow| (row.occasions, row.recency_days, row.age_days);
                key(left)
                    .cmp(&key(right))
                    .then(left.value.total_cmp(&right.value))
                    .then_with(|| left.part.cmp(&right.part))
                    .then(left.asked.cmp(&right.asked))
            });
        }
    }
}
