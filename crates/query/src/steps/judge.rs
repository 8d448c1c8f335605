//! Says whether a figure is certain enough and whether a change is real.

use crate::answer::{Change, Judgement};
use crate::error::QueryError;
use crate::query::{Query, ResolvedMetric};
use crate::steps::compare::number;
use crate::steps::derive::{Derived, MetricFigures};
use crate::steps::direction::{direction, direction_of_part};
use crate::steps::evidence::{Evidence, difference, interval};
use catalogue::definition::{Better, Metric, Unit};

pub(crate) fn judge(query: &mut Query<'_>) -> Result<(), QueryError> {
    let directions: Vec<Directions> =
        query.metrics.iter().zip(&query.figures).map(|of| directions(query, of)).collect();
    for ((metric, figures), directions) in query.metrics.iter().zip(&mut query.figures).zip(directions) {
        every(figures).for_each(|derived| derived.figure.interval = interval(derived));
        judge_metric(metric.metric, &directions, figures);
    }
    Ok(())
}

/// Which way is good for the whole and for each part.
struct Directions {
    whole: Better,
    parts: Vec<Better>,
}

fn directions(query: &Query<'_>, (metric, figures): (&ResolvedMetric<'_>, &MetricFigures)) -> Directions {
    let parts = figures.parts.iter().map(|part| direction_of_part(query, metric, &part.value));
    Directions { whole: direction(query, metric), parts: parts.collect() }
}

fn every(figures: &mut MetricFigures) -> impl Iterator<Item = &mut Derived> {
    let parts = figures.parts.iter_mut().flat_map(|part| std::iter::once(&mut part.now).chain(&mut part.then));
    std::iter::once(&mut figures.now)
        .chain(&mut figures.then)
        .chain(&mut figures.series)
        .chain(&mut figures.comparison_series)
        .chain(parts)
}

fn judge_metric(metric: &Metric, directions: &Directions, figures: &mut MetricFigures) {
    if let (Some(change), Some(then)) = (&mut figures.change, &figures.then) {
        settle((metric, directions.whole), change, &figures.now, then);
    }
    for (part, better) in figures.parts.iter_mut().zip(&directions.parts) {
        if let (Some(change), Some(then)) = (&mut part.change, &part.then) {
            settle((metric, *better), change, &part.now, then);
        }
    }
}

fn settle(of: (&Metric, Better), change: &mut Change, now: &Derived, then: &Derived) {
    change.interval = change.absolute.and_then(|by| difference(now, then, by));
    change.judgement = judgement(of, now, then);
    change.figure.interval = then.figure.interval;
}

fn judgement((metric, better): (&Metric, Better), now: &Derived, then: &Derived) -> Judgement {
    let Some((value, before)) = number(&now.figure.value).zip(number(&then.figure.value)) else {
        return Judgement::Unknown;
    };
    let few = [now, then].iter().any(|side| side.figure.low_n || side.evidence == Evidence::TooFew);
    if few {
        return Judgement::TooFew;
    }
    if value == before {
        return Judgement::NoClearChange;
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
    match (better, change > 0.0) {
        (Better::Neither | Better::ByQuestion, _) => Judgement::Neutral,
        _ if interval.is_none() => Judgement::NotTested,
        (Better::Higher, true) | (Better::Lower, false) => Judgement::Better,
        _ => Judgement::Worse,
    }
}
