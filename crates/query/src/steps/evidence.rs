//! What is known about the uncertainty of a figure: from counts, and for means from the squares beside the sum.

use crate::answer::{Figure, Value};
use crate::query::{Operator, ResolvedFormula, ResolvedMeasure, ResolvedMetric};
use crate::steps::compare::number;
use crate::steps::derive::Derived;
use crate::steps::run::Cell;
use catalogue::definition::{Aggregate, MeasureKind, OfAll, Unit};
use catalogue::expression::{Expression, Node};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use statistics::{
    Events, Proportion, Sample, newcombe, rate_ratio, score_interval, score_standard_error, welch, wilson,
};

/// What is known about the uncertainty of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Evidence {
    /// Nothing: amounts, balances, medians, models.
    None,
    /// It could be known, from more rows than there are.
    TooFew,
    /// A share of counted things.
    Share(Proportion),
    /// A difference of two shares of the same base, such as promoters less detractors.
    Score {
        /// In the unit of the value.
        standard_error: f64,
        /// It lies between this and its negative.
        bound: f64,
    },
    /// A mean over rows, in the unit of the value.
    Mean(Sample),
    /// Things that happened, each by itself.
    Count(Events),
}

/// The 95 % interval of a figure. Amounts are shown without: theirs is only used to judge a change.
pub(crate) fn interval(derived: &Derived) -> Option<(f64, f64)> {
    match derived.evidence {
        Evidence::None | Evidence::TooFew | Evidence::Count(_) => None,
        Evidence::Share(share) => Some(wilson(share)),
        Evidence::Score { standard_error, bound } => {
            let around = number(&derived.figure.value).map(|value| score_interval(value, standard_error));
            around.map(|(low, high)| (low.max(-bound), high.min(bound)))
        }
        Evidence::Mean(sample) => {
            if matches!(derived.figure.value, Value::Number { .. }) {
                sample.interval()
            } else {
                None
            }
        }
    }
}

/// The 95 % interval of a change, where there is evidence on both sides.
pub(crate) fn difference(now: &Derived, then: &Derived, change: f64) -> Option<(f64, f64)> {
    match (now.evidence, then.evidence) {
        (Evidence::Share(now), Evidence::Share(then)) => Some(newcombe(now, then)),
        (Evidence::Score { standard_error: now, .. }, Evidence::Score { standard_error: then, .. }) => {
            Some(score_interval(change, now.hypot(then)))
        }
        (Evidence::Mean(now), Evidence::Mean(then)) => welch(then, now).map(|tested| tested.interval),
        (Evidence::Count(now), Evidence::Count(then)) => of_counts(now, then),
        _ => None,
    }
}

/// How far a count lies from what the earlier one lets expect for as long a time.
fn of_counts(now: Events, then: Events) -> Option<(f64, f64)> {
    let (low, high) = rate_ratio(then, now)?;
    let expected = then.count * now.length / then.length;
    let edge = |ratio: f64| (ratio - 1.0) * expected;
    high.is_finite().then(|| (edge(low), edge(high)))
}

