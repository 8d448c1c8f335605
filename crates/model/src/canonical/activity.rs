//! Something somebody did with a customer: a call, mail, meeting.

use super::{Column, ColumnKind, Entity, words};

/// Something somebody did with a customer: a call, mail, meeting.
pub(super) static ENTITY: Entity = Entity {
    name: "activity",
    meaning: "Something somebody did with a customer: a call, mail, meeting.",
    columns: &[
        Column::required("kind", ColumnKind::Text, "call, email, meeting, task, note or message")
            .of(words::ACTIVITY_KIND),
        Column::optional("direction", ColumnKind::Text, "inbound or outbound").only(words::DIRECTION),
        Column::optional("subject", ColumnKind::Text, "what it was about"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who did it"),
        Column::optional("person_id", ColumnKind::Reference("person"), "with whom"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "with which organization"),
        Column::optional("lead_id", ColumnKind::Reference("lead"), "about which lead"),
        Column::optional("opportunity_id", ColumnKind::Reference("opportunity"), "about which deal"),
        Column::optional("ticket_id", ColumnKind::Reference("ticket"), "about which ticket"),
        Column::optional("due_at", ColumnKind::Instant, "when it was planned"),
        Column::optional("started_at", ColumnKind::Instant, "when it began"),
        Column::optional("done_at", ColumnKind::Instant, "when it was completed"),
        Column::optional("is_done", ColumnKind::Boolean, "it took place"),
        Column::optional("duration_seconds", ColumnKind::Integer, "how long it took"),
        Column::optional("outcome", ColumnKind::Text, "result in words"),
        Column::optional("is_automated", ColumnKind::Boolean, "sent by a machine"),
    ],
};
