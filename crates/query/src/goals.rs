//! Goals beside the figures of their metrics.

use crate::answer::{GoalAnswer, GoalVerdict, NullReason, PaceBasis, Value};
use crate::error::QueryError;
use crate::pace::{Pace, Progress, pace};
use crate::query::{Query, ResolvedMetric, Slice};
use crate::request::{Filter, Subject};
use crate::rows::Rows;
use crate::steps::calendar::GoalTimes;
use crate::steps::compare::number;
use crate::steps::derive::{MetricFigures, Reached, goal_cell};
use crate::steps::direction::direction_in;
use crate::steps::receipt::period;
use crate::steps::render::rates_table;
use catalogue::definition::Better;
use jiff::ToSpan;
use jiff::civil::Date;
use model::aims::Goal;
use model::calendar::DayRange;
use model::currency::Currency;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};
use store::Parameter;

/// Goals of the metrics asked for whose period contains the day and whose part is the one filtered for, the
/// shortest first; each with its position and days.
pub(crate) fn wanted(query: &Query<'_>, day: Date) -> Vec<(usize, DayRange)> {
    let Some(aims) = query.context.aims else {
        return Vec::new();
    };
    let metrics: Vec<&str> = match &query.request.subject {
        Subject::Metric(id) => vec![id],
        Subject::Board(id) => query
            .context
            .catalogue
            .boards
            .get(id)
            .map(|board| board.groups.iter().flat_map(|group| &group.metrics).map(String::as_str).collect())
            .unwrap_or_default(),
    };
    let mut found: Vec<(usize, &Goal)> = aims
        .goals
        .iter()
        .enumerate()
        .filter(|(_, goal)| match query.context.only_goals {
            Some(only) => only.contains(&goal.key()),
            None => goal.first <= day && day <= goal.last,
        })
        .filter(|(_, goal)| metrics.contains(&goal.metric.as_str()) && is_asked(query, goal))
        .collect();
    found.sort_by_key(|(_, goal)| goal.days());
    let range = |goal: &Goal| DayRange { start: goal.first, end: goal.last.saturating_add(1.day()) };
    found.into_iter().map(|(position, goal)| (position, range(goal))).collect()
}

