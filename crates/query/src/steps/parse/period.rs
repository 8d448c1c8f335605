//! Periods by name or by days.

use crate::error::{ErrorCode, QueryError};
use crate::request::PeriodRequest;
use jiff::ToSpan;
use jiff::civil::Date;
use model::calendar::Grain;

/// Names that stand for a period.
const NAMED: &[(&str, PeriodRequest)] = &[
    ("today", PeriodRequest::Current(Grain::Day)),
    ("week", PeriodRequest::Current(Grain::Week)),
    ("month", PeriodRequest::Current(Grain::Month)),
    ("quarter", PeriodRequest::Current(Grain::Quarter)),
    ("year", PeriodRequest::Current(Grain::Year)),
    ("this_week", PeriodRequest::Current(Grain::Week)),
    ("this_month", PeriodRequest::Current(Grain::Month)),
    ("this_quarter", PeriodRequest::Current(Grain::Quarter)),
    ("this_year", PeriodRequest::Current(Grain::Year)),
    ("yesterday", PeriodRequest::Previous(Grain::Day)),
    ("last_week", PeriodRequest::Previous(Grain::Week)),
    ("last_month", PeriodRequest::Previous(Grain::Month)),
    ("last_quarter", PeriodRequest::Previous(Grain::Quarter)),
    ("last_year", PeriodRequest::Previous(Grain::Year)),
];

/// The longest period, in days.
const LONGEST_DAYS: u32 = 36_525;
/// The longest period, in months.
const LONGEST_MONTHS: u32 = 1_200;

/// Reads `today`, `28d`, `12m`, `last_month`, `2026`, `2026-Q1`, `2026-01`, `2026-01-31`,
/// `2026-01-01..2026-01-31` and the other names of [`PeriodRequest`].
///
/// # Errors
/// When it is none of these.
pub fn period(text: &str) -> Result<PeriodRequest, QueryError> {
    if let Some((_, period)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Ok(*period);
    }
    let lasting = |suffix: char, most: u32| {
        text.strip_suffix(suffix)?.parse::<u32>().ok().filter(|number| (1..=most).contains(number))
    };
    lasting('d', LONGEST_DAYS)
        .map(PeriodRequest::LastDays)
        .or_else(|| lasting('m', LONGEST_MONTHS).map(PeriodRequest::LastMonths))
        .or_else(|| dated(text))
        .ok_or_else(|| QueryError::new(ErrorCode::BadPeriod, text).suggesting(NAMED.iter().map(|(name, _)| *name)))
}

/// A period by its dates.
fn dated(text: &str) -> Option<PeriodRequest> {
    if let Some((first, last)) = text.split_once("..") {
        let (first, last) = (day(first)?, day(last)?);
        return (first <= last && (last - first).get_days().unsigned_abs() < LONGEST_DAYS)
            .then_some(PeriodRequest::Days { first, last });
    }
    let months = |first: Date, months: i32| {
        let last = first.saturating_add(months.months()).saturating_sub(1.day());
        PeriodRequest::Days { first, last }
    };
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year] => Some(months(Date::new(number(year, 4)?, 1, 1).ok()?, 12)),
        [year, quarter] if quarter.starts_with('Q') => {
            let quarter: i8 = quarter.strip_prefix('Q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            Some(months(Date::new(number(year, 4)?, quarter * 3 - 2, 1).ok()?, 3))
        }
        [year, month] => Some(months(Date::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?, 1).ok()?, 1)),
        _ => day(text).map(|day| PeriodRequest::Days { first: day, last: day }),
    }
}

fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let part = |text: &str| i8::try_from(number(text, 2)?).ok();
    Date::new(number(year, 4)?, part(month)?, part(day)?).ok()
}

/// A number of exactly so many digits. Years before 1900 and after 2100 are typing mistakes.
fn number(text: &str, digits: usize) -> Option<i16> {
    let number =
        text.parse().ok().filter(|_| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    (digits != 4 || (1900..=2100).contains(&number)).then_some(number)
}
