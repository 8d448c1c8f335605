//! One answer to a survey question.

use super::{Column, ColumnKind, Entity, words};

/// One answer to a survey question.
pub(super) static ENTITY: Entity = Entity {
    name: "survey_response",
    meaning: "One answer to a survey question.",
    columns: &[
        Column::required("survey", ColumnKind::Text, "name of the survey"),
        Column::required(
            "kind",
            ColumnKind::Text,
            "nps, csat, ces or fcr (was it solved at the first contact: 1 is yes, 0 is no)",
        )
        .only(words::SURVEY_KIND),
        Column::required("score", ColumnKind::Decimal, "the answer as given"),
        Column::optional("scale_min", ColumnKind::Decimal, "lowest possible answer"),
        Column::optional("scale_max", ColumnKind::Decimal, "highest possible answer"),
        Column::optional("polarity", ColumnKind::Text, "high_good or low_good").only(words::POLARITY),
        Column::optional("comment", ColumnKind::Text, "what was written"),
        Column::required("responded_at", ColumnKind::Instant, "when"),
        Column::optional("respondent", ColumnKind::Text, "who answered, as the survey tool knows them"),
        Column::optional("person_id", ColumnKind::Reference("person"), "who answered"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "their organization"),
        Column::optional("employee_id", ColumnKind::Reference("employee"), "whom the answer is about"),
        Column::optional("ticket_id", ColumnKind::Reference("ticket"), "about which ticket"),
        Column::optional("document_id", ColumnKind::Reference("sales_document"), "about which order"),
        Column::optional("channel", ColumnKind::Text, "how it was asked"),
        Column::optional("segment", ColumnKind::Text, "the company's own grouping"),
        Column::optional("variant", ColumnKind::Text, "which version of an experiment the respondent saw"),
        Column::optional("product", ColumnKind::Text, "about which product"),
    ],
};
