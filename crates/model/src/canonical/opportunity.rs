//! A deal that may be won or lost.

use super::{Column, ColumnKind, Entity, words};

/// A deal that may be won or lost.
pub(super) static ENTITY: Entity = Entity {
    name: "opportunity",
    meaning: "A deal that may be won or lost.",
    columns: &[
        Column::optional("name", ColumnKind::Text, "name of the deal"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "who would buy"),
        Column::optional("person_id", ColumnKind::Reference("person"), "main contact"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who works on it"),
        Column::optional("pipeline", ColumnKind::Text, "name of the pipeline"),
        Column::optional("stage", ColumnKind::Text, "present stage"),
        Column::required("status", ColumnKind::Text, "open, won, lost or disqualified").only(words::DEAL_STATUS),
        Column::optional("kind", ColumnKind::Text, "new, renewal or expansion"),
        Column::optional("amount", ColumnKind::Money, "expected or agreed value"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("probability_percent", ColumnKind::Decimal, "chance of winning, 0 to 100").between(0, 100),
        Column::optional("product", ColumnKind::Text, "what is sold"),
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "the campaign that brought it"),
        Column::optional("channel", ColumnKind::Text, "where it came from"),
        Column::optional("lead_id", ColumnKind::Reference("lead"), "the lead it came of"),
        Column::optional("created_at", ColumnKind::Instant, "when it was opened"),
        Column::optional("qualified_at", ColumnKind::Instant, "when it was accepted as a real deal"),
        Column::optional("expected_close_on", ColumnKind::Date, "date the seller expects"),
        Column::optional("closed_at", ColumnKind::Instant, "when it was won or lost"),
        Column::optional("lost_reason", ColumnKind::Text, "why it was lost"),
    ],
};
