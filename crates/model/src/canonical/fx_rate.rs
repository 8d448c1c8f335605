//! The price of one unit of a currency in another on one day.

use super::{Column, ColumnKind, Entity};

/// The price of one unit of a currency in another on one day.
pub(super) static ENTITY: Entity = Entity {
    name: "fx_rate",
    meaning: "The price of one unit of a currency in another on one day.",
    columns: &[
        Column::required("day", ColumnKind::Date, "the date"),
        Column::required("currency", ColumnKind::Text, "ISO 4217 code of what is priced"),
        Column::required("base_currency", ColumnKind::Text, "ISO 4217 code of the price"),
        Column::required("rate", ColumnKind::Rate, "units of base currency for one unit of currency"),
    ],
};
