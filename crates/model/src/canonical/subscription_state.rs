//! One item of a subscription between two changes.

use super::{Column, ColumnKind, Entity, words};

/// One item of a subscription between two changes.
pub(super) static ENTITY: Entity = Entity {
    name: "subscription_state",
    meaning: "One item of a subscription between two changes.",
    columns: &[
        Column::required("subscription_id", ColumnKind::Reference("subscription"), "the subscription"),
        Column::optional("item", ColumnKind::Text, "which item of it"),
        Column::required("from_at", ColumnKind::Instant, "first moment of the state"),
        Column::optional("to_at", ColumnKind::Instant, "first moment after it; empty while it lasts"),
        Column::required("status", ColumnKind::Text, "trial, active, past_due, paused or ended")
            .only(words::SUBSCRIPTION_STATUS),
        Column::optional("plan", ColumnKind::Text, "plan"),
        Column::optional("quantity", ColumnKind::Decimal, "number of units or seats"),
        Column::optional(
            "unit_price",
            ColumnKind::Decimal,
            "price of one unit per interval, major units, before discount",
        ),
        Column::optional("discount_percent", ColumnKind::Decimal, "discount, 0 to 100").between(0, 100),
        Column::optional(
            "discount_amount",
            ColumnKind::Decimal,
            "discount per interval, major units, beside the percentage",
        )
        .between(0, 1_000_000_000_000),
        Column::optional("discount_ends_at", ColumnKind::Instant, "first moment without the discount; empty for ever"),
        Column::optional("tax_percent", ColumnKind::Decimal, "tax on top of the price, 0 to 100").between(0, 100),
        Column::optional("interval_unit", ColumnKind::Text, "day, week, month or year").only(words::INTERVAL_UNIT),
        Column::optional("interval_count", ColumnKind::Integer, "number of units between payments").between(1, 1_000),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional(
            "is_metered",
            ColumnKind::Boolean,
            "billed by use; part of recurring revenue only where asked for",
        ),
        Column::optional(
            "end_reason",
            ColumnKind::Text,
            "voluntary or involuntary, when the state is followed by nothing",
        )
        .only(words::END_REASON),
    ],
};
