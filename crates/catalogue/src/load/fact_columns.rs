//! The columns of a fact: as the header lists them, and as the SELECT list gives them.

use crate::definition::{Fact, FactColumn, FactColumnKind};
use crate::fields::{Fields, Report, entries};
use crate::places::Places;
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};

const KINDS: &[(&str, FactColumnKind)] = &[
    ("text", FactColumnKind::Text),
    ("integer", FactColumnKind::Integer),
    ("decimal", FactColumnKind::Decimal),
    ("money", FactColumnKind::Money),
    ("date", FactColumnKind::Date),
    ("instant", FactColumnKind::Instant),
    ("boolean", FactColumnKind::Boolean),
];

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Vec<FactColumn> {
    entries("columns", node, report).iter().filter_map(|entry| read_column(entry, report)).collect()
}

fn read_column(entry: &Entry, report: &mut Report<'_>) -> Option<FactColumn> {
    let mut fields = Fields::of(&entry.value, "columns", report)?;
    let kind = fields.required_choice("kind", KINDS, report);
    let currency = match kind {
        Some(FactColumnKind::Money) => fields.required_text("currency", report),
        _ => None,
    };
    let dimension = fields.optional_text("dimension", report);
    let answers = fields.flag("answers", report);
    let meaning = fields.optional_text("meaning", report);
    fields.finish(report);
    Some(FactColumn { name: entry.key.clone(), kind: kind?, currency, dimension, answers, meaning })
}

/// Reports the first place where header and SELECT list part.
pub(super) fn compare(fact: &Fact, select: &[Option<String>], places: &Places, report: &mut Report<'_>) {
    let header = fact.select_columns();
    let length = header.len().max(select.len());
    let first = (0..length).find(|position| header.get(*position) != select.get(*position).and_then(Option::as_ref));
    let Some(position) = first else {
        return;
    };
    let in_header = header.get(position).map_or("", String::as_str);
    let in_select = select.get(position).and_then(Option::as_deref).unwrap_or("");
    let column = fact.columns.get(header_index(fact, position)).map_or("", |column| column.name.as_str());
    report.push(
        Problem::new(ProblemCode::ColumnsDiffer, report.file, places.key(&format!("columns.{column}")))
            .with("position", (position + 1).to_string())
            .with("header", in_header)
            .with("select", in_select),
    );
}

/// The header column that stands for a position of the SELECT list; an instant stands for two.
fn header_index(fact: &Fact, position: usize) -> usize {
    let mut passed = 0;
    for (index, column) in fact.columns.iter().enumerate() {
        passed += if column.kind == FactColumnKind::Instant { 2 } else { 1 };
        if position < passed {
            return index;
        }
    }
    fact.columns.len().saturating_sub(1)
}
