//! A day on which a service calendar is closed.

use super::{Column, ColumnKind, Entity};

/// A day on which a service calendar is closed.
pub(super) static ENTITY: Entity = Entity {
    name: "holiday",
    meaning: "A day on which a service calendar is closed.",
    columns: &[
        Column::required("calendar", ColumnKind::Text, "name of the calendar"),
        Column::required("day", ColumnKind::Date, "the date"),
        Column::optional("name", ColumnKind::Text, "what is celebrated"),
    ],
};
