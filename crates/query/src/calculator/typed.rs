//! Numbers as a person typed them.

use crate::error::{ErrorCode, QueryError};
use catalogue::calculator::{CalculatorInput, InputUnit};
use catalogue::definition::Catalogue;
use model::currency::Currency;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Parameter with the percentage by which one number at a time is changed.
const STEP: &str = "by";
/// Numbers are given as `param.<id>`.
const PREFIX: &str = "param.";
/// A tenth, when nothing is said.
const USUAL_STEP: i64 = 10;
/// Larger numbers are mistakes, and their products would not fit.
const LARGEST: i64 = 1_000_000_000_000;

/// Numbers by the id of their input: money in major units, shares 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    pub(crate) numbers: BTreeMap<String, Decimal>,
    /// 0.1 for a tenth.
    pub(crate) step: Decimal,
}

impl Typed {
    /// These numbers, and a step of a tenth.
    pub fn new(numbers: BTreeMap<String, Decimal>) -> Self {
        Self { numbers, step: Decimal::new(USUAL_STEP, 2) }
    }

    /// Reads the pairs of an address; what is neither a number of the calculator nor the step belongs to
    /// somebody else.
    ///
    /// # Errors
    /// `bad_parameter` for an unknown name, a text that is no number, or one that cannot be.
    pub fn parse(catalogue: &Catalogue, pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let mut typed = Self::new(BTreeMap::new());
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            if name == STEP {
                typed.step = step(value)?;
            } else if let Some(id) = name.strip_prefix(PREFIX) {
                typed.numbers.insert(id.to_owned(), number(catalogue, id, value)?);
            }
        }
        Ok(typed)
    }

    /// The same with one number a step smaller or larger.
    pub(crate) fn changed(&self, input: &str, by: Decimal) -> Self {
        let mut changed = self.clone();
        if let Some(number) = changed.numbers.get_mut(input) {
            *number = number.checked_mul(Decimal::ONE + by).unwrap_or(*number);
        }
        changed
    }
}

fn step(value: &str) -> Result<Decimal, QueryError> {
    let percent: Option<Decimal> = value.trim().parse().ok();
    let fits = percent.filter(|percent| *percent > Decimal::ZERO && *percent <= Decimal::ONE_HUNDRED);
    fits.map(|percent| percent / Decimal::ONE_HUNDRED)
        .ok_or_else(|| QueryError::new(ErrorCode::BadParameter, value).with("parameter", STEP))
}

fn number(catalogue: &Catalogue, id: &str, value: &str) -> Result<Decimal, QueryError> {
    let input = input(catalogue, id).ok_or_else(|| {
        QueryError::new(ErrorCode::BadParameter, id).suggesting(inputs(catalogue).map(|input| input.id.as_str()))
    })?;
    let number: Option<Decimal> = value.trim().parse().ok();
    let largest = if input.unit == InputUnit::Share { 1 } else { LARGEST };
    let negative_fits = matches!(input.unit, InputUnit::Money | InputUnit::Number);
    number
        .filter(|number| number.abs() <= Decimal::from(largest) && (negative_fits || !number.is_sign_negative()))
        .ok_or_else(|| QueryError::new(ErrorCode::BadParameter, value).with("parameter", id))
}

/// Everything that can be typed.
pub(crate) fn inputs(catalogue: &Catalogue) -> impl Iterator<Item = &CalculatorInput> {
    catalogue.calculator.values().flat_map(|section| &section.inputs)
}

/// The input of that id.
pub(crate) fn input<'a>(catalogue: &'a Catalogue, id: &str) -> Option<&'a CalculatorInput> {
    inputs(catalogue).find(|input| input.id == id)
}

/// A typed number as formulas take it: money in minor units.
pub(crate) fn in_base_unit(unit: InputUnit, number: Decimal, currency: &Currency) -> Option<Decimal> {
    match unit {
        InputUnit::Money => number.checked_mul(Decimal::from(10_i64.pow(currency.exponent()))),
        _ => Some(number),
    }
}
