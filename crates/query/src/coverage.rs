//! Which canonical columns have values at all: what a metric needs and does not have.

use crate::error::QueryError;
use crate::rows::Rows;
use catalogue::alternatives;
use std::collections::BTreeSet;
use store::Store;

/// Entities and columns with at least one value.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    filled: BTreeSet<String>,
}

impl Coverage {
    pub(crate) fn read(store: &dyn Store) -> Result<Self, QueryError> {
        let sql = "SELECT entity, column_name FROM meta.coverage WHERE filled > 0";
        let mut filled = BTreeSet::new();
        for row in Rows::of(&store.query(sql, &[])?)?.iter() {
            let (entity, column) = (row.text(0).unwrap_or_default(), row.text(1).unwrap_or_default());
            filled.insert(if column.is_empty() { entity.to_owned() } else { format!("{entity}.{column}") });
        }
        Ok(Self { filled })
    }

    /// Whether there is anything of `entity` or `entity.column`, or of one of several that do as well.
    pub(crate) fn has(&self, need: &str) -> bool {
        alternatives(need).any(|one| self.filled.contains(one))
    }
}
