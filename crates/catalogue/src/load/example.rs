//! One worked example.

use crate::definition::{Example, ExampleCell};
use crate::fields::{Fields, Report, choice, entries, items, text};
use crate::given::{self, GivenEntity};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Workspace settings an example may change.
const SETTINGS: &[&str] = &[
    "zone",
    "currency",
    "customer_is",
    "week_start",
    "fiscal_start_month",
    "activity_window_days",
    "gross_margin_percent",
    "dunning_grace_days",
    "weekend",
    "non_product_codes",
];

/// What a period is compared with, as addresses say it.
const COMPARISONS: &[(&str, &str)] = &[("pp", "pp"), ("py", "py")];

type Row = BTreeMap<String, serde_json::Value>;

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Option<Example> {
    let mut fields = Fields::of(node, "examples", report)?;
    let name = fields.required_text("name", report);
    let source = fields.optional_text("source", report);
    let given = fields.optional("given").map(|node| given(node, report)).unwrap_or_default();
    let period = fields.required_text("period", report);
    let as_of = fields.optional_text("as_of", report);
    let compare = fields.optional("compare").and_then(|node| choice("compare", node, COMPARISONS, report));
    let parameters = texts(fields.optional("parameters"), "parameters", report);
    let filters = texts(fields.optional("filters"), "filters", report);
    let settings = settings(fields.optional("settings"), report);
    let gives = gives(&mut fields, report);
    let because = fields.optional_text("because", report);
    let cell = fields.optional("cell").and_then(|node| cell(node, report));
    fields.finish(report);
    if gives == Some(None) && because.is_none() {
        report.push(Problem::new(ProblemCode::MissingKey, report.file, node.place).with("key", "because"));
    }
    let line = node.place.0;
    Some(Example {
        name: name.unwrap_or_default(),
        source,
        given,
        period: period.unwrap_or_default(),
        as_of,
        compare: compare.map(str::to_owned),
        parameters,
        filters,
        settings,
        gives: gives.flatten(),
        because,
        cell,
        line,
    })
}

/// The expected value: `Some(None)` is a null that is written down.
#[expect(clippy::option_option, reason = "missing, null and a number are three things")]
pub(super) fn gives(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Option<Decimal>> {
    let Some(node) = fields.present("gives") else {
        report.push(Problem::new(ProblemCode::MissingKey, report.file, fields.place()).with("key", "gives"));
        return None;
    };
    if node.is_null() {
        return Some(None);
    }
    let number = node.text().and_then(|text| text.parse().ok());
    if number.is_none() {
        report.wrong_value("gives", node, "12.50 | null");
    }
    number.map(Some)
}

/// `{ cohort: 2026-01, at: 1 }` or `{ step: won, show: count }`.
fn cell(node: &Node, report: &mut Report<'_>) -> Option<ExampleCell> {
    let mut fields = Fields::of(node, "cell", report)?;
    let cell = ExampleCell {
        cohort: fields.optional_text("cohort", report),
        at: fields.optional_parsed("at", "1", report),
        grain: fields.optional_text("grain", report),
        step: fields.optional_text("step", report),
        show: fields.optional_text("show", report),
    };
    fields.finish(report);
    Some(cell)
}

fn texts(node: Option<&Node>, key: &str, report: &mut Report<'_>) -> BTreeMap<String, String> {
    let list = node.map_or(&[][..], |node| entries(key, node, report));
    list.iter().filter_map(|entry| Some((entry.key.clone(), text(&entry.key, &entry.value, report)?))).collect()
}

fn settings(node: Option<&Node>, report: &mut Report<'_>) -> BTreeMap<String, String> {
    let list = node.map_or(&[][..], |node| entries("settings", node, report));
    for entry in list.iter().filter(|entry| !SETTINGS.contains(&entry.key.as_str())) {
        report.push(
            Problem::new(ProblemCode::UnknownKey, report.file, entry.place)
                .with("key", entry.key.as_str())
                .nearest(&entry.key, SETTINGS.iter().copied()),
        );
    }
    list.iter().filter_map(|entry| Some((entry.key.clone(), setting(entry, report)?))).collect()
}

/// A setting as text; a list is joined by commas.
fn setting(entry: &Entry, report: &mut Report<'_>) -> Option<String> {
    match &entry.value.value {
        crate::yaml::Value::List(list) => {
            let parts: Option<Vec<String>> = list.iter().map(|item| text(&entry.key, item, report)).collect();
            parts.map(|parts| parts.join(","))
        }
        _ => text(&entry.key, &entry.value, report),
    }
}

fn given(node: &Node, report: &mut Report<'_>) -> BTreeMap<String, Vec<Row>> {
    let mut rows = BTreeMap::new();
    for entry in entries("given", node, report) {
        let Some(entity) = given::given_entity(&entry.key) else {
            report.push(
                Problem::new(ProblemCode::UnknownEntity, report.file, entry.place)
                    .with("entity", entry.key.as_str())
                    .nearest(&entry.key, given::given_words()),
            );
            continue;
        };
        let list = items(&entry.key, &entry.value, report);
        rows.insert(entry.key.clone(), list.iter().map(|item| row(&entry.key, entity, item, report)).collect());
    }
    rows
}

fn row(word: &str, given: GivenEntity, node: &Node, report: &mut Report<'_>) -> Row {
    let fields = entries(word, node, report);
    for field in fields.iter().filter(|field| given::given_field(given.entity, &field.key).is_none()) {
        report.push(
            Problem::new(ProblemCode::UnknownField, report.file, field.place)
                .with("field", field.key.as_str())
                .with("entity", given.entity.name)
                .nearest(&field.key, given::given_fields(given.entity)),
        );
    }
    fields.iter().map(|field| (field.key.clone(), field.value.json())).collect()
}
