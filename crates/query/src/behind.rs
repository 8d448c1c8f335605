//! The customers behind a value, and the rows behind one customer's part in it.

mod order;

use crate::about;
use crate::answer::{Component, CustomerRow, CustomersAnswer, RowsAnswer, RowsTable};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::fact::{CUSTOMER_COLUMN, interval_columns, table_columns, time_columns};
use crate::query::{Extent, Operator, Query, ResolvedFormula, ResolvedMeasure, ResolvedMetric, Slice};
use crate::request::Request;
use crate::rows::Rows;
use crate::scope::Scope;
use crate::sort::Sort;
use crate::steps::derive::{Part, contributes, filters_a_person, is_hidden, is_made_of_answers, is_quantile};
use crate::steps::receipt::frame;
use crate::steps::render::{
    begun_before_end, filters_of_measure, holds_at_either_end, holds_just_before_end, is_money, lies_in, row_condition,
    row_rules, window_row,
};
use crate::steps::run::{Cell, Place};
use crate::value::{answered, not_a_metric};
use crate::worth;
use catalogue::definition::{MeasureKind, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashMap;
use store::{FACT_SCHEMA, Parameter};

/// Length of a page of customers.
pub const CUSTOMERS_PER_PAGE: u32 = 50;

/// One page of the customers behind a value, those to act upon first; pages are counted from 0.
///
/// # Errors
/// As [`crate::metric`].
pub fn customers_behind(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: Request,
    page: u32,
) -> Result<CustomersAnswer, QueryError> {
    customers_behind_by(context, scope, request, None, page)
}

/// The same in an order that is asked for.
///
/// # Errors
/// As [`crate::metric`], and when the list has no such column.
pub fn customers_behind_by(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: Request,
    sort: Option<&Sort>,
    page: u32,
) -> Result<CustomersAnswer, QueryError> {
    let request = about::behind(context, scope, request)?;
    let query = answered(context, scope, &request, Extent::Value, Some(Slice::Customer))?;
    let (metric, figures) = query.metrics.iter().zip(&query.figures).next().ok_or_else(|| not_a_metric(&request))?;
    let of_page = page as usize * CUSTOMERS_PER_PAGE as usize;
    // Customers whose rows lie in the window but do not count are not behind the value.
    let mut listed: Vec<&Part> =
        figures.parts.iter().filter(|part| !is_hidden(figures) && contributes(&part.now.figure)).collect();
    let is_amount = matches!(metric.metric.unit, Unit::Money | Unit::MoneyPerDay);
    let revenue = if is_amount || listed.is_empty() { None } else { worth::amounts(context, scope, request.as_of)? };
    order::sort(&query, metric, sort, &revenue, &mut listed)?;
    let shown: Vec<&Part> = listed.iter().skip(of_page).take(CUSTOMERS_PER_PAGE as usize).copied().collect();
    let names = names(context, shown.iter().filter_map(|part| part.value.as_deref()))?;
    let rows = shown.iter().map(|part| CustomerRow {
        name: part.value.as_ref().and_then(|id| names.get(id).cloned()),
        customer: part.value.clone(),
        figure: part.now.figure.clone(),
        components: components_of(&query, metric, &part.value),
        revenue: order::brought(&revenue, part).map(|amount| amount.normalize().to_string()),
    });
    let quotient = metric.formula.quotient().filter(|_| metric.blocked.is_none());
    let of_money = |side: Option<&ResolvedFormula>| {
        side.is_some_and(|side| side.measures().iter().any(|measure| is_money(&query.measures[*measure])))
    };
    Ok(CustomersAnswer {
        numerator_money: of_money(quotient.map(|(top, _)| top)),
        denominator_money: of_money(quotient.map(|(_, bottom)| bottom)),
        metric: metric.metric.id.clone(),
        components: if is_hidden(figures) { Vec::new() } else { components(&query, metric) },
        rows: rows.collect(),
        total_customers: listed.iter().filter(|part| part.value.is_some()).count() as u64,
        total: figures.now.figure.clone(),
        adds_up: metric.blocked.is_none() && !is_hidden(figures) && adds_up(&query, &metric.formula),
        revenue_known: revenue.is_some(),
        next_page: (listed.len() > of_page + shown.len()).then_some(page.saturating_add(1)),
        frame: frame(&query),
    })
}

/// What the values of the customers are made of, over all of them.
fn components(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Vec<Component> {
    let of = |(name, cell): (&str, Cell)| {
        let mean = cell.number.and_then(|sum| sum.checked_div(Decimal::from(cell.counted)));
        Component { name: name.to_owned(), mean: mean.and_then(|mean| mean.to_f64()), customers: cell.counted }
    };
    cells(query, metric, &|place| query.cells.total(place)).into_iter().map(of).collect()
}

/// What the value of one customer is made of.
fn components_of(query: &Query<'_>, metric: &ResolvedMetric<'_>, customer: &Option<String>) -> Vec<Option<f64>> {
    let known = |cell: Cell| cell.number.filter(|_| cell.counted > 0).and_then(|number| number.to_f64());
    cells(query, metric, &|place| query.cells.part(place, 0, customer))
        .into_iter()
        .map(|(_, cell)| known(cell))
        .collect()
}

fn cells<'a>(query: &Query<'_>, metric: &ResolvedMetric<'a>, cell: &dyn Fn(Place) -> Cell) -> Vec<(&'a str, Cell)> {
    let window = query.timeline.period.and_then(|period| period.window);
    let of = |window| {
        metric.components.iter().map(move |(name, measure)| (*name, cell(Place { measure: *measure, window })))
    };
    window.into_iter().flat_map(of).collect()
}

/// Whether the customers' numbers add up to the number, top and bottom of a quotient each on its own.
fn adds_up(query: &Query<'_>, formula: &ResolvedFormula) -> bool {
    let Some(window) = query.timeline.period.and_then(|period| period.window) else {
        return false;
    };
    let sides = formula.quotient().map_or_else(|| vec![formula], |(top, bottom)| vec![top, bottom]);
    let is_told = |measure: &usize| !query.measures[*measure].measure.of_all.holds_along(None);
    sides.into_iter().all(|side| is_constant(query, side) || is_sum(query, side))
        && formula.measures().iter().filter(|measure| is_told(measure)).all(|measure| {
            let place = Place { measure: *measure, window };
            let mut numbers = query.cells.parts(place, 0).map(|cell| cell.number.unwrap_or_default());
            let sum = numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number));
            let total = query.cells.total(place).number.unwrap_or_default();
            sum.is_some_and(|sum| same(sum, total, is_money(&query.measures[*measure])))
        })
}

