//! How dates are written, and reading them.

use super::numbers::digit_value;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::Offset;
use std::borrow::Cow;
use std::sync::LazyLock;

/// One way of writing a date: `iso`, `unix_seconds`, `unix_milliseconds`, or a pattern such as `%d/%m/%Y %H:%M`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatePattern {
    /// `2026-01-31`, `2026-01-31 08:30`, `2026-01-31T08:30:00.5+02:00`.
    Iso,
    /// Seconds since 1970-01-01 UTC.
    UnixSeconds,
    /// Milliseconds since 1970-01-01 UTC.
    UnixMilliseconds,
    /// A `strptime` pattern.
    Pattern(String),
}

/// What a date text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParsedDate {
    /// A day without a time.
    Day(Date),
    /// A local time without a zone.
    Local(DateTime),
    /// A moment.
    Instant(Timestamp),
}

impl ParsedDate {
    /// The date as written (in UTC for a moment).
    pub fn date(&self) -> Date {
        match self {
            ParsedDate::Day(day) => *day,
            ParsedDate::Local(local) => local.date(),
            ParsedDate::Instant(instant) => Offset::UTC.to_datetime(*instant).date(),
        }
    }
}

impl From<&str> for DatePattern {
    fn from(text: &str) -> Self {
        match text {
            "iso" => DatePattern::Iso,
            "unix_seconds" => DatePattern::UnixSeconds,
            "unix_milliseconds" => DatePattern::UnixMilliseconds,
            _ => DatePattern::Pattern(text.to_owned()),
        }
    }
}

impl std::fmt::Display for DatePattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            DatePattern::Iso => "iso",
            DatePattern::UnixSeconds => "unix_seconds",
            DatePattern::UnixMilliseconds => "unix_milliseconds",
            DatePattern::Pattern(pattern) => pattern,
        })
    }
}

impl DatePattern {
    /// Reads a text written this way; `None` when it is not, or when its year lies outside 1 to 9999.
    pub fn parse(&self, text: &str) -> Option<ParsedDate> {
        let text = ascii_digits(text.trim());
        match self {
            DatePattern::Iso => parse_iso(&text),
            DatePattern::UnixSeconds => {
                let seconds: f64 = plain_number(&text)?;
                Timestamp::from_microsecond((seconds * 1e6) as i64).ok().map(ParsedDate::Instant)
            }
            DatePattern::UnixMilliseconds => {
                let milliseconds: f64 = plain_number(&text)?;
                Timestamp::from_microsecond((milliseconds * 1e3) as i64).ok().map(ParsedDate::Instant)
            }
            DatePattern::Pattern(pattern) => parse_pattern(pattern, &text),
        }
    }
}

fn plain_number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

/// Arabic and Persian digits as ASCII ones.
fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mapped = text
        .chars()
        .map(|character| digit_value(character).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character));
    Cow::Owned(mapped.collect())
}

fn parse_iso(text: &str) -> Option<ParsedDate> {
    let bytes = text.as_bytes();
    if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    if bytes.len() == 10 {
        return text.parse().ok().map(ParsedDate::Day);
    }
    if let Some(stripped) = text.strip_suffix(" UTC") {
        return local(stripped).and_then(|local| Offset::UTC.to_timestamp(local).ok()).map(ParsedDate::Instant);
    }
    // An offset stands after the time: a sign or Z behind the eleventh character.
    let tail = text.get(11..)?;
    if tail.contains(['+', '-', 'Z', 'z']) {
        return text.parse().ok().map(ParsedDate::Instant);
    }
    local(text).map(ParsedDate::Local)
}

/// `jiff` reads a date with an hour alone as well; a space in place of the T is fine.
fn local(text: &str) -> Option<DateTime> {
    text.parse().ok()
}

fn parse_pattern(pattern: &str, text: &str) -> Option<ParsedDate> {
    let parts = strtime::parse(pattern, text).ok()?;
    if parts.offset().is_some() {
        return parts.to_timestamp().ok().map(ParsedDate::Instant);
    }
    let day = parts.to_date().ok()?;
    if parts.hour().is_none() {
        return Some(ParsedDate::Day(day));
    }
    parts.to_datetime().ok().map(ParsedDate::Local)
}

/// Ways to write the day, best known first; `/`, `-` and `.` between the parts.
fn day_patterns() -> Vec<String> {
    let mut patterns = Vec::new();
    for separator in ['/', '-', '.'] {
        for parts in [
            ["%Y", "%m", "%d"],
            ["%d", "%m", "%Y"],
            ["%m", "%d", "%Y"],
            ["%d", "%m", "%y"],
            ["%m", "%d", "%y"],
            ["%d", "%b", "%Y"],
            ["%d", "%b", "%y"],
        ] {
            patterns.push(parts.join(&separator.to_string()));
        }
    }
    let words =
        ["%d %b %Y", "%d %b, %Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %B, %Y", "%Y%m%d"];
    patterns.extend(words.map(str::to_owned));
    patterns
}

const TIME_PATTERNS: &[&str] = &[
    "",
    " %H:%M",
    " %H:%M:%S",
    " %H:%M:%S%.f",
    " %I:%M %p",
    " %I:%M:%S %p",
    "T%H:%M",
    "T%H:%M:%S",
    ", %H:%M",
    ", %H:%M:%S",
    ", %I:%M %p",
    ", %I:%M:%S %p",
    " %H:%M %z",
    " %H:%M:%S %z",
    " %H.%M",
];

/// Years that a business record may carry.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

