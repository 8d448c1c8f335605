//! What a measure says about one row: its value, whether it counts, and if not, why.

use super::expression;
use super::money::Conversion;
use super::windows::{date, instant};
use crate::error::QueryError;
use crate::fact::{TimeColumns, time_columns};
use crate::query::{Query, ResolvedMeasure, Span, Waiting};
use crate::steps::calendar::back;
use catalogue::definition::{Aggregate, Fact, MeasureKind, member_amount};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Conditions and value of a row, over the alias `f`.
pub(crate) struct RowTerms {
    /// The row counts.
    pub(crate) counted: String,
    /// It would, but its window has not passed yet.
    pub(crate) pending: String,
    /// It would, but has no exchange rate.
    pub(crate) missing_fx: String,
    /// It would, but nobody knows its amount.
    pub(crate) no_amount: String,
    /// What it contributes, in the workspace's currency; none where rows are only counted.
    pub(crate) value: Option<String>,
    /// The same in its own currency.
    pub(crate) unconverted: Option<String>,
}

/// The expression a measure takes from each row.
pub(crate) fn row_expression<'a>(resolved: &ResolvedMeasure<'a>) -> Option<&'a str> {
    match &resolved.measure.kind {
        MeasureKind::Flow(aggregate) | MeasureKind::Balance(aggregate) => of_aggregate(aggregate),
        MeasureKind::Distinct { of } | MeasureKind::Quantile { of, .. } => Some(of),
        MeasureKind::Opening { amount, .. } => amount.as_deref(),
        MeasureKind::Cohort(cohort) => cohort.amount.as_deref(),
        MeasureKind::Nested { .. } | MeasureKind::Funnel(_) => None,
        MeasureKind::Model(model) => Some(&model.amount),
    }
}

fn of_aggregate(aggregate: &Aggregate) -> Option<&str> {
    match aggregate {
        Aggregate::CountRows => None,
        Aggregate::Sum(of) | Aggregate::Quantile { of, .. } => Some(of),
    }
}

impl RowTerms {
    /// The row counts, and something is known to count.
    pub(super) fn counted_with_amount(&self) -> String {
        format!("{} AND NOT ({})", self.counted, self.no_amount)
    }

    pub(super) fn new(
        query: &Query<'_>,
        resolved: &ResolvedMeasure<'_>,
        time: Option<&TimeColumns>,
        conversion: &mut Conversion,
    ) -> Result<Self, QueryError> {
        let condition = expression::row_condition(query, resolved)?;
        let rated = resolved.measure.with_rate_of.as_deref().map(|column| has_rate(resolved, column, conversion));
        let mature = time.zip(resolved.maturity).map(|(time, waiting)| matured(query, resolved, time, waiting));
        let (passes, pending) = match mature {
            None => (condition, "FALSE".to_owned()),
            Some(mature) => (format!("{condition} AND {mature}"), format!("{condition} AND NOT {mature}")),
        };
        let (passes, unrated) = match rated {
            None => (passes, "FALSE".to_owned()),
            Some(rated) => (format!("{passes} AND {rated}"), format!("{passes} AND NOT {rated}")),
        };
        let no_amount = "FALSE".to_owned();
        let Some(text) = row_expression(resolved) else {
            return Ok(Self {
                counted: passes,
                pending,
                missing_fx: unrated,
                no_amount,
                value: None,
                unconverted: None,
            });
        };
        let parsed = expression::parse(text)?;
        let raw = expression::plain(&parsed, &resolved.parameters);
        let value = |value: String| if resolved.squared { squared(&value) } else { value };
        let Some(currency) = parsed.is_money(resolved.fact) else {
            let unconverted = Some(raw.clone());
            return Ok(Self {
                counted: passes,
                pending,
                missing_fx: unrated,
                no_amount,
                value: Some(value(raw)),
                unconverted,
            });
        };
        let rate = conversion.rate(currency);
        Ok(Self {
            counted: format!("{passes} AND ({raw} IS NULL OR {rate} IS NOT NULL)"),
            missing_fx: format!("{passes} AND {raw} IS NOT NULL AND {rate} IS NULL"),
            no_amount: format!("{passes} AND {raw} IS NULL"),
            pending,
            value: Some(value(expression::converted(&parsed, resolved, conversion))),
            unconverted: Some(raw),
        })
    }
}

