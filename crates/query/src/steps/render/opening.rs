//! Opening members and their closing values: churn, retention, movements.
//!
//! Both values are taken at the rates of the window's last day, so that a change of rates is no movement;
//! `opening_then` is the opening value at the rates of the day before the window, which shows that change.
//! An amount without a rate is in none of them, as it is in no balance; the rest of its member counts.
//!
//! A member belongs whole to one part: the one it had at the start, or at the end when it was not there before
//! (the other way round with `part_at_end`); of several at a time, the one that was worth most to it. Otherwise who
//! changes the plan would be lost to one and new to the other. Only the currency of the amounts is theirs and not the
//! member's: what moves in one currency is told in that currency.

use super::members::{Lacking, Membership, aggregate};
use super::money::Conversion;
use super::terms::RowTerms;
use super::whole::Whole;
use super::windows::{begun_before_end, holds_just_before_end, holds_just_before_start};
use super::{Cut, Frame, Grouping, balance, expression, named};
use crate::error::QueryError;
use crate::steps::plan::{Shape, ShapePlan};
use catalogue::definition::{Aggregate, MeasureKind};
use std::collections::BTreeSet;

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
    let Shape::Opening { per, amount, part_at_end, filter, parameters } = &shape.shape else {
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
    // Whoever paid before was there, whether or not there is an exchange rate for it.
    let positive = terms.unconverted.as_deref().map_or_else(String::new, |value| format!(" AND {value} > 0"));
    let condition = expression::condition(*filter, parameters)?;
    let member = format!("f.{per}");
    let currency = amount.map(expression::parse).transpose()?;
    let currency = currency.and_then(|parsed| parsed.is_money(frame.fact).map(|column| format!("f.{column}")));
    let (first, second) = if *part_at_end { (&at_end, &at_start) } else { (&at_start, &at_end) };
    let belonging = Belonging::new(frame, &member, currency, number);
    let Grouping { columns, clause } = belonging.cut();
    let of = |column: &str| belonging.of(column);
    let whole = Whole { frame, of: &of, of_rows: belonging.currency.as_deref() };
    let held = format!("({at_start} OR ({at_end}))");
    let rows = format!(
        "w.window_set = {} AND {condition} AND {member} IS NOT NULL AND {}",
        shape.window_set,
        whole.rows_that_fit(),
    );
    let source = format!("windows w JOIN {} f ON {reach}{}", frame.table(), conversion.joins("w.last_day"));
    let moments = Moments { first, second, worth: terms.value.as_deref().unwrap_or("1") };
    let mut expressions = belonging.parts(&moments, &source, &rows);
    let unrated = |held: &str| format!("SUM(CASE WHEN {held} AND {} THEN 1 ELSE 0 END)", terms.missing_fx);
    let members = format!(
        "members_{number} AS (\n  SELECT w.window_id, w.sliced, {columns}{}, {} AS opening, {} AS closing{then}, \
         {} AS {EARLIER},\n    \
         {} AS was_there, {} AS is_there, SUM(CASE WHEN ({held} AND {}){lacked_rate} THEN 1 ELSE 0 END) AS lacks_rate, \
         SUM(CASE WHEN {held} AND {} THEN 1 ELSE 0 END) AS has_rate, {} AS unrated_opening, {} AS unrated_closing\n  \
         FROM {source}{}{}\n  WHERE {rows}\n  {clause}\n)",
        whole.filtered(),
        value(&terms, &at_start),
        value(&terms, &at_end),
        flag(&format!("f.{} < w.start_day{positive}", from.day)),
        flag(&at_start),
        flag(&at_end),
        terms.missing_fx,
        terms.counted_with_amount(),
        unrated(&at_start),
        unrated(&at_end),
        earlier_rates.joins(DAY_BEFORE),
        belonging.joins(),
    );
    expressions.push(members);
    expressions.push(numbers(&belonging, &whole, shape, number)?);
    Ok(expressions)
}

/// When the part of a member is looked up, when otherwise, and what a row is worth.
struct Moments<'m> {
    first: &'m str,
    second: &'m str,
    worth: &'m str,
}

/// To which part a member belongs.
struct Belonging<'b, 'q, 'a> {
    frame: &'b Frame<'q, 'a>,
    member: &'b str,
    /// The currency of the amounts, over the alias `f`.
    currency: Option<String>,
    /// What members are asked about, over the alias `f`, in the order of the tables that say it.
    columns: BTreeSet<String>,
    number: usize,
}

impl<'b, 'q, 'a> Belonging<'b, 'q, 'a> {
    fn new(frame: &'b Frame<'q, 'a>, member: &'b str, currency: Option<String>, number: usize) -> Self {
        let cut = frame.cuts.iter().map(|cut| cut.part.clone());
        let asked = cut.chain(frame.bound.iter().filter_map(|bound| bound.column.clone()));
        let columns = asked.filter(|column| column != member && Some(column) != currency.as_ref()).collect();
        Self { frame, member, currency, columns, number }
    }

