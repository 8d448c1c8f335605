//! A deal entering a stage, with its value at that moment.

use super::{Column, ColumnKind, Entity, words};

/// A deal entering a stage, with its value at that moment.
pub(super) static ENTITY: Entity = Entity {
    name: "opportunity_stage_event",
    meaning: "A deal entering a stage, with its value at that moment.",
    columns: &[
        Column::required("opportunity_id", ColumnKind::Reference("opportunity"), "the deal"),
        Column::optional("from_stage", ColumnKind::Text, "stage it left"),
        Column::required("to_stage", ColumnKind::Text, "stage it entered"),
        Column::required("status", ColumnKind::Text, "open, won, lost or disqualified from this moment on")
            .only(words::DEAL_STATUS),
        Column::required("changed_at", ColumnKind::Instant, "when"),
        Column::optional("changed_by_id", ColumnKind::Reference("employee"), "who did it"),
        Column::optional("amount", ColumnKind::Money, "value from this moment on"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("probability_percent", ColumnKind::Decimal, "chance from this moment on, 0 to 100")
            .between(0, 100),
        Column::optional("origin", ColumnKind::Text, "source (the system's own history) or snapshot (seen by us)"),
    ],
};
