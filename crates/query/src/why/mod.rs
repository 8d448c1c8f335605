//! Why did it change? The change between the period and its comparison, split exactly by each dimension.

mod answer;
mod decompose;
mod formula;

pub use crate::apportion::apportion;
pub use answer::{WhyAnswer, WhyDimension, WhyKind, WhyPart, WhyRefusal, WhyState};

use crate::answer::{Figure, Value};
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::modelled::is_modelled;
use crate::query::{Extent, Query, ResolvedMetric, Slice};
use crate::request::{Comparison, Request};
use crate::scope::Scope;
use crate::steps::calendar::Period;
use crate::steps::derive;
use crate::steps::direction::direction;
use crate::steps::receipt::frame;
use crate::steps::run::{Cell, Place};
use crate::value::{answered, answered_by, better, not_a_metric, unit};
use catalogue::definition::{MeasureKind, Unit};
use decompose::{Effects, PartNumbers, are_apart, effects};
use formula::{Split, measures_of, split};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Parts that are listed; the effects of the rest are given as one sum.
const MOST_PARTS: usize = 60;

/// Splits the change of a metric by every dimension it may be cut by, or only by the one of the request.
///
/// Every dimension tells the same change anew: its effects add up to the change in the last written digit.
///
/// # Errors
/// As [`crate::metric`].
pub fn why(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<WhyAnswer, QueryError> {
    let mut request = request;
    if request.comparison == Comparison::None {
        request.comparison = Comparison::Previous;
    }
    let asked = request.slice.take();
    let whole = answered(context, scope, &request, Extent::Change, None)?;
    let metric = whole.metrics.first().ok_or_else(|| not_a_metric(&request))?;
    let mut answer = opened(&whole, metric)?;
    let split = match refusal(&whole, metric, &answer) {
        Ok(split) => split,
        Err(reason) => {
            answer.refused = Some(reason);
            return Ok(answer);
        }
    };
    answer.kind = Some(split.kind());
    answer.difference = difference(&whole, metric, &split).map(|number| number.normalize().to_string());
    let dimensions = match &asked {
        Some(dimension) => std::slice::from_ref(dimension),
        None => &metric.metric.slices,
    };
    for together in asked_together(&whole, metric, dimensions) {
        let slices = together.iter().cloned().map(Slice::Dimension).collect();
        let query = answered_by(context, scope, &request, Extent::Change, slices)?;
        answer.dimensions.extend(together.iter().enumerate().map(|cut| by_dimension(&query, cut)));
    }
    // The dimension whose largest cause is largest comes first; those that tell nothing come last.
    answer.dimensions.sort_by_key(|dimension| std::cmp::Reverse(dimension.largest()));
    Ok(answer)
}

/// The answer before anything is split.
fn opened(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Result<WhyAnswer, QueryError> {
    let figures = query.figures.first().ok_or_else(|| not_a_metric(&query.request))?;
    Ok(WhyAnswer {
        metric: metric.metric.id.clone(),
        unit: unit(metric.metric.unit).to_owned(),
        better: better(direction(query, metric)).to_owned(),
        frame: frame(query),
        figure: figures.now.figure.clone(),
        change: figures.change.clone(),
        kind: None,
        refused: None,
        difference: None,
        dimensions: Vec::new(),
        needs: metric.needs.clone(),
    })
}

/// How the change is split, or why it is not.
fn refusal(query: &Query<'_>, metric: &ResolvedMetric<'_>, answer: &WhyAnswer) -> Result<Split, WhyRefusal> {
    let is_null = |figure: &Figure| matches!(figure.value, Value::Null { .. });
    if metric.blocked.is_some() {
        return Err(WhyRefusal::NoValue);
    }
    // What can never be split is said before what cannot be split this time.
    let split = split(query, &metric.formula)?;
    match &answer.change {
        Some(change) if !is_null(&change.figure) && !is_null(&answer.figure) => {}
        _ => return Err(WhyRefusal::NoValue),
    }
    if metric.metric.slices.is_empty() {
        return Err(WhyRefusal::NoDimension);
    }
    Ok(split)
}

/// Digits after the point of every effect: far below what is shown, far above what arithmetic loses.
fn digits(unit: Unit) -> u32 {
    match unit {
        Unit::Money | Unit::MoneyPerDay => 6,
        // Means of durations are floats; a millisecond is beyond their last digits.
        Unit::Duration => 3,
        Unit::Count | Unit::Share | Unit::Ratio | Unit::Score | Unit::WholeScore => 10,
    }
}

/// The change of the whole, rounded as the effects are.
fn difference(query: &Query<'_>, metric: &ResolvedMetric<'_>, split: &Split) -> Option<Decimal> {
    let (now, then) = periods(query)?;
    let total = |period: &Period| {
        let window = period.window?;
        split.value(&|measure| query.cells.total(Place { measure, window }))
    };
    let change = total(&now)?.checked_sub(total(&then)?)?;
    Some(change.round_dp(digits(metric.metric.unit)))
}

fn periods(query: &Query<'_>) -> Option<(Period, Period)> {
    query.timeline.period.zip(query.timeline.comparison)
}

/// Dimensions that one statement per fact tells apart. Members of a model are asked by one part at a time.
fn asked_together<'d>(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    dimensions: &'d [String],
) -> std::slice::Chunks<'d, String> {
    let most = if is_modelled(query, metric) { 1 } else { dimensions.len() };
    dimensions.chunks(most.max(1))
}

