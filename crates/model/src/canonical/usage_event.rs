//! Something a user did in a system: an employee in the CRM.

use super::{Column, ColumnKind, Entity, words};

/// Something a user did in a system: an employee in the CRM.
pub(super) static ENTITY: Entity = Entity {
    name: "usage_event",
    meaning: "Something a user did in a system: an employee in the CRM.",
    columns: &[
        Column::optional("employee_id", ColumnKind::Reference("employee"), "which employee"),
        Column::optional("user_name", ColumnKind::Text, "the user as the system knows them"),
        Column::optional("team", ColumnKind::Text, "their team"),
        Column::required("occurred_at", ColumnKind::Instant, "when"),
        Column::required("kind", ColumnKind::Text, "login, create, update, log, report, view or api")
            .only(words::USAGE_KIND),
        Column::optional("object", ColumnKind::Text, "what it was done to"),
        Column::optional("count", ColumnKind::Integer, "how many"),
        Column::optional("is_bulk", ColumnKind::Boolean, "part of a bulk import"),
    ],
};
