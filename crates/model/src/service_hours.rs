//! When a service desk is open: weekly hours in a zone as intervals of UTC.
//!
//! A desk is open at a moment when the wall clock of its zone shows a time within its hours. An hour that
//! a clock change skips is nobody's working time, one that it repeats counts twice.

use crate::calendar::DayRange;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::BTreeSet;

/// Opening hours on one day of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeeklyHours {
    /// Name of the calendar they stand in.
    pub calendar: String,
    /// IANA zone of the wall clock.
    pub zone: String,
    /// 1 Monday to 7 Sunday.
    pub weekday: i64,
    /// Seconds of the wall clock after midnight.
    pub opens: i64,
    /// Seconds of the wall clock after the same midnight, beyond 86,400 when it closes on the next day.
    pub closes: i64,
    /// First day on which these hours hold.
    pub valid_from: Option<Date>,
    /// Last day on which they hold.
    pub valid_to: Option<Date>,
}

/// One unbroken time of being open; `closes_at` does not belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First moment.
    pub opens_at: Timestamp,
    /// First moment after it.
    pub closes_at: Timestamp,
}

const DAY_SECONDS: i64 = 86_400;

impl WeeklyHours {
    /// Hours as they are written: `HH:MM`, `24:00` for the end of the day. Hours that close before they
    /// open run into the next day. `None` when a text is no time.
    pub fn times(opens: &str, closes: &str) -> Option<(i64, i64)> {
        let (opens, closes) = (seconds_of_day(opens)?, seconds_of_day(closes)?);
        Some((opens, if closes <= opens { closes + DAY_SECONDS } else { closes }))
    }

    fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// The openings of one desk over some days, in order, none touching another. It may work by several calendars,
/// one after the other or at once, each with the closed days of its name. A day for which no hours at all are in
/// force counts in full: without a calendar business time is calendar time.
pub fn openings(hours: &[WeeklyHours], holidays: &BTreeSet<(String, Date)>, days: DayRange) -> Vec<Opening> {
    let zones: BTreeSet<&str> = hours.iter().map(|hours| hours.zone.as_str()).collect();
    let mut found = Vec::new();
    for zone in zones {
        let Ok(time_zone) = TimeZone::get(zone) else { continue };
        let is_first = hours.first().is_some_and(|first| first.zone == zone);
        for stretch in stretches(&time_zone, days) {
            for day in stretch.days() {
                for (opens, closes) in hours_of_day(hours, holidays, day, zone, is_first) {
                    found.extend(stretch.opening(day, opens, closes));
                }
            }
        }
    }
    joined(found)
}

fn hours_of_day(
    hours: &[WeeklyHours],
    holidays: &BTreeSet<(String, Date)>,
    day: Date,
    zone: &str,
    is_first_zone: bool,
) -> Vec<(i64, i64)> {
    if !hours.iter().any(|hours| hours.holds_on(day)) {
        return if is_first_zone { vec![(0, DAY_SECONDS)] } else { Vec::new() };
    }
    let weekday = i64::from(day.weekday().to_monday_one_offset());
    let of_day = hours.iter().filter(|hours| hours.zone == zone && hours.weekday == weekday && hours.holds_on(day));
    let is_open = |hours: &&WeeklyHours| !holidays.contains(&(hours.calendar.clone(), day));
    of_day.filter(is_open).map(|hours| (hours.opens, hours.closes)).collect()
}

/// A time during which a zone keeps one offset.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: Timestamp,
    end: Timestamp,
    offset: Offset,
}

impl Stretch {
    /// Its local days, and the one before, whose hours may reach into it.
    fn days(self) -> impl Iterator<Item = Date> {
        let first = self.offset.to_datetime(self.start).date().saturating_sub(1.day());
        let last = self.offset.to_datetime(self.end).date();
        first.series(1.day()).take_while(move |day| *day <= last)
    }

    /// The part of hours of a day that lies in it.
    fn opening(self, day: Date, opens: i64, closes: i64) -> Option<Opening> {
        let midnight = self.offset.to_timestamp(day.to_datetime(Time::midnight())).ok()?;
        let after = |seconds| midnight.checked_add(SignedDuration::from_secs(seconds)).ok();
        let opening = Opening { opens_at: after(opens)?.max(self.start), closes_at: after(closes)?.min(self.end) };
        (opening.opens_at < opening.closes_at).then_some(opening)
    }
}

fn stretches(zone: &TimeZone, days: DayRange) -> Vec<Stretch> {
    let midnight = |day: Date| Offset::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok();
    let (Some(mut start), Some(end)) = (midnight(days.start), midnight(days.end)) else { return Vec::new() };
    let mut found = Vec::new();
    let changes = zone.following(start).take_while(|change| change.timestamp() < end);
    let mut offset = zone.to_offset(start);
    for change in changes {
        found.push(Stretch { start, end: change.timestamp(), offset });
        (start, offset) = (change.timestamp(), change.offset());
    }
    found.push(Stretch { start, end, offset });
    found
}

