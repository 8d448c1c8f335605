//! What happened with one customer.

use super::{customer, fact};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::rows::{Row, Rows};
use crate::scope::Scope;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use store::Parameter;
use utoipa::ToSchema;

/// The fact with one row per event of a customer.
const TIMELINE_FACT: &str = "customer_timeline";
/// Orders events of a day; those without a time of day come before the others.
const MOMENT: &str = "COALESCE(f.occurred_at, CAST(f.occurred_day AS TIMESTAMP))";
/// Separates the parts of a cursor.
const BETWEEN: char = '~';

/// Something that happened with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    /// What happened: `order_placed`, `ticket_created`, `survey_answered`, …
    pub kind: String,
    /// Id of the canonical row.
    pub id: String,
    /// RFC 3339; null when the source gives only a day.
    pub at: Option<String>,
    /// Local day.
    pub day: String,
    /// Its number, name or subject.
    pub title: Option<String>,
    /// A code or value that says more: status, plan, score, channel.
    pub detail: Option<String>,
    /// Minor units of its own currency.
    pub amount: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Source id.
    pub source: String,
}

/// One page of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimelineAnswer {
    /// The latest first.
    pub entries: Vec<TimelineEntry>,
    /// Pass as `before` for older entries.
    pub next_before: Option<String>,
}

/// Events of a customer, the latest first, before the place that the page before gave out.
///
/// # Errors
/// `unknown_customer`, `bad_page` for a place that was not given out, or when the store fails.
pub fn timeline(
    context: &QueryContext<'_>,
    scope: &Scope,
    id: &str,
    before: Option<&str>,
    limit: u32,
) -> Result<TimelineAnswer, QueryError> {
    customer(context, scope, id)?;
    fact(context, TIMELINE_FACT)?;
    let mut parameters = vec![Parameter::Text(id.to_owned())];
    let earlier = match before {
        None => "TRUE".to_owned(),
        Some(place) => earlier(place, &mut parameters)?,
    };
    let sql = format!(
        "SELECT f.kind, f.reference_id, CAST(f.occurred_at AS VARCHAR), CAST(f.occurred_day AS VARCHAR), f.title, \
         f.detail, CAST(f.amount AS VARCHAR), f.currency, f.source, CAST({MOMENT} AS VARCHAR), f.event_id \
         FROM fact.customer_timeline f WHERE f.customer_id = $1 AND {earlier} \
         ORDER BY f.occurred_day DESC, {MOMENT} DESC, f.event_id DESC LIMIT {}",
        u64::from(limit) + 1
    );
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    let page: Vec<Row<'_>> = rows.iter().take(limit as usize).collect();
    let more = rows.iter().count() > page.len();
    Ok(TimelineAnswer {
        next_before: page.last().filter(|_| more).map(place),
        entries: page.iter().map(entry).collect(),
    })
}

fn entry(row: &Row<'_>) -> TimelineEntry {
    let text = |column: usize| row.text(column).map(str::to_owned);
    TimelineEntry {
        kind: text(0).unwrap_or_default(),
        id: text(1).unwrap_or_default(),
        at: row.text(2).map(|moment| format!("{}Z", moment.replacen(' ', "T", 1))),
        day: text(3).unwrap_or_default(),
        title: text(4),
        detail: text(5),
        amount: text(6),
        currency: text(7),
        source: text(8).unwrap_or_default(),
    }
}

/// The place of an entry in the order of the timeline.
fn place(row: &Row<'_>) -> String {
    [3, 9, 10].map(|column| row.text(column).unwrap_or_default()).join(&BETWEEN.to_string())
}

fn earlier(place: &str, parameters: &mut Vec<Parameter>) -> Result<String, QueryError> {
    let parts: Vec<&str> = place.splitn(3, BETWEEN).collect();
    let [day, moment, event] = parts.as_slice() else {
        return Err(QueryError::new(ErrorCode::BadPage, place));
    };
    if day.parse::<Date>().is_err() || moment.parse::<DateTime>().is_err() {
        return Err(QueryError::new(ErrorCode::BadPage, place));
    }
    let mut bind = |text: &str, kind: &str| {
        parameters.push(Parameter::Text(text.to_owned()));
        format!("CAST(${} AS {kind})", parameters.len())
    };
    let (day, moment, event) = (bind(day, "DATE"), bind(moment, "TIMESTAMP"), bind(event, "VARCHAR"));
    Ok(format!(
        "(f.occurred_day < {day} OR (f.occurred_day = {day} AND ({MOMENT} < {moment} \
         OR ({MOMENT} = {moment} AND f.event_id < {event}))))"
    ))
}
