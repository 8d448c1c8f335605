//! Metrics that say something about another metric: how much of its goal is reached, how much it changed.

mod receipt;

pub(crate) use receipt::receipt;

use crate::answer::{
    Change, Figure, GoalAnswer, MarkAnswer, MetricAnswer, NullReason, PaceBasis, ParameterAnswer, SliceRow, Value,
};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::request::{Comparison, PeriodRequest, Request, Subject};
use crate::scope::Scope;
use crate::steps::calendar::Period;
use crate::steps::compare::number;
use crate::steps::derive::nothing;
use crate::steps::resolve;
use catalogue::definition::{About, Better, Metric, Unit};
use jiff::ToSpan;
use jiff::civil::Date;
use model::calendar::DayRange;

/// Parameter that names the other metric.
const OTHER: &str = "metric";

/// Parts of a whole, as an answer writes it.
const SHARE: &str = "share";

/// A metric about another one.
pub(crate) struct Other<'a> {
    what: About,
    metric: &'a Metric,
    /// The question about the other metric.
    request: Request,
}

/// What the metric asked for is about; none for a plain metric.
pub(crate) fn other<'a>(context: &QueryContext<'a>, request: &Request) -> Result<Option<Other<'a>>, QueryError> {
    let Subject::Metric(id) = &request.subject else {
        return Ok(None);
    };
    let metric = resolve::metric(context.catalogue, id)?;
    let Some(what) = metric.about else {
        return Ok(None);
    };
    let default = metric.parameters.get(OTHER).map(|parameter| parameter.default.clone());
    let other = request.parameters.get(OTHER).cloned().or(default).unwrap_or_default();
    // One that is about itself would never end.
    if resolve::metric(context.catalogue, &other)?.about.is_some() {
        return Err(QueryError::new(ErrorCode::BadParameter, other).with("parameter", OTHER));
    }
    let mut parameters = request.parameters.clone();
    parameters.remove(OTHER);
    let comparison = match (what, request.comparison) {
        (About::Change, Comparison::None) => Comparison::Previous,
        (_, asked) => asked,
    };
    let request = Request { subject: Subject::Metric(other), parameters, comparison, ..request.clone() };
    Ok(Some(Other { what, metric, request }))
}

