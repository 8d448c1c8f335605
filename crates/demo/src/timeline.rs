//! The days of the demo in the company's zone, and how busy each was.

use crate::story::Story;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Seconds since 1970 in UTC.
pub(crate) type Second = i64;

pub(crate) const ZONE: &str = "Europe/Vilnius";
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// From the first to the last day with data. Days are counted from the first, which is 0.
pub(crate) struct Timeline {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) days: i32,
    zone: TimeZone,
    /// Start of each day in UTC, and of the day after the last.
    midnights: Vec<Second>,
    /// Days weighted by how much is ordered on them, summed up; an average day weighs 1.
    busy: Vec<f64>,
}

impl Timeline {
    pub(crate) fn new(last: Date, years: u32) -> Self {
        let first = last.saturating_sub(i64::from(years).years()).saturating_add(1.day());
        let days = (last - first).get_days() + 1;
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        let midnight = |day: i32| {
            let date = first.saturating_add(i64::from(day).days());
            date.to_zoned(zone.clone()).map_or(0, |zoned| zoned.timestamp().as_second())
        };
        let midnights = (0..=days).map(midnight).collect();
        let mut timeline = Self { first, last, days, zone, midnights, busy: Vec::new() };
        timeline.busy = timeline.busy_days();
        timeline
    }

    fn busy_days(&self) -> Vec<f64> {
        let story = Story::new(self.first, self.last);
        let weights: Vec<f64> = (0..self.days).map(|day| story.order_weight(day, self.date(day))).collect();
        let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
        let mut sum = 0.0;
        let mut busy = vec![0.0];
        for weight in weights {
            sum += weight / mean;
            busy.push(sum);
        }
        busy
    }

    pub(crate) fn date(&self, day: i32) -> Date {
        self.first.saturating_add(i64::from(day).days())
    }

    pub(crate) fn day_of_date(&self, date: Date) -> i32 {
        (date - self.first).get_days()
    }

    /// The first moment after the data.
    pub(crate) fn end(&self) -> Second {
        self.midnights[self.midnights.len() - 1]
    }

    pub(crate) fn start_of(&self, day: i32) -> Second {
        self.midnights[day.clamp(0, self.days) as usize]
    }

    /// A moment of a day; kept within the day where the clock change makes it shorter.
    pub(crate) fn at(&self, day: i32, second: i64) -> Second {
        (self.start_of(day) + second.max(0)).min(self.start_of(day + 1) - 1)
    }

    pub(crate) fn day_of(&self, at: Second) -> i32 {
        self.midnights.partition_point(|midnight| *midnight <= at) as i32 - 1
    }

    /// The wall clock in the company's zone.
    pub(crate) fn local(&self, at: Second) -> DateTime {
        self.zone.to_datetime(Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// Days on which the clock changes.
    pub(crate) fn clock_changes(&self) -> Vec<i32> {
        let lasts = |day: &i32| self.start_of(day + 1) - self.start_of(*day);
        (0..self.days).filter(|day| lasts(day) != DAY_SECONDS).collect()
    }

    /// The day that comes after `pause` average days from `day`, busy days passing more slowly.
    /// `None` when that is after the last day.
    pub(crate) fn after_busy_days(&self, day: i32, pause: f64) -> Option<i32> {
        let goal = self.busy[day.clamp(0, self.days) as usize + 1..].first()? + pause;
        let later = self.busy.partition_point(|sum| *sum < goal) as i32 - 1;
        (later < self.days).then_some(later.max(day))
    }

    pub(crate) fn is_weekend(&self, day: i32) -> bool {
        self.date(day).weekday().to_monday_zero_offset() >= 5
    }

    /// The first days of the months, each with the day after the month, as far as they lie within the data.
    pub(crate) fn months(&self) -> Vec<(Date, Date)> {
        let mut months = Vec::new();
        let mut start = self.first.first_of_month();
        while start <= self.last {
            let next = start.saturating_add(1.month());
            months.push((start, next));
            start = next;
        }
        months
    }
}
