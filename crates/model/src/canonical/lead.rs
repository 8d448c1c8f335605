//! Somebody who might buy, not yet qualified as a deal.

use super::{Column, ColumnKind, Entity, words};

/// Somebody who might buy, not yet qualified as a deal.
pub(super) static ENTITY: Entity = Entity {
    name: "lead",
    meaning: "Somebody who might buy, not yet qualified as a deal.",
    columns: &[
        Column::optional("name", ColumnKind::Text, "name as written"),
        Column::optional("email", ColumnKind::Text, "e-mail address"),
        Column::optional("phone", ColumnKind::Text, "telephone number"),
        Column::optional("company", ColumnKind::Text, "company name as written"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the person behind it"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the organization behind it"),
        Column::optional("channel", ColumnKind::Text, "where it came from"),
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "the campaign that brought it"),
        Column::optional("status", ColumnKind::Text, "open, qualified, converted or disqualified")
            .only(words::LEAD_STATUS),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who works on it"),
        Column::optional("segment", ColumnKind::Text, "the company's own grouping"),
        Column::optional("country", ColumnKind::Text, "country"),
        Column::optional("variant", ColumnKind::Text, "which version of an experiment they saw"),
        Column::required("created_at", ColumnKind::Instant, "when it came in"),
        Column::optional("qualified_at", ColumnKind::Instant, "when it was found worth pursuing"),
        Column::optional("converted_at", ColumnKind::Instant, "when it became a customer"),
        Column::optional("disqualified_at", ColumnKind::Instant, "when it was dropped"),
        Column::optional("reason", ColumnKind::Text, "why it was dropped"),
        Column::optional("opportunity_id", ColumnKind::Reference("opportunity"), "the deal that came of it"),
        Column::optional("is_spam", ColumnKind::Boolean, "not a real enquiry"),
    ],
};