/// The question whose rows and customers are behind the one asked; of a goal over the goal's own period.
pub(crate) fn behind(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<Request, QueryError> {
    let Some(about) = other(context, &request)? else {
        return Ok(request);
    };
    if about.what == About::Change {
        return Ok(about.request);
    }
    let of = crate::value::metric(context, scope, about.request.clone())?;
    Ok(match goal_of(&of) {
        Some(goal) => of_goal(about.request, goal),
        None => about.request,
    })
}

/// The question what is reached of a goal.
fn of_goal(request: Request, goal: &GoalAnswer) -> Request {
    let days = goal.period.start.parse().ok().zip(goal.period.end.parse().ok());
    match days {
        Some((first, last)) => {
            Request { period: PeriodRequest::Days { first, last }, comparison: Comparison::None, ..request }
        }
        None => request,
    }
}

/// The answer about a metric, from what `ask` says about the other one.
pub(crate) fn answer(
    context: &QueryContext<'_>,
    asked: &Request,
    about: &Other<'_>,
    ask: &dyn Fn(&Request) -> Result<MetricAnswer, QueryError>,
) -> Result<MetricAnswer, QueryError> {
    let mut answer = ask(&about.request)?;
    let unit = match about.what {
        About::Change => change(&mut answer),
        About::Goal => goal(context, about, &mut answer, ask)?,
    };
    let Subject::Metric(id) = &asked.subject else {
        return Err(QueryError::new(ErrorCode::UnknownMetric, ""));
    };
    answer.parameters.insert(0, parameter(about));
    answer.metric.clone_from(id);
    answer.unit = unit;
    answer.better = crate::value::better(about.metric.better).to_owned();
    answer.change = None;
    answer.comparison_series = Vec::new();
    // What is reached so far of what adds up until the end is no verdict yet.
    let grows = about.what == About::Goal
        && goal_of(&answer).is_some_and(|goal| goal.period.partial && goal.basis != PaceBasis::Level);
    answer.marks = marks(context, about.metric, &answer, grows);
    // Goals are the other metric's, in its unit.
    answer.goals = Vec::new();
    answer.stagnating = false;
    Ok(answer)
}

/// The benchmarks and thresholds of the metric itself. A distance from a goal is held against none: they are parts.
fn marks(context: &QueryContext<'_>, metric: &Metric, answer: &MetricAnswer, grows: bool) -> Vec<MarkAnswer> {
    let known = context.aims.and_then(|aims| aims.marks.get(&metric.id));
    let Some((known, range)) = known.zip(days(answer)).filter(|_| answer.unit == crate::value::unit(metric.unit))
    else {
        return Vec::new();
    };
    let period = Period { range, window: None, elapsed_days: 0, partial: answer.frame.period.partial };
    let mut found = crate::marks::answers(metric, known, &answer.figure.value, &period, 1.0);
    for mark in found.iter_mut().filter(|mark| grows && mark.bad.as_deref() == Some("below")) {
        mark.crossed = mark.crossed.filter(|crossed| !crossed);
    }
    found
}

/// The days of the period that is shown.
fn days(answer: &MetricAnswer) -> Option<DayRange> {
    let period = &answer.frame.period;
    let last: Date = period.end.parse().ok()?;
    Some(DayRange { start: period.start.parse().ok()?, end: last.saturating_add(1.day()) })
}

fn parameter(about: &Other<'_>) -> ParameterAnswer {
    let (Subject::Metric(value) | Subject::Board(value)) = about.request.subject.clone();
    let default = about.metric.parameters.get(OTHER).map(|parameter| parameter.default.as_str());
    let is_default = default == Some(value.as_str());
    ParameterAnswer { name: OTHER.to_owned(), value, is_default, found: Vec::new() }
}

/// Every figure becomes its change against the comparison; of shares and of scores, whose scale is fixed, in points.
/// Gives the unit.
fn change(answer: &mut MetricAnswer) -> String {
    let points = in_points(&answer.unit);
    answer.figure = changed(points, &answer.figure, answer.change.as_ref().map(|change| &change.figure));
    for (position, point) in answer.series.iter_mut().enumerate() {
        let then = answer.comparison_series.get(position).map(|point| &point.figure);
        point.figure = changed(points, &point.figure, then);
    }
    if let Some(slices) = &mut answer.slices {
        slices.total = answer.figure.clone();
        for row in &mut slices.rows {
            row.figure = changed(points, &row.figure, row.change.as_ref().map(|change: &Change| &change.figure));
            row.change = None;
        }
    }
    if points { answer.unit.clone() } else { SHARE.to_owned() }
}

/// Of shares and of scores the difference is told, not its part.
fn in_points(unit: &str) -> bool {
    unit == SHARE || [Unit::Score, Unit::WholeScore].iter().any(|score| unit == crate::value::unit(*score))
}

/// (now − then) ÷ |then|; in points now − then. Nothing then is no base.
fn changed(points: bool, now: &Figure, then: Option<&Figure>) -> Figure {
    let Some(then) = then else {
        return none(NullReason::NoData);
    };
    let value = match (&now.value, &then.value) {
        (Value::Null { reason }, _) | (_, Value::Null { reason }) => Value::Null { reason: *reason },
        (now, then) => match number(now).zip(number(then)) {
            Some((now, then)) if points => Value::Number { number: now - then },
            Some((now, then)) if then != 0.0 => Value::Number { number: (now - then) / then.abs() },
            _ => Value::Null { reason: NullReason::NoDenominator },
        },
    };
    Figure { value, numerator: None, denominator: None, interval: None, ..now.clone() }
}

/// The part of its goal that is reached; where less is good, how far under (or over) it in the metric's own unit.
/// Gives the unit.
fn goal(
    context: &QueryContext<'_>,
    about: &Other<'_>,
    answer: &mut MetricAnswer,
    ask: &dyn Fn(&Request) -> Result<MetricAnswer, QueryError>,
) -> Result<String, QueryError> {
    answer.series = Vec::new();
    let shown = Shown::of(answer);
    answer.figure = goal_of(answer).map_or_else(|| none(NullReason::NoGoal), |goal| attained(goal, shown));
    if let Some(slices) = &mut answer.slices {
        slices.total = answer.figure.clone();
        slices.rows = goal_rows(context, about, (&slices.dimension, shown), ask)?;
        slices.more = 0;
    }
    Ok(match shown {
        Shown::Share => SHARE.to_owned(),
        Shown::Difference => answer.unit.clone(),
    })
}

/// How it is told what is reached of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// As a part of the target.
    Share,
    /// As the distance from the target: less than a goal of less is no part of it.
    Difference,
}

