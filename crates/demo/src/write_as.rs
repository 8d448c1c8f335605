//! How the systems write amounts, dates and empty values.

use crate::timeline::Second;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::fmt::{Display, Formatter, Result};

/// An amount in hundredths: `1234.50`.
#[derive(Clone, Copy)]
pub(crate) struct Cents(pub(crate) i64);

/// An amount in hundredths with a decimal comma and points between thousands: `1.234,50`.
pub(crate) struct ContinentalCents(pub(crate) i64);

/// An amount in hundredths with commas between thousands: `1,234.50`.
pub(crate) struct AmericanCents(pub(crate) i64);

/// A value, or an empty field.
pub(crate) struct Maybe<T>(pub(crate) Option<T>);

/// `2026-01-31T09:05:00Z`
pub(crate) struct Utc(pub(crate) Second);

/// `2026-01-31 09:05:00`
pub(crate) struct Plain(pub(crate) DateTime);

/// `31/01/2026 09:05`
pub(crate) struct DayFirst(pub(crate) DateTime);

/// `31.01.2026`
pub(crate) struct Dotted(pub(crate) Date);

/// `01/31/2026`
pub(crate) struct MonthFirst(pub(crate) Date);

impl Display for Cents {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100)
    }
}

impl Display for ContinentalCents {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{},{:02}", thousands(self.0.abs() / 100, "."), self.0.abs() % 100)
    }
}

impl Display for AmericanCents {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}.{:02}", thousands(self.0.abs() / 100, ","), self.0.abs() % 100)
    }
}

impl<T: Display> Display for Maybe<T> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        self.0.as_ref().map_or(Ok(()), |value| value.fmt(out))
    }
}

impl Display for Utc {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        Timestamp::from_second(self.0).unwrap_or(Timestamp::UNIX_EPOCH).fmt(out)
    }
}

impl Display for Plain {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let time = self.0.time();
        write!(out, "{} {:02}:{:02}:{:02}", self.0.date(), time.hour(), time.minute(), time.second())
    }
}

impl Display for DayFirst {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(out, "{:02}/{:02}/{:04} ", date.day(), date.month(), date.year())?;
        write!(out, "{:02}:{:02}", time.hour(), time.minute())
    }
}

impl Display for Dotted {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{:02}.{:02}.{:04}", self.0.day(), self.0.month(), self.0.year())
    }
}

impl Display for MonthFirst {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{:02}/{:02}/{:04}", self.0.month(), self.0.day(), self.0.year())
    }
}

fn thousands(number: i64, separator: &str) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = (0..digits.len())
        .filter(|position| *position == 0 || (digits.len() - position).is_multiple_of(3))
        .map(|start| {
            let end =
                (start + 1..=digits.len()).find(|end| (digits.len() - end).is_multiple_of(3)).unwrap_or(digits.len());
            &digits[start..end]
        })
        .collect();
    groups.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_cents_and_their_sign() {
        assert_eq!(Cents(-5).to_string(), "-0.05");
        assert_eq!(Cents(123_450).to_string(), "1234.50");
        assert_eq!(ContinentalCents(123_456_789).to_string(), "1.234.567,89");
        assert_eq!(AmericanCents(99_999).to_string(), "999.99");
        assert_eq!(AmericanCents(-100_000).to_string(), "-1,000.00");
    }
}
