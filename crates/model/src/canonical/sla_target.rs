//! A promise about one ticket.

use super::{Column, ColumnKind, Entity};

/// A promise about one ticket.
pub(super) static ENTITY: Entity = Entity {
    name: "sla_target",
    meaning: "A promise about one ticket.",
    columns: &[
        Column::required("ticket_id", ColumnKind::Reference("ticket"), "the ticket"),
        Column::required("kind", ColumnKind::Text, "first_response, next_response or resolution"),
        Column::optional("policy", ColumnKind::Text, "the policy it comes from"),
        Column::required("due_at", ColumnKind::Instant, "latest moment"),
        Column::optional("met_at", ColumnKind::Instant, "when it was met"),
    ],
};
