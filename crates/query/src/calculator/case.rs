//! One metric with typed numbers in place of its measures.

use super::answer::{AssumedInput, Compounded, FormulaToken, OptionAnswer, Sensitivity, TokenKind, WhatIf};
use super::formula::Tree;
use super::instead::{self, Replaced};
use super::typed::{Typed, choices, in_base_unit, input, usual};
use crate::answer::{Figure, NullReason, Value};
use crate::error::{ErrorCode, QueryError};
use crate::query::{ResolvedMeasure, ResolvedMetric};
use crate::scope::Scope;
use crate::steps::compare::number;
use crate::steps::derive::{evaluated, nothing};
use crate::steps::evidence::{counts, interval};
use crate::steps::resolve::{self, Ground, Written};
use crate::steps::run::Cell;
use catalogue::calculator::{Calculation, CalculationOption, Compounds, InputUnit};
use catalogue::definition::{Catalogue, Formula, Metric, Unit};
use model::settings::WorkspaceSettings;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// The input that says how many months the typed numbers cover.
const MONTHS: &str = "months_covered";
const MONTHS_OF_A_YEAR: f64 = 12.0;

/// A metric, and what stands for each of its measures.
pub(crate) struct Case<'a> {
    catalogue: &'a Catalogue,
    settings: &'a WorkspaceSettings,
    calculation: &'a Calculation,
    metric: ResolvedMetric<'a>,
    measures: Vec<ResolvedMeasure<'a>>,
    /// Arithmetic over inputs, in the order of `measures`.
    formulas: Vec<Formula>,
    compounds: Option<Compounds>,
    /// An option counts in another way than the numbers say by themselves.
    otherwise: bool,
}

