//! The canonical model as a page for people who write mappings.

use super::{COMMON_COLUMNS, Column, ColumnKind, ENTITIES};
use std::fmt::Write;

/// Every entity with its columns, in Markdown. Committed as `docs/reference/fields.md`.
pub fn reference() -> String {
    let mut page = String::from(
        "# Entities and fields\n\n\
         What a [mapping](../recipes/map-a-file.md) fills. Fields in bold must be filled, or the row is listed as rejected. \
         This page is generated.\n",
    );
    for entity in ENTITIES.iter().filter(|entity| entity.is_mapped()) {
        section(&mut page, entity.name, entity.meaning, entity.columns);
    }
    section(
        &mut page,
        "every entity",
        "Filled by the import itself, except `updated_at` and `deleted_at`.",
        COMMON_COLUMNS,
    );
    page
}

fn section(page: &mut String, name: &str, meaning: &str, columns: &[Column]) {
    // Writing into a text cannot fail.
    let _ = write!(page, "\n## {name}\n\n{meaning}\n\n| field | value | meaning |\n|---|---|---|\n");
    for column in columns {
        let name = if column.required { format!("**{}**", column.name) } else { column.name.to_owned() };
        let _ = writeln!(page, "| {name} | {} | {} |", words(column.kind), column.meaning);
    }
}

fn words(kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Text => "text".to_owned(),
        ColumnKind::Integer => "whole number".to_owned(),
        ColumnKind::Decimal | ColumnKind::Rate => "number".to_owned(),
        ColumnKind::Money => "amount in the row's `currency`".to_owned(),
        ColumnKind::Date => "date".to_owned(),
        ColumnKind::Instant => "time or date".to_owned(),
        ColumnKind::Boolean => "yes or no".to_owned(),
        ColumnKind::Reference(entity) => format!("id of a row of `{entity}`"),
        ColumnKind::Json => "JSON".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_page_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/fields.md");
        let committed = std::fs::read_to_string(path).expect("committed page");
        assert!(committed == super::reference(), "docs/reference/fields.md is out of date; run `cargo xtask gen`");
    }
}
