//! The rows of an example: which words stand for which canonical entity and kind.

use model::canonical::{self, Column, ColumnKind, Entity};

/// What a word under `given:` stands for.
#[derive(Debug, Clone, Copy)]
pub struct GivenEntity {
    /// The canonical entity.
    pub entity: &'static Entity,
    /// The kind that the word implies, if the entity has kinds.
    pub kind: Option<&'static str>,
}

/// Words beside the names of the entities themselves: word, entity, implied kind.
#[rustfmt::skip]
const ALIASES: &[(&str, &str, Option<&str>)] = &[
    ("order",       "sales_document",          Some("order")),
    ("invoice",     "sales_document",          Some("invoice")),
    ("quote",       "sales_document",          Some("quote")),
    ("return",      "sales_document",          Some("return")),
    ("credit_note", "sales_document",          Some("credit_note")),
    ("order_line",  "sales_document_line",     None),
    ("line",        "sales_document_line",     None),
    ("refund",      "payment",                 Some("refund")),
    ("payment",     "payment",                 Some("payment")),
    ("visit",       "touchpoint",              Some("visit")),
    ("event",       "touchpoint",              Some("event")),
    ("click",       "touchpoint",              Some("click")),
    ("response",    "touchpoint",              Some("response")),
    ("call",        "activity",                Some("call")),
    ("email",       "activity",                Some("email")),
    ("meeting",     "activity",                Some("meeting")),
    ("message",     "ticket_event",            Some("message")),
    ("status",      "ticket_event",            Some("status")),
    ("stage_event", "opportunity_stage_event", None),
    ("answer",      "survey_response",         None),
];

/// The entity and kind of a word under `given:`.
pub fn given_entity(word: &str) -> Option<GivenEntity> {
    if let Some((_, entity, kind)) = ALIASES.iter().find(|(alias, ..)| *alias == word) {
        return canonical::entity(entity).map(|entity| GivenEntity { entity, kind: *kind });
    }
    canonical::entity(word).map(|entity| GivenEntity { entity, kind: None })
}

/// All words that may stand under `given:`.
pub(crate) fn given_words() -> impl Iterator<Item = &'static str> {
    ALIASES.iter().map(|(alias, ..)| *alias).chain(canonical::ENTITIES.iter().map(|entity| entity.name))
}

/// What a field of a given row fills.
#[derive(Debug, Clone, Copy)]
pub enum GivenField {
    /// The row's own id within the example.
    Id,
    /// The organization of that bare id, which is made when no row describes it.
    Customer,
    /// A canonical column.
    Column(&'static Column),
}

/// What a field of a row of the entity fills.
pub fn given_field(entity: &Entity, field: &str) -> Option<GivenField> {
    let is_written_by_hand =
        |name: &str| !matches!(name, "source_id" | "external_id" | "batch_sequence" | "content_hash");
    match field {
        "id" => Some(GivenField::Id),
        "customer" if customer_column(entity).is_some() => Some(GivenField::Customer),
        _ => entity.column(field).filter(|column| is_written_by_hand(column.name)).map(GivenField::Column),
    }
}

/// The column that `customer:` fills.
pub fn customer_column(entity: &Entity) -> Option<&'static Column> {
    entity
        .columns
        .iter()
        .find(|column| column.name == "organization_id" && column.kind == ColumnKind::Reference("organization"))
}

/// The fields a row of the entity may have.
pub(crate) fn given_fields(entity: &'static Entity) -> impl Iterator<Item = &'static str> {
    ["id", "customer"]
        .into_iter()
        .chain(entity.all_columns().map(|column| column.name))
        .filter(|field| given_field(entity, field).is_some())
}
