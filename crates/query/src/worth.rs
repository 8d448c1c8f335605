//! What customers have brought in all: the revenue of the catalogue by customer, as a statement that others join.

use crate::context::QueryContext;
use crate::error::QueryError;
use crate::query::{Extent, Query, Slice};
use crate::request::{Comparison, PeriodRequest, Request, Subject};
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::render::Statement;
use crate::steps::to_statements;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// The metric that says it.
const REVENUE: &str = "revenue_net";
/// Nothing was sold before.
const BEGINNING: Date = Date::constant(1900, 1, 1);

/// A statement with the columns `customer_id` and `amount` (text, minor units of the workspace's currency) for
/// customers with revenue up to that moment; whom a rate is missing of is left out. None where the catalogue or the
/// data do not tell revenue.
pub(crate) fn statement(
    context: &QueryContext<'_>,
    scope: &Scope,
    as_of: Timestamp,
) -> Result<Option<Statement>, QueryError> {
    if !context.catalogue.metrics.contains_key(REVENUE) {
        return Ok(None);
    }
    let request = Request {
        subject: Subject::Metric(REVENUE.to_owned()),
        period: PeriodRequest::Days { first: BEGINNING, last: context.settings.calendar.day_of(as_of) },
        grain: None,
        comparison: Comparison::None,
        filters: Vec::new(),
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        of_comparison: false,
        as_of,
    };
    let context = QueryContext { aims: None, ..*context };
    let mut query = Query::new(context, scope, request, Extent::Value, vec![Slice::Customer]);
    to_statements(&mut query)?;
    Ok(query.statements.into_iter().next().map(|Statement { sql, parameters }| Statement {
        sql: format!(
            "SELECT slice AS customer_id, number AS amount FROM ({sql}) WHERE cut = 1 AND slice IS NOT NULL \
             AND missing_fx = 0"
        ),
        parameters,
    }))
}

/// The amounts themselves, in minor units.
pub(crate) fn amounts(
    context: &QueryContext<'_>,
    scope: &Scope,
    as_of: Timestamp,
) -> Result<Option<HashMap<String, Decimal>>, QueryError> {
    let Some(Statement { sql, parameters }) = statement(context, scope, as_of)? else {
        return Ok(None);
    };
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    let pair = |row: crate::rows::Row<'_>| Some((row.text(0)?.to_owned(), row.text(1)?.parse().ok()?));
    Ok(Some(rows.iter().filter_map(pair).collect()))
}
