//! The texts that people read: names and explanations of what the catalogue defines.

use crate::definition::Catalogue;
use crate::problem::{Problem, ProblemCode};

/// Which texts exist.
pub trait KnownTexts {
    /// Whether a language has a text.
    fn has(&self, tag: &str, key: &str) -> bool;
}

impl<F: Fn(&str, &str) -> bool> KnownTexts for F {
    fn has(&self, tag: &str, key: &str) -> bool {
        self(tag, key)
    }
}

/// Texts missing in any of the languages, one problem per key. A user's own metrics carry their texts.
pub fn check_texts(catalogue: &Catalogue, tags: &[&str], texts: &dyn KnownTexts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, key) in expected(catalogue) {
        let missing: Vec<&str> = tags.iter().copied().filter(|tag| !texts.has(tag, &key)).collect();
        if !missing.is_empty() {
            problems.push(
                Problem::new(ProblemCode::MissingText, &file, (1, 1))
                    .with("key", key)
                    .with("languages", missing.join(", ")),
            );
        }
    }
    problems
}

fn expected(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    for metric in catalogue.metrics.values().filter(|metric| metric.own.is_none()) {
        for part in ["name", "meaning", "formula"] {
            keys.push((metric.file.clone(), format!("metrics.{}.{part}", metric.id)));
        }
        for component in metric.components.keys() {
            keys.push((metric.file.clone(), format!("components.{component}")));
        }
    }
    for dimension in catalogue.dimensions.keys() {
        keys.push((format!("dimensions/{dimension}.yaml"), format!("dimensions.{dimension}")));
    }
    for board in catalogue.boards.values().filter(|board| board.name.is_none()) {
        let file = format!("boards/{}.yaml", board.id);
        keys.push((file.clone(), format!("boards.{}", board.id)));
        for group in &board.groups {
            keys.push((file.clone(), format!("boards.groups.{}", group.id)));
        }
    }
    for section in catalogue.calculator.values() {
        keys.push((section.file.clone(), format!("calculator.sections.{}", section.id)));
        for input in &section.inputs {
            keys.push((section.file.clone(), format!("calculator.inputs.{}", input.id)));
        }
    }
    keys
}
