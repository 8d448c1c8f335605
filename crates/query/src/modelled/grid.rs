//! The grid of RFM: how many customers stand in each cell, and what they brought.

use super::members::MemberRow;
use super::options::Options;
use super::rfm::{Scores, scores};
use super::{member_shapes, model_of};
use crate::answer::{GridAnswer, GridCell, Value};
use crate::error::QueryError;
use crate::query::{Query, ResolvedMetric};
use catalogue::definition::Model;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use scoring::rfm::{BEST, Segment};
use std::collections::BTreeMap;

/// The grid of a metric whose numbers are scores; others have none.
pub(crate) fn grid(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Result<Option<GridAnswer>, QueryError> {
    let measures = if metric.blocked.is_some() { Vec::new() } else { metric.formula.measures() };
    let scored = |measure: &usize| {
        model_of(&query.measures[*measure].measure.kind).is_some_and(|model| model.model == Model::Rfm)
    };
    let window = query.timeline.period.and_then(|period| period.window);
    let (Some(measure), Some(window)) = (measures.into_iter().find(scored), window) else {
        return Ok(None);
    };
    let resolved = &query.measures[measure];
    let Some(model) = model_of(&resolved.measure.kind) else {
        return Ok(None);
    };
    let options = Options::of(model, &resolved.texts, query.context.settings.currency)?;
    let holds = |(plan, shape): &(usize, usize)| query.plans[*plan].shapes[*shape].measures.contains(&measure);
    let shape = member_shapes(query).into_iter().find(holds);
    let rows = shape.map_or(&[][..], |(plan, shape)| query.members.rows(plan, shape, window));
    Ok(Some(answer(query, rows, &scores(&options, rows))))
}

/// Customers and the value of a cell.
#[derive(Default)]
struct Sum {
    customers: u64,
    value: f64,
}

fn answer(query: &Query<'_>, rows: &[MemberRow], scores: &[Option<Scores>]) -> GridAnswer {
    let mut sums: BTreeMap<(u8, u8), Sum> = BTreeMap::new();
    for (row, scores) in rows.iter().zip(scores).filter(|(row, _)| row.asked) {
        let Some(scores) = scores else { continue };
        let sum = sums.entry((scores.recency, scores.frequency_monetary())).or_default();
        sum.customers += row.members;
        sum.value += row.value * row.members.to_f64().unwrap_or(0.0);
    }
    let nothing = Sum::default();
    let cell = |(recency, frequency_value): (u8, u8)| {
        let sum = sums.get(&(recency, frequency_value)).unwrap_or(&nothing);
        GridCell {
            recency,
            frequency_value,
            segment: Segment::of(recency, frequency_value).as_str().to_owned(),
            customers: sum.customers,
            value: money(query, sum.value),
        }
    };
    let cells = (1..=BEST).rev().flat_map(|recency| (1..=BEST).map(move |other| (recency, other)));
    GridAnswer {
        cells: cells.map(cell).collect(),
        customers: sums.values().map(|sum| sum.customers).sum(),
        value: money(query, sums.values().map(|sum| sum.value).sum()),
    }
}

fn money(query: &Query<'_>, minor_units: f64) -> Value {
    let amount = Decimal::from_f64_retain(minor_units).unwrap_or_default().round_dp(super::KEPT_DIGITS);
    Value::Money { amount: amount.normalize().to_string(), currency: query.context.settings.currency.code().to_owned() }
}