static PATTERNS: LazyLock<Vec<DatePattern>> = LazyLock::new(|| {
    let with_times = |day: String| TIME_PATTERNS.iter().map(move |time| DatePattern::Pattern(format!("{day}{time}")));
    day_patterns().into_iter().flat_map(with_times).collect()
});

/// Hundreds of patterns are tried on what has the parts of a date: two separators, a word, blanks or eight digits.
fn could_be_a_date(text: &str) -> bool {
    let text = ascii_digits(text.trim());
    let bytes = text.as_bytes();
    let separators = |separator: u8| bytes.iter().filter(|byte| **byte == separator).count();
    bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3
        && ([b'/', b'-', b'.'].into_iter().any(|separator| separators(separator) >= 2)
            || text.chars().filter(|character| character.is_alphabetic()).count() >= 3
            || text.contains(char::is_whitespace)
            || (bytes.len() >= 8 && bytes.iter().take(8).all(u8::is_ascii_digit)))
}

/// Finds how a column's dates are written from its distinct values.
pub(crate) struct DateGuess {
    /// The pattern that reads every value.
    pub(crate) pattern: DatePattern,
    /// Another pattern that reads every value as other days: day and month cannot be told apart.
    pub(crate) other: Option<DatePattern>,
}

/// The pattern of a column of dates, or `None` when some value is not a date.
/// Unix times are taken only where the column's name speaks of time (`named_as_time`).
pub(crate) fn guess_dates(values: &[&str], named_as_time: bool) -> Option<DateGuess> {
    let fits = |pattern: &DatePattern, value: &str| {
        pattern.parse(value).is_some_and(|parsed| YEARS.contains(&parsed.date().year()))
    };
    let first = values.first()?;
    let mut candidates = vec![DatePattern::Iso];
    candidates.extend(unix_patterns(first, named_as_time));
    if could_be_a_date(first) {
        candidates.extend(PATTERNS.iter().cloned());
    }
    candidates.retain(|candidate| fits(candidate, first));
    for value in values.iter().skip(1) {
        candidates.retain(|candidate| fits(candidate, value));
    }
    let pattern = candidates.first()?.clone();
    let differs = |other: &DatePattern| values.iter().any(|value| pattern.parse(value) != other.parse(value));
    let other = candidates.iter().skip(1).find(|other| differs(other)).cloned();
    Some(DateGuess { pattern, other })
}

fn unix_patterns(first: &str, named_as_time: bool) -> Vec<DatePattern> {
    let whole = first.trim().split('.').next().unwrap_or_default();
    match (named_as_time, whole.len()) {
        (true, 9 | 10) => vec![DatePattern::UnixSeconds],
        (true, 12 | 13) => vec![DatePattern::UnixMilliseconds],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn guess(values: &[&str]) -> Option<(String, Option<String>)> {
        guess_dates(values, true).map(|guess| (guess.pattern.to_string(), guess.other.map(|other| other.to_string())))
    }

    #[test]
    fn a_day_above_twelve_decides_between_day_and_month_first() {
        let known = |pattern: &str| Some((pattern.to_owned(), None));
        assert_eq!(guess(&["01/02/2021", "25/12/2021"]), known("%d/%m/%Y"));
        assert_eq!(guess(&["01/02/2021", "12/25/2021"]), known("%m/%d/%Y"));
        assert_eq!(guess(&["01-02-21", "25-12-21"]), known("%d-%m-%y"));
        assert_eq!(guess(&["1/2/2021 8:05", "25/12/2021 18:30"]), known("%d/%m/%Y %H:%M"));
        assert_eq!(guess(&["05/09/2016 12:00:00 AM", "05/31/2016 01:30:00 PM"]), known("%m/%d/%Y %I:%M:%S %p"));
        assert_eq!(guess(&["15 Apr, 2021 00:03:00"]), known("%d %b, %Y %H:%M:%S"));
        assert_eq!(guess(&["19970101", "19971231"]), known("%Y%m%d"));
        assert_eq!(guess(&["2021-01-31 10:00:00"]), known("iso"));
        assert_eq!(guess(&["1398138810"]), known("unix_seconds"));
        assert_eq!(guess(&["01.02.2021", "31.12.2021"]), known("%d.%m.%Y"));
        assert_eq!(guess(&["hello"]), None);
        assert_eq!(guess(&["01/02/2021", "n/a"]), None);
    }

    #[test]
    fn dates_that_fit_both_ways_are_a_doubt() {
        let both = Some(("%d/%m/%Y".to_owned(), Some("%m/%d/%Y".to_owned())));
        assert_eq!(guess(&["01/02/2021", "03/04/2021"]), both);
        assert_eq!(guess(&["01/01/2021", "02/02/2021"]), Some(("%d/%m/%Y".to_owned(), None)));
    }

    #[test]
    fn iso_knows_days_local_times_and_instants() {
        let parse = |text: &str| DatePattern::Iso.parse(text);
        assert!(matches!(parse("2026-01-31"), Some(ParsedDate::Day(_))));
        assert!(matches!(parse("2026-01-31 08:30:00"), Some(ParsedDate::Local(_))));
        assert!(matches!(parse("2026-01-31T08:30:00.25"), Some(ParsedDate::Local(_))));
        assert!(matches!(parse("2026-01-31T08:30:00Z"), Some(ParsedDate::Instant(_))));
        assert!(matches!(parse("2026-01-31 08:30:00+02:00"), Some(ParsedDate::Instant(_))));
        assert!(matches!(parse("2026-01-31 08:30:00 UTC"), Some(ParsedDate::Instant(_))));
        assert_eq!(parse("2026-02-30"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}") {
            let _ = guess_dates(&[&text], true);
        }
    }
}
