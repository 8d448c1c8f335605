//! Members that stand whole in one part: what decides about them is asked of members, not of their rows.

use super::Frame;
use super::filter::{Bound, every};

/// How members are chosen.
pub(super) struct Whole<'w, 'q, 'a> {
    pub(super) frame: &'w Frame<'q, 'a>,
    /// What a column says of a member, over its rows.
    pub(super) of: &'w dyn Fn(&str) -> String,
    /// The column whose filters are asked of rows all the same.
    pub(super) of_rows: Option<&'w str>,
}

impl Whole<'_, '_, '_> {
    /// Filters that are asked of members, with their places among all.
    fn of_members(&self) -> impl Iterator<Item = (usize, &Bound)> {
        let asked = |bound: &Bound| bound.column.as_deref().is_some_and(|column| Some(column) != self.of_rows);
        self.frame.bound.iter().enumerate().filter(move |(_, bound)| asked(bound))
    }

    /// What the filters look at, a column each.
    pub(super) fn filtered(&self) -> String {
        let column = |(position, bound): (usize, &Bound)| {
            bound.column.as_deref().map(|column| format!(", {} AS filtered_{position}", (self.of)(column)))
        };
        self.of_members().filter_map(column).collect()
    }

    /// The filters, over the members.
    pub(super) fn members_that_fit(&self) -> String {
        every(self.of_members().map(|(position, bound)| bound.over(&format!("m.filtered_{position}"))))
    }

    /// The viewer's rules, and the filters that are asked of rows or cannot be asked.
    pub(super) fn rows_that_fit(&self) -> String {
        let asked = |bound: &&Bound| bound.column.as_deref().is_none_or(|column| Some(column) == self.of_rows);
        let rules = std::iter::once(self.frame.rules.clone());
        every(rules.chain(self.frame.bound.iter().filter(asked).map(Bound::over_rows)))
    }
}
