//! The questions about values: a board, one metric, its receipt, and which metrics can be computed at all.

use crate::about;
use crate::answer::{
    BoardAnswer, MarkAnswer, MetricAnswer, MetricStatus, NullReason, Point, Receipt, SliceAnswer, SliceRow, Tile,
    TileGroup,
};
use crate::context::QueryContext;
use crate::coverage::Coverage;
use crate::error::{ErrorCode, QueryError};
use crate::failing::without_failing;
use crate::goals;
use crate::marks;
use crate::modelled::grid;
use crate::query::{Extent, Query, ResolvedMetric, Slice};
use crate::request::{Request, Subject};
use crate::scope::Scope;
use crate::steps::calendar::Period;
use crate::steps::derive::{Derived, MetricFigures};
use crate::steps::direction::direction;
use crate::steps::receipt::{frame, period};
use crate::steps::run::Place;
use crate::steps::{receipt as receipt_step, resolve, walk};
use crate::table::null;
use crate::waits;
use catalogue::definition::{Better, Unit};
use model::aims::Marks;
use std::sync::Arc;

/// All tiles of a board, from one statement per fact.
///
/// # Errors
/// When the board or one of its metrics does not exist, or the store fails.
pub fn board(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<BoardAnswer, QueryError> {
    let metrics = match &request.subject {
        Subject::Board(id) => resolve::metric_ids_of_board(context.catalogue, id)?,
        Subject::Metric(_) => Vec::new(),
    };
    without_failing(context, scope, &request, &metrics, |context| {
        let compute = || compute_board(context, scope, &request);
        match context.cache {
            Some(cache) => {
                cache.board((request.clone(), scope.clone(), context.data_version), compute).map(Arc::unwrap_or_clone)
            }
            None => compute(),
        }
    })
}

/// One metric with its history, and its parts when the request has a slice.
///
/// # Errors
/// When the metric, slice or a parameter does not exist, or the store fails.
pub fn metric(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<MetricAnswer, QueryError> {
    let compute = || compute_metric(context, scope, &request);
    match context.cache {
        Some(cache) => {
            cache.metric((request.clone(), scope.clone(), context.data_version), compute).map(Arc::unwrap_or_clone)
        }
        None => compute(),
    }
}

/// Everything behind one value, enough to compute it again. How far each source reaches only the ledger
/// knows: the caller fills in `sources`.
///
/// # Errors
/// As [`metric`].
pub fn receipt(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<Receipt, QueryError> {
    match about::receipt(context, scope, &request)? {
        Some(receipt) => Ok(receipt),
        None => plain_receipt(context, scope, &request),
    }
}

/// The receipt of a metric that is about no other.
pub(crate) fn plain_receipt(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: &Request,
) -> Result<Receipt, QueryError> {
    let query = answered(context, scope, request, Extent::Value, None)?;
    let unfiltered = if request.filters.is_empty() {
        None
    } else {
        let request = Request { filters: Vec::new(), ..request.clone() };
        Some(answered(context, scope, &request, Extent::Value, None)?.cells)
    };
    receipt_step::receipt(&query, unfiltered.as_ref()).ok_or_else(|| not_a_metric(request))
}

/// For each metric of the catalogue whether it can be computed, and if not, what was never imported.
///
/// # Errors
/// When the store fails.
pub fn status(context: &QueryContext<'_>) -> Result<Vec<MetricStatus>, QueryError> {
    let coverage = Coverage::read(context.store)?;
    context
        .catalogue
        .metrics
        .values()
        .map(|metric| {
            let reads = resolve::listed_needs(context.catalogue, metric)?;
            let needs = reads.iter().filter(|need| !coverage.has(need)).cloned().collect();
            Ok(MetricStatus { metric: metric.id.clone(), family: metric.family.clone(), needs, reads })
        })
        .collect()
}

/// A query that has gone through all steps.
pub(crate) fn answered<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    request: &Request,
    extent: Extent,
    slice: Option<Slice>,
) -> Result<Query<'a>, QueryError> {
    answered_by(context, scope, request, extent, slice.into_iter().collect())
}

/// The same with every part as the filter by it gives, whether the parts add up or not.
pub(crate) fn answered_in_parts<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    request: &Request,
    extent: Extent,
    slice: Option<Slice>,
) -> Result<Query<'a>, QueryError> {
    let slices = slice.into_iter().collect();
    let mut query = Query { parts_alone: true, ..Query::new(*context, scope, request.clone(), extent, slices) };
    walk(&mut query)?;
    Ok(query)
}

