//! Which formulas have an exact split, and what they say about one part.

use super::WhyKind;
use super::WhyRefusal;
use crate::query::{Operator, Query, ResolvedFormula};
use crate::steps::derive::is_quantile;
use crate::steps::run::Cell;
use catalogue::definition::MeasureKind;
use rust_decimal::Decimal;

/// The numbers of measures.
pub(super) type Cells<'c> = dyn Fn(usize) -> Cell + 'c;

/// A formula that splits exactly, apart from a constant that is added.
pub(super) struct Split {
    factor: Decimal,
    core: Core,
}

enum Core {
    /// Sums and differences of measures.
    Sum(ResolvedFormula),
    /// One such sum over another.
    Ratio(ResolvedFormula, ResolvedFormula),
}

/// The split of a formula, or why there is none.
pub(super) fn split(query: &Query<'_>, formula: &ResolvedFormula) -> Result<Split, WhyRefusal> {
    let formula = without_conditions(query, formula);
    for measure in measures_of(&formula) {
        let kind = &query.measures[measure].measure.kind;
        if is_quantile(kind) {
            return Err(WhyRefusal::Quantile);
        }
    }
    let (factor, rest) = without_constants(&formula).ok_or(WhyRefusal::Model)?;
    let core = match rest {
        ResolvedFormula::Operation(Operator::Divide, top, bottom) if is_sum(top) && is_sum(bottom) => {
            Core::Ratio(top.as_ref().clone(), bottom.as_ref().clone())
        }
        sum if is_sum(sum) => Core::Sum(sum.clone()),
        _ => return Err(WhyRefusal::Model),
    };
    Ok(Split { factor, core })
}

/// The formula without factors that are 1 or nothing. They say whether the whole has a value; where it has one, they
/// change nothing.
fn without_conditions(query: &Query<'_>, formula: &ResolvedFormula) -> ResolvedFormula {
    let ResolvedFormula::Operation(operator, left, right) = formula else {
        return formula.clone();
    };
    let (left, right) = (without_conditions(query, left), without_conditions(query, right));
    match operator {
        Operator::Multiply if is_condition(query, &right) => left,
        Operator::Multiply if is_condition(query, &left) => right,
        operator => ResolvedFormula::Operation(*operator, Box::new(left), Box::new(right)),
    }
}

/// A quantile of ones is 1 where there are rows.
fn is_condition(query: &Query<'_>, formula: &ResolvedFormula) -> bool {
    let ResolvedFormula::Measure(measure) = formula else { return false };
    let kind = &query.measures[*measure].measure.kind;
    matches!(kind, MeasureKind::Quantile { of, .. } if of.trim() == "1")
}

/// Every measure of a formula once.
pub(super) fn measures_of(formula: &ResolvedFormula) -> Vec<usize> {
    let mut measures = formula.measures();
    measures.sort_unstable();
    measures.dedup();
    measures
}

/// The factor of what changes, and what changes: `1 − 2 × x` gives −2 and `x`.
fn without_constants(formula: &ResolvedFormula) -> Option<(Decimal, &ResolvedFormula)> {
    let ResolvedFormula::Operation(operator, left, right) = formula else {
        return Some((Decimal::ONE, formula));
    };
    let scaled = |inner, by: Decimal| {
        let (factor, rest) = without_constants(inner)?;
        Some((factor.checked_mul(by)?, rest))
    };
    match (operator, left.as_ref(), right.as_ref()) {
        (Operator::Add, ResolvedFormula::Number(_), inner) | (Operator::Add, inner, ResolvedFormula::Number(_)) => {
            without_constants(inner)
        }
        (Operator::Subtract, inner, ResolvedFormula::Number(_)) => without_constants(inner),
        (Operator::Subtract, ResolvedFormula::Number(_), inner) => scaled(inner, Decimal::NEGATIVE_ONE),
        (Operator::Multiply, ResolvedFormula::Number(by), inner)
        | (Operator::Multiply, inner, ResolvedFormula::Number(by)) => scaled(inner, *by),
        (Operator::Divide, inner, ResolvedFormula::Number(by)) => scaled(inner, Decimal::ONE.checked_div(*by)?),
        _ => Some((Decimal::ONE, formula)),
    }
}

/// Whether the parts' numbers add up to the whole's: measures, added, subtracted and multiplied by numbers.
fn is_sum(formula: &ResolvedFormula) -> bool {
    match formula {
        ResolvedFormula::Measure(_) => true,
        ResolvedFormula::Number(_) | ResolvedFormula::CountBack(_) => false,
        ResolvedFormula::Operation(Operator::Add | Operator::Subtract, left, right) => is_sum(left) && is_sum(right),
        ResolvedFormula::Operation(Operator::Multiply, left, right) => match (left.as_ref(), right.as_ref()) {
            (ResolvedFormula::Number(_), inner) | (inner, ResolvedFormula::Number(_)) => is_sum(inner),
            _ => false,
        },
        ResolvedFormula::Operation(Operator::Divide, left, right) => {
            is_sum(left) && matches!(right.as_ref(), ResolvedFormula::Number(_))
        }
    }
}

/// The number of such a sum; nothing at all adds nothing.
fn sum(formula: &ResolvedFormula, cells: &Cells<'_>) -> Option<Decimal> {
    match formula {
        ResolvedFormula::Measure(measure) => Some(cells(*measure).number.unwrap_or_default()),
        ResolvedFormula::Number(number) => Some(*number),
        // No sum: it never stands in a split.
        ResolvedFormula::CountBack(_) => None,
        ResolvedFormula::Operation(operator, left, right) => {
            let (left, right) = (sum(left, cells)?, sum(right, cells)?);
            match operator {
                Operator::Add => left.checked_add(right),
                Operator::Subtract => left.checked_sub(right),
                Operator::Multiply => left.checked_mul(right),
                Operator::Divide => left.checked_div(right),
            }
        }
    }
}

impl Split {
    pub(super) fn kind(&self) -> WhyKind {
        match &self.core {
            Core::Sum(_) => WhyKind::Sum,
            Core::Ratio(..) => WhyKind::Ratio,
        }
    }

    /// Whether its base, and nothing else, is the whole's in every part.
    pub(super) fn has_base_of_all(&self, ignores: &dyn Fn(&usize) -> bool) -> bool {
        match &self.core {
            Core::Sum(_) => false,
            Core::Ratio(top, bottom) => bottom.measures().iter().all(ignores) && !top.measures().iter().any(ignores),
        }
    }

    /// Top with the factor, and the bottom of a ratio.
    pub(super) fn numbers(&self, cells: &Cells<'_>) -> Option<(Decimal, Option<Decimal>)> {
        let scaled = |top| sum(top, cells)?.checked_mul(self.factor);
        match &self.core {
            Core::Sum(top) => Some((scaled(top)?, None)),
            Core::Ratio(top, bottom) => Some((scaled(top)?, Some(sum(bottom, cells)?))),
        }
    }

    /// The value without the constant that is added.
    pub(super) fn value(&self, cells: &Cells<'_>) -> Option<Decimal> {
        match self.numbers(cells)? {
            (top, None) => Some(top),
            (top, Some(bottom)) => top.checked_div(bottom),
        }
    }
}
