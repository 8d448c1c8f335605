//! The canonical model: what a row of each entity is, in one place.
//!
//! The store makes its tables from these definitions, mappings are checked against them, and the
//! catalogue checks the expressions of facts against them. Nothing here knows SQL or files.

mod activity;
mod ad_day;
mod business_hours;
mod campaign;
mod campaign_send;
mod contract;
mod cost_entry;
mod employee;
mod fx_rate;
mod goal;
mod holiday;
mod import_run;
mod lead;
mod opportunity;
mod opportunity_stage_event;
mod organization;
mod payment;
mod person;
mod product;
mod reference;
mod sales_document;
mod sales_document_line;
mod seat;
mod sla_target;
mod stage;
mod subscription;
mod subscription_state;
mod survey_response;
mod survey_send;
mod ticket;
mod ticket_event;
mod touchpoint;
mod usage_event;
pub mod words;

use words::Word;

pub use reference::reference;

/// All entities, parents before the children that refer to them.
pub static ENTITIES: &[&Entity] = &[
    &organization::ENTITY,
    &person::ENTITY,
    &employee::ENTITY,
    &product::ENTITY,
    &campaign::ENTITY,
    &campaign_send::ENTITY,
    &ad_day::ENTITY,
    &touchpoint::ENTITY,
    &lead::ENTITY,
    &stage::ENTITY,
    &opportunity::ENTITY,
    &opportunity_stage_event::ENTITY,
    &activity::ENTITY,
    &sales_document::ENTITY,
    &sales_document_line::ENTITY,
    &payment::ENTITY,
    &subscription::ENTITY,
    &subscription_state::ENTITY,
    &contract::ENTITY,
    &ticket::ENTITY,
    &ticket_event::ENTITY,
    &sla_target::ENTITY,
    &business_hours::ENTITY,
    &holiday::ENTITY,
    &survey_send::ENTITY,
    &survey_response::ENTITY,
    &cost_entry::ENTITY,
    &goal::ENTITY,
    &usage_event::ENTITY,
    &seat::ENTITY,
    &fx_rate::ENTITY,
    &import_run::ENTITY,
];

/// The entity whose rows are imported and typed.
pub const GOAL: &str = "goal";

/// The entity that the program writes itself, from its own log.
pub const IMPORT_RUN: &str = "import_run";

/// Columns that every canonical table has before its own, in this order.
///
/// `id` is [`crate::identifier::canonical_id`] of source, entity and external id.
pub static COMMON_COLUMNS: &[Column] = &[
    Column::required("id", ColumnKind::Text, "our id: source, entity and external id"),
    Column::required("source_id", ColumnKind::Text, "the source that delivered the row"),
    Column::required("external_id", ColumnKind::Text, "the row's id in that source"),
    Column::required("batch_sequence", ColumnKind::Integer, "ledger sequence of the batch that wrote the row"),
    Column::required("content_hash", ColumnKind::Text, "hash of the mapped columns, 32 hexadecimal digits"),
    Column::optional("updated_at", ColumnKind::Instant, "last change according to the source"),
    Column::optional("deleted_at", ColumnKind::Instant, "when the source said the row is gone"),
    Column::optional("attributes", ColumnKind::Json, "columns of the source that have no place in the model"),
];

/// One entity of the canonical model.
#[derive(Debug)]
pub struct Entity {
    /// Table name, singular, snake case.
    pub name: &'static str,
    /// What one row is, in one sentence.
    pub meaning: &'static str,
    /// The entity's own columns; [`COMMON_COLUMNS`] come before them.
    pub columns: &'static [Column],
}

/// One column of an entity.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Column name, snake case. Instants end in `_at`, dates in `_on` or are called `day`.
    pub name: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
    /// A row without it is rejected with a reason.
    pub required: bool,
    /// Least and greatest number it can be; a row with another one is rejected with a reason.
    pub range: Option<(i64, i64)>,
    /// The words metrics know; empty where any text will do.
    pub words: &'static [Word],
    /// Whether any other word means nothing.
    pub vocabulary: Vocabulary,
    /// What it means, in a few words.
    pub meaning: &'static str,
}

