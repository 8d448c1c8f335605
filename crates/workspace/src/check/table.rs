//! Canonical rows as a record batch of their table.

use super::cell::Cell;
use super::given::Row;
use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use model::canonical::{ColumnKind, Entity};
use std::sync::Arc;
use store::{StoreError, arrow_schema, table_columns};

/// The rows with all columns of the entity's table, in its order.
pub(super) fn batch(entity: &Entity, rows: &[Row]) -> Result<RecordBatch, StoreError> {
    let columns = table_columns(entity)
        .into_iter()
        .map(|column| array(column.kind, rows.iter().map(|row| row.get(&column.name))))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(RecordBatch::try_new(Arc::new(arrow_schema(entity)), columns)?)
}

macro_rules! values {
    ($cells:expr, $kind:path) => {
        $cells.map(|cell| match cell {
            Some($kind(value)) => Some(value.clone()),
            _ => None,
        })
    };
}

fn array<'rows>(kind: ColumnKind, cells: impl Iterator<Item = Option<&'rows Cell>>) -> Result<ArrayRef, StoreError> {
    Ok(match kind {
        ColumnKind::Text | ColumnKind::Reference(_) | ColumnKind::Json => {
            Arc::new(values!(cells, Cell::Text).collect::<StringArray>())
        }
        ColumnKind::Integer | ColumnKind::Money => Arc::new(values!(cells, Cell::Integer).collect::<Int64Array>()),
        ColumnKind::Decimal | ColumnKind::Rate => {
            let (precision, scale) = kind.digits().unwrap_or_default();
            let numbers = values!(cells, Cell::Decimal).collect::<Decimal128Array>();
            Arc::new(numbers.with_precision_and_scale(precision, scale)?)
        }
        ColumnKind::Date => Arc::new(values!(cells, Cell::Date).collect::<Date32Array>()),
        ColumnKind::Instant => Arc::new(values!(cells, Cell::Instant).collect::<TimestampMicrosecondArray>()),
        ColumnKind::Boolean => Arc::new(values!(cells, Cell::Boolean).collect::<BooleanArray>()),
    })
}
