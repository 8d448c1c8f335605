//! An opening interval of a service calendar.

use super::{Column, ColumnKind, Entity};

/// An opening interval of a service calendar.
pub(super) static ENTITY: Entity = Entity {
    name: "business_hours",
    meaning: "An opening interval of a service calendar.",
    columns: &[
        Column::required("calendar", ColumnKind::Text, "name of the calendar"),
        Column::required("zone", ColumnKind::Text, "IANA zone of its hours"),
        Column::required("weekday", ColumnKind::Integer, "1 Monday to 7 Sunday"),
        Column::required("opens", ColumnKind::Text, "local time, HH:MM"),
        Column::required("closes", ColumnKind::Text, "local time, HH:MM; 24:00 is the end of the day"),
        Column::optional("valid_from_on", ColumnKind::Date, "first day it holds"),
        Column::optional("valid_to_on", ColumnKind::Date, "last day it holds"),
        Column::optional("team", ColumnKind::Text, "the team that works by it"),
    ],
};
