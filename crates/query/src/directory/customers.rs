//! The list of customers and one of them.

use super::{contains, fact, visible};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::rows::{Row, Rows};
use crate::scope::Scope;
use serde::{Deserialize, Serialize};
use store::Parameter;
use utoipa::ToSchema;

/// Length of a page.
const PER_PAGE: u32 = 50;
/// The fact with one row per customer.
const CUSTOMERS_FACT: &str = "customers";
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

/// One page of customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomerList {
    /// By name.
    pub rows: Vec<CustomerSummary>,
    /// Customers that were found.
    pub total: u64,
    /// The page after this one, or none; pages are counted from 0.
    pub next_page: Option<u32>,
}

/// Customers whose name or address contains a text, in whatever case. Pages are counted from 0.
///
/// # Errors
/// When the store fails.
pub fn customers(
    context: &QueryContext<'_>,
    scope: &Scope,
    search: &str,
    page: u32,
) -> Result<CustomerList, QueryError> {
    let fact = fact(context, CUSTOMERS_FACT)?;
    let mut parameters = Vec::new();
    let visible = visible(fact, scope, &mut parameters);
    let named = contains("COALESCE(f.name, '') || ' ' || COALESCE(f.email, '')", search, &mut parameters);
    let sql = format!(
        "SELECT {COLUMNS}, COUNT(*) OVER () FROM fact.customers f LEFT JOIN customer c ON c.id = f.customer_id \
         WHERE {visible} AND {named} ORDER BY lower(f.name) NULLS LAST, f.customer_id LIMIT {PER_PAGE} OFFSET {}",
        u64::from(page) * u64::from(PER_PAGE)
    );
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    let total = rows.iter().next().map_or(0, |row| row.count(11));
    let seen = (u64::from(page) + 1) * u64::from(PER_PAGE);
    Ok(CustomerList {
        rows: rows.iter().map(summary).collect(),
        total,
        next_page: (total > seen).then_some(page.saturating_add(1)),
    })
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
