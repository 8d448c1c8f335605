//! The calculator: a metric's own formula with typed numbers in place of its measures.

pub mod answer;
mod case;
mod formula;
mod own;
mod typed;

pub use own::{own, subject};
pub use typed::Typed;

use crate::answer::Figure;
use crate::error::{ErrorCode, QueryError};
use crate::scope::Scope;
use crate::value::{better, unit};
use answer::{CalculatorAnswer, CalculatorResult, CalculatorSectionAnswer, Compounded, InputAnswer};
use case::Case;
use catalogue::calculator::{Calculation, CalculatorSection};
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use rust_decimal::prelude::ToPrimitive;

/// What the typed numbers give, for every metric that can be calculated and that the viewer may see.
///
/// # Errors
/// When a file of the catalogue passed no check.
pub fn calculate(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    scope: &Scope,
    typed: &Typed,
) -> Result<CalculatorAnswer, QueryError> {
    let mut sections: Vec<&CalculatorSection> = catalogue.calculator.values().collect();
    sections.sort_by_key(|section| section.order);
    let sections = sections.into_iter().map(|known| section(catalogue, settings, scope, typed, known));
    Ok(CalculatorAnswer {
        currency: settings.currency.code().to_owned(),
        step: typed.step.to_f64().unwrap_or_default(),
        sections: sections.collect::<Result<_, _>>()?,
    })
}

/// The figure of one metric from typed numbers, and the same for a month and a year where it compounds.
///
/// # Errors
/// `unknown_metric` when the metric is not calculated from typed numbers or may not be seen.
pub fn calculate_one(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    scope: &Scope,
    metric: &str,
    typed: &Typed,
) -> Result<CalculatorResult, QueryError> {
    let calculations = || catalogue.calculator.values().flat_map(|section| &section.calculations);
    let unknown = || {
        let names = calculations().map(|known| known.metric.as_str());
        QueryError::new(ErrorCode::UnknownMetric, metric).suggesting(names)
    };
    let calculation = calculations().find(|known| known.metric == metric).ok_or_else(unknown)?;
    result(catalogue, settings, scope, typed, calculation)?.ok_or_else(unknown)
}

fn section(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    scope: &Scope,
    typed: &Typed,
    section: &CalculatorSection,
) -> Result<CalculatorSectionAnswer, QueryError> {
    let inputs = section.inputs.iter().map(|input| InputAnswer {
        id: input.id.clone(),
        unit: serde_json::to_value(input.unit)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned))
            .unwrap_or_default(),
        value: typed.numbers.get(&input.id).map(|number| number.normalize().to_string()),
    });
    let results = section
        .calculations
        .iter()
        .filter_map(|calculation| result(catalogue, settings, scope, typed, calculation).transpose());
    Ok(CalculatorSectionAnswer {
        id: section.id.clone(),
        inputs: inputs.collect(),
        results: results.collect::<Result<_, _>>()?,
    })
}

fn result(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    scope: &Scope,
    typed: &Typed,
    calculation: &Calculation,
) -> Result<Option<CalculatorResult>, QueryError> {
    let Some(case) = Case::new(catalogue, settings, scope, calculation)? else {
        return Ok(None);
    };
    let figure: Figure = case.figure(typed);
    let compounded: Option<Compounded> = case.compounded(typed, &figure);
    Ok(Some(CalculatorResult {
        metric: calculation.metric.clone(),
        unit: unit(case.metric().unit).to_owned(),
        better: better(case.metric().better).to_owned(),
        needs: case.needs(typed),
        formula: case.formula(typed),
        sensitivity: case.sensitivity(typed),
        compounded,
        figure,
    }))
}
