//! Numbers as a person typed them.

use super::step::Step;
use crate::error::{ErrorCode, QueryError};
use catalogue::calculator::{Calculation, CalculationOption, CalculatorInput, InputUnit};
use catalogue::definition::{Catalogue, ParameterDefinition, ParameterSetting};
use model::currency::Currency;
use model::settings::WorkspaceSettings;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Parameter with the percentage by which one number at a time is changed.
const STEP: &str = "by";
/// Parameter with the changes that are tried together: `customers_lost:-10%|mrr_new:+500`.
const WHAT_IF: &str = "what_if";
/// Parameter with the currency of all money.
const CURRENCY: &str = "currency";
/// Numbers are given as `param.<id>`, options of a metric as `param.<metric>.<name>`.
const PREFIX: &str = "param.";
/// A tenth, when nothing is said.
const USUAL_STEP: i64 = 10;
/// Larger numbers are mistakes, and their products would not fit.
const LARGEST: i64 = 1_000_000_000_000;

/// Numbers by the id of their input: money in major units, shares 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    pub(crate) numbers: BTreeMap<String, Decimal>,
    /// Words of options, by metric and name of the parameter.
    pub(crate) options: BTreeMap<(String, String), String>,
    /// Changes that are tried together.
    pub(crate) what_if: BTreeMap<String, Step>,
    /// 0.1 for a tenth.
    pub(crate) step: Decimal,
    /// The workspace's when none is said.
    pub(crate) currency: Option<Currency>,
}

impl Typed {
    /// These numbers, and a step of a tenth.
    pub fn new(numbers: BTreeMap<String, Decimal>) -> Self {
        let step = Decimal::new(USUAL_STEP, 2);
        Self { numbers, options: BTreeMap::new(), what_if: BTreeMap::new(), step, currency: None }
    }

    /// Reads the pairs of an address; what is none of the calculator's belongs to somebody else.
    ///
    /// # Errors
    /// `unknown_input` for an unknown name, `bad_value` for a text that is no number, or one that cannot be.
    pub fn parse(catalogue: &Catalogue, pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let mut typed = Self::new(BTreeMap::new());
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            match name.as_str() {
                STEP => typed.step = step(value)?,
                WHAT_IF => typed.what_if = what_if(catalogue, value)?,
                CURRENCY => typed.currency = Some(currency(value)?),
                other => other.strip_prefix(PREFIX).map_or(Ok(()), |id| typed.take(catalogue, id, value))?,
            }
        }
        Ok(typed)
    }

    /// With an option of a metric.
    ///
    /// # Errors
    /// As [`Typed::parse`].
    pub fn with_option(
        mut self,
        catalogue: &Catalogue,
        metric: &str,
        name: &str,
        value: &str,
    ) -> Result<Self, QueryError> {
        self.take_option(catalogue, metric, name, value)?;
        Ok(self)
    }

    fn take(&mut self, catalogue: &Catalogue, id: &str, value: &str) -> Result<(), QueryError> {
        if let Some((metric, name)) = id.split_once('.') {
            return self.take_option(catalogue, metric, name, value);
        }
        let input = known_input(catalogue, id)?;
        self.numbers.insert(id.to_owned(), number(input, value)?);
        Ok(())
    }

    fn take_option(&mut self, catalogue: &Catalogue, metric: &str, name: &str, value: &str) -> Result<(), QueryError> {
        let calculation = calculation(catalogue, metric)?;
        let known = calculation.options.get(name).zip(catalogue.metrics.get(metric));
        let unknown = || {
            let names = calculation.options.keys().map(String::as_str);
            QueryError::new(ErrorCode::UnknownOption, name).with("metric", metric).suggesting(names)
        };
        let (option, definition) =
            known.and_then(|(option, metric)| Some((option, metric.parameters.get(name)?))).ok_or_else(unknown)?;
        match option {
            CalculationOption::Input(id) => {
                let input = known_input(catalogue, id)?;
                let text = if input.unit == InputUnit::Share { format!("{}%", value.trim()) } else { value.to_owned() };
                self.numbers.insert(id.clone(), number(input, &text)?);
            }
            CalculationOption::Choice(words) => {
                let possible = choices(definition, words);
                let word = possible.iter().find(|word| **word == value.trim()).ok_or_else(|| {
                    let error = QueryError::new(ErrorCode::BadValue, value).with("parameter", name);
                    error.with("allowed", possible.join(", ")).suggesting(possible.iter().copied())
                })?;
                self.options.insert((metric.to_owned(), name.to_owned()), (*word).to_owned());
            }
        }
        Ok(())
    }

    /// The same with one number a step smaller or larger.
    pub(crate) fn changed(&self, input: &str, by: Decimal) -> Self {
        let mut changed = self.clone();
        if let Some(number) = changed.numbers.get_mut(input) {
            *number = number.checked_mul(Decimal::ONE + by).unwrap_or(*number);
        }
        changed
    }

    /// The word chosen for an option of a metric.
    pub(crate) fn option(&self, metric: &str, name: &str) -> Option<&str> {
        self.options.get(&(metric.to_owned(), name.to_owned())).map(String::as_str)
    }

    /// The settings that the typed numbers are counted under.
    pub(crate) fn settings(&self, settings: &WorkspaceSettings) -> WorkspaceSettings {
        WorkspaceSettings { currency: self.currency.unwrap_or(settings.currency), ..settings.clone() }
    }
}

