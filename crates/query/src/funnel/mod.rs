//! Funnels: steps that subjects pass, how many reach each, and how long they take.

mod answer;
mod parts;

pub use answer::{FunnelAnswer, FunnelPart, FunnelParts, FunnelStep};

use crate::answer::{CustomersAnswer, Figure, NullReason, Value};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::request::Request;
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::calendar::Window;
use crate::steps::receipt::frame;
use crate::steps::render::{funnel_members, funnel_table};
use crate::table::{Asked, null};
use crate::value::{better, unit};
use catalogue::definition::{Funnel, MeasureKind};
use parts::of_one_part;
use statistics::{Proportion, wilson};

/// The steps of the subjects that started in the period.
///
/// # Errors
/// When the metric is no funnel, a parameter does not exist, or the store fails.
pub fn funnel(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<FunnelAnswer, QueryError> {
    let (asked, parts) = of_one_part(context, scope, request)?;
    let steps = steps(&asked)?;
    Ok(FunnelAnswer {
        metric: asked.metric.id.clone(),
        unit: unit(asked.metric.unit).to_owned(),
        better: better(asked.metric.better).to_owned(),
        frame: frame(&asked.query),
        parameters: asked.parameters.clone(),
        steps,
        parts,
        blocked: asked.blocked,
        needs: asked.needs.clone(),
    })
}

/// One page of the customers behind a step, those with most subjects in it first; pages are counted from 0.
///
/// # Errors
/// As [`funnel`], and when there is no such step.
pub fn funnel_customers(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: Request,
    step: &str,
    page: u32,
) -> Result<CustomersAnswer, QueryError> {
    let (asked, _) = of_one_part(context, scope, request)?;
    let steps = steps(&asked)?;
    let Some((definition, window)) = definition(&asked).filter(|_| asked.blocked.is_none()) else {
        return asked.customers(Vec::new(), null(asked.blocked.unwrap_or(NullReason::NotObservedYet)), page);
    };
    let found = steps.iter().find(|known| known.step == step).ok_or_else(|| {
        let names = steps.iter().map(|known| known.step.as_str());
        QueryError::new(ErrorCode::BadParameter, step).with("parameter", "step").suggesting(names)
    })?;
    let statement = funnel_members(&asked, definition, &window, found.position)?;
    let batches = context.store.query(&statement.sql, &statement.parameters)?;
    let mut behind: Vec<(Option<String>, u64, Figure)> = Rows::of(&batches)?
        .iter()
        .map(|row| (row.text(0).map(str::to_owned), row.count(1), rate(row.count(1), row.count(2), None)))
        .collect();
    behind.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let behind = behind.into_iter().map(|(customer, _, figure)| (customer, figure)).collect();
    asked.customers(behind, found.overall_rate.clone(), page)
}

/// The definition with the elapsed part of the period; none when the period has not begun.
fn definition<'a>(asked: &Asked<'a>) -> Option<(&'a Funnel, Window)> {
    let MeasureKind::Funnel(funnel) = &asked.measure.measure.kind else {
        return None;
    };
    let window = asked.query.timeline.period?.window?;
    Some((funnel, *asked.query.timeline.windows.get(window)?))
}

fn steps(asked: &Asked<'_>) -> Result<Vec<FunnelStep>, QueryError> {
    let Some((funnel, window)) = definition(asked).filter(|_| asked.blocked.is_none()) else {
        return Ok(Vec::new());
    };
    let statement = funnel_table(asked, funnel, &window)?;
    let batches = asked.query.context.store.query(&statement.sql, &statement.parameters)?;
    let minimum_n = asked.metric.minimum_n;
    let mut steps: Vec<FunnelStep> = Vec::new();
    for row in Rows::of(&batches)?.iter() {
        let reached = row.count(2);
        let first = steps.first().map_or(reached, |first| first.reached);
        let before = steps.last().map(|before| before.reached);
        steps.push(FunnelStep {
            step: row.text(1).unwrap_or_default().to_owned(),
            position: row.integer(0).unwrap_or_default(),
            reached,
            step_rate: before.map(|before| rate(reached, before, minimum_n)),
            overall_rate: rate(reached, first, minimum_n),
            median_time: before.map(|_| time(row.text(3), row.count(4))),
        });
    }
    Ok(steps)
}

/// So many of so many.
fn rate(of: u64, all: u64, minimum_n: Option<u32>) -> Figure {
    let value = if all == 0 {
        Value::Null { reason: NullReason::NoDenominator }
    } else {
        Value::Number { number: of as f64 / all as f64 }
    };
    Figure {
        value,
        numerator: Some(of.to_string()),
        denominator: Some(all.to_string()),
        n: all,
        low_n: all > 0 && minimum_n.is_some_and(|least| all < u64::from(least)),
        interval: (all > 0).then(|| wilson(Proportion { successes: of as f64, trials: all as f64 })),
        ..null(NullReason::NoData)
    }
}

fn time(seconds: Option<&str>, timed: u64) -> Figure {
    let number = seconds.and_then(|text| text.parse().ok());
    let value = number.map_or(Value::Null { reason: NullReason::NoData }, |number| Value::Number { number });
    Figure { value, n: timed, ..null(NullReason::NoData) }
}
