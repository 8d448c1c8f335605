//! The rows of a file in pieces of bounded size: every cell as it was written, with the line it stands on.

use crate::IngestError;
use arrow::array::{ArrayRef, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema};
use ledger::LINE_COLUMN;
use sources::files::{FileFormat, Row};
use std::sync::Arc;

/// Rows of one piece at most.
const PIECE_ROWS: usize = 50_000;
/// Text of one piece at most, in bytes; it bounds the memory whatever the rows hold.
const PIECE_BYTES: usize = 64 << 20;

/// The piece that is being filled.
pub(crate) struct Pieces {
    schema: Arc<Schema>,
    lines: Int64Builder,
    cells: Vec<StringBuilder>,
    rows: usize,
    bytes: usize,
}

impl Pieces {
    pub(crate) fn new(format: &FileFormat) -> Self {
        let mut fields = vec![Field::new(LINE_COLUMN, DataType::Int64, false)];
        fields.extend(format.columns.iter().map(|name| Field::new(name, DataType::Utf8, false)));
        Self {
            schema: Arc::new(Schema::new(fields)),
            lines: Int64Builder::new(),
            cells: format.columns.iter().map(|_| StringBuilder::new()).collect(),
            rows: 0,
            bytes: 0,
        }
    }

    pub(crate) fn take(&mut self, row: &Row<'_>) {
        self.lines.append_value(i64::try_from(row.line).unwrap_or(i64::MAX));
        for (column, builder) in self.cells.iter_mut().enumerate() {
            let cell = row.cell(column);
            self.bytes += cell.len();
            builder.append_value(cell);
        }
        self.rows += 1;
    }

    pub(crate) fn is_full(&self) -> bool {
        self.rows >= PIECE_ROWS || self.bytes >= PIECE_BYTES
    }

    /// The rows taken since the last time; none if there were none.
    pub(crate) fn finish(&mut self) -> Result<Option<RecordBatch>, IngestError> {
        if self.rows == 0 {
            return Ok(None);
        }
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.lines.finish())];
        arrays.extend(self.cells.iter_mut().map(|cells| Arc::new(cells.finish()) as ArrayRef));
        self.rows = 0;
        self.bytes = 0;
        Ok(Some(RecordBatch::try_new(Arc::clone(&self.schema), arrays)?))
    }
}