fn joined(mut found: Vec<Opening>) -> Vec<Opening> {
    found.sort_by_key(|opening| (opening.opens_at, opening.closes_at));
    let mut joined: Vec<Opening> = Vec::with_capacity(found.len());
    for opening in found {
        match joined.last_mut() {
            Some(last) if opening.opens_at <= last.closes_at => last.closes_at = last.closes_at.max(opening.closes_at),
            _ => joined.push(opening),
        }
    }
    joined
}

fn seconds_of_day(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let total = hours * 3_600 + minutes * 60 + seconds;
    let fits = hours >= 0 && (0..60).contains(&minutes) && (0..60).contains(&seconds) && total <= DAY_SECONDS;
    (fits && parts.next().is_none()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn every_day(zone: &str, opens: &str, closes: &str) -> Vec<WeeklyHours> {
        let (opens, closes) = WeeklyHours::times(opens, closes).expect("times");
        (1..=7)
            .map(|weekday| WeeklyHours {
                calendar: "desk".to_owned(),
                zone: zone.to_owned(),
                weekday,
                opens,
                closes,
                valid_from: None,
                valid_to: None,
            })
            .collect()
    }

    fn hours_on(hours: &[WeeklyHours], from: &str, to: &str) -> f64 {
        let (from, to): (Timestamp, Timestamp) = (from.parse().expect("from"), to.parse().expect("to"));
        let days = DayRange { start: date(2026, 1, 1), end: date(2027, 1, 1) };
        let seconds: i64 = openings(hours, &BTreeSet::from([("desk".to_owned(), date(2026, 5, 1))]), days)
            .iter()
            .map(|open| (open.closes_at.min(to).as_second() - open.opens_at.max(from).as_second()).max(0))
            .sum();
        seconds as f64 / 3_600.0
    }

    #[test]
    fn a_lost_hour_is_no_working_time_and_a_repeated_one_counts_twice() {
        let night = every_day("Europe/Vilnius", "00:00", "06:00");
        assert_eq!(hours_on(&night, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), 5.0);
        assert_eq!(hours_on(&night, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"), 7.0);
        assert_eq!(hours_on(&night, "2026-06-10T12:00:00Z", "2026-06-11T12:00:00Z"), 6.0);
    }

    #[test]
    fn hours_may_run_over_midnight_and_holidays_are_closed() {
        let night = every_day("UTC", "22:00", "02:00");
        assert_eq!(hours_on(&night, "2026-04-20T12:00:00Z", "2026-04-21T12:00:00Z"), 4.0);
        // The evening of the holiday is closed, the night that began before it is not.
        assert_eq!(hours_on(&night, "2026-04-30T12:00:00Z", "2026-05-02T12:00:00Z"), 4.0);
    }

    #[test]
    fn days_before_the_first_hours_count_in_full() {
        let mut hours = every_day("UTC", "09:00", "17:00");
        hours.iter_mut().for_each(|hours| hours.valid_from = Some(date(2026, 2, 1)));
        assert_eq!(hours_on(&hours, "2026-01-30T00:00:00Z", "2026-02-03T00:00:00Z"), 24.0 + 24.0 + 8.0 + 8.0);
    }

    #[test]
    fn one_calendar_follows_another_each_with_its_closed_days() {
        let (mut old, mut new) = (every_day("UTC", "09:00", "17:00"), every_day("UTC", "10:00", "14:00"));
        old.iter_mut().for_each(|hours| hours.valid_to = Some(date(2026, 5, 2)));
        new.iter_mut().for_each(|hours| {
            hours.calendar = "new".to_owned();
            hours.valid_from = Some(date(2026, 5, 1));
        });
        let both = [old, new].concat();
        // The last of April by the old one, the holiday of the old one by the new one alone, then both, then the new one.
        assert_eq!(hours_on(&both, "2026-04-30T00:00:00Z", "2026-05-04T00:00:00Z"), 8.0 + 4.0 + 8.0 + 4.0);
    }

    #[test]
    fn times_are_read_as_written() {
        assert_eq!(WeeklyHours::times("08:30", "24:00"), Some((30_600, 86_400)));
        assert_eq!(WeeklyHours::times("22:00", "02:00"), Some((79_200, 93_600)));
        assert_eq!(WeeklyHours::times("8", "17:00"), None);
        assert_eq!(WeeklyHours::times("08:61", "17:00"), None);
        assert_eq!(WeeklyHours::times("08:00", "25:00"), None);
    }
}
