//! The service calendars as intervals of UTC, for the service clock of the facts: zones are Rust's work.

use crate::{StoreError, Transaction, arrow_type, read};
use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::datatypes::{Field, Schema};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::calendar::DayRange;
use model::canonical::ColumnKind;
use model::service_hours::{Opening, WeeklyHours, openings};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The table with one row per opening.
pub const OPENING_TABLE: &str = "opening_interval";

/// What the openings are made of: the hours, the closed days, and the days anything happened on.
pub const OPENINGS_ARE_MADE_OF: [&str; 4] = ["business_hours", "holiday", "ticket", "ticket_event"];

/// Columns of [`OPENING_TABLE`]. A calendar is what a team works by, under the name of the team; under the empty
/// name what all others do. `seconds_before` counts what it was open before the opening.
pub(crate) const OPENING_COLUMNS: [(&str, ColumnKind); 4] = [
    ("calendar", ColumnKind::Text),
    ("opens_at", ColumnKind::Instant),
    ("closes_at", ColumnKind::Instant),
    ("seconds_before", ColumnKind::Integer),
];

/// Writes the openings of all teams over the days of all tickets anew.
///
/// # Errors
/// When the engine fails.
pub fn write_openings(transaction: &mut dyn Transaction) -> Result<(), StoreError> {
    transaction.execute(&format!("DELETE FROM {OPENING_TABLE}"), &[])?;
    let Some(days) = days(transaction)? else { return Ok(()) };
    let holidays = holidays(transaction)?;
    for (team, hours) in hours_of_teams(transaction)? {
        let rows = batch(&team, &openings(&hours, &holidays, days))?;
        transaction.append(OPENING_TABLE, &rows)?;
    }
    Ok(())
}

fn hours_of_teams(transaction: &mut dyn Transaction) -> Result<BTreeMap<String, Vec<WeeklyHours>>, StoreError> {
    let mut teams: BTreeMap<String, Vec<WeeklyHours>> = BTreeMap::new();
    let sql = "SELECT calendar, zone, weekday, opens, closes, CAST(valid_from_on AS VARCHAR), \
               CAST(valid_to_on AS VARCHAR), team FROM business_hours ORDER BY calendar, zone, weekday, opens";
    for batch in transaction.query(sql, &[])? {
        for row in 0..batch.num_rows() {
            let text = |column| Ok::<_, StoreError>(read::text(&batch, column, row)?.unwrap_or_default());
            let hours = teams.entry(text(7)?.to_owned()).or_default();
            let Some((opens, closes)) = WeeklyHours::times(text(3)?, text(4)?) else { continue };
            hours.push(WeeklyHours {
                calendar: text(0)?.to_owned(),
                zone: text(1)?.to_owned(),
                weekday: read::integer(&batch, 2, row)?.unwrap_or(0),
                opens,
                closes,
                valid_from: text(5)?.parse().ok(),
                valid_to: text(6)?.parse().ok(),
            });
        }
    }
    Ok(teams)
}

fn holidays(transaction: &mut dyn Transaction) -> Result<BTreeSet<(String, Date)>, StoreError> {
    let mut holidays = BTreeSet::new();
    for batch in transaction.query("SELECT calendar, CAST(day AS VARCHAR) FROM holiday", &[])? {
        for row in 0..batch.num_rows() {
            let calendar = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            if let Some(day) = read::text(&batch, 1, row)?.and_then(|day| day.parse().ok()) {
                holidays.insert((calendar, day));
            }
        }
    }
    Ok(holidays)
}

/// The days of all tickets, with room for zones, within the days of `calendar_day`.
fn days(transaction: &mut dyn Transaction) -> Result<Option<DayRange>, StoreError> {
    let sql = "SELECT CAST(min(day) AS VARCHAR), CAST(max(day) AS VARCHAR) FROM (\
               SELECT created_day AS day FROM ticket UNION ALL SELECT first_response_day FROM ticket \
               UNION ALL SELECT solved_day FROM ticket UNION ALL SELECT closed_day FROM ticket \
               UNION ALL SELECT occurred_day FROM ticket_event) days";
    let batches = transaction.query(sql, &[])?;
    let Some(batch) = batches.first().filter(|batch| batch.num_rows() > 0) else { return Ok(None) };
    let day = |column| Ok::<_, StoreError>(read::text(batch, column, 0)?.and_then(|day| day.parse::<Date>().ok()));
    let (Some(first), Some(last)) = (day(0)?, day(1)?) else { return Ok(None) };
    let within = |day: Date| day.clamp(date(1970, 1, 1), date(2100, 12, 31));
    let (start, end) = (within(first.saturating_sub(2.days())), within(last.saturating_add(3.days())));
    Ok(Some(DayRange { start, end }))
}

fn batch(team: &str, openings: &[Opening]) -> Result<RecordBatch, StoreError> {
    let mut open = 0;
    let before = openings.iter().map(|opening| {
        let earlier = open;
        open += opening.closes_at.as_second() - opening.opens_at.as_second();
        earlier
    });
    let before = Int64Array::from_iter_values(before);
    let instants = |of: fn(&Opening) -> i64| TimestampMicrosecondArray::from_iter_values(openings.iter().map(of));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(openings.iter().map(|_| team))),
        Arc::new(instants(|opening| opening.opens_at.as_microsecond())),
        Arc::new(instants(|opening| opening.closes_at.as_microsecond())),
        Arc::new(before),
    ];
    let fields = OPENING_COLUMNS.map(|(name, kind)| Field::new(name, arrow_type(kind), true));
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields.to_vec())), columns)?)
}
