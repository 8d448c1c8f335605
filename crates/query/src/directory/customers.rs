//! The list of customers and one of them.

use super::{contains, fact, visible};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::rows::{Row, Rows};
use crate::scope::Scope;
use crate::sort::Sort;
use crate::worth;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{FACT_SCHEMA, Parameter};
use utoipa::ToSchema;

/// Length of a page.
const PER_PAGE: u32 = 50;
/// The fact with one row per customer.
const CUSTOMERS_FACT: &str = "customers";
/// The fact with one row per order.
const ORDERS_FACT: &str = "orders";
/// Read by [`summary`] in this order.
const COLUMNS: &str = "f.customer_id, f.name, f.kind, f.email, f.country, f.segment, f.channel, f.owner, \
                       CAST(f.created_day AS VARCHAR), CAST(f.first_paid_day AS VARCHAR), COALESCE(c.records, 0)";

/// What is known about one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomerSummary {
    /// Customer id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// `organization` or `person`.
    pub kind: String,
    /// Address for mail.
    pub email: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Segment.
    pub segment: Option<String>,
    /// How it was won.
    pub channel: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Day it was created at its source.
    pub created_day: Option<String>,
    /// Day it first paid.
    pub first_paid_day: Option<String>,
    /// Records at the sources that are this customer.
    pub records: u64,
}

/// A customer in a list, with what it has bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListedCustomer {
    /// Who it is.
    #[serde(flatten)]
    pub customer: CustomerSummary,
    /// Net revenue of all time in minor units of the workspace's currency; null where there is none, or a rate is
    /// missing.
    pub revenue: Option<String>,
    /// Orders of all time; null where there are none.
    pub orders: Option<u64>,
    /// Day of the last order.
    pub last_order_day: Option<String>,
}

/// Which customers are asked for.
#[derive(Debug, Clone)]
pub struct CustomersRequest {
    /// Part of the name or address; empty for all.
    pub search: String,
    /// By name when none; see [`CUSTOMER_COLUMNS`].
    pub sort: Option<Sort>,
    /// Counted from 0.
    pub page: u32,
    /// Moment of the question.
    pub as_of: Timestamp,
}

/// What the list can be sorted by, with the expression of each.
const CUSTOMER_COLUMNS: &[(&str, &str)] = &[
    ("name", "lower(f.name)"),
    ("country", "f.country"),
    ("segment", "f.segment"),
    ("created", "f.created_day"),
    ("revenue", "CAST(e.amount AS DOUBLE)"),
    ("orders", "b.orders"),
    ("last_order", "b.last_day"),
];

/// One page of customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomerList {
    /// In the order asked for.
    pub rows: Vec<ListedCustomer>,
    /// Customers that were found.
    pub total: u64,
    /// The page after this one, or none; pages are counted from 0.
    pub next_page: Option<u32>,
}

/// Customers whose name or address contains a text, in whatever case; what is empty stands last.
///
/// # Errors
/// When the store fails, or there is no such column.
pub fn customers(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: &CustomersRequest,
) -> Result<CustomerList, QueryError> {
    let fact = fact(context, CUSTOMERS_FACT)?;
    let order = order(request.sort.as_ref())?;
    let (earned, mut parameters) = match worth::statement(context, scope, request.as_of)? {
        Some(statement) => (statement.sql, statement.parameters),
        None => (nothing("amount", "VARCHAR"), Vec::new()),
    };
    let bought = bought(context, scope, request.as_of, &mut parameters);
    let visible = visible(fact, scope, &mut parameters);
    let named = contains("COALESCE(f.name, '') || ' ' || COALESCE(f.email, '')", &request.search, &mut parameters);
    let sql = format!(
        "SELECT {COLUMNS}, COUNT(*) OVER (), e.amount, b.orders, CAST(b.last_day AS VARCHAR) \
         FROM {FACT_SCHEMA}.{CUSTOMERS_FACT} f LEFT JOIN customer c ON c.id = f.customer_id \
         LEFT JOIN ({earned}) e ON e.customer_id = f.customer_id \
         LEFT JOIN ({bought}) b ON b.customer_id = f.customer_id \
         WHERE {visible} AND {named} ORDER BY {order} LIMIT {PER_PAGE} OFFSET {}",
        u64::from(request.page) * u64::from(PER_PAGE)
    );
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    let total = rows.iter().next().map_or(0, |row| row.count(11));
    let seen = (u64::from(request.page) + 1) * u64::from(PER_PAGE);
    Ok(CustomerList {
        rows: rows.iter().map(listed).collect(),
        total,
        next_page: (total > seen).then_some(request.page.saturating_add(1)),
    })
}