/// Whether sums of parts go through a formula: nothing that differs by part is multiplied with, or divided by, another
/// such thing, and the middle of all is not made of the middles of parts.
fn is_sum(query: &Query<'_>, formula: &ResolvedFormula) -> bool {
    match formula {
        ResolvedFormula::Measure(measure) => !is_quantile(&query.measures[*measure].measure.kind),
        ResolvedFormula::Number(number) => number.is_zero(),
        ResolvedFormula::Operation(Operator::Add | Operator::Subtract, left, right) => {
            is_sum(query, left) && is_sum(query, right)
        }
        ResolvedFormula::Operation(Operator::Multiply, left, right) => {
            (is_constant(query, left) && is_sum(query, right)) || (is_sum(query, left) && is_constant(query, right))
        }
        ResolvedFormula::Operation(Operator::Divide, top, bottom) => is_sum(query, top) && is_constant(query, bottom),
        ResolvedFormula::CountBack(_) => false,
    }
}

/// Whether it is the same for every part.
fn is_constant(query: &Query<'_>, formula: &ResolvedFormula) -> bool {
    formula.measures().iter().all(|measure| query.measures[*measure].measure.of_all.holds_along(None))
}

/// Whole minor units are exact. Means of durations and shares of amounts are floats, whose sum depends on the order in
/// the last digits.
fn same(sum: Decimal, total: Decimal, is_money: bool) -> bool {
    const LAST_DIGITS: Decimal = Decimal::from_parts(1, 0, 0, false, 12);
    let exact = is_money && sum.is_integer() && total.is_integer();
    sum == total || (!exact && (sum - total).abs() <= total.abs().saturating_mul(LAST_DIGITS))
}

pub(crate) fn names<'id>(
    context: &QueryContext<'_>,
    ids: impl Iterator<Item = &'id str>,
) -> Result<HashMap<String, String>, QueryError> {
    let parameters: Vec<Parameter> = ids.map(|id| Parameter::Text(id.to_owned())).collect();
    if parameters.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (1..=parameters.len()).map(|place| format!("${place}")).collect();
    let sql = format!("SELECT id, name FROM customer WHERE id IN ({})", places.join(", "));
    let batches = context.store.query(&sql, &parameters)?;
    let rows = Rows::of(&batches)?;
    let pair = |row: crate::rows::Row<'_>| Some((row.text(0)?.to_owned(), row.text(1)?.to_owned()));
    Ok(rows.iter().filter_map(pair).collect())
}