impl<'a> Case<'a> {
    /// None when the viewer may not see the metric.
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        settings: &'a WorkspaceSettings,
        scope: &Scope,
        calculation: &'a Calculation,
        typed: &Typed,
    ) -> Result<Option<Self>, QueryError> {
        let metric = resolve::metric(catalogue, &calculation.metric)?;
        let Written { formula, measures, hidden } =
            resolve::written(Ground { catalogue, settings, scope, parameters: &BTreeMap::new(), found: None }, metric)?;
        if hidden {
            return Ok(None);
        }
        let formulas: Result<Vec<Formula>, _> =
            measures.iter().map(|measure| stands_for(catalogue, calculation, &measure.name, typed)).collect();
        let metric = ResolvedMetric {
            metric,
            formula,
            squares: None,
            direction: None,
            components: Vec::new(),
            parameters: Vec::new(),
            rounds_each: false,
            blocked: None,
            needs: Vec::new(),
        };
        let (formulas, compounds) = (formulas?, calculation.compounds);
        let otherwise = !instead::replaced(calculation, typed).is_empty();
        Ok(Some(Self { catalogue, settings, calculation, metric, measures, formulas, compounds, otherwise }))
    }

    /// Ids of the inputs it uses, each once, in the order of the formula.
    pub(crate) fn inputs(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for measure in self.metric.formula.measures() {
            for id in inputs_of(&self.formulas[measure]) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    /// Inputs without a number.
    pub(crate) fn needs(&self, typed: &Typed) -> Vec<String> {
        let missing = self.inputs().into_iter().filter(|id| self.known(id, typed).is_none());
        missing.map(str::to_owned).collect()
    }

    /// Inputs that nobody typed, with what they are taken to be.
    pub(crate) fn assumed(&self, typed: &Typed) -> Vec<AssumedInput> {
        let silent = self.inputs().into_iter().filter(|id| !typed.numbers.contains_key(*id));
        let assumed = silent.filter_map(|id| {
            let value = self.known(id, typed)?.normalize().to_string();
            Some(AssumedInput { input: id.to_owned(), value })
        });
        assumed.collect()
    }

    /// The number of an input as it is typed, or what it usually is.
    fn known(&self, id: &str, typed: &Typed) -> Option<Decimal> {
        let typed = typed.numbers.get(id).copied();
        typed.or_else(|| usual(self.settings, input(self.catalogue, id)?))
    }

    /// What may be chosen, and what is.
    pub(crate) fn options(&self, typed: &Typed) -> Vec<OptionAnswer> {
        let options = self.calculation.options.iter().filter_map(|(name, option)| {
            let definition = self.metric().parameters.get(name)?;
            let parameter = name.clone();
            Some(match option {
                CalculationOption::Input(input) => {
                    OptionAnswer { parameter, input: Some(input.clone()), ..OptionAnswer::default() }
                }
                CalculationOption::Choice(words) => OptionAnswer {
                    parameter,
                    values: choices(definition, words).into_iter().map(str::to_owned).collect(),
                    value: typed.option(&self.calculation.metric, name).unwrap_or(&definition.default).to_owned(),
                    usual: definition.default.clone(),
                    input: None,
                },
            })
        });
        options.collect()
    }

    /// The figure after the changes that are tried, when one of them touches it.
    pub(crate) fn what_if(&self, typed: &Typed) -> Option<WhatIf> {
        let touched = self.inputs().into_iter().any(|id| typed.what_if.contains_key(id));
        if !touched || !self.needs(&self.tried(typed)).is_empty() {
            return None;
        }
        let before = number(&self.figure(typed).value);
        let figure = self.figure(&self.tried(typed));
        let change = before.zip(number(&figure.value)).map(|(before, after)| (before, after - before));
        let relative = change.filter(|(before, _)| *before != 0.0).map(|(before, change)| change / before.abs());
        Some(WhatIf { absolute: change.map(|(_, change)| change), relative, figure })
    }

    /// The typed numbers with all changes made.
    fn tried(&self, typed: &Typed) -> Typed {
        let mut tried = typed.clone();
        for (id, step) in &typed.what_if {
            let changed = step.of(self.known(id, typed).unwrap_or_default());
            tried.numbers.extend(changed.map(|number| (id.clone(), number)));
        }
        tried
    }

    /// The figure by the metric's own formula.
    pub(crate) fn figure(&self, typed: &Typed) -> Figure {
        if !self.needs(typed).is_empty() {
            return nothing(NullReason::NeedsData).figure;
        }
        let numbers: Option<Vec<Decimal>> =
            self.formulas.iter().map(|formula| self.arithmetic(formula, typed)).collect();
        let Some(numbers) = numbers else {
            return nothing(NullReason::TooLarge).figure;
        };
        let cells = |measure: usize| Cell {
            number: Some(numbers[measure]),
            counted: numbers[measure].to_u64().unwrap_or_default(),
            ..Cell::default()
        };
        let mut derived = evaluated(&self.measures, &self.settings.currency, &self.metric, &cells, &|_| 1.0);
        if self.contradicts(&derived.figure) {
            return nothing(NullReason::Contradiction).figure;
        }
        derived.figure.interval = interval(&derived);
        let counted_by = self.metric.formula.counted_by();
        // A measure of another way of counting is 0 here and has nothing to type.
        let mut counted: Vec<usize> = counted_by.measures();
        counted.retain(|measure| !is_zero(&self.formulas[*measure]));
        let typed =
            !counted.is_empty() && counted.iter().all(|measure| !inputs_of(&self.formulas[*measure]).is_empty());
        if !typed || !counts(&self.measures, counted_by) {
            // What it is divided by is money, time or nothing: there is no number of rows to be too small.
            derived.figure.n = 0;
            derived.figure.low_n = false;
        }
        derived.figure
    }

    /// More cannot be lost than there was, nor be part of a whole than it has.
    fn contradicts(&self, figure: &Figure) -> bool {
        let Some(share) = value_number(&figure.value) else {
            return false;
        };
        let counted = self.metric.metric.unit == Unit::Share
            && self
                .metric
                .formula
                .quotient()
                .is_some_and(|(top, bottom)| counts(&self.measures, top) && counts(&self.measures, bottom));
        match self.compounds {
            // Those who came and left within the period were not there at its start.
            Some(Compounds::Lost) if self.otherwise => share < 0.0,
            Some(Compounds::Lost) => !(0.0..=1.0).contains(&share),
            Some(Compounds::Kept) if !counted => share < 0.0,
            _ => counted && !(0.0..=1.0).contains(&share),
        }
    }

    /// What it measures.
    pub(crate) fn metric(&self) -> &'a Metric {
        self.metric.metric
    }

    /// What a step up or down of each input would do, the strongest first.
    pub(crate) fn sensitivity(&self, typed: &Typed) -> Vec<Sensitivity> {
        if !self.needs(typed).is_empty() {
            return Vec::new();
        }
        let value = |input: &str, by: Decimal| self.figure(&typed.changed(input, by)).value;
        let mut effects: Vec<(Option<f64>, Sensitivity)> = self
            .inputs()
            .into_iter()
            .filter(|input| typed.numbers.contains_key(*input))
            .map(|input| {
                let (lower, upper) = (value(input, -typed.step), value(input, typed.step));
                let swing = number(&lower).zip(number(&upper)).map(|(lower, upper)| (upper - lower).abs());
                (swing, Sensitivity { input: input.to_owned(), lower, upper })
            })
            .collect();
        // What has no number at one end stands last.
        let strength = |swing: &Option<f64>| swing.unwrap_or(-1.0);
        effects.sort_by(|(left, _), (right, _)| strength(right).total_cmp(&strength(left)));
        effects.into_iter().map(|(_, effect)| effect).collect()
    }

    /// The share of the typed months as one of a month and of a year.
    pub(crate) fn compounded(&self, typed: &Typed, figure: &Figure) -> Option<Compounded> {
        let (compounds, share) = (self.compounds?, value_number(&figure.value)?);
        let months = self.known(MONTHS, typed)?.to_f64().filter(|months| *months > 0.0)?;
        let kept = match compounds {
            Compounds::Kept => share,
            Compounds::Lost => 1.0 - share,
        };
        if kept < 0.0 {
            return None;
        }
        let over = |length: f64| match compounds {
            Compounds::Kept => kept.powf(length / months),
            Compounds::Lost => 1.0 - kept.powf(length / months),
        };
        Some(Compounded { months, month: over(1.0), year: over(MONTHS_OF_A_YEAR) })
    }

    /// The formula with the numbers in it.
    pub(crate) fn formula(&self, typed: &Typed) -> Vec<FormulaToken> {
        let tree = Tree::of(&self.metric.formula, &self.formulas, &|formula| self.arithmetic(formula, typed));
        tree.tokens(&|id| self.token(id, typed))
    }

    fn token(&self, id: &str, typed: &Typed) -> FormulaToken {
        let Some(number) = self.typed(id, typed) else {
            return FormulaToken { kind: TokenKind::Missing, text: id.to_owned() };
        };
        let kind = match input(self.catalogue, id).map(|input| input.unit) {
            Some(InputUnit::Money) => TokenKind::Money,
            Some(InputUnit::Share) => TokenKind::Share,
            _ => TokenKind::Number,
        };
        FormulaToken { kind, text: number.normalize().to_string() }
    }

    fn typed(&self, id: &str, typed: &Typed) -> Option<Decimal> {
        in_base_unit(input(self.catalogue, id)?.unit, self.known(id, typed)?, &self.settings.currency)
    }

    fn arithmetic(&self, formula: &Formula, typed: &Typed) -> Option<Decimal> {
        let both = |left: &Formula, right: &Formula| self.arithmetic(left, typed).zip(self.arithmetic(right, typed));
        match formula {
            Formula::Number(number) => Some(*number),
            Formula::Measure(id) => self.typed(id, typed),
            Formula::Metric(_) | Formula::CountBack { .. } => None,
            Formula::Add(left, right) => both(left, right).and_then(|(left, right)| left.checked_add(right)),
            Formula::Subtract(left, right) => both(left, right).and_then(|(left, right)| left.checked_sub(right)),
            Formula::Multiply(left, right) => both(left, right).and_then(|(left, right)| left.checked_mul(right)),
            Formula::Divide(left, right) => both(left, right).and_then(|(left, right)| left.checked_div(right)),
        }
    }
}

