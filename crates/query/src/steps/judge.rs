//! Says whether a figure is certain enough and whether a change is real.

use crate::answer::{Change, Figure, Judgement};
use crate::error::QueryError;
use crate::query::{Operator, Query, ResolvedFormula, ResolvedMeasure, ResolvedMetric};
use crate::steps::compare::number;
use crate::steps::derive::{Derived, MetricFigures};
use crate::steps::run::Cell;
use catalogue::definition::{Aggregate, Better, MeasureKind, Metric, Unit};
use catalogue::expression::{Expression, Node};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use statistics::{Proportion, newcombe, score_interval, score_standard_error, wilson};

/// What is known about the uncertainty of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Evidence {
    /// Nothing: amounts, durations, factors.
    None,
    /// A share of counted things.
    Share(Proportion),
    /// A difference of two shares of the same base, such as promoters less detractors.
    Score {
        /// In the unit of the value.
        standard_error: f64,
    },
}

pub(crate) fn judge(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (metric, figures) in query.metrics.iter().zip(&mut query.figures) {
        every(figures).for_each(|derived| derived.figure.interval = interval(derived));
        judge_metric(metric.metric, figures);
    }
    Ok(())
}

fn every(figures: &mut MetricFigures) -> impl Iterator<Item = &mut Derived> {
    let parts = figures.parts.iter_mut().flat_map(|part| std::iter::once(&mut part.now).chain(&mut part.then));
    std::iter::once(&mut figures.now)
        .chain(&mut figures.then)
        .chain(&mut figures.series)
        .chain(&mut figures.comparison_series)
        .chain(parts)
}

pub(crate) fn interval(derived: &Derived) -> Option<(f64, f64)> {
    match derived.evidence {
        Evidence::None => None,
        Evidence::Share(share) => Some(wilson(share)),
        Evidence::Score { standard_error } => {
            number(&derived.figure.value).map(|value| score_interval(value, standard_error))
        }
    }
}

fn judge_metric(metric: &Metric, figures: &mut MetricFigures) {
    if let (Some(change), Some(then)) = (&mut figures.change, &figures.then) {
        settle(metric, change, &figures.now, then);
    }
    for part in &mut figures.parts {
        if let (Some(change), Some(then)) = (&mut part.change, &part.then) {
            settle(metric, change, &part.now, then);
        }
    }
}

fn settle(metric: &Metric, change: &mut Change, now: &Derived, then: &Derived) {
    change.interval = change.absolute.and_then(|by| difference(now, then, by));
    change.judgement = judgement(metric, now, then);
    change.figure.interval = then.figure.interval;
}

fn judgement(metric: &Metric, now: &Derived, then: &Derived) -> Judgement {
    let Some((value, before)) = number(&now.figure.value).zip(number(&then.figure.value)) else {
        return Judgement::Unknown;
    };
    if value == before {
        return Judgement::NoClearChange;
    }
    if now.figure.low_n || then.figure.low_n {
        return Judgement::TooFew;
    }
    if before == 0.0 && matches!(metric.unit, Unit::Count | Unit::Money | Unit::MoneyPerDay) {
        return Judgement::New;
    }
    if difference(now, then, value - before).is_some_and(|(low, high)| low <= 0.0 && high >= 0.0) {
        return Judgement::NoClearChange;
    }
    match (metric.better, value > before) {
        (Better::Neither, _) => Judgement::Neutral,
        (Better::Higher, true) | (Better::Lower, false) => Judgement::Better,
        _ => Judgement::Worse,
    }
}

/// The 95 % interval of the change, where there is evidence on both sides.
fn difference(now: &Derived, then: &Derived, change: f64) -> Option<(f64, f64)> {
    match (now.evidence, then.evidence) {
        (Evidence::Share(now), Evidence::Share(then)) => Some(newcombe(now, then)),
        (Evidence::Score { standard_error: now }, Evidence::Score { standard_error: then }) => {
            Some(score_interval(change, now.hypot(then)))
        }
        _ => None,
    }
}

/// What the formula and the counts behind it say about uncertainty.
pub(crate) fn evidence(
    measures: &[ResolvedMeasure<'_>],
    metric: &ResolvedMetric<'_>,
    figure: &Figure,
    cells: &dyn Fn(usize) -> Cell,
) -> Evidence {
    let Some((top, bottom)) = metric.formula.quotient() else {
        return Evidence::None;
    };
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
        (Unit::Score, ResolvedFormula::Operation(Operator::Subtract, up, down)) => {
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
        Unit::Score => difference,
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
    let standard_error = scale.to_f64()? * score_standard_error(share(up)?, share(down)?, trials);
    Some(Evidence::Score { standard_error })
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
