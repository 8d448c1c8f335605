//! What the options of a metric put in place of its measures and of inputs.

use super::typed::Typed;
use catalogue::calculator::{Calculation, CalculationOption};
use catalogue::definition::Formula;
use std::collections::BTreeMap;

/// Arithmetic by the name of the measure or input in whose place it stands.
pub(crate) type Replaced<'a> = BTreeMap<&'a str, &'a Formula>;

/// What the chosen words put in place.
pub(crate) fn replaced<'a>(calculation: &'a Calculation, typed: &Typed) -> Replaced<'a> {
    let chosen = calculation.options.iter().filter_map(|(name, option)| match option {
        CalculationOption::Choice(words) => words.get(typed.option(&calculation.metric, name)?),
        CalculationOption::Input(_) => None,
    });
    chosen.flatten().map(|(name, formula)| (name.as_str(), formula)).collect()
}

/// The formula with other arithmetic in place of its inputs.
pub(crate) fn put(formula: &Formula, replaced: &Replaced<'_>) -> Formula {
    let both = |left: &Formula, right: &Formula| (Box::new(put(left, replaced)), Box::new(put(right, replaced)));
    match formula {
        Formula::Measure(id) => replaced.get(id.as_str()).map_or_else(|| formula.clone(), |other| (*other).clone()),
        Formula::Metric(_) | Formula::Number(_) | Formula::CountBack { .. } => formula.clone(),
        Formula::Add(left, right) => {
            let (left, right) = both(left, right);
            Formula::Add(left, right)
        }
        Formula::Subtract(left, right) => {
            let (left, right) = both(left, right);
            Formula::Subtract(left, right)
        }
        Formula::Multiply(left, right) => {
            let (left, right) = both(left, right);
            Formula::Multiply(left, right)
        }
        Formula::Divide(left, right) => {
            let (left, right) = both(left, right);
            Formula::Divide(left, right)
        }
    }
}
