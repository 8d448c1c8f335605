//! One position of a sales document.

use super::{Column, ColumnKind, Entity, words};

/// One position of a sales document.
pub(super) static ENTITY: Entity = Entity {
    name: "sales_document_line",
    meaning: "One position of a sales document.",
    columns: &[
        Column::required("document_id", ColumnKind::Reference("sales_document"), "the document"),
        Column::optional(
            "parent_line_id",
            ColumnKind::Reference("sales_document_line"),
            "for a returned position: the position that was sold",
        ),
        Column::optional("product_id", ColumnKind::Reference("product"), "what was sold"),
        Column::optional("product_code", ColumnKind::Text, "its code as written"),
        Column::optional("product_name", ColumnKind::Text, "its name as written"),
        Column::optional("category", ColumnKind::Text, "group of products"),
        Column::optional(
            "kind",
            ColumnKind::Text,
            "product, shipping, fee, adjustment or, on a return, exchange; only products are revenue",
        )
        .only(words::LINE_KIND),
        Column::required("quantity", ColumnKind::Decimal, "units; returned units are positive on a return"),
        Column::optional("unit_price", ColumnKind::Decimal, "price of one unit in major units"),
        Column::optional("discount", ColumnKind::Money, "discount on the position"),
        Column::optional("net", ColumnKind::Money, "value after discount, without tax"),
        Column::optional("currency", ColumnKind::Text, "ISO 4217 code"),
    ],
};
