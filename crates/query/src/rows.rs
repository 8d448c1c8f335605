//! Rows out of Arrow batches, cell by cell.

use crate::error::QueryError;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type};
use arrow::record_batch::RecordBatch;
use store::StoreError;

/// Batches whose cells can be read as text or whole numbers.
pub(crate) struct Rows {
    batches: Vec<Vec<Column>>,
    lengths: Vec<usize>,
}

enum Column {
    Integer(ArrayRef),
    Text(ArrayRef),
}

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [Column],
    position: usize,
}

impl Rows {
    /// Whole numbers stay numbers, everything else becomes text.
    pub(crate) fn of(batches: &[RecordBatch]) -> Result<Self, QueryError> {
        let columns = |batch: &RecordBatch| batch.columns().iter().map(column).collect::<Result<Vec<_>, _>>();
        Ok(Self {
            batches: batches.iter().map(columns).collect::<Result<_, StoreError>>()?,
            lengths: batches.iter().map(RecordBatch::num_rows).collect(),
        })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.batches
            .iter()
            .zip(&self.lengths)
            .flat_map(|(columns, length)| (0..*length).map(move |position| Row { columns, position }))
    }
}

fn column(array: &ArrayRef) -> Result<Column, StoreError> {
    match array.data_type() {
        kind if kind.is_integer() => Ok(Column::Integer(cast(array, &DataType::Int64)?)),
        _ => Ok(Column::Text(cast(array, &DataType::Utf8)?)),
    }
}

impl<'a> Row<'a> {
    /// A text, or none where the cell is empty or holds a number.
    pub(crate) fn text(&self, column: usize) -> Option<&'a str> {
        match self.columns.get(column)? {
            Column::Text(array) if array.is_valid(self.position) => Some(array.as_string::<i32>().value(self.position)),
            _ => None,
        }
    }

    /// A whole number, or none where the cell is empty or holds a text.
    pub(crate) fn integer(&self, column: usize) -> Option<i64> {
        match self.columns.get(column)? {
            Column::Integer(array) if array.is_valid(self.position) => {
                Some(array.as_primitive::<Int64Type>().value(self.position))
            }
            _ => None,
        }
    }

    /// A count; empty is none of them.
    pub(crate) fn count(&self, column: usize) -> u64 {
        self.integer(column).and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
    }
}
