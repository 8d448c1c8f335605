//! The catalogue that belongs to the program is right.

use catalogue::definition::Catalogue;

#[test]
fn the_shipped_catalogue_has_no_problems() {
    let loaded = Catalogue::embedded();
    let lines: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    assert!(loaded.catalogue.facts.contains_key("orders"));
    assert!(loaded.catalogue.metrics.contains_key("aov"));
}