fn is_zero(formula: &Formula) -> bool {
    matches!(formula, Formula::Number(number) if number.is_zero())
}

/// Ids of the inputs in a formula.
fn inputs_of(formula: &Formula) -> Vec<&str> {
    let mut ids = Vec::new();
    formula.visit(&mut |part| {
        if let Formula::Measure(id) = part {
            ids.push(id.as_str());
        }
    });
    ids
}

/// What stands for a measure: at the metric itself, or at the metric of its formula that it belongs to; with what
/// the options of either put in its place.
fn stands_for(
    catalogue: &Catalogue,
    calculation: &Calculation,
    name: &str,
    typed: &Typed,
) -> Result<Formula, QueryError> {
    let elsewhere = || {
        let (metric, measure) = name.split_once('.')?;
        let section = catalogue.calculator.values().find_map(|section| section.calculation(metric))?;
        section.measures.get(measure).map(|formula| (section, measure, formula))
    };
    let missing = || QueryError::new(ErrorCode::BadDefinition, &calculation.metric).with("measure", name);
    let own = calculation.measures.get(name).map(|formula| (calculation, name, formula));
    let (owner, measure, formula) = own.or_else(elsewhere).ok_or_else(missing)?;
    let replaced: Replaced<'_> = instead::replaced(owner, typed);
    Ok(instead::put(replaced.get(measure).copied().unwrap_or(formula), &replaced))
}

fn value_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number { number } => Some(*number),
        _ => None,
    }
}
