//! A quote, order, return, invoice or credit note.

use super::{Column, ColumnKind, Entity, words};

/// A quote, order, return, invoice or credit note.
pub(super) static ENTITY: Entity = Entity {
    name: "sales_document",
    meaning: "A quote, order, return, invoice or credit note.",
    columns: &[
        Column::required("kind", ColumnKind::Text, "quote, order, return, invoice or credit_note")
            .only(words::DOCUMENT_KIND),
        Column::optional("number", ColumnKind::Text, "number people quote"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the customer's organization"),
        Column::optional("person_id", ColumnKind::Reference("person"), "the customer"),
        Column::optional("opportunity_id", ColumnKind::Reference("opportunity"), "the deal it came of"),
        Column::optional(
            "parent_id",
            ColumnKind::Reference("sales_document"),
            "order of a return, invoice of a credit note, first version of a quote",
        ),
        Column::optional("status", ColumnKind::Text, "open, sent, accepted, paid, fulfilled, cancelled or void")
            .only(words::DOCUMENT_STATUS),
        Column::required("issued_at", ColumnKind::Instant, "when it was placed, sent or issued"),
        Column::optional("due_on", ColumnKind::Date, "when payment is due"),
        Column::optional("fulfilled_at", ColumnKind::Instant, "when it was delivered"),
        Column::optional("cancelled_at", ColumnKind::Instant, "when it was cancelled or voided"),
        Column::optional("net", ColumnKind::Money, "value after discounts, without tax and shipping"),
        Column::optional("tax", ColumnKind::Money, "tax"),
        Column::optional("shipping", ColumnKind::Money, "shipping and handling"),
        Column::optional("gross", ColumnKind::Money, "what the customer owes"),
        Column::required("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("channel", ColumnKind::Text, "where it was sold"),
        Column::optional("campaign_id", ColumnKind::Reference("campaign"), "the campaign that brought it"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who sold it"),
        Column::optional("device", ColumnKind::Text, "desktop, mobile or tablet"),
        Column::optional("country", ColumnKind::Text, "country it went to"),
        Column::optional("variant", ColumnKind::Text, "which version of an experiment the buyer saw"),
        Column::optional("is_test", ColumnKind::Boolean, "not a real document"),
    ],
};
