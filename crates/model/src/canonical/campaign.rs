//! A planned effort to win or keep customers.

use super::{Column, ColumnKind, Entity};

/// A planned effort to win or keep customers.
pub(super) static ENTITY: Entity = Entity {
    name: "campaign",
    meaning: "A planned effort to win or keep customers.",
    columns: &[
        Column::required("name", ColumnKind::Text, "name"),
        Column::optional("channel", ColumnKind::Text, "where it runs"),
        Column::optional("kind", ColumnKind::Text, "sort of campaign"),
        Column::optional("status", ColumnKind::Text, "state in the source"),
        Column::optional("starts_on", ColumnKind::Date, "first day"),
        Column::optional("ends_on", ColumnKind::Date, "last day"),
        Column::optional("budget", ColumnKind::Money, "planned cost"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
        Column::optional("parent_id", ColumnKind::Reference("campaign"), "campaign it belongs to"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who runs it"),
        Column::optional("utm_campaign", ColumnKind::Text, "the tag in links"),
    ],
};
