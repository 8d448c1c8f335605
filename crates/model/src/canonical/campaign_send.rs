//! One message of a campaign to one recipient.

use super::{Column, ColumnKind, Entity};

/// One message of a campaign to one recipient.
pub(super) static ENTITY: Entity = Entity {
    name: "campaign_send",
    meaning: "One message of a campaign to one recipient.",
    columns: &[
        Column::required("campaign_id", ColumnKind::Reference("campaign"), "the campaign"),
        Column::optional("recipient", ColumnKind::Text, "address or id of the recipient"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the recipient, when known"),
        Column::optional(
            "organization_id",
            ColumnKind::Reference("organization"),
            "the recipient's organization, when known",
        ),
        Column::optional("lead_id", ColumnKind::Reference("lead"), "the recipient as a lead, when known"),
        Column::optional("channel", ColumnKind::Text, "where it was sent"),
        Column::optional("variant", ColumnKind::Text, "which version of the message it was"),
        Column::required("sent_at", ColumnKind::Instant, "when it was sent"),
        Column::optional("delivered", ColumnKind::Boolean, "false when it bounced"),
        Column::optional(
            "responded_at",
            ColumnKind::Instant,
            "first click, form, reply or call; opens are not responses",
        ),
    ],
};
