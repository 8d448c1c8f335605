//! One value of a given row, as its canonical column keeps it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use model::calendar::WorkspaceCalendar;
use model::canonical::{Column, ColumnKind, day_column};
use model::currency::Currency;
use model::identifier::canonical_id;
use rust_decimal::Decimal;
use serde_json::Value;

/// The source that examples come from.
pub(super) const SOURCE: &str = "example";

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Integer(i64),
    /// Millionths.
    Decimal(i128),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since 1970-01-01T00:00Z.
    Instant(i64),
    Boolean(bool),
}

/// What a value is read in.
pub(super) struct Reading<'a> {
    pub(super) calendar: &'a WorkspaceCalendar,
    pub(super) currency: Currency,
}

impl Reading<'_> {
    /// The cells of a value that is not null: for an instant also its day, and only that when no time is
    /// given. `None` when it does not fit.
    pub(super) fn cells(&self, column: &Column, value: &Value) -> Option<Vec<(String, Cell)>> {
        let text = text_of(value)?;
        let cell = match column.kind {
            ColumnKind::Instant => return self.instant(column.name, &text),
            ColumnKind::Text | ColumnKind::Json => Cell::Text(text),
            ColumnKind::Reference(entity) => Cell::Text(canonical_id(SOURCE, entity, &text)),
            ColumnKind::Integer => Cell::Integer(text.parse().ok()?),
            ColumnKind::Decimal | ColumnKind::Rate => {
                let (_, scale) = column.kind.digits()?;
                Cell::Decimal(scaled(text.parse().ok()?, u32::try_from(scale).ok()?)?)
            }
            ColumnKind::Money => Cell::Integer(self.currency.minor_units(text.parse().ok()?)?),
            ColumnKind::Date => Cell::Date(days(text.parse().ok()?)),
            ColumnKind::Boolean => Cell::Boolean(text.parse().ok()?),
        };
        Some(vec![(column.name.to_owned(), cell)])
    }

    fn instant(&self, name: &str, text: &str) -> Option<Vec<(String, Cell)>> {
        let day = day_column(name);
        if let Ok(date) = text.parse::<Date>()
            && !text.contains(':')
        {
            return Some(vec![(day, Cell::Date(days(date)))]);
        }
        let instant = moment(text, self.calendar)?;
        let date = self.calendar.day_of(instant);
        Some(vec![(name.to_owned(), Cell::Instant(instant.as_microsecond())), (day, Cell::Date(days(date)))])
    }
}

/// A moment: with its offset, or local to the zone; a date is its beginning.
pub(super) fn moment(text: &str, calendar: &WorkspaceCalendar) -> Option<Timestamp> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    if text.contains(':') {
        let local: DateTime = text.parse().ok()?;
        return local.to_zoned(calendar.time_zone()).ok().map(|zoned| zoned.timestamp());
    }
    text.parse::<Date>().ok().map(|date| calendar.start_of_day(date))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

fn days(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The number in units of its last digit after the point; none when it has more digits than that.
fn scaled(number: Decimal, scale: u32) -> Option<i128> {
    let mut exact = number.normalize();
    let fits = exact.scale() <= scale;
    exact.rescale(scale);
    (fits && exact.scale() == scale).then_some(exact.mantissa())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vilnius() -> WorkspaceCalendar {
        WorkspaceCalendar { zone: "Europe/Vilnius".to_owned(), ..WorkspaceCalendar::default() }
    }

    fn cells(kind: ColumnKind, value: &str, currency: &str) -> Option<Vec<(String, Cell)>> {
        let name = if kind == ColumnKind::Instant { "issued_at" } else { "value" };
        let value = serde_json::from_str(value).expect("json");
        Reading { calendar: &vilnius(), currency: currency.parse().expect("code") }
            .cells(&Column::optional(name, kind, ""), &value)
    }

    fn only(kind: ColumnKind, value: &str) -> Option<Cell> {
        cells(kind, value, "EUR").and_then(|cells| cells.into_iter().next()).map(|(_, cell)| cell)
    }

    #[test]
    fn values_become_what_their_column_keeps() {
        assert_eq!(only(ColumnKind::Money, "10.05"), Some(Cell::Integer(1005)));
        assert_eq!(cells(ColumnKind::Money, "2000", "JPY"), Some(vec![("value".to_owned(), Cell::Integer(2000))]));
        assert_eq!(only(ColumnKind::Decimal, "-4.5"), Some(Cell::Decimal(-4_500_000)));
        assert_eq!(only(ColumnKind::Decimal, "0.0000001"), None);
        assert_eq!(only(ColumnKind::Rate, "0.00003935"), Some(Cell::Decimal(39_350_000)));
        assert_eq!(only(ColumnKind::Date, "\"1970-01-31\""), Some(Cell::Date(30)));
        assert_eq!(only(ColumnKind::Boolean, "true"), Some(Cell::Boolean(true)));
        assert_eq!(only(ColumnKind::Integer, "1.5"), None);
        assert_eq!(only(ColumnKind::Reference("product"), "7"), Some(Cell::Text("example:product:7".to_owned())));
        assert_eq!(only(ColumnKind::Text, "null"), None);
    }

    #[test]
    fn a_date_gives_the_day_alone_and_a_time_both() {
        let both = |micros, day| {
            Some(vec![("issued_at".to_owned(), Cell::Instant(micros)), ("issued_day".to_owned(), Cell::Date(day))])
        };
        let day_alone = Some(vec![("issued_day".to_owned(), Cell::Date(1))]);
        assert_eq!(cells(ColumnKind::Instant, "\"1970-01-02\"", "EUR"), day_alone);
        // Vilnius was three hours ahead in 1970.
        assert_eq!(cells(ColumnKind::Instant, "\"1970-01-01T22:00:00Z\"", "EUR"), both(79_200_000_000, 1));
        assert_eq!(cells(ColumnKind::Instant, "\"1970-01-02T01:00:00\"", "EUR"), both(79_200_000_000, 1));
        assert_eq!(cells(ColumnKind::Instant, "\"1970-01-02 01:00\"", "EUR"), both(79_200_000_000, 1));
        assert_eq!(cells(ColumnKind::Instant, "\"yesterday\"", "EUR"), None);
    }
}
