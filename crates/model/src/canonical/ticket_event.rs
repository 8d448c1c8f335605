//! Something that happened to a ticket.

use super::{Column, ColumnKind, Entity, words};

/// Something that happened to a ticket.
pub(super) static ENTITY: Entity = Entity {
    name: "ticket_event",
    meaning: "Something that happened to a ticket.",
    columns: &[
        Column::required("ticket_id", ColumnKind::Reference("ticket"), "the ticket"),
        Column::required("kind", ColumnKind::Text, "message, status, assignment, team or priority")
            .only(words::TICKET_EVENT_KIND),
        Column::required("occurred_at", ColumnKind::Instant, "when"),
        Column::optional("author_kind", ColumnKind::Text, "customer, agent, bot or system").only(words::AUTHOR_KIND),
        Column::optional("author_id", ColumnKind::Reference("employee"), "which employee"),
        Column::optional("is_public", ColumnKind::Boolean, "the customer could see it"),
        Column::optional("from_value", ColumnKind::Text, "status, assignee, team or priority before").only_where(
            "kind",
            "status",
            words::TICKET_VALUE,
        ),
        Column::optional("to_value", ColumnKind::Text, "the same after").only_where(
            "kind",
            "status",
            words::TICKET_VALUE,
        ),
    ],
};