/// What the formula and the numbers behind it say about uncertainty; `lasts` says how long a measure was counted.
pub(crate) fn evidence(
    measures: &[ResolvedMeasure<'_>],
    metric: &ResolvedMetric<'_>,
    figure: &Figure,
    cells: &dyn Fn(usize) -> Cell,
    lasts: &dyn Fn(usize) -> f64,
) -> Evidence {
    if number(&figure.value).is_none() {
        return Evidence::None;
    }
    if let Some(squares) = metric.squares {
        return mean_evidence(measures, &metric.formula, squares, cells).unwrap_or(Evidence::None);
    }
    match metric.formula.quotient() {
        Some((top, bottom)) => quotient_evidence(measures, metric, figure, (top, bottom), cells),
        None if metric.metric.unit == Unit::Count => count_evidence(measures, &metric.formula, cells, lasts),
        None => Evidence::None,
    }
}

fn quotient_evidence(
    measures: &[ResolvedMeasure<'_>],
    metric: &ResolvedMetric<'_>,
    figure: &Figure,
    (top, bottom): (&ResolvedFormula, &ResolvedFormula),
    cells: &dyn Fn(usize) -> Cell,
) -> Evidence {
    let parse = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let Some((successes, trials)) = parse(&figure.numerator).zip(parse(&figure.denominator)) else {
        return Evidence::None;
    };
    let (scale, core) = top.without_factor();
    if trials <= 0.0 || !counts(measures, core) || !counts(measures, bottom) {
        return Evidence::None;
    }
    match (metric.metric.unit, core) {
        (Unit::Share, _) if core == top && (0.0..=trials).contains(&successes) => {
            Evidence::Share(Proportion { successes, trials })
        }
        (Unit::Score | Unit::WholeScore, ResolvedFormula::Operation(Operator::Subtract, up, down)) => {
            let scale = scale * metric.formula.without_factor().0;
            score_evidence(scale, up, down, trials, cells).unwrap_or(Evidence::None)
        }
        _ => Evidence::None,
    }
}

/// Whether a formula is a share or score of counted things, whose certainty is known from the counts.
pub(crate) fn has_evidence(measures: &[ResolvedMeasure<'_>], unit: Unit, formula: &ResolvedFormula) -> bool {
    let Some((top, bottom)) = formula.quotient() else {
        return false;
    };
    let (_, core) = top.without_factor();
    let difference = matches!(core, ResolvedFormula::Operation(Operator::Subtract, ..));
    let kind = match unit {
        Unit::Share => core == top,
        Unit::Score | Unit::WholeScore => difference,
        _ => false,
    };
    kind && counts(measures, core) && counts(measures, bottom)
}

/// The evidence of `scale × (up − down) ÷ trials`, where nothing is counted by both `up` and `down`.
fn score_evidence(
    scale: Decimal,
    up: &ResolvedFormula,
    down: &ResolvedFormula,
    trials: f64,
    cells: &dyn Fn(usize) -> Cell,
) -> Option<Evidence> {
    let share = |formula: &ResolvedFormula| match formula {
        ResolvedFormula::Measure(measure) => Some(cells(*measure).number.unwrap_or_default().to_f64()? / trials),
        _ => None,
    };
    let bound = scale.to_f64()?;
    let standard_error = bound * score_standard_error(share(up)?, share(down)?, trials);
    Some(Evidence::Score { standard_error, bound: bound.abs() })
}

/// Whether a formula only adds and subtracts numbers of things.
pub(crate) fn counts(measures: &[ResolvedMeasure<'_>], formula: &ResolvedFormula) -> bool {
    match formula {
        ResolvedFormula::Number(_) | ResolvedFormula::CountBack(_) => false,
        ResolvedFormula::Operation(Operator::Add | Operator::Subtract, left, right) => {
            counts(measures, left) && counts(measures, right)
        }
        ResolvedFormula::Operation(..) => false,
        ResolvedFormula::Measure(measure) => {
            let measure = measures[*measure].measure;
            let counted = match &measure.kind {
                MeasureKind::Distinct { .. } => true,
                MeasureKind::Quantile { .. } | MeasureKind::Cohort(_) | MeasureKind::Funnel(_) => false,
                MeasureKind::Model(model) => model.gives.counts(),
                MeasureKind::Flow(outer)
                | MeasureKind::Balance(outer)
                | MeasureKind::Opening { outer, .. }
                | MeasureKind::Nested { outer, .. } => counts_rows(outer),
            };
            counted && measure.factor.is_none()
        }
    }
}

/// Counted rows, or a sum of ones and zeros.
fn counts_rows(aggregate: &Aggregate) -> bool {
    match aggregate {
        Aggregate::CountRows => true,
        Aggregate::Quantile { .. } => false,
        Aggregate::Sum(of) => Expression::parse(of).is_ok_and(|parsed| match parsed.root() {
            Node::Case { branches, otherwise, .. } => {
                let one_or_zero = |node: &Node| matches!(node, Node::Number(number) if number == "1" || number == "0");
                branches.iter().map(|(_, result)| result).chain(otherwise.as_deref()).all(one_or_zero)
            }
            _ => false,
        }),
    }
}

/// A mean over rows: its constant factor, what is added up and what counts the rows of it.
fn mean_of(measures: &[ResolvedMeasure<'_>], formula: &ResolvedFormula) -> Option<(Decimal, usize, usize)> {
    let (outer, quotient) = formula.without_factor();
    let ResolvedFormula::Operation(Operator::Divide, top, bottom) = quotient else {
        return None;
    };
    let (inner, top) = top.without_factor();
    let (ResolvedFormula::Measure(sum), ResolvedFormula::Measure(rows)) = (top, bottom.as_ref()) else {
        return None;
    };
    let fits = counts_what_is_added(&measures[*sum], &measures[*rows]);
    fits.then(|| Some((outer.checked_mul(inner)?, *sum, *rows))).flatten()
}

/// Whether one measure counts the rows (or members) whose values the other adds up.
fn counts_what_is_added(sum: &ResolvedMeasure<'_>, rows: &ResolvedMeasure<'_>) -> bool {
    let (of, by) = (sum.measure, rows.measure);
    let same_rows = of.fact == by.fact
        && of.at == by.at
        && of.filter == by.filter
        && of.latest_per == by.latest_per
        && of.known_at == by.known_at
        && sum.reach == rows.reach
        && sum.maturity == rows.maturity;
    let plain = [of, by].iter().all(|measure| measure.factor.is_none() && measure.of_all == OfAll::Nowhere);
    let kinds = match (&of.kind, &by.kind) {
        (MeasureKind::Flow(Aggregate::Sum(_)), MeasureKind::Flow(Aggregate::CountRows)) => true,
        (
            MeasureKind::Nested { per, inner, derived, whole, outer: Aggregate::Sum(_), having },
            MeasureKind::Nested {
                per: by_per,
                inner: by_inner,
                derived: by_derived,
                whole: by_whole,
                outer: Aggregate::CountRows,
                having: by_having,
            },
        ) => per == by_per && inner == by_inner && derived == by_derived && whole == by_whole && having == by_having,
        _ => false,
    };
    same_rows && plain && kinds
}

/// The measure that adds up the squares, when the formula is a mean whose spread is not known from the counts.
pub(crate) fn squares<'a>(
    measures: &[ResolvedMeasure<'a>],
    unit: Unit,
    formula: &ResolvedFormula,
) -> Option<ResolvedMeasure<'a>> {
    if has_evidence(measures, unit, formula) {
        return None;
    }
    let (_, sum, _) = mean_of(measures, formula)?;
    Some(ResolvedMeasure { squared: true, ..measures[sum].clone() })
}

fn mean_evidence(
    measures: &[ResolvedMeasure<'_>],
    formula: &ResolvedFormula,
    squares: usize,
    cells: &dyn Fn(usize) -> Cell,
) -> Option<Evidence> {
    let (scale, sum, rows) = mean_of(measures, formula)?;
    let number = |measure: usize| cells(measure).number?.to_f64();
    let scale = scale.to_f64()?;
    let sample = Sample::of_sums(number(rows)?, number(sum)?, number(squares)?);
    Some(sample.map_or(Evidence::TooFew, |sample| {
        Evidence::Mean(Sample { n: sample.n, mean: sample.mean * scale, variance: sample.variance * scale * scale })
    }))
}

/// The evidence of a count: things that happened in the period, none of them taken off again.
fn count_evidence(
    measures: &[ResolvedMeasure<'_>],
    formula: &ResolvedFormula,
    cells: &dyn Fn(usize) -> Cell,
    lasts: &dyn Fn(usize) -> f64,
) -> Evidence {
    let counted = formula.measures();
    let length = counted.first().map(|first| lasts(*first));
    match length {
        Some(length) if happened(measures, formula) && counted.iter().all(|measure| lasts(*measure) == length) => {
            let number = |measure: usize| cells(measure).number.and_then(|number| number.to_f64()).unwrap_or_default();
            Evidence::Count(Events { count: counted.into_iter().map(number).sum(), length })
        }
        _ => Evidence::None,
    }
}

/// Whether a formula only adds up things that happened in the period. What stands at its end is no such thing.
fn happened(measures: &[ResolvedMeasure<'_>], formula: &ResolvedFormula) -> bool {
    match formula {
        ResolvedFormula::Measure(measure) => {
            let kind = &measures[*measure].measure.kind;
            let happens =
                matches!(kind, MeasureKind::Flow(_) | MeasureKind::Distinct { .. } | MeasureKind::Nested { .. });
            happens && counts(measures, formula)
        }
        ResolvedFormula::Operation(Operator::Add, left, right) => happened(measures, left) && happened(measures, right),
        _ => false,
    }
}
