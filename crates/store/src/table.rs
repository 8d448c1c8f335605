//! The columns of a canonical table as they lie in the store.

use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use model::canonical::{ColumnKind, Entity, day_column};

/// One column of a canonical table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Name.
    pub name: String,
    /// What its values are.
    pub kind: ColumnKind,
}

/// The columns of an entity's table in order: the common ones, then its own; every instant is
/// followed by its day.
pub fn table_columns(entity: &Entity) -> Vec<TableColumn> {
    let mut columns = Vec::new();
    for column in entity.all_columns() {
        columns.push(TableColumn { name: column.name.to_owned(), kind: column.kind });
        if column.kind == ColumnKind::Instant {
            columns.push(TableColumn { name: day_column(column.name), kind: ColumnKind::Date });
        }
    }
    columns
}

/// The shape of the rows that are appended to or read from an entity's table.
pub fn arrow_schema(entity: &Entity) -> Schema {
    let fields = table_columns(entity).into_iter().map(|column| Field::new(column.name, arrow_type(column.kind), true));
    Schema::new(fields.collect::<Vec<_>>())
}

/// The Arrow type of a kind of column; instants are UTC microseconds without a zone.
pub fn arrow_type(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Text | ColumnKind::Reference(_) | ColumnKind::Json => DataType::Utf8,
        ColumnKind::Integer | ColumnKind::Money => DataType::Int64,
        ColumnKind::Decimal => DataType::Decimal128(18, 6),
        ColumnKind::Rate => DataType::Decimal128(24, 12),
        ColumnKind::Date => DataType::Date32,
        ColumnKind::Instant => DataType::Timestamp(TimeUnit::Microsecond, None),
        ColumnKind::Boolean => DataType::Boolean,
    }
}
