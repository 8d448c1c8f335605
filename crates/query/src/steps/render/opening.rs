//! Opening members and their closing values: churn, retention, movements.
//!
//! Both values are taken at the rates of the window's last day, so that a change of rates is no movement;
//! `opening_then` is the opening value at the rates of the day before the window, which shows that change.

use super::members::{Membership, aggregate};
use super::money::Conversion;
use super::terms::RowTerms;
use super::windows::{begun_before_end, holds_just_before_end, holds_just_before_start};
use super::{Frame, Grouping, balance, expression, named};
use crate::error::QueryError;
use crate::steps::plan::{Shape, ShapePlan};
use catalogue::definition::{Aggregate, MeasureKind};

/// Whether the member was there at some time before the start.
const EARLIER: &str = "earlier";
/// The opening value at the rates that held then.
const OPENING_THEN: &str = "opening_then";
/// The day before a window, whose exchange rates hold at its start.
const DAY_BEFORE: &str = "add_days(w.start_day, -1)";

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
) -> Result<Vec<String>, QueryError> {
    let Shape::Opening { per, filter, parameters, .. } = &shape.shape else {
        return Ok(Vec::new());
    };
    let (from, to) = balance::interval(frame)?;
    let mut conversion = Conversion::new(frame.query);
    let terms = RowTerms::new(frame.query, &frame.query.measures[shape.measures[0]], None, &mut conversion)?;
    let (at_start, at_end) = (holds_just_before_start(&from, &to), holds_just_before_end(&from, &to));
    let begun = begun_before_end(&from);
    // Only who asks for earlier times pays for looking at them.
    let reach = if mentions(frame, shape, EARLIER) {
        begun
    } else {
        format!("{begun} AND COALESCE(f.{}, {}) >= w.start_day", to.day, super::windows::FAR_FUTURE)
    };
    let value = |of: &RowTerms, held: &str| match &of.value {
        None => format!("MAX(CASE WHEN {held} THEN 1 ELSE 0 END)"),
        Some(value) => format!("COALESCE(SUM({value}) FILTER (WHERE {held}), 0)"),
    };
    let mut earlier_rates = Conversion::named(frame.query, "s");
    let (then, lacked_rate) = if mentions(frame, shape, OPENING_THEN) {
        let resolved = &frame.query.measures[shape.measures[0]];
        let then = RowTerms::new(frame.query, resolved, None, &mut earlier_rates)?;
        (
            format!(", {} AS {OPENING_THEN}", value(&then, &at_start)),
            format!(" OR ({at_start} AND {})", then.missing_fx),
        )
    } else {
        (String::new(), String::new())
    };
    let flag = |held: &str| format!("MAX(CASE WHEN {held} THEN 1 ELSE 0 END)");
    let positive = terms.value.as_deref().map_or_else(String::new, |value| format!(" AND {value} > 0"));
    let condition = expression::condition(*filter, parameters)?;
    let grouping = Grouping::by(&["w.window_id", &format!("f.{per}")], frame.part(), "w.sliced");
    let members = format!(
        "members_{number} AS (\n  SELECT w.window_id, {}, {} AS opening, {} AS closing{then}, {} AS {EARLIER},\n    \
         {} AS was_there, {} AS is_there, SUM(CASE WHEN (({} OR {}) AND {}){lacked_rate} THEN 1 ELSE 0 END) AS lacks_rate\n  \
         FROM windows w JOIN {} ON {reach}{}{}\n  WHERE w.window_set = {} AND {condition} AND f.{per} IS NOT NULL AND {}\n  {}\n)",
        grouping.columns,
        value(&terms, &at_start),
        value(&terms, &at_end),
        flag(&format!("f.{} < w.start_day{positive}", from.day)),
        flag(&at_start),
        flag(&at_end),
        at_start,
        parenthesised(&at_end),
        terms.missing_fx,
        frame.rows_with_part(""),
        conversion.joins("w.last_day"),
        earlier_rates.joins(DAY_BEFORE),
        shape.window_set,
        frame.filters,
        grouping.clause,
    );
    Ok(vec![members, numbers(frame, shape, number)?])
}

fn parenthesised(condition: &str) -> String {
    format!("({condition})")
}

fn numbers(frame: &Frame<'_, '_>, shape: &ShapePlan<'_>, number: usize) -> Result<String, QueryError> {
    let dialect = frame.query.context.store.dialect();
    let mut columns = Vec::new();
    for position in &shape.measures {
        let resolved = &frame.query.measures[*position];
        let MeasureKind::Opening { arrivals, outer, having, .. } = &resolved.measure.kind else {
            continue;
        };
        let membership = Membership {
            present: if *arrivals { "(m.was_there = 1 OR m.is_there = 1)" } else { "m.was_there = 1" },
            pending: "FALSE",
            having: having.as_deref(),
            parameters: &resolved.parameters,
            squared: false,
        };
        columns.push(named(*position, &aggregate(outer, &membership, dialect)?));
    }
    Ok(format!(
        "shape_{number} AS (\n  SELECT m.window_id, m.slice, m.is_total, \
         SUM(CASE WHEN m.was_there = 1 OR m.is_there = 1 THEN 1 ELSE 0 END) AS considered, 0 AS replaced,\n    {}\n  \
         FROM members_{number} m\n  GROUP BY 1, 2, 3\n)",
        columns.join(",\n    "),
    ))
}

fn mentions(frame: &Frame<'_, '_>, shape: &ShapePlan<'_>, variable: &str) -> bool {
    shape.measures.iter().any(|position| match &frame.query.measures[*position].measure.kind {
        MeasureKind::Opening { outer, having, .. } => {
            let outer = match outer {
                Aggregate::CountRows => None,
                Aggregate::Sum(of) | Aggregate::Quantile { of, .. } => Some(of),
            };
            outer
                .into_iter()
                .chain(having)
                .any(|text| expression::parse(text).is_ok_and(|parsed| parsed.columns().contains(&variable)))
        }
        _ => false,
    })
}
