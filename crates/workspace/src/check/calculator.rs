//! Runs the worked examples of the calculator; they need no store.

use super::{CheckFault, CheckOutcome, CheckResult, compare};
use catalogue::calculator::{CalculatorExample, Length};
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use query::answer::Value;
use query::calculator::{Typed, calculate_one};
use query::scope::Scope;

/// Runs every example of the calculator's files.
pub fn check_calculator(catalogue: &Catalogue) -> Vec<CheckResult> {
    let sections = catalogue.calculator.values();
    sections
        .flat_map(|section| section.examples.iter().map(|example| (example, section.file.as_str())))
        .map(|(example, file)| CheckResult {
            metric: example.metric.clone(),
            example: example.name.clone(),
            file: file.to_owned(),
            line: example.line,
            expected: compare::written(example.gives, example.because.as_deref()),
            outcome: outcome(catalogue, example),
        })
        .collect()
}

fn outcome(catalogue: &Catalogue, example: &CalculatorExample) -> Result<CheckOutcome, CheckFault> {
    let mut typed = Typed::new(example.inputs.clone());
    for (name, value) in &example.options {
        typed = typed.with_option(catalogue, &example.metric, name, value)?;
    }
    let settings = WorkspaceSettings::default();
    let result = calculate_one(catalogue, &settings, &Scope::everything(), &example.metric, &typed)?;
    let converted = |pick: fn(&query::calculator::answer::Compounded) -> f64| {
        result.compounded.as_ref().map(|compounded| Value::Number { number: pick(compounded) })
    };
    let found = match example.per {
        None => None,
        Some(Length::Month) => converted(|compounded| compounded.month),
        Some(Length::Year) => converted(|compounded| compounded.year),
    };
    let found = found.unwrap_or(result.figure.value);
    Ok(compare::found(example.gives, example.because.as_deref(), &found))
}
