//! An agreement that renews itself.

use super::{Column, ColumnKind, Entity, words};

/// An agreement that renews itself.
pub(super) static ENTITY: Entity = Entity {
    name: "subscription",
    meaning: "An agreement that renews itself.",
    columns: &[
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the customer's organization"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the customer"),
        Column::optional("plan", ColumnKind::Text, "present plan"),
        Column::optional("status", ColumnKind::Text, "trial, active, past_due, paused or ended")
            .only(words::SUBSCRIPTION_STATUS),
        Column::optional("started_at", ColumnKind::Instant, "first day"),
        Column::optional("trial_ends_at", ColumnKind::Instant, "end of the trial"),
        Column::optional("cancel_requested_at", ColumnKind::Instant, "when the customer asked to end it"),
        Column::optional("ended_at", ColumnKind::Instant, "when it ended"),
        Column::optional("end_reason", ColumnKind::Text, "voluntary or involuntary").only(words::END_REASON),
        Column::optional("channel", ColumnKind::Text, "where it was sold"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who looks after it"),
    ],
};
