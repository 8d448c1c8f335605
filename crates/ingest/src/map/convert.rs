//! From a value to what a canonical column holds.

use super::compile::{Compiled, Reading};
use super::evaluate::{Fault, SourceRow, Value, parse_number};
use crate::mapping::TimeUnit;
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Span, Timestamp};
use model::canonical::ColumnKind;
use model::canonical::words::{self, Word};
use model::currency::Currency;
use model::identifier::canonical_id;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sources::files::{DatePattern, ParsedDate};
use std::borrow::Cow;

/// A value of a canonical column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Canonical<'a> {
    Null,
    Text(Cow<'a, str>),
    Integer(i64),
    /// In units of the last digit that its column keeps.
    Decimal(i128),
    /// Days since 1970-01-01.
    Day(i32),
    /// Microseconds since 1970-01-01 UTC (none when the source gave a date only), and the day.
    Instant(Option<i64>, i32),
    Boolean(bool),
}

/// Largest amount in minor units, so that a few of them can be added without leaving 64 bits.
const LARGEST_MONEY: i64 = 10_i64.pow(17);
const EARLIEST: Date = date(1900, 1, 1);
const LATEST: Date = date(2200, 12, 31);

/// Where a value is going.
pub(crate) struct Target<'t> {
    pub(crate) kind: ColumnKind,
    /// Least and greatest number.
    pub(crate) range: Option<(i64, i64)>,
    /// The words metrics know.
    pub(crate) words: &'static [Word],
    pub(crate) source_id: &'t str,
    /// Decides the minor units of money.
    pub(crate) currency: Currency,
}

impl Compiled {
    pub(crate) fn canonical<'a>(
        &'a self,
        target: &Target<'_>,
        row: SourceRow<'a>,
        reading: &Reading,
    ) -> Result<Canonical<'a>, Fault> {
        let value = self.value(row, reading)?;
        if value == Value::Null {
            return Ok(Canonical::Null);
        }
        match target.kind {
            ColumnKind::Text => Ok(Canonical::Text(worded(target.words, value.into_text()))),
            ColumnKind::Json => Ok(Canonical::Text(json(value.into_text()))),
            ColumnKind::Reference(entity) => {
                let source = self.source.as_deref().unwrap_or(target.source_id);
                Ok(Canonical::Text(Cow::Owned(canonical_id(source, entity, &value.into_text()))))
            }
            ColumnKind::Integer => {
                let number = self.as_number(value, reading)?;
                self.in_range(number, target)?;
                let whole = number.normalize();
                let fits = (whole.scale() == 0).then(|| i64::try_from(whole).ok()).flatten();
                fits.map(Canonical::Integer).ok_or_else(|| self.fault("not_a_whole_number", &number.to_string()))
            }
            ColumnKind::Decimal | ColumnKind::Rate => {
                let number = self.as_number(value, reading)?;
                self.in_range(number, target)?;
                exact(number, target.kind)
                    .map(Canonical::Decimal)
                    .ok_or_else(|| self.fault("number_too_large", &number.to_string()))
            }
            ColumnKind::Money => {
                let number = self.as_number(value, reading)?;
                let minor = target.currency.minor_units(number).filter(|minor| minor.abs() <= LARGEST_MONEY);
                minor.map(Canonical::Integer).ok_or_else(|| self.fault("number_too_large", &number.to_string()))
            }
            ColumnKind::Date => {
                self.as_date(&value.into_text(), reading).map(|parsed| Canonical::Day(day_number(parsed.date())))
            }
            ColumnKind::Instant => {
                let text = value.into_text();
                let parsed = self.as_date(&text, reading)?;
                instant(parsed, reading).ok_or_else(|| self.fault("date_out_of_range", &text))
            }
            ColumnKind::Boolean => {
                let text = value.into_text();
                boolean(&text).map(Canonical::Boolean).ok_or_else(|| self.fault("not_true_or_false", &text))
            }
        }
    }

    fn in_range(&self, number: Decimal, target: &Target<'_>) -> Result<(), Fault> {
        match target.range {
            Some((least, greatest)) if number < Decimal::from(least) || number > Decimal::from(greatest) => {
                Err(self.fault("number_out_of_range", &number.to_string()))
            }
            _ => Ok(()),
        }
    }

    fn as_number(&self, value: Value<'_>, reading: &Reading) -> Result<Decimal, Fault> {
        match value {
            Value::Number(number) => Ok(number),
            other => {
                let text = other.into_text();
                parse_number(&text, reading).map_err(|code| self.fault(code, &text))
            }
        }
    }

    /// The moment that much later, as an ISO text. A date stays one as long as whole days are added;
    /// else it counts from its midnight.
    pub(crate) fn later<'v>(
        &self,
        text: &str,
        length: Decimal,
        unit: TimeUnit,
        reading: &Reading,
    ) -> Result<Value<'v>, Fault> {
        let fault = || self.fault("date_out_of_range", text);
        let start = self.as_date(text, reading)?;
        let seconds_of_unit: i64 = match unit {
            TimeUnit::Days => {
                let days = length.trunc().to_i64().filter(|days| Decimal::from(*days) == length).ok_or_else(fault)?;
                let span = Span::new().try_days(days).map_err(|_| fault())?;
                let later = match start {
                    ParsedDate::Day(day) => day.checked_add(span).map(|day| day.to_string()),
                    ParsedDate::Local(local) => local.checked_add(span).map(|local| local.to_string()),
                    ParsedDate::Instant(at) => {
                        at.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).map(|at| at.to_string())
                    }
                };
                return later.map(|text| Value::Text(Cow::Owned(text))).map_err(|_| fault());
            }
            TimeUnit::Hours => 3_600,
            TimeUnit::Minutes => 60,
            TimeUnit::Seconds => 1,
        };
        let at = match start {
            ParsedDate::Day(day) => local_instant(day.at(0, 0, 0, 0), reading),
            ParsedDate::Local(local) => local_instant(local, reading),
            ParsedDate::Instant(at) => Some(at),
        };
        let microseconds =
            length.checked_mul(Decimal::from(seconds_of_unit * 1_000_000)).and_then(|length| length.round().to_i64());
        let later =
            at.zip(microseconds).and_then(|(at, length)| at.checked_add(SignedDuration::from_micros(length)).ok());
        later.map(|at| Value::Text(Cow::Owned(at.to_string()))).ok_or_else(fault)
    }

    fn as_date(&self, text: &str, reading: &Reading) -> Result<ParsedDate, Fault> {
        let patterns: &[DatePattern] = match &self.date {
            Some(pattern) => std::slice::from_ref(pattern),
            None => &reading.dates,
        };
        let mut out_of_range = false;
        for pattern in patterns {
            match pattern.parse(text) {
                Some(parsed) if (EARLIEST..=LATEST).contains(&parsed.date()) => return Ok(parsed),
                Some(_) => out_of_range = true,
                None => {}
            }
        }
        Err(self.fault(if out_of_range { "date_out_of_range" } else { "not_a_date" }, text))
    }
}

