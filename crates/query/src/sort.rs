//! The order of a list.

use crate::error::{ErrorCode, QueryError};

/// A column of a list, and from which end. In addresses `revenue`, or `-revenue` for the largest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: String,
    /// The largest (the latest, the last name) first.
    pub descending: bool,
}

impl Sort {
    /// Reads what an address says.
    pub fn of(text: &str) -> Self {
        let column = text.strip_prefix('-');
        Self { column: column.unwrap_or(text).to_owned(), descending: column.is_some() }
    }

    /// The error of a list that has other columns.
    pub(crate) fn unknown<'name>(&self, known: impl Iterator<Item = &'name str> + Clone) -> QueryError {
        let allowed = known.clone().collect::<Vec<_>>().join(", ");
        QueryError::new(ErrorCode::BadValue, &self.column)
            .with("parameter", "sort")
            .with("allowed", allowed)
            .suggesting(known)
    }
}