/// Whether a column may hold other words than those that metrics know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// Any text is a name of its own.
    Open,
    /// A text that is none of the words means nothing.
    Closed,
    /// The same in rows whose other column holds that word.
    ClosedWhere(&'static str, &'static str),
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// UTF-8 text.
    Text,
    /// 64-bit signed whole number.
    Integer,
    /// Exact decimal with 18 digits, 6 of them after the point.
    Decimal,
    /// Exact decimal with 24 digits, 12 of them after the point: what one unit of a currency costs in another.
    Rate,
    /// Amount in minor units of the row's `currency` column (64-bit signed).
    Money,
    /// A calendar date without a zone.
    Date,
    /// A moment, kept in UTC to the microsecond. Each has a companion date column, see [`day_column`]:
    /// the local date in the workspace's zone, or the source's own date when it gave no time
    /// (then the moment itself is null).
    Instant,
    /// True or false.
    Boolean,
    /// The canonical id of a row of the named entity.
    Reference(&'static str),
    /// A JSON object as text.
    Json,
}

impl ColumnKind {
    /// Digits of an exact decimal, all in all and after the point.
    pub const fn digits(self) -> Option<(u8, i8)> {
        match self {
            Self::Decimal => Some((18, 6)),
            Self::Rate => Some((24, 12)),
            _ => None,
        }
    }
}

impl Column {
    /// A column that every row must fill.
    pub const fn required(name: &'static str, kind: ColumnKind, meaning: &'static str) -> Self {
        Self { name, kind, required: true, range: None, words: &[], vocabulary: Vocabulary::Open, meaning }
    }

    /// A column that may be empty.
    pub const fn optional(name: &'static str, kind: ColumnKind, meaning: &'static str) -> Self {
        Self { name, kind, required: false, range: None, words: &[], vocabulary: Vocabulary::Open, meaning }
    }

    /// The same with a least and a greatest number.
    #[must_use]
    pub const fn between(mut self, least: i64, greatest: i64) -> Self {
        self.range = Some((least, greatest));
        self
    }

    /// The same with the words metrics know.
    #[must_use]
    pub const fn of(mut self, words: &'static [Word]) -> Self {
        self.words = words;
        self
    }

    /// The same with the words metrics know, beside which no other means anything.
    #[must_use]
    pub const fn only(mut self, words: &'static [Word]) -> Self {
        self.vocabulary = Vocabulary::Closed;
        self.of(words)
    }

    /// The same where the row's other column holds that word.
    #[must_use]
    pub const fn only_where(mut self, column: &'static str, word: &'static str, words: &'static [Word]) -> Self {
        self.vocabulary = Vocabulary::ClosedWhere(column, word);
        self.of(words)
    }
}

/// The companion date column of an instant: `placed_at` has `placed_day`.
pub fn day_column(instant_column: &str) -> String {
    format!("{}_day", instant_column.strip_suffix("_at").unwrap_or(instant_column))
}

/// The entity of that name.
pub fn entity(name: &str) -> Option<&'static Entity> {
    ENTITIES.iter().copied().find(|entity| entity.name == name)
}

impl Entity {
    /// Whether rows of files may become rows of it; the rest is written by the program itself.
    pub fn is_mapped(&self) -> bool {
        self.name != IMPORT_RUN
    }

    /// The words of its column `kind`, where rows are of several kinds.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> + use<> {
        let words = self.column("kind").map_or(&[][..], |kind| kind.words);
        words.iter().map(|word| word.word)
    }

    /// The common columns, then the entity's own.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        COMMON_COLUMNS.iter().chain(self.columns)
    }

    /// The entity's own or common column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.all_columns().find(|column| column.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_column_name_occurs_once_per_entity() {
        for entity in ENTITIES {
            let mut seen = HashSet::new();
            for column in entity.all_columns() {
                assert!(seen.insert(column.name.to_owned()), "{}.{} twice", entity.name, column.name);
                if column.kind == ColumnKind::Instant {
                    let day = day_column(column.name);
                    assert!(seen.insert(day.clone()), "{}.{day} twice", entity.name);
                }
            }
        }
    }

    #[test]
    fn references_name_entities_that_exist() {
        for entity in ENTITIES {
            for column in entity.columns {
                if let ColumnKind::Reference(target) = column.kind {
                    assert!(super::entity(target).is_some(), "{}.{} refers to {target}", entity.name, column.name);
                }
            }
        }
    }

    #[test]
    fn money_stands_beside_a_currency() {
        for entity in ENTITIES {
            let has_money = entity.columns.iter().any(|column| column.kind == ColumnKind::Money);
            assert!(!has_money || entity.column("currency").is_some(), "{} has money without currency", entity.name);
        }
    }
}