fn instant<'a>(parsed: ParsedDate, reading: &Reading) -> Option<Canonical<'a>> {
    let (at, day) = match parsed {
        ParsedDate::Day(day) => return Some(Canonical::Instant(None, day_number(day))),
        ParsedDate::Local(local) => {
            let at = local_instant(local, reading)?;
            (at, if reading.same_zone { local.date() } else { day_in_workspace(at, reading) })
        }
        ParsedDate::Instant(at) => (at, day_in_workspace(at, reading)),
    };
    Some(Canonical::Instant(Some(at.as_microsecond()), day_number(day)))
}

/// A local time that a clock change leaves out or repeats is read as the clock stood before the change.
fn local_instant(local: DateTime, reading: &Reading) -> Option<Timestamp> {
    reading.file_zone.to_ambiguous_timestamp(local).compatible().ok()
}

fn day_in_workspace(at: Timestamp, reading: &Reading) -> Date {
    reading.workspace_zone.to_datetime(at).date()
}

fn day_number(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}

/// In units of the last digit that the kind keeps.
fn exact(number: Decimal, kind: ColumnKind) -> Option<i128> {
    let (precision, scale) = kind.digits()?;
    let scale = u32::try_from(scale).ok()?;
    let mut number = number.round_dp_with_strategy(scale, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    number.rescale(scale);
    let mantissa = number.mantissa();
    (number.scale() == scale && mantissa.abs() < 10_i128.pow(u32::from(precision))).then_some(mantissa)
}

/// The model's word for what a source calls otherwise.
fn worded<'a>(words: &[Word], text: Cow<'a, str>) -> Cow<'a, str> {
    if words.is_empty() { text } else { words::known(words, &text).map_or(text, Cow::Borrowed) }
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "t" | "1" | "1.0" | "x" | "v" => Some(true),
        "false" | "no" | "n" | "f" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

/// Text that is no JSON is kept as a JSON text.
fn json(text: Cow<'_, str>) -> Cow<'_, str> {
    match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(_) => text,
        Err(_) => Cow::Owned(serde_json::Value::String(text.into_owned()).to_string()),
    }
}
