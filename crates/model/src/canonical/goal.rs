//! A target for a metric in a period.

use super::{Column, ColumnKind, Entity};

/// A target for a metric in a period.
pub(super) static ENTITY: Entity = Entity {
    name: "goal",
    meaning: "A target for a metric in a period.",
    columns: &[
        Column::required("metric", ColumnKind::Text, "metric id"),
        Column::optional("employee_id", ColumnKind::Reference("employee"), "whose"),
        Column::optional("team", ColumnKind::Text, "which team's"),
        Column::required("period_start_on", ColumnKind::Date, "first day"),
        Column::required("period_end_on", ColumnKind::Date, "last day"),
        Column::required("target", ColumnKind::Decimal, "the number to reach; money in major units"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code when it is money"),
    ],
};
