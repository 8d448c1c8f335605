//! A contact between somebody and the company: a visit, click, form, event.

use super::{Column, ColumnKind, Entity, words};

/// A contact between somebody and the company: a visit, click, form, event.
pub(super) static ENTITY: Entity = Entity {
    name: "touchpoint",
    meaning: "A contact between somebody and the company: a visit, click, form, event.",
    columns: &[
        Column::required(
            "kind",
            ColumnKind::Text,
            "visit, click, impression, form, response, event, member or referral",
        )
        .only(words::TOUCH_KIND),
        Column::required("occurred_at", ColumnKind::Instant, "when it began"),
        Column::optional("visitor_id", ColumnKind::Text, "anonymous visitor"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the person, when known"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the organization, when known"),
        Column::optional("lead_id", ColumnKind::Reference("lead"), "the lead, when known"),
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "the campaign it came from"),
        Column::optional("channel", ColumnKind::Text, "organic, paid search, e-mail and so on"),
        Column::optional("source_name", ColumnKind::Text, "the site or system it came from"),
        Column::optional("medium", ColumnKind::Text, "the medium in link tags"),
        Column::optional("landing_page", ColumnKind::Text, "first page"),
        Column::optional("device", ColumnKind::Text, "desktop, mobile or tablet"),
        Column::optional("country", ColumnKind::Text, "country of the visitor"),
        Column::optional("variant", ColumnKind::Text, "which version of an experiment was shown"),
        Column::optional("engaged_ms", ColumnKind::Integer, "milliseconds with the page in the foreground"),
        Column::optional("page_views", ColumnKind::Integer, "pages seen"),
        Column::optional("goal", ColumnKind::Text, "for events: lead, signup, customer or purchase"),
        Column::optional("value", ColumnKind::Money, "value of an event"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code of value"),
        Column::optional("is_bot", ColumnKind::Boolean, "not a human visitor"),
    ],
};
