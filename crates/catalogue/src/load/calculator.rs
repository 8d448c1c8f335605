//! `catalogue/calculator/<id>.yaml`.

use super::{example, formula};
use crate::calculator::{
    Calculation, CalculationOption, CalculatorExample, CalculatorInput, CalculatorSection, Compounds, InputUnit, Length,
};
use crate::definition::{Formula, ParameterSetting};
use crate::fields::{Fields, Report, entries, items, text};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};
use rust_decimal::Decimal;
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

const SETTINGS: &[(&str, ParameterSetting)] = &[("gross_margin_percent", ParameterSetting::GrossMarginPercent)];

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

/// `orders: count`, or with what holds when nothing is typed: `{ unit: money, usual: 0 }`.
fn input(entry: &Entry, report: &mut Report<'_>) -> Option<CalculatorInput> {
    let id = entry.key.clone();
    if entry.value.text().is_some() {
        let unit = chosen(&entry.key, &entry.value, UNITS, report)?;
        return Some(CalculatorInput { id, unit, usual: None, setting: None });
    }
    let mut fields = Fields::of(&entry.value, &entry.key, report)?;
    let unit = fields.required("unit", report).and_then(|node| chosen("unit", node, UNITS, report));
    let usual = fields.required("usual", report).and_then(|node| number("usual", node, report));
    let setting = fields.optional("setting").and_then(|node| chosen("setting", node, SETTINGS, report));
    fields.finish(report);
    Some(CalculatorInput { id, unit: unit?, usual: Some(usual?), setting })
}

fn calculation(entry: &Entry, report: &mut Report<'_>) -> Option<Calculation> {
    let mut compounds = None;
    let mut measures = BTreeMap::new();
    let mut options = BTreeMap::new();
    for part in entries(&entry.key, &entry.value, report) {
        if part.key == "compounds" {
            compounds = chosen("compounds", &part.value, COMPOUNDS, report);
        } else if part.key == "options" {
            let known = entries("options", &part.value, report);
            options = known.iter().map(|known| (known.key.clone(), option(known, report))).collect();
        } else if let Some(formula) = measure(part, report) {
            measures.insert(part.key.clone(), formula);
        }
    }
    Some(Calculation { metric: entry.key.clone(), measures, compounds, options })
}

/// `window_days: days_covered`, or words with what they put in place of measures and inputs.
fn option(entry: &Entry, report: &mut Report<'_>) -> CalculationOption {
    if let Some(input) = entry.value.text() {
        return CalculationOption::Input(input.to_owned());
    }
    let words = entries(&entry.key, &entry.value, report).iter();
    let instead = |word: &Entry, report: &mut Report<'_>| {
        let parts = entries(&word.key, &word.value, report).iter();
        parts.filter_map(|part| Some((part.key.clone(), measure(part, report)?))).collect()
    };
    CalculationOption::Choice(words.map(|word| (word.key.clone(), instead(word, report))).collect())
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
    let options = fields.optional("options");
    let options = options.map_or(&[][..], |node| entries("options", node, report));
    let options = options.iter().filter_map(|entry| Some((entry.key.clone(), text(&entry.key, &entry.value, report)?)));
    let options = options.collect();
    let per = fields.optional("per").and_then(|node| chosen("per", node, LENGTHS, report));
    let gives = example::gives(&mut fields, report);
    let because = fields.optional_text("because", report);
    fields.finish(report);
    let gives = gives?;
    if gives.is_none() && because.is_none() {
        report.push(Problem::new(ProblemCode::MissingKey, report.file, node.place).with("key", "because"));
    }
    let line = node.place.0;
    Some(CalculatorExample { name: name?, source, metric: metric?, inputs, options, per, gives, because, line })
}

fn typed(entry: &Entry, report: &mut Report<'_>) -> Option<(String, Decimal)> {
    Some((entry.key.clone(), number(&entry.key, &entry.value, report)?))
}

fn number(key: &str, node: &Node, report: &mut Report<'_>) -> Option<Decimal> {
    let number = node.text().and_then(|text| text.parse().ok());
    if number.is_none() {
        report.wrong_value(key, node, "12.50");
    }
    number
}

fn chosen<T: Copy>(key: &str, node: &Node, words: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
    let found = node.text().and_then(|text| words.iter().find(|(word, _)| *word == text)).map(|(_, value)| *value);
    if found.is_none() {
        let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        report.wrong_value(key, node, &list.join(" | "));
    }
    found
}