fn by_dimension(query: &Query<'_>, (cut, dimension): (usize, &String)) -> WhyDimension {
    let nothing = |state| WhyDimension { dimension: dimension.clone(), state, parts: Vec::new(), more: 0, rest: None };
    let overlaps = query.context.catalogue.dimensions.get(dimension).is_some_and(|known| known.multi_valued);
    let split = query.metrics.first().and_then(|metric| Some((metric, split(query, &metric.formula).ok()?)));
    let (Some((metric, split)), Some((now, then)), false) = (split, periods(query), overlaps) else {
        return nothing(WhyState::Overlap);
    };
    let (Some(window_now), Some(window_then)) = (now.window, then.window) else {
        return nothing(WhyState::Overlap);
    };
    let ignores = |measure: &usize| query.measures[*measure].measure.of_all.ignores(dimension);
    let mut measures = measures_of(&metric.formula);
    // Every part over the same base: the parts of the quotient add up as those of a sum do.
    let one_base = split.has_base_of_all(&ignores);
    if measures.iter().any(ignores) && !one_base {
        return nothing(WhyState::Overlap);
    }
    measures.retain(|measure| !ignores(measure));
    if !counted_once(query, &measures, cut, [window_then, window_now]) {
        return nothing(WhyState::Overlap);
    }
    let values: Vec<Option<String>> =
        query.cells.values(cut, &measures, &[window_now, window_then]).into_iter().collect();
    if values.len() < 2 {
        return nothing(WhyState::Single);
    }
    let figure = |period: &Period, value: &Option<String>| derive::part_figure(query, metric, period, (cut, value));
    let restricted = values.iter().any(|value| [&now, &then].iter().any(|period| figure(period, value).is_none()));
    if restricted {
        return nothing(WhyState::Restricted);
    }
    let at = |cell: &dyn Fn(Place) -> Cell| {
        let in_window = |window: usize| {
            move |measure: usize| {
                let place = Place { measure, window };
                if ignores(&measure) { query.cells.total(place) } else { cell(place) }
            }
        };
        let (then, now) = (in_window(window_then), in_window(window_now));
        if one_base { PartNumbers::of_values(&split, &then, &now) } else { PartNumbers::of(&split, &then, &now) }
    };
    let numbers: Option<Vec<PartNumbers>> =
        values.iter().map(|value| at(&|place| query.cells.part(place, cut, value))).collect();
    let whole = at(&|place| query.cells.total(place));
    let found = numbers
        .as_ref()
        .zip(whole.as_ref())
        .and_then(|(numbers, whole)| Some((effects(numbers, whole, digits(metric.metric.unit))?, whole, numbers)));
    let Some((effects, whole, numbers)) = found else {
        return nothing(WhyState::Overlap);
    };
    if are_apart(numbers) {
        return nothing(WhyState::Apart);
    }
    let parts = values.iter().zip(&effects).zip(numbers).filter_map(|((value, effects), numbers)| {
        let (now, then) = (figure(&now, value)?, figure(&then, value)?);
        Some(part(value.clone(), effects, numbers, whole, (now, then)))
    });
    listed(dimension, parts.collect())
}

/// Whether everything that is counted once lies in exactly one part: only then the parts of such a count add up.
fn counted_once(query: &Query<'_>, measures: &[usize], cut: usize, windows: [usize; 2]) -> bool {
    let distinct = measures
        .iter()
        .filter(|measure| matches!(query.measures[**measure].measure.kind, MeasureKind::Distinct { .. }));
    distinct.flat_map(|measure| windows.map(|window| Place { measure: *measure, window })).all(|place| {
        let parts: u64 = query.cells.parts(place, cut).map(|cell| cell.counted).sum();
        parts == query.cells.total(place).counted
    })
}

fn part(
    value: Option<String>,
    effects: &Effects,
    numbers: &PartNumbers,
    whole: &PartNumbers,
    (now, then): (Figure, Figure),
) -> WhyPart {
    let text = |number: Decimal| number.normalize().to_string();
    let weight = |part: Decimal, whole: Decimal| part.checked_div(whole).and_then(|share| share.to_f64());
    WhyPart {
        value,
        effect: text(effects.sum()),
        rate: effects.rate.map(text),
        mix: effects.mix.map(text),
        without_base: effects.without_base.map(text),
        weight_now: numbers.bottom.and_then(|bottom| weight(bottom.now, whole.bottom?.now)),
        weight_then: numbers.bottom.and_then(|bottom| weight(bottom.then, whole.bottom?.then)),
        appeared: numbers.is_nothing_then(),
        vanished: numbers.is_nothing_now(),
        now,
        then,
    }
}

/// The parts by the size of their effect; what is beyond the limit as one sum.
fn listed(dimension: &str, mut parts: Vec<WhyPart>) -> WhyDimension {
    parts.retain(|part| part.effect != "0" || !(part.appeared && part.vanished));
    parts.sort_by(|left, right| right.size().cmp(&left.size()).then_with(|| left.value.cmp(&right.value)));
    let beyond = parts.split_off(MOST_PARTS.min(parts.len()));
    let rest: Decimal = beyond.iter().map(WhyPart::amount).sum();
    WhyDimension {
        dimension: dimension.to_owned(),
        state: WhyState::Split,
        more: beyond.len() as u64,
        rest: (!beyond.is_empty()).then(|| rest.normalize().to_string()),
        parts,
    }
}
