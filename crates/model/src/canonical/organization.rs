//! A company or household as one source knows it.

use super::{Column, ColumnKind, Entity};

/// A company or household as one source knows it.
pub(super) static ENTITY: Entity = Entity {
    name: "organization",
    meaning: "A company or household as one source knows it.",
    columns: &[
        Column::required("name", ColumnKind::Text, "the name people use"),
        Column::optional("legal_name", ColumnKind::Text, "the registered name"),
        Column::optional("domain", ColumnKind::Text, "internet domain, lower case"),
        Column::optional("email", ColumnKind::Text, "main e-mail address"),
        Column::optional("phone", ColumnKind::Text, "main telephone number"),
        Column::optional("tax_id", ColumnKind::Text, "tax, VAT or registry number"),
        Column::optional("industry", ColumnKind::Text, "line of business"),
        Column::optional("segment", ColumnKind::Text, "the company's own grouping, such as small, middle, large"),
        Column::optional("variant", ColumnKind::Text, "which group of an experiment it belongs to"),
        Column::optional("employees", ColumnKind::Integer, "number of people who work there"),
        Column::optional("country", ColumnKind::Text, "ISO 3166 alpha-2 code or the source's word"),
        Column::optional("region", ColumnKind::Text, "part of a country"),
        Column::optional("city", ColumnKind::Text, "town"),
        Column::optional("parent_id", ColumnKind::Reference("organization"), "the organization it belongs to"),
        Column::optional("owner_id", ColumnKind::Reference("employee"), "who looks after it"),
        Column::optional("lifecycle", ColumnKind::Text, "prospect, customer or former"),
        Column::optional("acquisition_channel", ColumnKind::Text, "how it first came"),
        Column::optional("acquisition_campaign_id", ColumnKind::Reference("campaign"), "the campaign that brought it"),
        Column::optional("created_at", ColumnKind::Instant, "when the source created it"),
        Column::optional("customer_since_on", ColumnKind::Date, "date the source says it became a customer"),
        Column::optional("is_test", ColumnKind::Boolean, "a test or internal record, left out of every figure"),
    ],
};