/// The same, cut by each of several things on its own.
pub(crate) fn answered_by<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    request: &Request,
    extent: Extent,
    slices: Vec<Slice>,
) -> Result<Query<'a>, QueryError> {
    let mut query = Query::new(*context, scope, request.clone(), extent, slices);
    walk(&mut query)?;
    Ok(query)
}

/// The error for a board where a metric is needed.
pub(crate) fn not_a_metric(request: &Request) -> QueryError {
    let (Subject::Metric(id) | Subject::Board(id)) = &request.subject;
    QueryError::new(ErrorCode::UnknownMetric, id)
}

fn compute_board(context: &QueryContext<'_>, scope: &Scope, request: &Request) -> Result<BoardAnswer, QueryError> {
    let Subject::Board(id) = &request.subject else {
        let (Subject::Metric(id) | Subject::Board(id)) = &request.subject;
        return Err(QueryError::new(ErrorCode::UnknownBoard, id));
    };
    let query = answered(context, scope, request, Extent::Tile, None)?;
    let mut tiles = query.metrics.iter().zip(&query.figures).map(|(metric, figures)| tile(&query, metric, figures));
    let groups = resolve::board(context.catalogue, id)?
        .groups
        .iter()
        .map(|group| TileGroup { id: group.id.clone(), tiles: tiles.by_ref().take(group.metrics.len()).collect() });
    let mut groups: Vec<TileGroup> = groups.collect();
    for tile in groups.iter_mut().flat_map(|group| &mut group.tiles) {
        let alone = Request { subject: Subject::Metric(tile.metric.clone()), slice: None, ..request.clone() };
        if about::other(context, &alone)?.is_some() {
            match compute_metric(context, scope, &alone) {
                Ok(answer) => {
                    tile.unit = answer.unit;
                    tile.figure = answer.figure;
                    tile.series = answer.series;
                    tile.needs = answer.needs;
                    tile.known_from = answer.known_from;
                    tile.alarming = answer.marks.iter().any(|mark| mark.crossed == Some(true));
                }
                Err(fault) if fault.code == ErrorCode::StoreFailed => tile.figure = null(NullReason::Failed),
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(BoardAnswer { board: id.clone(), groups, frame: frame(&query) })
}

fn tile(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> Tile {
    Tile {
        metric: metric.metric.id.clone(),
        unit: unit(metric.metric.unit).to_owned(),
        better: better(direction(query, metric)).to_owned(),
        figure: figures.now.figure.clone(),
        change: figures.change.clone(),
        series: points(&query.timeline.series, &figures.series),
        goal: goals::beside(query, metric, figures),
        alarming: marked(query, metric, figures).iter().any(|mark| mark.crossed == Some(true)),
        stagnating: stagnates(query, metric, figures),
        needs: metric.needs.clone(),
        known_from: waits::known_from(query, metric, &figures.now.figure),
    }
}

fn marked(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> Vec<MarkAnswer> {
    let marks = query.context.aims.and_then(|aims| aims.marks.get(&metric.metric.id));
    let minor = goals::minor_units(query);
    let of = |(of_metric, period): (&Marks, &Period)| {
        marks::answers(metric.metric, of_metric, &figures.now.figure.value, period, minor)
    };
    marks.zip(query.timeline.period.as_ref()).map(of).unwrap_or_default()
}

fn stagnates(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> bool {
    let marks = query.context.aims.and_then(|aims| aims.marks.get(&metric.metric.id));
    marks.is_some_and(|of_metric| marks::stagnates(of_metric, figures.change.as_ref()))
}

fn compute_metric(context: &QueryContext<'_>, scope: &Scope, request: &Request) -> Result<MetricAnswer, QueryError> {
    match about::other(context, request)? {
        Some(about) => about::answer(context, request, &about, &|request| compute_metric(context, scope, request)),
        None => compute_plain(context, scope, request),
    }
}

fn compute_plain(context: &QueryContext<'_>, scope: &Scope, request: &Request) -> Result<MetricAnswer, QueryError> {
    let slice = request.slice.clone().map(Slice::Dimension);
    let query = answered_in_parts(context, scope, request, Extent::Page, slice)?;
    let (Subject::Metric(_), Some((resolved, figures))) =
        (&request.subject, query.metrics.iter().zip(&query.figures).next())
    else {
        return Err(not_a_metric(request));
    };
    let timeline = &query.timeline;
    Ok(MetricAnswer {
        metric: resolved.metric.id.clone(),
        unit: unit(resolved.metric.unit).to_owned(),
        better: better(direction(&query, resolved)).to_owned(),
        frame: frame(&query),
        parameters: resolved.parameters.clone(),
        figure: figures.now.figure.clone(),
        change: figures.change.clone(),
        series: points(&timeline.series, &figures.series),
        comparison_series: points(&timeline.comparison_series, &figures.comparison_series),
        slices: slices(&query, figures),
        grid: grid(&query, resolved)?,
        goals: goals::answers(&query, resolved, figures),
        marks: marked(&query, resolved, figures),
        stagnating: stagnates(&query, resolved, figures),
        needs: resolved.needs.clone(),
        known_from: waits::known_from(&query, resolved, &figures.now.figure),
    })
}

fn points(periods: &[Period], figures: &[Derived]) -> Vec<Point> {
    periods
        .iter()
        .zip(figures)
        .map(|(of, derived)| Point { period: period(of), figure: derived.figure.clone() })
        .collect()
}

fn slices(query: &Query<'_>, figures: &MetricFigures) -> Option<SliceAnswer> {
    let dimension = query.request.slice.clone()?;
    let overlap = query.context.catalogue.dimensions.get(&dimension).is_some_and(|known| known.multi_valued)
        || stands_in_several_parts(query, &dimension);
    let metric = query.metrics.first().map(|metric| metric.metric.id.clone()).unwrap_or_default();
    let own = |part: &Option<String>| query.own_words.get(&(metric.clone(), part.clone())).cloned().unwrap_or_default();
    let rows = figures.parts.iter().map(|part| SliceRow {
        value: part.value.clone(),
        figure: part.now.figure.clone(),
        change: part.change.clone(),
        own: own(&part.value),
    });
    let mut rows: Vec<SliceRow> = rows.collect();
    // What is counted in another way does not rank with the rest.
    rows.sort_by_key(|row| !row.own.is_empty());
    Some(SliceAnswer { dimension, overlap, rows, total: figures.now.figure.clone(), more: figures.more })
}

/// Whether something that counts once in the whole counts in several parts, as an order with two products does.
pub(crate) fn stands_in_several_parts(query: &Query<'_>, dimension: &str) -> bool {
    let (Some(metric), Some(window)) = (query.metrics.first(), query.timeline.period.and_then(|period| period.window))
    else {
        return false;
    };
    // Parts on their own scales stand beside the whole, not in it.
    if metric.parameters.iter().any(|parameter| !parameter.found.is_empty()) {
        return false;
    }
    // A metric whose data are missing has no measures.
    let told_by_parts =
        |place: &usize| query.measures.get(*place).is_some_and(|known| !known.measure.of_all.ignores(dimension));
    metric.formula.measures().into_iter().filter(told_by_parts).any(|measure| {
        let place = Place { measure, window };
        let parts: u64 = query.cells.parts(place, 0).map(|cell| cell.counted).sum();
        parts > query.cells.total(place).counted
    })
}

/// The word of the wire for a unit.
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Money => "money",
        Unit::MoneyPerDay => "money_per_day",
        Unit::Count => "count",
        Unit::Share => "share",
        Unit::Duration => "duration",
        Unit::Ratio => "ratio",
        Unit::Score => "score",
        Unit::WholeScore => "whole_score",
    }
}

/// The word of the wire for a direction.
pub(crate) fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
        // The rows say it; where none are asked, nobody knows.
        Better::Neither | Better::ByQuestion => "neither",
    }
}