    /// A table for each column: what it says of a member, at the first of the two moments at which it was there.
    fn parts(&self, moments: &Moments<'_>, source: &str, rows: &str) -> Vec<String> {
        let Moments { first, second, worth } = moments;
        let dialect = self.frame.query.context.store.dialect();
        let (at_first, at_second) =
            (dialect.value_at_largest("p.part", "p.at_first"), dialect.value_at_largest("p.part", "p.at_second"));
        let (member, number) = (self.member, self.number);
        // Nobody asks for the part of a member of a window that is neither cut nor filtered.
        let is_filtered = self.frame.bound.iter().any(|bound| bound.column.is_some());
        let wanted = if is_filtered { "TRUE" } else { "w.sliced = 1" };
        let table = |(place, column): (usize, &String)| {
            format!(
                "belongs_{number}_{place} AS (\n  SELECT p.window_id, p.sliced, p.member, \
                 CASE WHEN MAX(p.is_first) = 1 THEN {at_first} FILTER (WHERE p.is_first = 1) ELSE {at_second} END AS part\n  \
                 FROM (\n    SELECT w.window_id, w.sliced, {member} AS member, {column} AS part, \
                 MAX(CASE WHEN {first} THEN 1 ELSE 0 END) AS is_first,\n      \
                 COALESCE(SUM({worth}) FILTER (WHERE {first}), 0) AS at_first, \
                 COALESCE(SUM({worth}) FILTER (WHERE {second}), 0) AS at_second\n    \
                 FROM {source}\n    WHERE {rows} AND {wanted} AND (({first}) OR ({second}))\n    GROUP BY 1, 2, 3, 4\n  ) p\n  \
                 GROUP BY 1, 2, 3\n)"
            )
        };
        self.columns.iter().enumerate().map(table).collect()
    }

    fn joins(&self) -> String {
        let (member, number) = (self.member, self.number);
        let join = |place: usize| {
            format!(
                " LEFT JOIN belongs_{number}_{place} b{place} ON b{place}.window_id = w.window_id \
                 AND b{place}.sliced = w.sliced AND b{place}.member = {member}"
            )
        };
        (0..self.columns.len()).map(join).collect()
    }

    /// By its currency the amounts of a member are cut, not the members.
    fn of_amounts(&self) -> Vec<Cut> {
        let cuts = self.frame.cuts.iter().filter(|cut| self.currency.as_ref() == Some(&cut.part));
        cuts.cloned().collect()
    }

    /// By everything else a member is in one part.
    fn of_whole_members(&self) -> impl Iterator<Item = &Cut> {
        self.frame.cuts.iter().filter(|cut| self.currency.as_ref() != Some(&cut.part))
    }

    fn cut(&self) -> Grouping {
        let keys = ["w.window_id", "w.sliced", self.member];
        let Grouping { columns, clause } = Grouping::by(&keys, &self.of_amounts(), "w.sliced");
        let part = |cut: &Cut| format!(", {} AS part_{}", self.of(&cut.part), cut.number);
        let parts: String = self.of_whole_members().map(part).collect();
        Grouping { columns: format!("{columns}{parts}"), clause }
    }

    /// The same for the numbers, over the members.
    fn cut_members(&self) -> Grouping {
        let over = |cut: &Cut| Cut { part: format!("m.part_{}", cut.number), ..*cut };
        let cuts: Vec<Cut> = self.of_whole_members().map(over).collect();
        Grouping::beside(&["m.window_id", "m.slice", "m.cut"], &cuts, "m.sliced", "m.slice", "m.cut")
    }

    /// What the column says of a member.
    fn of(&self, column: &str) -> String {
        self.columns
            .iter()
            .position(|known| known == column)
            .map_or_else(|| column.to_owned(), |place| format!("MIN(b{place}.part)"))
    }
}

fn numbers(
    belonging: &Belonging<'_, '_, '_>,
    whole: &Whole<'_, '_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
) -> Result<String, QueryError> {
    let frame = belonging.frame;
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
            lacking: Lacking::RestCounts,
            having: having.as_deref(),
            parameters: &resolved.parameters,
            squared: false,
        };
        columns.push(named(*position, &aggregate(outer, &membership, dialect)?));
    }
    let cut = belonging.cut_members();
    Ok(format!(
        "shape_{number} AS (\n  SELECT m.window_id, {}, \
         SUM(CASE WHEN m.was_there = 1 OR m.is_there = 1 THEN 1 ELSE 0 END) AS considered, 0 AS replaced,\n    {}\n  \
         FROM members_{number} m\n  WHERE {}\n  {}\n)",
        cut.columns,
        columns.join(",\n    "),
        whole.members_that_fit(),
        cut.clause,
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