/// The one goal that stands beside a figure: that of exactly the period shown, else the shortest.
pub(crate) fn beside(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> Option<GoalAnswer> {
    let shown = query.timeline.period.as_ref().map(period);
    let goals = answers(query, metric, figures);
    let exact = goals.iter().position(|goal| {
        shown.as_ref().is_some_and(|shown| shown.start == goal.period.start && shown.end == goal.period.end)
    });
    goals.into_iter().nth(exact.unwrap_or(0))
}

/// Cut by a dimension, the goals of its parts are asked for at once; else the one that the filters name.
fn is_asked(query: &Query<'_>, goal: &Goal) -> bool {
    match query.slices.first().and_then(Slice::dimension).filter(|_| query.context.only_goals.is_some()) {
        Some(dimension) => goal.part.as_ref().is_some_and(|part| part.dimension == dimension),
        None => is_for(goal, &query.request.filters),
    }
}

/// A goal for the whole is shown without filters, one for a part under exactly its filter.
fn is_for(goal: &Goal, filters: &[Filter]) -> bool {
    match (&goal.part, filters) {
        (None, []) => true,
        (Some(part), [filter]) => {
            !filter.exclude && filter.dimension == part.dimension && filter.values == [part.value.clone()]
        }
        _ => false,
    }
}

/// Minor units in one unit of the workspace's currency.
pub(crate) fn minor_units(query: &Query<'_>) -> f64 {
    10_f64.powi(query.context.settings.currency.exponent() as i32)
}

/// The goals of a metric with their pace, in the order of the timeline.
pub(crate) fn answers(query: &Query<'_>, metric: &ResolvedMetric<'_>, figures: &MetricFigures) -> Vec<GoalAnswer> {
    let one = |reached: &Reached| {
        let times = query.timeline.goals.get(reached.goal)?;
        let goal = query.context.aims?.goals.get(times.goal)?;
        let alone = figures.goals_alone.get(&goal.key()).cloned();
        Some(alone.unwrap_or_else(|| answer(query, metric, goal, times, reached)))
    };
    figures.goals.iter().filter_map(one).collect()
}

fn answer(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    goal: &Goal,
    times: &GoalTimes,
    reached: &Reached,
) -> GoalAnswer {
    let (target, given) = target(query, metric, goal, times);
    let direction = direction_in(metric, &times.period, &|place| goal_cell(query, goal, place));
    let more_is_good = direction != Some(Better::Lower);
    // Where the rows do not agree on what is good, nothing is met or missed.
    let numbers = number(&target).zip(number(&reached.now.figure.value)).filter(|_| direction.is_some());
    let progress = numbers.map(|(target, actual)| Progress {
        target,
        actual,
        more_is_good,
        elapsed: times.elapsed,
        finished: !times.period.partial,
        adds_up: crate::marks::grows(metric.metric),
        earlier: reached.earlier.clone(),
    });
    let found = progress.as_ref().map_or(unknown(), pace);
    let ratio = |(target, actual): (f64, f64)| (more_is_good && target != 0.0).then(|| actual / target);
    GoalAnswer {
        key: goal.key(),
        imported: goal.imported,
        part: goal.part.as_ref().map(|part| (part.dimension.clone(), part.value.clone())),
        period: period(&times.period),
        target,
        given,
        actual: reached.now.figure.clone(),
        attainment: numbers.and_then(ratio),
        margin: progress.as_ref().map(|progress| progress.better_by(progress.actual, progress.target)),
        basis: found.basis,
        years: found.years,
        expected: found.expected,
        lead: found.lead,
        verdict: found.verdict,
        forecast: found.forecast,
        forecast_range: found.range,
    }
}

fn unknown() -> Pace {
    Pace {
        basis: PaceBasis::Level,
        years: 0,
        expected: None,
        lead: None,
        verdict: GoalVerdict::Unknown,
        forecast: None,
        range: None,
    }
}

/// The currency of a goal of an amount, where it is another one than the workspace's.
fn other_currency<'g>(query: &Query<'_>, goal: &'g Goal) -> Option<&'g str> {
    goal.currency.as_deref().filter(|given| *given != query.context.settings.currency.code())
}

/// The day whose exchange rate holds for a goal: the last one of its period that has begun.
fn rate_day(query: &Query<'_>, times: &GoalTimes) -> Option<Date> {
    let window = times.period.window.and_then(|window| query.timeline.windows.get(window))?;
    Some(query.request.rates_of.unwrap_or_else(|| window.last_day()))
}

/// What one minor unit of another currency is worth in minor units of the workspace's on the days of the goals.
pub(crate) fn rates(query: &Query<'_>) -> Result<BTreeMap<(String, Date), Decimal>, QueryError> {
    let asked = |times: &GoalTimes| {
        let goal = query.context.aims?.goals.get(times.goal)?;
        Some((other_currency(query, goal)?.to_owned(), rate_day(query, times)?))
    };
    let asked: BTreeSet<(String, Date)> = query.timeline.goals.iter().filter_map(asked).collect();
    if asked.is_empty() {
        return Ok(BTreeMap::new());
    }
    let currencies: Vec<Parameter> = asked.iter().map(|(currency, _)| Parameter::Text(currency.clone())).collect();
    let one =
        |(place, (_, day)): (usize, &(String, Date))| format!("(currency = ${} AND day = DATE '{day}')", place + 1);
    let conditions: Vec<String> = asked.iter().enumerate().map(one).collect();
    let sql = format!(
        "WITH {} SELECT currency, CAST(day AS VARCHAR), CAST(rate AS VARCHAR) FROM rates WHERE {}",
        rates_table(query),
        conditions.join(" OR ")
    );
    let batches = query.context.store.query(&sql, &currencies)?;
    let rate = |row: crate::rows::Row<'_>| {
        Some(((row.text(0)?.to_owned(), row.text(1)?.parse().ok()?), row.text(2)?.parse().ok()?))
    };
    Ok(Rows::of(&batches)?.iter().filter_map(rate).collect())
}

/// The number to reach in the unit of the metric, and as it was set where that is another currency.
fn target(query: &Query<'_>, metric: &ResolvedMetric<'_>, goal: &Goal, times: &GoalTimes) -> (Value, Option<Value>) {
    let currency = query.context.settings.currency;
    if !metric.metric.unit.is_money() {
        return (Value::Number { number: goal.target.to_f64().unwrap_or(f64::NAN) }, None);
    }
    let minor = |currency: &Currency| goal.target.checked_mul(Decimal::from(10_u64.pow(currency.exponent())));
    let money = |amount: Decimal, code: &str| Value::Money {
        amount: amount.normalize().to_string(),
        currency: code.to_owned(),
    };
    let too_large = || Value::Null { reason: NullReason::TooLarge };
    let Some(other) = other_currency(query, goal) else {
        return (minor(&currency).map_or_else(too_large, |amount| money(amount, currency.code())), None);
    };
    let given = other.parse::<Currency>().ok().and_then(|other| minor(&other));
    let rate = rate_day(query, times).and_then(|day| query.goal_rates.get(&(other.to_owned(), day)));
    let converted = match given.zip(rate) {
        None => Value::Null { reason: NullReason::MissingFx },
        Some((amount, rate)) => {
            amount.checked_mul(*rate).map_or_else(too_large, |amount| money(amount, currency.code()))
        }
    };
    (converted, given.map(|amount| money(amount, other)))
}
