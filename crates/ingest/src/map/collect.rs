//! Canonical rows of one entity, collected into Arrow columns; each id once.

use super::convert::Canonical;
use arrow::array::{
    ArrayRef, BooleanArray, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, RecordBatch, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{DataType, Field, Schema};
use model::canonical::{ColumnKind, Entity, day_column};
use std::collections::HashMap;
use std::sync::Arc;
use store::arrow_type;

/// The rows of one entity within one group of batches.
pub(crate) struct CanonicalRows {
    entity: &'static Entity,
    builders: Vec<Builder>,
    seen: HashMap<Box<str>, Seen>,
    /// False for a row that a newer version of the same id replaced.
    current: Vec<bool>,
}

struct Seen {
    row: usize,
    content: [u8; 16],
    updated_at: Option<i64>,
}

/// What every row carries besides its entity's own columns.
pub(crate) struct RowHead<'a> {
    pub(crate) id: String,
    pub(crate) source_id: &'a str,
    pub(crate) external_id: &'a str,
    pub(crate) batch_sequence: i64,
    pub(crate) content: [u8; 16],
    pub(crate) updated_at: Canonical<'a>,
    pub(crate) deleted_at: Canonical<'a>,
    pub(crate) attributes: Option<String>,
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder),
    Day(Date32Builder),
    Instant(TimestampMicrosecondBuilder, Date32Builder),
    Boolean(BooleanBuilder),
}

impl CanonicalRows {
    pub(crate) fn new(entity: &'static Entity) -> Self {
        let builders = entity.all_columns().map(|column| Builder::new(column.kind)).collect();
        Self { entity, builders, seen: HashMap::new(), current: Vec::new() }
    }

    /// Adds a row; the same content under the same id is one row, and of two versions the newer stays:
    /// by the source's `updated_at`, then by the order in which they came.
    pub(crate) fn add(&mut self, head: RowHead<'_>, values: &[Canonical<'_>]) {
        let updated_at = match head.updated_at {
            Canonical::Instant(at, day) => at.or(Some(i64::from(day) * 86_400_000_000)),
            _ => None,
        };
        let row = self.current.len();
        if let Some(seen) = self.seen.get_mut(head.id.as_str()) {
            if seen.content == head.content || updated_at < seen.updated_at {
                return;
            }
            if let Some(older) = self.current.get_mut(seen.row) {
                *older = false;
            }
            *seen = Seen { row, content: head.content, updated_at };
        } else {
            let seen = Seen { row, content: head.content, updated_at };
            self.seen.insert(head.id.as_str().into(), seen);
        }
        self.current.push(true);
        self.push_all(head, values);
    }

    fn push_all(&mut self, head: RowHead<'_>, values: &[Canonical<'_>]) {
        // Without copies: every row of every file passes here.
        let common = [
            Canonical::Text(head.id.into()),
            Canonical::Text(head.source_id.into()),
            Canonical::Text(head.external_id.into()),
            Canonical::Integer(head.batch_sequence),
            Canonical::Text(hexadecimal(&head.content).into()),
            head.updated_at,
            head.deleted_at,
            head.attributes.map_or(Canonical::Null, |attributes| Canonical::Text(attributes.into())),
        ];
        for (builder, value) in self.builders.iter_mut().zip(common.iter().chain(values)) {
            builder.push(value);
        }
    }

    /// The rows as one batch: all columns of the entity in order, each instant followed by its day.
    pub(crate) fn finish(mut self) -> Result<(&'static Entity, RecordBatch), arrow::error::ArrowError> {
        let mut fields = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for (builder, column) in self.builders.iter_mut().zip(self.entity.all_columns()) {
            let (array, day) = builder.finish();
            fields.push(Field::new(column.name, array.data_type().clone(), true));
            arrays.push(array);
            if let Some(day) = day {
                fields.push(Field::new(day_column(column.name), DataType::Date32, true));
                arrays.push(day);
            }
        }
        let rows = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?;
        if self.current.iter().all(|current| *current) {
            return Ok((self.entity, rows));
        }
        Ok((self.entity, filter_record_batch(&rows, &BooleanArray::from(self.current))?))
    }
}

impl Builder {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text | ColumnKind::Reference(_) | ColumnKind::Json => Builder::Text(StringBuilder::new()),
            ColumnKind::Integer | ColumnKind::Money => Builder::Integer(Int64Builder::new()),
            ColumnKind::Decimal | ColumnKind::Rate => {
                Builder::Decimal(Decimal128Builder::new().with_data_type(arrow_type(kind)))
            }
            ColumnKind::Date => Builder::Day(Date32Builder::new()),
            ColumnKind::Instant => Builder::Instant(TimestampMicrosecondBuilder::new(), Date32Builder::new()),
            ColumnKind::Boolean => Builder::Boolean(BooleanBuilder::new()),
        }
    }

    /// Values fit their builder by construction; anything else counts as no value.
    fn push(&mut self, value: &Canonical<'_>) {
        match (self, value) {
            (Builder::Text(builder), Canonical::Text(text)) => builder.append_value(text),
            (Builder::Text(builder), _) => builder.append_null(),
            (Builder::Integer(builder), Canonical::Integer(number)) => builder.append_value(*number),
            (Builder::Integer(builder), _) => builder.append_null(),
            (Builder::Decimal(builder), Canonical::Decimal(number)) => builder.append_value(*number),
            (Builder::Decimal(builder), _) => builder.append_null(),
            (Builder::Day(builder), Canonical::Day(day)) => builder.append_value(*day),
            (Builder::Day(builder), _) => builder.append_null(),
            (Builder::Instant(instants, days), Canonical::Instant(at, day)) => {
                instants.append_option(*at);
                days.append_value(*day);
            }
            (Builder::Instant(instants, days), _) => {
                instants.append_null();
                days.append_null();
            }
            (Builder::Boolean(builder), Canonical::Boolean(value)) => builder.append_value(*value),
            (Builder::Boolean(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> (ArrayRef, Option<ArrayRef>) {
        match self {
            Builder::Text(builder) => (Arc::new(builder.finish()), None),
            Builder::Integer(builder) => (Arc::new(builder.finish()), None),
            Builder::Decimal(builder) => (Arc::new(builder.finish()), None),
            Builder::Day(builder) => (Arc::new(builder.finish()), None),
            Builder::Instant(instants, days) => (Arc::new(instants.finish()), Some(Arc::new(days.finish()))),
            Builder::Boolean(builder) => (Arc::new(builder.finish()), None),
        }
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(*bytes))
}