/// The words of a choice that mean something for typed numbers, in the metric's order.
pub(crate) fn choices<'a, T>(definition: &'a ParameterDefinition, words: &BTreeMap<String, T>) -> Vec<&'a str> {
    let named = |word: &&String| **word == definition.default || words.contains_key(*word);
    definition.options.iter().filter(named).map(String::as_str).collect()
}

fn step(value: &str) -> Result<Decimal, QueryError> {
    let percent: Option<Decimal> = value.trim().trim_end_matches('%').parse().ok();
    let fits = percent.filter(|percent| *percent > Decimal::ZERO && *percent <= Decimal::ONE_HUNDRED);
    fits.map(|percent| percent / Decimal::ONE_HUNDRED).ok_or_else(|| bad_value(value, STEP, "0.1 – 100"))
}

fn currency(value: &str) -> Result<Currency, QueryError> {
    value.trim().parse().map_err(|_| bad_value(value, CURRENCY, "EUR, USD, GBP …"))
}

fn what_if(catalogue: &Catalogue, text: &str) -> Result<BTreeMap<String, Step>, QueryError> {
    let change = |part: &str| {
        let (id, change) = part.split_once(':').ok_or_else(|| bad_value(part, WHAT_IF, Step::FORM))?;
        known_input(catalogue, id)?;
        let step = Step::read(change).ok_or_else(|| bad_value(change, id, Step::FORM))?;
        Ok((id.to_owned(), step))
    };
    text.split('|').map(change).collect()
}

fn number(input: &CalculatorInput, value: &str) -> Result<Decimal, QueryError> {
    let text = value.trim();
    let percent = text.strip_suffix('%').filter(|_| input.unit == InputUnit::Share);
    let number: Option<Decimal> = percent.unwrap_or(text).trim().parse().ok();
    let number = number.map(|number| if percent.is_some() { number / Decimal::ONE_HUNDRED } else { number });
    number.filter(|number| fits(input.unit, *number)).ok_or_else(|| bad_value(value, &input.id, &range(input.unit)))
}

/// Whether a number may be typed, or come out of a change.
pub(crate) fn fits(unit: InputUnit, number: Decimal) -> bool {
    let largest = if unit == InputUnit::Share { 1 } else { LARGEST };
    number.abs() <= Decimal::from(largest) && (negative_fits(unit) || !number.is_sign_negative())
}

fn negative_fits(unit: InputUnit) -> bool {
    matches!(unit, InputUnit::Money | InputUnit::Number)
}

fn range(unit: InputUnit) -> String {
    match unit {
        InputUnit::Share => "0 – 1, 0% – 100%".to_owned(),
        unit if negative_fits(unit) => format!("−{LARGEST} – {LARGEST}"),
        _ => format!("0 – {LARGEST}"),
    }
}

/// What a change would make of a number and cannot be.
pub(crate) fn impossible(input: &CalculatorInput, number: Option<Decimal>) -> QueryError {
    let number = number.map(|number| number.normalize().to_string());
    bad_value(&number.unwrap_or_default(), &input.id, &range(input.unit))
}

fn bad_value(given: &str, parameter: &str, allowed: &str) -> QueryError {
    QueryError::new(ErrorCode::BadValue, given).with("parameter", parameter).with("allowed", allowed)
}

fn known_input<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a CalculatorInput, QueryError> {
    let names = || inputs(catalogue).map(|input| input.id.as_str());
    input(catalogue, id).ok_or_else(|| QueryError::new(ErrorCode::UnknownInput, id).suggesting(names()))
}

/// How a metric is computed from typed numbers.
pub(crate) fn calculation<'a>(catalogue: &'a Catalogue, metric: &str) -> Result<&'a Calculation, QueryError> {
    let calculations = || catalogue.calculator.values().flat_map(|section| &section.calculations);
    calculations().find(|known| known.metric == metric).ok_or_else(|| {
        let names = calculations().map(|known| known.metric.as_str());
        QueryError::new(ErrorCode::UnknownMetric, metric).suggesting(names)
    })
}

/// Everything that can be typed.
pub(crate) fn inputs(catalogue: &Catalogue) -> impl Iterator<Item = &CalculatorInput> {
    catalogue.calculator.values().flat_map(|section| &section.inputs)
}

/// The input of that id.
pub(crate) fn input<'a>(catalogue: &'a Catalogue, id: &str) -> Option<&'a CalculatorInput> {
    inputs(catalogue).find(|input| input.id == id)
}

/// What an input is taken to be where nothing is typed.
pub(crate) fn usual(settings: &WorkspaceSettings, input: &CalculatorInput) -> Option<Decimal> {
    let decided = match input.setting {
        Some(ParameterSetting::GrossMarginPercent) => settings.gross_margin_percent,
        Some(ParameterSetting::Weekend) | None => None,
    };
    decided.map(|percent| Decimal::new(i64::from(percent), 2)).or(input.usual)
}

/// A typed number as formulas take it: money in minor units.
pub(crate) fn in_base_unit(unit: InputUnit, number: Decimal, currency: &Currency) -> Option<Decimal> {
    match unit {
        InputUnit::Money => number.checked_mul(Decimal::from(10_i64.pow(currency.exponent()))),
        _ => Some(number),
    }
}
