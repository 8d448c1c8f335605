//! An agreement with a date on which it must be renewed.

use super::{Column, ColumnKind, Entity};

/// An agreement with a date on which it must be renewed.
pub(super) static ENTITY: Entity = Entity {
    name: "contract",
    meaning: "An agreement with a date on which it must be renewed.",
    columns: &[
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the customer's organization"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the customer"),
        Column::optional("subscription_id", ColumnKind::Reference("subscription"), "the subscription it covers"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who looks after it"),
        Column::optional("plan", ColumnKind::Text, "plan"),
        Column::required("renewal_due_on", ColumnKind::Date, "when it must be renewed"),
        Column::optional("renewed_at", ColumnKind::Instant, "when it was"),
        Column::optional("monthly_amount", ColumnKind::Money, "recurring value a month that was due"),
        Column::optional("renewed_monthly_amount", ColumnKind::Money, "recurring value a month after renewal"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
    ],
};
