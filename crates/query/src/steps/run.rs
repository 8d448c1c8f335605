//! Asks the store, one statement per fact, and keeps what it says by measure, window and part.

use crate::answer::NullReason;
use crate::error::QueryError;
use crate::fact::{interval_columns, time_columns};
use crate::goals;
use crate::query::{Query, ResolvedMeasure, ResolvedMetric};
use crate::rows::{Row, Rows};
use catalogue::definition::WithoutDenominator;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::FACT_SCHEMA;

/// What the store said.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    totals: HashMap<Place, Cell>,
    /// By measure, window and the position of what the query is cut by.
    parts: HashMap<(Place, usize), BTreeMap<Option<String>, Cell>>,
}

/// A measure in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) measure: usize,
    pub(crate) window: usize,
}

/// One number with the rows behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Cell {
    /// Null when there was nothing to add up or to order.
    pub(crate) number: Option<Decimal>,
    pub(crate) counted: u64,
    pub(crate) pending: u64,
    pub(crate) missing_fx: u64,
    /// Rows that would count, but whose amount nobody knows.
    pub(crate) no_amount: u64,
    /// Rows (or members) in the window, whether they count or not.
    pub(crate) considered: u64,
    /// Answers that a later one replaced.
    pub(crate) replaced: u64,
    /// Why a model gives nothing at all.
    pub(crate) refusal: Option<NullReason>,
}

impl Cells {
    pub(crate) fn total(&self, place: Place) -> Cell {
        self.totals.get(&place).copied().unwrap_or_default()
    }

    pub(crate) fn part(&self, place: Place, cut: usize, value: &Option<String>) -> Cell {
        self.parts.get(&(place, cut)).and_then(|parts| parts.get(value)).copied().unwrap_or_default()
    }

    /// Every value of the slice that any of the measures has in any of the windows.
    pub(crate) fn values(&self, cut: usize, measures: &[usize], windows: &[usize]) -> BTreeSet<Option<String>> {
        let places = measures
            .iter()
            .flat_map(|measure| windows.iter().map(|window| Place { measure: *measure, window: *window }));
        places.filter_map(|place| self.parts.get(&(place, cut))).flat_map(BTreeMap::keys).cloned().collect()
    }

    /// The parts of a measure in a window.
    pub(crate) fn parts(&self, place: Place, cut: usize) -> impl Iterator<Item = &Cell> {
        self.parts.get(&(place, cut)).into_iter().flat_map(BTreeMap::values)
    }

    pub(crate) fn every_mut(&mut self) -> impl Iterator<Item = (Place, &mut Cell)> {
        let totals = self.totals.iter_mut().map(|(place, cell)| (*place, cell));
        let parts = self.parts.iter_mut().flat_map(|(place, parts)| parts.values_mut().map(|cell| (place.0, cell)));
        totals.chain(parts)
    }

    /// The values of a part as other cells have them at their own place.
    pub(crate) fn take_part(
        &mut self,
        (place, cut): (Place, usize),
        (from, there): (&mut Self, Place),
        value: &Option<String>,
    ) {
        let cell = from.parts.get_mut(&(there, cut)).and_then(|parts| parts.remove(value));
        let parts = self.parts.entry((place, cut)).or_default();
        match cell {
            Some(cell) => parts.insert(value.clone(), cell),
            None => parts.remove(value),
        };
    }

    /// Numbers that were not computed by the store.
    pub(crate) fn put(&mut self, place: Place, total: Cell, parts: BTreeMap<Option<String>, Cell>) {
        self.totals.insert(place, total);
        self.parts.insert((place, 0), parts);
    }

    fn take(&mut self, row: &Row<'_>) {
        let index = |column: usize| usize::try_from(row.count(column)).unwrap_or(usize::MAX);
        let place = Place { measure: index(0), window: index(1) };
        let cell = Cell {
            number: row.text(4).and_then(number),
            counted: row.count(5),
            pending: row.count(6),
            missing_fx: row.count(7),
            no_amount: row.count(10),
            considered: row.count(8),
            replaced: row.count(9),
            refusal: None,
        };
        match index(3).checked_sub(1) {
            None => {
                self.totals.insert(place, cell);
            }
            Some(cut) => {
                self.parts.entry((place, cut)).or_default().insert(row.text(2).map(str::to_owned), cell);
            }
        }
    }
}

/// Numbers travel as text, so that decimals stay exact and floats keep all their digits.
fn number(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

pub(crate) fn run(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (plan, statement) in query.statements.iter().enumerate() {
        tracing::debug!(sql = %statement.sql, "query statement");
        let batches = query.context.store.query(&statement.sql, &statement.parameters)?;
        let for_models = query.plans[plan].for_models;
        for row in Rows::of(&batches)?.iter() {
            if for_models { query.members.take(plan, &row) } else { query.cells.take(&row) }
        }
    }
    query.members.sort();
    query.first_days = first_days(query)?;
    query.goal_rates = goals::rates(query)?;
    Ok(())
}

/// Asked only where a base is nothing and the metric's file wants to know whether that is for lack of history.
fn first_days(query: &Query<'_>) -> Result<BTreeMap<String, Date>, QueryError> {
    let mut days = BTreeMap::new();
    let windows = query.timeline.windows.len();
    // Of a whole that is something, a part may be nothing.
    let cut = !query.slices.is_empty();
    let is_nothing = |measure: usize| {
        cut || (0..windows)
            .any(|window| query.cells.total(Place { measure, window }).number.unwrap_or_default().is_zero())
    };
    for measure in query.metrics.iter().flat_map(history_asked).filter(|measure| is_nothing(*measure)) {
        let resolved = &query.measures[measure];
        if days.contains_key(&resolved.fact.name) {
            continue;
        }
        if let Some(day) = first_day(query, resolved)? {
            days.insert(resolved.fact.name.clone(), day);
        }
    }
    Ok(days)
}

/// The measures of a base about which the metric's file asks whether history reaches back.
pub(crate) fn history_asked(metric: &ResolvedMetric<'_>) -> Vec<usize> {
    let asks = metric.metric.without_denominator == Some(WithoutDenominator::InsufficientHistory);
    let base = metric.formula.quotient().filter(|_| asks && metric.blocked.is_none());
    base.map(|(_, bottom)| bottom.measures()).unwrap_or_default()
}

fn first_day(query: &Query<'_>, resolved: &ResolvedMeasure<'_>) -> Result<Option<Date>, QueryError> {
    let fact = resolved.fact;
    let time = match (&fact.interval, resolved.at()) {
        (_, Some(at)) => time_columns(fact, at),
        (Some(interval), None) => interval_columns(fact, interval).0,
        (None, None) => return Ok(None),
    };
    let sql = format!("SELECT CAST(MIN({}) AS VARCHAR) FROM {FACT_SCHEMA}.{}", time.day, fact.name);
    let batches = query.context.store.query(&sql, &[])?;
    let day = Rows::of(&batches)?.iter().next().and_then(|row| row.text(0).and_then(|text| text.parse().ok()));
    Ok(day)
}
