//! The calculator: a metric's own formula with typed numbers in place of its measures.

pub mod answer;
mod case;
mod formula;
mod instead;
mod own;
mod step;
mod typed;

pub use own::{own, subject};
pub use typed::Typed;

use crate::answer::Figure;
use crate::error::{ErrorCode, QueryError};
use crate::scope::Scope;
use crate::value::{better, unit};
use answer::{CalculatorAnswer, CalculatorResult, CalculatorSectionAnswer, ChangedInput, Compounded, InputAnswer};
use case::Case;
use catalogue::calculator::{Calculation, CalculatorSection};
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use typed::{calculation, fits, impossible, input, usual};

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
    let settings = &typed.settings(settings);
    let mut sections: Vec<&CalculatorSection> = catalogue.calculator.values().collect();
    sections.sort_by_key(|section| section.order);
    let sections = sections.into_iter().map(|known| section(catalogue, settings, scope, typed, known));
    Ok(CalculatorAnswer {
        currency: settings.currency.code().to_owned(),
        step: typed.step.to_f64().unwrap_or_default(),
        what_if: changed(catalogue, settings, typed)?,
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
    let settings = &typed.settings(settings);
    let calculation = calculation(catalogue, metric)?;
    let unknown = || QueryError::new(ErrorCode::UnknownMetric, metric);
    result(catalogue, settings, scope, typed, calculation)?.ok_or_else(unknown)
}

/// The numbers of `what_if` before and after; what they become has to be possible.
fn changed(
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    typed: &Typed,
) -> Result<Vec<ChangedInput>, QueryError> {
    let known = typed.what_if.iter().filter_map(|(id, step)| Some((input(catalogue, id)?, step)));
    let changed = known.map(|(input, step)| {
        let before = typed.numbers.get(&input.id).copied().or_else(|| usual(settings, input));
        let after = step.of(before.unwrap_or_default()).filter(|after| fits(input.unit, *after));
        let text = |number: Decimal| number.normalize().to_string();
        let after = after.ok_or_else(|| impossible(input, step.of(before.unwrap_or_default())))?;
        Ok(ChangedInput { input: input.id.clone(), before: before.map(text), after: text(after) })
    });
    changed.collect()
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
        usual: usual(settings, input).map(|number| number.normalize().to_string()),
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
    let Some(case) = Case::new(catalogue, settings, scope, calculation, typed)? else {
        return Ok(None);
    };
    let figure: Figure = case.figure(typed);
    let compounded: Option<Compounded> = case.compounded(typed, &figure);
    Ok(Some(CalculatorResult {
        metric: calculation.metric.clone(),
        unit: unit(case.metric().unit).to_owned(),
        better: better(case.metric().better).to_owned(),
        inputs: case.inputs().into_iter().map(str::to_owned).collect(),
        needs: case.needs(typed),
        assumed: case.assumed(typed),
        options: case.options(typed),
        what_if: case.what_if(typed),
        formula: case.formula(typed),
        sensitivity: case.sensitivity(typed),
        compounded,
        figure,
    }))
}
