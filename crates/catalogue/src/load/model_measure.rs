//! A measure of the kind `model`.

use crate::definition::{Model, ModelMeasure, TextOrParameter};
use crate::fields::{Fields, Report, entries, text};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};
use std::collections::BTreeMap;

pub(super) fn read(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<ModelMeasure> {
    let per = fields.required_text("per", report);
    let occasion = fields.required_text("occasion", report);
    let amount = fields.required_text("amount", report);
    let model = fields.required_choice("model", Model::WORDS, report);
    // Without a known model nobody can say what it gives.
    let gives = model.and_then(|model| fields.required_choice("gives", model.outputs(), report));
    let settings = fields.optional("options");
    let options = match (model, settings) {
        (Some(model), Some(node)) => options(model, node, report),
        _ => BTreeMap::new(),
    };
    Some(ModelMeasure { per: per?, occasion: occasion?, amount: amount?, model: model?, gives: gives?, options })
}

fn options(model: Model, node: &Node, report: &mut Report<'_>) -> BTreeMap<String, TextOrParameter> {
    let list = entries("options", node, report);
    for entry in list.iter().filter(|entry| !model.options().contains(&entry.key.as_str())) {
        report.push(
            Problem::new(ProblemCode::UnknownKey, report.file, entry.place)
                .with("key", entry.key.as_str())
                .nearest(&entry.key, model.options().iter().copied()),
        );
    }
    list.iter().filter_map(|entry| Some((entry.key.clone(), value(entry, report)?))).collect()
}

fn value(entry: &Entry, report: &mut Report<'_>) -> Option<TextOrParameter> {
    let text = text(&entry.key, &entry.value, report)?;
    match text.strip_prefix(':') {
        None => Some(TextOrParameter::Text(text)),
        Some(name) if crate::name::is_name(name) => Some(TextOrParameter::Parameter(name.to_owned())),
        Some(_) => {
            report.wrong_value(&entry.key, &entry.value, ":parameter");
            None
        }
    }
}
