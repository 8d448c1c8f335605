//! Something that is sold.

use super::{Column, ColumnKind, Entity};

/// Something that is sold.
pub(super) static ENTITY: Entity = Entity {
    name: "product",
    meaning: "Something that is sold.",
    columns: &[
        Column::required("name", ColumnKind::Text, "name"),
        Column::optional("category", ColumnKind::Text, "group or series"),
        Column::optional("list_price", ColumnKind::Money, "list price of one unit"),
        Column::optional("unit_cost", ColumnKind::Money, "cost of one unit"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code of both amounts"),
    ],
};
