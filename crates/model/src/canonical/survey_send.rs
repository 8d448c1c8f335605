//! One invitation to a survey.

use super::{Column, ColumnKind, Entity, words};

/// One invitation to a survey.
pub(super) static ENTITY: Entity = Entity {
    name: "survey_send",
    meaning: "One invitation to a survey.",
    columns: &[
        Column::required("survey", ColumnKind::Text, "name of the survey"),
        Column::required(
            "kind",
            ColumnKind::Text,
            "nps, csat, ces or fcr (was it solved at the first contact: 1 is yes, 0 is no)",
        )
        .only(words::SURVEY_KIND),
        Column::optional("respondent", ColumnKind::Text, "who was asked, as the survey tool knows them"),
        Column::optional("person_id", ColumnKind::Reference("person"), "who was asked"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "their organization"),
        Column::optional("ticket_id", ColumnKind::Reference("ticket"), "about which ticket"),
        Column::required("sent_at", ColumnKind::Instant, "when"),
        Column::optional("delivered", ColumnKind::Boolean, "false when it bounced"),
        Column::optional("is_reminder", ColumnKind::Boolean, "a second invitation"),
        Column::optional("channel", ColumnKind::Text, "how it was sent"),
    ],
};
