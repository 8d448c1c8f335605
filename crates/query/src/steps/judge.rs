//! Says whether a figure is certain enough and whether a change is real.

use crate::answer::{Change, Judgement};
use crate::error::QueryError;
use crate::query::Query;
use crate::steps::compare::number;
use crate::steps::derive::{Derived, MetricFigures};
use crate::steps::evidence::{Evidence, difference, interval};
use catalogue::definition::{Better, Metric, Unit};

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
    let few = [now, then].iter().any(|side| side.figure.low_n || side.evidence == Evidence::TooFew);
    if few {
        return Judgement::TooFew;
    }
    if before == 0.0 && matches!(metric.unit, Unit::Count | Unit::Money | Unit::MoneyPerDay) {
        return Judgement::New;
    }
    let change = value - before;
    let interval = difference(now, then, change);
    // A shorter month may hold less of what happens more often: then neither is said.
    let same_way = |(low, high): (f64, f64)| if change > 0.0 { low > 0.0 } else { high < 0.0 };
    if interval.is_some_and(|interval| !same_way(interval)) {
        return Judgement::NoClearChange;
    }
    match (metric.better, change > 0.0) {
        (Better::Neither, _) => Judgement::Neutral,
        _ if interval.is_none() => Judgement::NotTested,
        (Better::Higher, true) | (Better::Lower, false) => Judgement::Better,
        _ => Judgement::Worse,
    }
}
