//! A licence to use a system.

use super::{Column, ColumnKind, Entity};

/// A licence to use a system.
pub(super) static ENTITY: Entity = Entity {
    name: "seat",
    meaning: "A licence to use a system.",
    columns: &[
        Column::optional("employee_id", ColumnKind::Reference("employee"), "which employee"),
        Column::optional("user_name", ColumnKind::Text, "the user as the system knows them"),
        Column::optional("team", ColumnKind::Text, "their team"),
        Column::optional("sees_restricted", ColumnKind::Boolean, "may export records or see restricted fields"),
        Column::required("enabled_from_on", ColumnKind::Date, "first day"),
        Column::optional("enabled_to_on", ColumnKind::Date, "last day; empty while it lasts"),
    ],
};
