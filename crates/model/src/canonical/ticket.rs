//! A request to the service team.

use super::{Column, ColumnKind, Entity, words};

/// A request to the service team.
pub(super) static ENTITY: Entity = Entity {
    name: "ticket",
    meaning: "A request to the service team.",
    columns: &[
        Column::optional("number", ColumnKind::Text, "number people quote"),
        Column::optional("person_id", ColumnKind::Reference("person"), "who asked"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "their organization"),
        Column::optional("assignee_id", ColumnKind::Reference("employee"), "who works on it"),
        Column::optional("team", ColumnKind::Text, "group it lies with"),
        Column::optional("channel", ColumnKind::Text, "email, phone, chat, web and so on").of(words::TICKET_CHANNEL),
        Column::optional("kind", ColumnKind::Text, "question, problem and so on"),
        Column::optional("topic", ColumnKind::Text, "what it is about"),
        Column::optional("product_id", ColumnKind::Reference("product"), "the product it is about"),
        Column::optional("product_name", ColumnKind::Text, "its name as written"),
        Column::optional("priority", ColumnKind::Text, "low, normal, high or urgent").of(words::PRIORITY),
        Column::optional("status", ColumnKind::Text, "new, open, pending, hold, solved or closed")
            .only(words::TICKET_STATUS),
        Column::optional("subject", ColumnKind::Text, "title"),
        Column::required("created_at", ColumnKind::Instant, "when it came in"),
        Column::optional("created_by", ColumnKind::Text, "customer, agent or bot").only(words::AUTHOR_KIND),
        Column::optional(
            "first_response_at",
            ColumnKind::Instant,
            "first public answer by a human, when only the summary is known",
        ),
        Column::optional("solved_at", ColumnKind::Instant, "last time it was solved, when only the summary is known"),
        Column::optional("closed_at", ColumnKind::Instant, "when it was closed for good"),
        Column::optional("merged_into_id", ColumnKind::Reference("ticket"), "the ticket it was merged into"),
        Column::optional("is_escalated", ColumnKind::Boolean, "the first level cannot solve it"),
        Column::optional("is_spam", ColumnKind::Boolean, "not a real request"),
        Column::optional("is_test", ColumnKind::Boolean, "not a real request"),
    ],
};
