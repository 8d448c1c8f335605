//! A cost that is not ad spend.

use super::{Column, ColumnKind, Entity, words};

/// A cost that is not ad spend.
pub(super) static ENTITY: Entity = Entity {
    name: "cost_entry",
    meaning: "A cost that is not ad spend.",
    columns: &[
        Column::required("incurred_on", ColumnKind::Date, "date or first day of the period"),
        Column::optional("period_end_on", ColumnKind::Date, "last day, when it covers a period"),
        Column::required("amount", ColumnKind::Money, "what it cost"),
        Column::required("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("category", ColumnKind::Text, "tools, payroll, agency and so on"),
        Column::required("purpose", ColumnKind::Text, "acquisition, retention, service or cogs")
            .only(words::COST_PURPOSE),
        Column::optional("channel", ColumnKind::Text, "channel it belongs to"),
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "campaign it belongs to"),
        Column::optional("employee_id", ColumnKind::Reference("employee"), "employee it belongs to"),
        Column::optional("segment", ColumnKind::Text, "customer segment it belongs to"),
        Column::optional("note", ColumnKind::Text, "free text"),
    ],
};
