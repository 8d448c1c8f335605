//! The names that columns have in exports.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What columns of one entity are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntitySynonyms {
    #[serde(skip)]
    pub(super) name: String,
    /// Names that speak for this entity.
    pub(super) marks: Vec<String>,
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) words: Option<Words>,
    /// Of these fields the file must have one.
    #[serde(default)]
    pub(super) one_of: Vec<String>,
    #[serde(default)]
    pub(super) id: Vec<String>,
    pub(super) fields: BTreeMap<String, Vec<String>>,
}

/// Words of the status column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) status: BTreeMap<String, String>,
    pub(super) status_otherwise: String,
}

static ALL: LazyLock<Option<Vec<EntitySynonyms>>> = LazyLock::new(|| {
    let read: BTreeMap<String, EntitySynonyms> = serde_saphyr::from_str(include_str!("synonyms.yaml")).ok()?;
    Some(read.into_iter().map(|(name, synonyms)| EntitySynonyms { name, ..synonyms }).collect())
});

/// All synonyms; the file is part of the program, and a test reads it.
pub(super) fn all() -> Option<&'static [EntitySynonyms]> {
    ALL.as_deref()
}

/// A column name without case, blanks, punctuation and a unit in parentheses.
pub(super) fn plain(name: &str) -> String {
    let without_unit = name.split(['(', '[']).next().filter(|part| !part.trim().is_empty()).unwrap_or(name);
    without_unit.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_belongs_to_a_field_of_the_model() {
        for synonyms in all().expect("the file reads") {
            let entity = model::canonical::entity(&synonyms.name).expect("entity");
            for field in synonyms.fields.keys().chain(synonyms.constants.keys()).chain(&synonyms.one_of) {
                assert!(entity.column(field).is_some(), "{}.{field}", synonyms.name);
            }
            for name in synonyms.fields.values().flatten().chain(&synonyms.id).chain(&synonyms.marks) {
                assert_eq!(*name, plain(name), "{}", synonyms.name);
            }
        }
    }

    #[test]
    fn names_are_compared_without_dress() {
        assert_eq!(plain("Amount spent (EUR)"), "amountspent");
        assert_eq!(plain("*Order_ID"), "orderid");
    }
}
