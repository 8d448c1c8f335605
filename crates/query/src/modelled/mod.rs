//! Measures of the kind `model`: members come from the store, what is fitted to or scored over them is
//! computed here, and becomes cells like those of every other measure.

mod fits;
mod grid;
mod lifetime;
mod members;
mod options;
mod rfm;

pub(crate) use fits::{FitCache, FitKey, Fitted};
pub(crate) use grid::grid;
pub(crate) use members::{MemberRow, MemberSets};

use crate::answer::{ModelAnswer, NullReason};
use crate::error::QueryError;
use crate::query::{Query, ResolvedMeasure, ResolvedMetric};
use crate::steps::plan::Shape;
use crate::steps::run::{Cell, Place};
use catalogue::definition::{MeasureKind, Model, ModelMeasure};
use fits::Fits;
use options::Options;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Digits after the point that a computed number keeps, so that the parts add up exactly.
const KEPT_DIGITS: u32 = 9;

/// What a measure came to in one window.
struct Modelled {
    /// For each row of members what one of them adds; none for those left out.
    outputs: Vec<Option<f64>>,
    /// Why nothing is computed at all.
    refusal: Option<NullReason>,
    /// What the receipt says.
    answer: Option<ModelAnswer>,
}

/// Fits and scores, for the period and what it is compared with.
pub(crate) fn fit(query: &mut Query<'_>) -> Result<(), QueryError> {
    let mut fits = Fits::new(query.context.cache);
    for (plan, shape) in member_shapes(query) {
        let measures = query.plans[plan].shapes[shape].measures.clone();
        for window in windows(query) {
            let rows = query.members.rows(plan, shape, window);
            for measure in &measures {
                let modelled = modelled(query, *measure, rows, &mut fits)?;
                let place = Place { measure: *measure, window };
                let (total, parts) = cells(rows, &modelled, !query.slices.is_empty());
                query.cells.put(place, total, parts);
                query.models.extend(modelled.answer.map(|answer| (place, answer)));
            }
        }
    }
    Ok(())
}

/// Whether any number of a metric comes from a model.
pub(crate) fn is_modelled(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> bool {
    let measures = if metric.blocked.is_some() { Vec::new() } else { metric.formula.measures() };
    measures.into_iter().any(|measure| model_of(&query.measures[measure].measure.kind).is_some())
}

/// The windows models are asked about: never those of lines, each of which would be a fit of its own.
pub(crate) fn windows(query: &Query<'_>) -> Vec<usize> {
    let mut windows = query.timeline.answered_windows();
    let has_goal = |id: &str| query.metrics.iter().any(|metric| metric.metric.id == id && is_modelled(query, metric));
    let goals = query.timeline.goals.iter().filter(|times| {
        let goal = query.context.aims.and_then(|aims| aims.goals.get(times.goal));
        goal.is_some_and(|goal| has_goal(&goal.metric))
    });
    windows.extend(goals.filter_map(|times| times.period.window));
    windows.sort_unstable();
    windows.dedup();
    windows
}

/// The model of a measure, if it is one.
pub(crate) fn model_of(kind: &MeasureKind) -> Option<&ModelMeasure> {
    match kind {
        MeasureKind::Model(model) => Some(model),
        _ => None,
    }
}

fn member_shapes(query: &Query<'_>) -> Vec<(usize, usize)> {
    let plans = query.plans.iter().enumerate();
    let shapes = plans.flat_map(|(plan, fact)| (0..fact.shapes.len()).map(move |shape| (plan, shape)));
    shapes.filter(|(plan, shape)| matches!(query.plans[*plan].shapes[*shape].shape, Shape::Members { .. })).collect()
}

fn modelled(
    query: &Query<'_>,
    measure: usize,
    rows: &[MemberRow],
    fits: &mut Fits<'_>,
) -> Result<Modelled, QueryError> {
    let resolved: &ResolvedMeasure<'_> = &query.measures[measure];
    let Some(model) = model_of(&resolved.measure.kind) else {
        return Ok(Modelled { outputs: vec![None; rows.len()], refusal: None, answer: None });
    };
    let options = Options::of(model, &resolved.texts, query.context.settings.currency)?;
    match model.model {
        Model::Lifetime => lifetime::modelled(model.gives, &options, rows, fits),
        Model::Rfm => Ok(rfm::modelled(model.gives, &options, rows)),
    }
}

/// The cell of the whole that was asked for, and those of its parts.
fn cells(rows: &[MemberRow], modelled: &Modelled, sliced: bool) -> (Cell, BTreeMap<Option<String>, Cell>) {
    let mut total = Cell { number: Some(Decimal::ZERO), refusal: modelled.refusal, ..Cell::default() };
    let mut parts: BTreeMap<Option<String>, Cell> = BTreeMap::new();
    for (row, output) in rows.iter().zip(&modelled.outputs).filter(|(row, _)| row.asked) {
        let cell = of_row(row, *output, modelled.refusal);
        add(&mut total, &cell);
        if sliced {
            add(parts.entry(row.part.clone()).or_insert(Cell { refusal: modelled.refusal, ..Cell::default() }), &cell);
        }
    }
    (total, parts)
}

fn of_row(row: &MemberRow, output: Option<f64>, refusal: Option<NullReason>) -> Cell {
    let each =
        |output: f64| Decimal::from_f64_retain(output)?.round_dp(KEPT_DIGITS).checked_mul(Decimal::from(row.members));
    let number = output.and_then(each);
    // What is no number, or none that fits, is not nothing.
    let refusal = refusal.or((output.is_some() && number.is_none()).then_some(NullReason::TooLarge));
    let counts = number.is_some() && refusal.is_none();
    Cell {
        number: number.filter(|_| counts),
        counted: if counts { row.members } else { 0 },
        missing_fx: if row.lacks_rate { row.members } else { 0 },
        considered: row.members,
        refusal,
        ..Cell::default()
    }
}

fn add(sum: &mut Cell, cell: &Cell) {
    let (number, overflows) = match (sum.number, cell.number) {
        (Some(left), Some(right)) => {
            let number = left.checked_add(right);
            (number, number.is_none())
        }
        (left, right) => (left.or(right), false),
    };
    sum.number = number;
    sum.refusal = sum.refusal.or(cell.refusal).or(overflows.then_some(NullReason::TooLarge));
    sum.counted += cell.counted;
    sum.missing_fx += cell.missing_fx;
    sum.considered += cell.considered;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modelled(outputs: &[f64]) -> (Vec<MemberRow>, Modelled) {
        let row = MemberRow {
            part: None,
            occasions: 1,
            recency_days: 0,
            age_days: 1,
            value: 0.0,
            lacks_rate: false,
            asked: true,
            members: 1,
        };
        let outputs: Vec<Option<f64>> = outputs.iter().copied().map(Some).collect();
        (vec![row; outputs.len()], Modelled { outputs, refusal: None, answer: None })
    }

    #[test]
    fn what_is_no_number_makes_the_sum_none() {
        for broken in [f64::NAN, f64::INFINITY, 1e40] {
            let (rows, modelled) = modelled(&[1.5, broken, 2.0]);
            assert_eq!(cells(&rows, &modelled, false).0.refusal, Some(NullReason::TooLarge), "{broken}");
        }
        let (rows, modelled) = modelled(&[1.5, 2.0]);
        let sum = cells(&rows, &modelled, false).0;
        assert_eq!((sum.refusal, sum.number, sum.counted), (None, Some(Decimal::new(35, 1)), 2));
    }
}
