//! `catalogue/calculator/<id>.yaml`.

use super::{example, formula};
use crate::calculator::{
    Calculation, CalculatorExample, CalculatorInput, CalculatorSection, Compounds, InputUnit, Length,
};
use crate::definition::Formula;
use crate::fields::{Fields, Report, entries, items, text};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};
use std::collections::BTreeMap;

const UNITS: &[(&str, InputUnit)] = &[
    ("count", InputUnit::Count),
    ("money", InputUnit::Money),
    ("share", InputUnit::Share),
    ("days", InputUnit::Days),
    ("hours", InputUnit::Hours),
    ("months", InputUnit::Months),
    ("years", InputUnit::Years),
    ("number", InputUnit::Number),
];

const COMPOUNDS: &[(&str, Compounds)] = &[("kept", Compounds::Kept), ("lost", Compounds::Lost)];

const LENGTHS: &[(&str, Length)] = &[("month", Length::Month), ("year", Length::Year)];

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Option<CalculatorSection> {
    let mut fields = Fields::of(node, "calculator", report)?;
    let id = fields.required_text("id", report);
    let order = fields.optional_parsed("order", "1", report).unwrap_or(u32::MAX);
    let inputs = fields.optional("inputs");
    let inputs = inputs.map_or(&[][..], |node| entries("inputs", node, report));
    let inputs = inputs.iter().filter_map(|entry| input(entry, report)).collect();
    let metrics = fields.required("metrics", report);
    let metrics = metrics.map_or(&[][..], |node| entries("metrics", node, report));
    let calculations = metrics.iter().filter_map(|entry| calculation(entry, report)).collect();
    let examples = fields.optional("examples");
    let examples = examples.map_or(&[][..], |node| items("examples", node, report));
    let examples = examples.iter().filter_map(|item| read_example(item, report)).collect();
    fields.finish(report);
    Some(CalculatorSection { id: id?, order, inputs, calculations, examples, file: report.file.to_owned() })
}

fn input(entry: &Entry, report: &mut Report<'_>) -> Option<CalculatorInput> {
    let unit = chosen(&entry.key, &entry.value, UNITS, report)?;
    Some(CalculatorInput { id: entry.key.clone(), unit })
}

fn calculation(entry: &Entry, report: &mut Report<'_>) -> Option<Calculation> {
    let mut compounds = None;
    let mut measures = BTreeMap::new();
    for part in entries(&entry.key, &entry.value, report) {
        if part.key == "compounds" {
            compounds = chosen("compounds", &part.value, COMPOUNDS, report);
        } else if let Some(formula) = measure(part, report) {
            measures.insert(part.key.clone(), formula);
        }
    }
    Some(Calculation { metric: entry.key.clone(), measures, compounds })
}

/// Arithmetic over inputs; which of its names are inputs is checked when all files are read.
fn measure(entry: &Entry, report: &mut Report<'_>) -> Option<Formula> {
    let written = text(&entry.key, &entry.value, report)?;
    match formula::arithmetic(&written, &|_| true) {
        Ok(formula) => Some(formula),
        Err(error) => {
            let problem = Problem::new(ProblemCode::NotAllowed, report.file, entry.value.place);
            report.push(problem.with("text", error.kind.to_string()));
            None
        }
    }
}

fn read_example(node: &Node, report: &mut Report<'_>) -> Option<CalculatorExample> {
    let mut fields = Fields::of(node, "examples", report)?;
    let name = fields.required_text("name", report);
    let source = fields.optional_text("source", report);
    let metric = fields.required_text("metric", report);
    let inputs = fields.optional("inputs");
    let inputs = inputs.map_or(&[][..], |node| entries("inputs", node, report));
    let inputs = inputs.iter().filter_map(|entry| typed(entry, report)).collect();
    let per = fields.optional("per").and_then(|node| chosen("per", node, LENGTHS, report));
    let gives = example::gives(&mut fields, report);
    let because = fields.optional_text("because", report);
    fields.finish(report);
    let gives = gives?;
    if gives.is_none() && because.is_none() {
        report.push(Problem::new(ProblemCode::MissingKey, report.file, node.place).with("key", "because"));
    }
    let line = node.place.0;
    Some(CalculatorExample { name: name?, source, metric: metric?, inputs, per, gives, because, line })
}

fn typed(entry: &Entry, report: &mut Report<'_>) -> Option<(String, rust_decimal::Decimal)> {
    let number = entry.value.text().and_then(|text| text.parse().ok());
    if number.is_none() {
        report.wrong_value(&entry.key, &entry.value, "12.50");
    }
    Some((entry.key.clone(), number?))
}

fn chosen<T: Copy>(key: &str, node: &Node, words: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
    let found = node.text().and_then(|text| words.iter().find(|(word, _)| *word == text)).map(|(_, value)| *value);
    if found.is_none() {
        let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        report.wrong_value(key, node, &list.join(" | "));
    }
    found
}
