//! One file brought in, as the ledger remembers it. Written by the program, never mapped from a file.

use super::{Column, ColumnKind, Entity, IMPORT_RUN};

/// One file brought in.
pub(super) static ENTITY: Entity = Entity {
    name: IMPORT_RUN,
    meaning: "One file that was brought in.",
    columns: &[
        Column::required("delivered_by", ColumnKind::Text, "the source it came from"),
        Column::required("object", ColumnKind::Text, "kind of row at the source"),
        Column::required("file_name", ColumnKind::Text, "what the file was called"),
        Column::required("status", ColumnKind::Text, "running, finished, failed or interrupted"),
        Column::required("started_at", ColumnKind::Instant, "when it began"),
        Column::optional("finished_at", ColumnKind::Instant, "when it ended"),
        Column::required("rows_read", ColumnKind::Integer, "rows of the file, good and bad"),
        Column::required("rows_rejected", ColumnKind::Integer, "of these, left out with a reason"),
    ],
};
