//! Small results as plain values.

use crate::StoreError;
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Int64Type;

/// The whole number in the first column of the first row; `None` when there is no row or no value.
///
/// # Errors
/// When the column is not a 64-bit whole number.
pub fn first_integer(batches: &[RecordBatch]) -> Result<Option<i64>, StoreError> {
    let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Ok(None) };
    integer(batch, 0, 0)
}

/// A whole number, or `None` for null.
///
/// # Errors
/// When the column is missing or not a 64-bit whole number.
pub fn integer(batch: &RecordBatch, column: usize, row: usize) -> Result<Option<i64>, StoreError> {
    let values = batch.columns().get(column).and_then(|values| values.as_primitive_opt::<Int64Type>());
    let values = values.ok_or_else(|| shape(column, "whole numbers"))?;
    Ok(values.is_valid(row).then(|| values.value(row)))
}

/// A text, or `None` for null.
///
/// # Errors
/// When the column is missing or not text.
pub fn text(batch: &RecordBatch, column: usize, row: usize) -> Result<Option<&str>, StoreError> {
    let values = batch.columns().get(column).and_then(|values| values.as_string_opt::<i32>());
    let values = values.ok_or_else(|| shape(column, "text"))?;
    Ok(values.is_valid(row).then(|| values.value(row)))
}

fn shape(column: usize, expected: &str) -> StoreError {
    StoreError::Shape { message: format!("column {column} should be {expected}") }
}