/// The rows of each measure that belong to one customer (or to none), the newest first.
///
/// # Errors
/// As [`crate::metric`].
pub fn rows_behind(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: Request,
    customer: Option<&str>,
    limit: u32,
) -> Result<RowsAnswer, QueryError> {
    let request = about::behind(context, scope, request)?;
    let query = answered(context, scope, &request, Extent::Value, None)?;
    let metric = query.metrics.first().ok_or_else(|| not_a_metric(&request))?;
    if filters_a_person(&query) && is_made_of_answers(&query, metric) && !may_open(context, scope, &request, customer)?
    {
        return Ok(RowsAnswer { metric: metric.metric.id.clone(), tables: Vec::new() });
    }
    let mut tables = Vec::new();
    if metric.blocked.is_none()
        && !query.figures.first().is_some_and(is_hidden)
        && let Some(window) = query.timeline.period.and_then(|period| period.window)
    {
        for position in metric.formula.measures() {
            tables.push(table(&query, &query.measures[position], window, customer, limit)?);
        }
    }
    Ok(RowsAnswer { metric: metric.metric.id.clone(), tables })
}

/// Answers about a person are shown row by row only where there are enough of that customer's.
fn may_open(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: &Request,
    customer: Option<&str>,
) -> Result<bool, QueryError> {
    let query = answered(context, scope, request, Extent::Value, Some(Slice::Customer))?;
    let mut parts = query.figures.iter().flat_map(|figures| &figures.parts);
    Ok(parts.any(|part| part.value.as_deref() == customer && contributes(&part.now.figure)))
}

fn table(
    query: &Query<'_>,
    measure: &ResolvedMeasure<'_>,
    window: usize,
    customer: Option<&str>,
    limit: u32,
) -> Result<RowsTable, QueryError> {
    let columns = table_columns(query.context.catalogue, measure.fact);
    let mut parameters = Vec::new();
    // Filters choose some members whole: all rows of a chosen one stand behind its values.
    let chooses_members =
        matches!(measure.measure.kind, MeasureKind::Opening { .. } | MeasureKind::Nested { whole: true, .. });
    let filters = if chooses_members {
        row_rules(query, measure.fact, &mut parameters)
    } else {
        filters_of_measure(query, measure, &mut parameters)
    };
    let of_customer = match customer {
        None => format!("f.{CUSTOMER_COLUMN} IS NULL"),
        Some(id) => {
            parameters.push(Parameter::Text(id.to_owned()));
            format!("f.{CUSTOMER_COLUMN} = ${}", parameters.len())
        }
    };
    let (placed, newest) = placement(measure)?;
    let cells: Vec<String> = columns.iter().map(|column| format!("CAST(f.{} AS VARCHAR)", column.name)).collect();
    let sql = format!(
        "WITH {}\nSELECT {} FROM windows w JOIN {FACT_SCHEMA}.{} f ON {placed}\nWHERE {of_customer} AND {} AND {filters}\n\
         ORDER BY {newest} DESC, {} LIMIT {}",
        window_row(&query.timeline.windows[window].reached(measure.reach, &query.context.settings.calendar)),
        cells.join(", "),
        measure.fact.name,
        row_condition(query, measure)?,
        cells.first().cloned().unwrap_or_else(|| newest.clone()),
        u64::from(limit) + 1,
    );
    let batches = query.context.store.query(&sql, &parameters)?;
    let mut rows: Vec<Vec<Option<String>>> = Rows::of(&batches)?
        .iter()
        .map(|row| (0..columns.len()).map(|column| row.text(column).map(str::to_owned)).collect())
        .collect();
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    Ok(RowsTable { measure: measure.name.clone(), fact: measure.fact.name.clone(), columns, rows, more })
}

/// The condition that places a row in the window `w`, and the date it is ordered by.
fn placement(measure: &ResolvedMeasure<'_>) -> Result<(String, String), QueryError> {
    let broken = || QueryError::new(ErrorCode::BadDefinition, &measure.name);
    let states = || measure.fact.interval.as_ref().ok_or_else(broken);
    Ok(match &measure.measure.kind {
        MeasureKind::Balance(_) => {
            let (from, to) = interval_columns(measure.fact, states()?);
            (holds_just_before_end(&from, &to), format!("f.{}", from.day))
        }
        MeasureKind::Opening { .. } => {
            let (from, to) = interval_columns(measure.fact, states()?);
            (holds_at_either_end(&from, &to), format!("f.{}", from.day))
        }
        MeasureKind::Model(_) if measure.reach.length.is_none() => {
            let time = time_columns(measure.fact, measure.at().ok_or_else(broken)?);
            (begun_before_end(&time), format!("f.{}", time.day))
        }
        _ => {
            let time = time_columns(measure.fact, measure.at().ok_or_else(broken)?);
            (lies_in(&time), format!("f.{}", time.day))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::same;
    use rust_decimal::Decimal;

    #[test]
    fn a_minor_unit_too_few_is_never_the_same_and_the_last_digit_of_a_float_is() {
        let number = |text: &str| text.parse::<Decimal>().expect("number");
        assert!(!same(number("5655594000000000"), number("5655594000000001"), true));
        assert!(same(number("5655594.379032001"), number("5655594.379032"), true));
        assert!(!same(number("5655594.38"), number("5655594.379032"), true));
    }
}
