//! Money that moved: a payment, refund or chargeback.

use super::{Column, ColumnKind, Entity, words};

/// Money that moved: a payment, refund or chargeback.
pub(super) static ENTITY: Entity = Entity {
    name: "payment",
    meaning: "Money that moved: a payment, refund or chargeback.",
    columns: &[
        Column::required("kind", ColumnKind::Text, "payment, refund or chargeback").only(words::PAYMENT_KIND),
        Column::optional("document_id", ColumnKind::Reference("sales_document"), "the order or invoice"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "who paid or was paid"),
        Column::optional("person_id", ColumnKind::Reference("person"), "who paid or was paid"),
        Column::required("received_at", ColumnKind::Instant, "when it moved"),
        Column::required("amount", ColumnKind::Money, "positive amount"),
        Column::optional("fee", ColumnKind::Money, "what the payment service kept"),
        Column::required("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("method", ColumnKind::Text, "card, transfer and so on"),
        Column::optional("status", ColumnKind::Text, "succeeded, failed or pending").only(words::PAYMENT_STATUS),
        Column::optional(
            "origin",
            ColumnKind::Text,
            "document: told by the row of the document itself, counts where no other payment names it; \
             document_undated: and nobody knows its day; else empty",
        ),
        Column::optional("is_goodwill", ColumnKind::Boolean, "a refund without a return"),
    ],
};