impl Shown {
    fn of(answer: &MetricAnswer) -> Self {
        if answer.better == crate::value::better(Better::Lower) { Self::Difference } else { Self::Share }
    }
}

/// The shortest goal of the last day that is not shorter than the period asked for: what December reaches is not what
/// the year does.
fn goal_of(answer: &MetricAnswer) -> Option<&GoalAnswer> {
    answer.goals.iter().find(|goal| goal.period.total_days >= answer.frame.period.total_days)
}

/// One row for each part that has a goal for the period asked for.
fn goal_rows(
    context: &QueryContext<'_>,
    about: &Other<'_>,
    (dimension, shown): (&str, Shown),
    ask: &dyn Fn(&Request) -> Result<MetricAnswer, QueryError>,
) -> Result<Vec<SliceRow>, QueryError> {
    let (Subject::Metric(id) | Subject::Board(id)) = &about.request.subject;
    let goals = context.aims.map_or(&[][..], |aims| &aims.goals);
    let mut rows: Vec<SliceRow> = Vec::new();
    for goal in goals.iter().filter(|goal| goal.metric == *id) {
        let Some(part) = goal.part.as_ref().filter(|part| part.dimension == dimension) else {
            continue;
        };
        let filter = crate::request::Filter {
            dimension: part.dimension.clone(),
            values: vec![part.value.clone()],
            exclude: false,
        };
        let request = Request { slice: None, filters: vec![filter], ..about.request.clone() };
        if rows.iter().any(|row| row.value.as_ref() == Some(&part.value)) {
            continue;
        }
        let found = ask(&request)?;
        let Some(best) = goal_of(&found) else { continue };
        // Where a part asks another question than the whole, its goal is told in another unit.
        let figure = if Shown::of(&found) == shown { attained(best, shown) } else { none(NullReason::OtherUnit) };
        rows.push(SliceRow { value: Some(part.value.clone()), figure, change: None, own: Vec::new() });
    }
    Ok(rows)
}

fn attained(goal: &GoalAnswer, shown: Shown) -> Figure {
    let told = match shown {
        Shown::Share => goal.attainment.map(|number| Value::Number { number }),
        Shown::Difference => goal.margin.map(|margin| in_unit_of(&goal.actual.value, margin)),
    };
    let value = match (&goal.actual.value, &goal.target, told) {
        (Value::Null { reason }, _, _) | (_, Value::Null { reason }, _) => Value::Null { reason: *reason },
        (_, _, Some(value)) => value,
        (_, _, None) => Value::Null { reason: NullReason::NoDenominator },
    };
    let plain = |number: f64| number.to_string();
    let of_share = |value: &Value| number(value).filter(|_| shown == Shown::Share).map(plain);
    Figure {
        value,
        numerator: of_share(&goal.actual.value),
        denominator: of_share(&goal.target),
        interval: None,
        ..goal.actual.clone()
    }
}

/// A distance between two such values.
fn in_unit_of(value: &Value, distance: f64) -> Value {
    match value {
        Value::Money { currency, .. } => Value::Money { amount: distance.to_string(), currency: currency.clone() },
        Value::Number { .. } | Value::Null { .. } => Value::Number { number: distance },
    }
}

fn none(reason: NullReason) -> Figure {
    nothing(reason).figure
}
