//! Somebody who works for the company itself.

use super::{Column, ColumnKind, Entity};

/// Somebody who works for the company itself.
pub(super) static ENTITY: Entity = Entity {
    name: "employee",
    meaning: "Somebody who works for the company itself.",
    columns: &[
        Column::required("name", ColumnKind::Text, "full name"),
        Column::optional("email", ColumnKind::Text, "e-mail address"),
        Column::optional("role", ColumnKind::Text, "what they do"),
        Column::optional("team", ColumnKind::Text, "team or office"),
        Column::optional("manager_id", ColumnKind::Reference("employee"), "who leads them"),
        Column::optional("region", ColumnKind::Text, "region they work for"),
        Column::optional("active", ColumnKind::Boolean, "still works here"),
        Column::optional("hired_on", ColumnKind::Date, "first day"),
        Column::optional("left_on", ColumnKind::Date, "last day"),
    ],
};
