//! Aggregates per member first, then over the members: repeat purchases, purchase gaps.

use super::members::{Lacking, Membership, aggregate};
use super::money::Conversion;
use super::whole::Whole;
use super::windows::lies_in;
use super::{Cut, Frame, Grouping, expression, named, terms};
use crate::error::QueryError;
use crate::fact::{TimeColumns, time_columns};
use crate::steps::plan::{Shape, ShapePlan};
use catalogue::definition::{Fact, FactColumnKind, MeasureKind};
use catalogue::expression::Expression;
use std::collections::BTreeSet;

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
) -> Result<Vec<String>, QueryError> {
    let Shape::Nested { at, per, inner, derived, whole, filter, maturity, parameters } = &shape.shape else {
        return Ok(Vec::new());
    };
    let time = time_columns(frame.fact, at);
    let first = &frame.query.measures[shape.measures[0]];
    let mut conversion = Conversion::new(frame.query);
    let mut variables = Vec::new();
    let mut lacks_rate = BTreeSet::new();
    let mut lacks_amount = BTreeSet::new();
    for (name, text) in *inner {
        let parsed = expression::parse(text)?;
        let value = match parsed.is_money(frame.fact) {
            None => expression::plain(&parsed, parameters),
            Some(currency) => {
                for amount in amounts(&parsed, frame.fact) {
                    // Nothing is nothing in every currency.
                    lacks_rate.insert(format!("(f.{amount} <> 0 AND {} IS NULL)", conversion.rate(currency)));
                    lacks_amount.insert(format!("f.{amount} IS NULL"));
                }
                expression::converted(&parsed, first, &mut conversion)
            }
        };
        variables.push(format!("{value} AS {name}"));
    }
    let (lacks_rate, lacks_amount) = (any(lacks_rate), any(lacks_amount));
    // Rows that must wait stand apart: their members are pending, and change no member that counts.
    let waits = maturity.map_or_else(
        || "0".to_owned(),
        |waiting| format!("CASE WHEN {} THEN 0 ELSE 1 END", terms::mature(frame.query, frame.fact, &time, waiting)),
    );
    let latest = |column: &str| at_latest(frame, column, &time);
    let standing = whole.then(|| Whole { frame, of: &latest, of_rows: None });
    let keys = ["w.window_id", "w.sliced", &format!("f.{per}"), "f.waits"];
    let (columns, clause, rows_that_fit) = match &standing {
        None => {
            let Grouping { columns, clause } = Grouping::by(&keys, &frame.parts_of("f"), "w.sliced");
            (columns, clause, frame.filters())
        }
        Some(standing) => {
            let part = |cut: &Cut| format!(", {} AS part_{}", latest(&cut.part), cut.number);
            let parts: String = frame.cuts.iter().map(part).collect();
            let columns = format!("w.sliced{parts}{}", standing.filtered());
            (columns, format!("GROUP BY {}", keys.join(", ")), standing.rows_that_fit())
        }
    };
    let members = format!(
        "members_{number} AS (\n  SELECT w.window_id, {columns}, f.waits, {},\n    \
         SUM(CASE WHEN {lacks_rate} THEN 1 ELSE 0 END) AS lacks_rate, \
         SUM(CASE WHEN {lacks_amount} THEN 1 ELSE 0 END) AS lacks_amount\n  \
         FROM windows w JOIN {} ON {}{}\n  \
         WHERE w.window_set = {} AND {} AND f.{per} IS NOT NULL AND {rows_that_fit}\n  {clause}\n)",
        variables.join(", "),
        frame.rows_with_parts(&format!(", {waits} AS waits")),
        lies_in(&time),
        conversion.joins(&format!("f.{}", time.day)),
        shape.window_set,
        expression::condition(*filter, parameters)?,
    );
    let mut expressions = vec![members];
    let mut last = format!("members_{number}");
    // Each may mention the one before it, so that each is a step of its own.
    for (name, text) in *derived {
        let next = format!("{last}_{name}");
        let value = expression::over_members(text, parameters)?;
        expressions.push(format!("{next} AS (SELECT m.*, {value} AS {name} FROM {last} m)"));
        last = next;
    }
    expressions.push(numbers(frame, shape, number, (&last, standing.as_ref()))?);
    Ok(expressions)
}

/// The money columns that an expression mentions.
fn amounts<'f>(expression: &Expression, fact: &'f Fact) -> Vec<&'f str> {
    let columns = expression.columns().into_iter().filter_map(|name| fact.column(name));
    columns.filter(|column| column.kind == FactColumnKind::Money).map(|column| column.name.as_str()).collect()
}

fn any(conditions: BTreeSet<String>) -> String {
    let conditions: Vec<String> = conditions.into_iter().collect();
    if conditions.is_empty() { "FALSE".to_owned() } else { conditions.join(" OR ") }
}

/// What a column says in the latest row of a member. An empty text stands for what is missing, which would be passed
/// over otherwise.
fn at_latest(frame: &Frame<'_, '_>, column: &str, time: &TimeColumns) -> String {
    let day = format!("CAST(f.{} AS TIMESTAMP)", time.day);
    let moment = time.instant.as_ref().map_or_else(|| day.clone(), |moment| format!("COALESCE(f.{moment}, {day})"));
    let dialect = frame.query.context.store.dialect();
    format!("NULLIF({}, '')", dialect.value_at_largest(&format!("COALESCE({column}, '')"), &moment))
}

fn numbers(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
    (members, standing): (&str, Option<&Whole<'_, '_, '_>>),
) -> Result<String, QueryError> {
    let dialect = frame.query.context.store.dialect();
    let mut columns = Vec::new();
    for position in &shape.measures {
        let resolved = &frame.query.measures[*position];
        let MeasureKind::Nested { outer, having, .. } = &resolved.measure.kind else {
            continue;
        };
        let membership = Membership {
            present: "m.waits = 0",
            pending: "m.waits = 1",
            lacking: Lacking::LeftOut { without_amount: "m.lacks_amount > 0" },
            having: having.as_deref(),
            parameters: &resolved.parameters,
            squared: resolved.squared,
        };
        columns.push(named(*position, &aggregate(outer, &membership, dialect)?));
    }
    let (cut, fits, clause) = match standing {
        None => ("m.slice, m.cut".to_owned(), "TRUE".to_owned(), "GROUP BY 1, 2, 3".to_owned()),
        Some(standing) => {
            let Grouping { columns, clause } = Grouping::by(&["m.window_id"], &frame.parts_of("m"), "m.sliced");
            (columns, standing.members_that_fit(), clause)
        }
    };
    Ok(format!(
        "shape_{number} AS (\n  SELECT m.window_id, {cut}, COUNT(*) AS considered, 0 AS replaced,\n    {}\n  \
         FROM {members} m\n  WHERE {fits}\n  {clause}\n)",
        columns.join(",\n    "),
    ))
}
