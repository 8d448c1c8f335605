//! A human being as one source knows them.

use super::{Column, ColumnKind, Entity};

/// A human being as one source knows them.
pub(super) static ENTITY: Entity = Entity {
    name: "person",
    meaning: "A human being as one source knows them.",
    columns: &[
        Column::optional("full_name", ColumnKind::Text, "first and last name"),
        Column::optional("first_name", ColumnKind::Text, "given name"),
        Column::optional("last_name", ColumnKind::Text, "family name"),
        Column::optional("email", ColumnKind::Text, "e-mail address"),
        Column::optional("phone", ColumnKind::Text, "telephone number"),
        Column::optional("job_title", ColumnKind::Text, "position"),
        Column::optional("organization_id", ColumnKind::Reference("organization"), "the organization they belong to"),
        Column::optional("country", ColumnKind::Text, "ISO 3166 alpha-2 code or the source's word"),
        Column::optional("region", ColumnKind::Text, "part of a country"),
        Column::optional("segment", ColumnKind::Text, "the company's own grouping"),
        Column::optional("variant", ColumnKind::Text, "which group of an experiment they belong to"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who looks after them"),
        Column::optional("lifecycle", ColumnKind::Text, "prospect, customer or former"),
        Column::optional("acquisition_channel", ColumnKind::Text, "how they first came"),
        Column::optional(
            "acquisition_campaign_id",
            ColumnKind::Reference("campaign"),
            "the campaign that brought them",
        ),
        Column::optional("created_at", ColumnKind::Instant, "when the source created them"),
        Column::optional("is_test", ColumnKind::Boolean, "a test or internal record, left out of every figure"),
    ],
};