/// Orders of each customer up to that moment, of those that the viewer may see; of orders with a day alone, up to that
/// day.
fn bought(context: &QueryContext<'_>, scope: &Scope, as_of: Timestamp, parameters: &mut Vec<Parameter>) -> String {
    let Some(fact) = context.catalogue.facts.get(ORDERS_FACT) else {
        return nothing("orders", "BIGINT");
    };
    let visible = visible(fact, scope, parameters);
    parameters.push(Parameter::Instant(as_of.as_microsecond()));
    let moment = parameters.len();
    parameters.push(Parameter::Text(context.settings.calendar.day_of(as_of).to_string()));
    let day = parameters.len();
    format!(
        "SELECT f.customer_id, COUNT(*) AS orders, MAX(f.placed_day) AS last_day FROM {FACT_SCHEMA}.{ORDERS_FACT} f \
         WHERE {visible} AND f.placed_day <= CAST(${day} AS DATE) AND COALESCE(f.placed_at < ${moment}, TRUE) GROUP BY f.customer_id"
    )
}

/// The terms of `ORDER BY`: one order for all runs, so that pages neither overlap nor leave anybody out.
fn order(sort: Option<&Sort>) -> Result<String, QueryError> {
    let by_name = "lower(f.name) NULLS LAST, f.customer_id";
    let Some(sort) = sort else {
        return Ok(by_name.to_owned());
    };
    let known = CUSTOMER_COLUMNS.iter().map(|(name, _)| *name);
    let column = CUSTOMER_COLUMNS.iter().find(|(name, _)| *name == sort.column).ok_or_else(|| sort.unknown(known))?;
    Ok(format!("{} {} NULLS LAST, {by_name}", column.1, if sort.descending { "DESC" } else { "ASC" }))
}

/// A table without rows, where the data tell nothing.
fn nothing(column: &str, kind: &str) -> String {
    format!(
        "SELECT CAST(NULL AS VARCHAR) AS customer_id, CAST(NULL AS {kind}) AS {column}, \
         CAST(NULL AS DATE) AS last_day WHERE FALSE"
    )
}

/// One customer.
///
/// # Errors
/// `unknown_customer` when there is none of that id that the viewer may see.
pub fn customer(context: &QueryContext<'_>, scope: &Scope, id: &str) -> Result<CustomerSummary, QueryError> {
    let fact = fact(context, CUSTOMERS_FACT)?;
    let mut parameters = vec![Parameter::Text(id.to_owned())];
    let visible = visible(fact, scope, &mut parameters);
    let sql = format!(
        "SELECT {COLUMNS} FROM fact.customers f LEFT JOIN customer c ON c.id = f.customer_id \
         WHERE f.customer_id = $1 AND {visible}"
    );
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    rows.iter().next().map(summary).ok_or_else(|| QueryError::new(ErrorCode::UnknownCustomer, id))
}

fn listed(row: Row<'_>) -> ListedCustomer {
    let amount = row.text(12).and_then(|text| text.parse::<Decimal>().ok());
    ListedCustomer {
        customer: summary(row),
        revenue: amount.map(|amount| amount.normalize().to_string()),
        orders: row.integer(13).and_then(|orders| u64::try_from(orders).ok()),
        last_order_day: row.text(14).map(str::to_owned),
    }
}

fn summary(row: Row<'_>) -> CustomerSummary {
    let text = |column: usize| row.text(column).map(str::to_owned);
    CustomerSummary {
        id: text(0).unwrap_or_default(),
        name: text(1),
        kind: text(2).unwrap_or_default(),
        email: text(3),
        country: text(4),
        segment: text(5),
        channel: text(6),
        owner: text(7),
        created_day: text(8),
        first_paid_day: text(9),
        records: row.count(10),
    }
}
