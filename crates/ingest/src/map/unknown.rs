//! Words that mean nothing to the metrics, counted while rows are mapped.

use super::compile::{CompiledEntity, CompiledMapping};
use super::convert::Canonical;
use model::canonical::{Column, Vocabulary};
use sources::files::Doubt;
use std::collections::BTreeMap;

/// Different words that are kept at most; a column of free texts in the wrong place would fill the memory.
const KEPT_WORDS: usize = 200;
/// Of them so many are told, those of most rows.
const TOLD_WORDS: usize = 20;

/// How many rows hold each word that is none of its column's.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct UnknownWords {
    /// By the name of the column and the word.
    rows: BTreeMap<(String, String), u64>,
}

impl UnknownWords {
    /// Looks at one row of an entity.
    pub(crate) fn see(&mut self, mapping: &CompiledMapping, entity: &CompiledEntity, values: &[Canonical<'_>]) {
        for (place, (column, value)) in entity.entity.columns.iter().zip(values).enumerate() {
            let Canonical::Text(text) = value else { continue };
            if !is_closed(column, entity, values) || column.words.iter().any(|word| word.word == text.as_ref()) {
                continue;
            }
            let origin = entity.columns.get(place).and_then(Option::as_ref).and_then(|compiled| compiled.origin);
            let name = origin.and_then(|origin| mapping.names.get(origin)).map_or(column.name, String::as_str);
            self.count(name, text, 1);
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, other: &Self) {
        for ((column, word), rows) in &other.rows {
            self.count(column, word, *rows);
        }
    }

    fn count(&mut self, column: &str, word: &str, rows: u64) {
        let key = (column.to_owned(), word.to_owned());
        if let Some(known) = self.rows.get_mut(&key) {
            *known += rows;
        } else if self.rows.len() < KEPT_WORDS {
            self.rows.insert(key, rows);
        }
    }

    /// One warning a word, that of most rows first.
    pub(crate) fn doubts(&self) -> Vec<Doubt> {
        let mut words: Vec<_> = self.rows.iter().collect();
        words.sort_by(|left, right| right.1.cmp(left.1));
        let doubt = |((column, word), rows): (&(String, String), &u64)| {
            Doubt::new("unknown_word", Some(column), &[("value", word), ("count", &rows.to_string())])
        };
        words.into_iter().take(TOLD_WORDS).map(doubt).collect()
    }
}

fn is_closed(column: &Column, entity: &CompiledEntity, values: &[Canonical<'_>]) -> bool {
    match column.vocabulary {
        Vocabulary::Open => false,
        Vocabulary::Closed => true,
        Vocabulary::ClosedWhere(other, word) => {
            let named = entity.entity.columns.iter().zip(values).find(|(column, _)| column.name == other);
            named.is_some_and(|(_, value)| matches!(value, Canonical::Text(text) if text == word))
        }
    }
}
