//! One step of a sales pipeline.

use super::{Column, ColumnKind, Entity};

/// One step of a sales pipeline.
pub(super) static ENTITY: Entity = Entity {
    name: "stage",
    meaning: "One step of a sales pipeline.",
    columns: &[
        Column::optional("pipeline", ColumnKind::Text, "name of the pipeline"),
        Column::required("name", ColumnKind::Text, "name of the step"),
        Column::optional("position", ColumnKind::Integer, "its place, first is 1"),
        Column::optional("probability_percent", ColumnKind::Decimal, "chance of winning from here, 0 to 100")
            .between(0, 100),
        Column::optional("outcome", ColumnKind::Text, "open, won or lost"),
    ],
};
