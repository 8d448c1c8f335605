//! The catalogue that belongs to the program is right, and everything in it has a name in every language.

use catalogue::definition::Catalogue;
use catalogue::{ProblemCode, check_texts};
use locales::{Locales, TAGS};

#[test]
fn the_shipped_catalogue_has_no_problems() {
    let loaded = Catalogue::embedded();
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    assert!(loaded.catalogue.facts.contains_key("orders"));
    assert!(loaded.catalogue.metrics.contains_key("aov"));
}

#[test]
fn every_metric_has_three_examples() {
    let metrics = Catalogue::embedded().catalogue.metrics;
    let few: Vec<(&String, usize)> =
        metrics.iter().map(|(id, metric)| (id, metric.examples.len())).filter(|(_, examples)| *examples < 3).collect();
    assert!(few.is_empty(), "{few:?}");
}

#[test]
fn everything_in_the_shipped_catalogue_has_its_texts() {
    let catalogue = Catalogue::embedded().catalogue;
    let texts = Locales::embedded().expect("the texts can be read");
    let problems = check_texts(&catalogue, &TAGS, &|tag: &str, key: &str| texts.has(tag, key));
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn every_mistake_has_a_sentence_in_every_language() {
    let texts = Locales::embedded().expect("the texts can be read");
    let codes = ProblemCode::ALL.iter().map(|code| format!("problems.{}", code.code()));
    let keys: Vec<String> = codes.chain(["problems.did_you_mean".to_owned()]).collect();
    let missing: Vec<(&str, &String)> = TAGS
        .iter()
        .flat_map(|tag| keys.iter().map(move |key| (*tag, key)))
        .filter(|(tag, key)| !texts.has(tag, key))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