/// The row's amount in that column can be converted, or there is none.
fn has_rate(resolved: &ResolvedMeasure<'_>, column: &str, conversion: &mut Conversion) -> String {
    let currency = resolved.fact.column(column).and_then(|column| column.currency.as_deref());
    currency.map_or_else(
        || "TRUE".to_owned(),
        |currency| format!("(f.{column} IS NULL OR {} IS NOT NULL)", conversion.rate(currency)),
    )
}

/// As floats: the squares of amounts do not fit whole numbers, and the spread needs no exact digits.
pub(super) fn squared(value: &str) -> String {
    format!("(CAST({value} AS DOUBLE) * CAST({value} AS DOUBLE))")
}

/// The row has waited by now; where a window is blind for later outcomes, by the end of what it knows.
fn matured(query: &Query<'_>, resolved: &ResolvedMeasure<'_>, placed: &TimeColumns, waiting: Waiting<'_>) -> String {
    let by = |moment: Timestamp| mature_by(query, resolved.fact, placed, waiting, moment);
    let by_now = by(query.request.as_of);
    let ends = query.timeline.windows.iter().filter_map(|window| window.known_until).map(|known| known.at);
    let ends: BTreeSet<Timestamp> = ends.filter(|_| resolved.waits_to_be_known).collect();
    if ends.is_empty() {
        return by_now;
    }
    let each: String = ends.into_iter().map(|end| format!(" WHEN {} THEN {}", instant(end), by(end))).collect();
    format!("(CASE w.known_end_at{each} ELSE {by_now} END)")
}

/// So much time has passed since what the row waits from; while that has not happened, since the row was placed.
pub(super) fn mature(query: &Query<'_>, fact: &Fact, placed: &TimeColumns, waiting: Waiting<'_>) -> String {
    mature_by(query, fact, placed, waiting, query.request.as_of)
}

fn mature_by(query: &Query<'_>, fact: &Fact, placed: &TimeColumns, waiting: Waiting<'_>, moment: Timestamp) -> String {
    let since_placed = passed_since(query, placed, waiting.span, moment);
    match waiting.from.map(|from| time_columns(fact, from)) {
        None => since_placed,
        Some(from) => {
            let since = passed_since(query, &from, waiting.span, moment);
            format!("(CASE WHEN f.{} IS NULL THEN {since_placed} ELSE {since} END)", from.day)
        }
    }
}

/// A time without a time of day is taken at its midnight.
fn passed_since(query: &Query<'_>, time: &TimeColumns, span: Span, moment: Timestamp) -> String {
    let zone = query.context.settings.calendar.time_zone();
    let then = moment.to_zoned(zone.clone());
    let edge_day = back(then.date(), span);
    let edge = edge_day.to_datetime(then.time()).to_zoned(zone).map_or(moment, |zoned| zoned.timestamp());
    let by_day = format!("f.{} <= {}", time.day, date(edge_day));
    match &time.instant {
        None => format!("({by_day})"),
        Some(moment) => {
            format!("(CASE WHEN f.{moment} IS NULL THEN {by_day} ELSE f.{moment} <= {} END)", instant(edge))
        }
    }
}

/// Whether the measure's number is an amount.
pub(crate) fn is_money(resolved: &ResolvedMeasure<'_>) -> bool {
    let of_row = |text: &str| expression::parse(text).is_ok_and(|parsed| parsed.is_money(resolved.fact).is_some());
    let of_members = |outer: &Aggregate, currency_of: &dyn Fn(&str) -> Option<&'static str>| {
        of_aggregate(outer)
            .is_some_and(|text| expression::parse(text).is_ok_and(|parsed| parsed.money(currency_of).is_some()))
    };
    match &resolved.measure.kind {
        MeasureKind::Flow(aggregate) | MeasureKind::Balance(aggregate) => of_aggregate(aggregate).is_some_and(of_row),
        MeasureKind::Quantile { of, .. } => of_row(of),
        MeasureKind::Cohort(cohort) => cohort.amount.as_deref().is_some_and(of_row),
        MeasureKind::Model(model) => model.gives.is_money() && of_row(&model.amount),
        MeasureKind::Distinct { .. } | MeasureKind::Funnel(_) => false,
        MeasureKind::Opening { amount, outer, .. } => {
            let has_amount = amount.as_deref().is_some_and(of_row);
            of_members(outer, &|name| {
                (has_amount && matches!(name, "opening" | "closing" | "opening_then")).then_some("currency")
            })
        }
        MeasureKind::Nested { inner, derived, outer, .. } => {
            of_members(outer, &|name| member_amount(inner, derived, name, &of_row).then_some("currency"))
        }
    }
}
