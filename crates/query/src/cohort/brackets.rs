//! Columns of a table of cohorts: single buckets, or several that are taken together.

use crate::error::{ErrorCode, QueryError};

/// Buckets after joining that one column stands for; both belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// One bucket each, as many as are looked at.
pub(super) fn single(ages: u32) -> Vec<Column> {
    (0..ages).map(|age| Column { first: age, last: age }).collect()
}

/// The bucket of joining alone, then each up to one of the numbers: `3 7` are 0, 1 to 3, 4 to 7.
///
/// # Errors
/// `bad_value` for anything but whole numbers that grow, or a bucket that is not looked at.
pub(super) fn up_to(ends: &str, ages: u32) -> Result<Vec<Column>, QueryError> {
    let mut columns = vec![Column { first: 0, last: 0 }];
    let mut first = 1;
    for end in ends.split_whitespace() {
        let last = end.parse::<u32>().ok().filter(|last| (first..ages).contains(last));
        let last = last.ok_or_else(|| {
            QueryError::new(ErrorCode::BadValue, end).with("parameter", "brackets").with("allowed", "each, 3 7")
        })?;
        columns.push(Column { first, last });
        first = last + 1;
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(ends: &str) -> Option<Vec<(u32, u32)>> {
        Some(up_to(ends, 60).ok()?.into_iter().map(|column| (column.first, column.last)).collect())
    }

    #[test]
    fn each_number_ends_a_bracket() {
        assert_eq!(pairs("3 7 30"), Some(vec![(0, 0), (1, 3), (4, 7), (8, 30)]));
        assert_eq!(pairs("1 2"), Some(vec![(0, 0), (1, 1), (2, 2)]));
    }

    #[test]
    fn numbers_grow_and_lie_within_what_is_looked_at() {
        for broken in ["7 3", "3 3", "0", "60", "1.5", "-1"] {
            assert_eq!(pairs(broken), None, "{broken}");
        }
    }
}
