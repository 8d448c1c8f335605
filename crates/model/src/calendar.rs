//! Periods on the workspace's calendar: half-open ranges of local days, and their instants.
//!
//! Edges are local midnights in the workspace's zone (catalogue 2.1); a day may last 23, 24 or 25 hours.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// Zone, week start and fiscal year of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceCalendar {
    /// IANA name, such as `Europe/Vilnius`.
    pub zone: String,
    /// First day of the week, 1 Monday to 7 Sunday.
    pub week_start: i8,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_start_month: i8,
}

impl Default for WorkspaceCalendar {
    fn default() -> Self {
        Self { zone: "UTC".to_owned(), week_start: 1, fiscal_start_month: 1 }
    }
}

/// Half-open range of local days: `start` belongs to it, `end` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DayRange {
    /// First day.
    pub start: Date,
    /// Day after the last.
    pub end: Date,
}

impl DayRange {
    /// Number of days.
    pub fn days(&self) -> i32 {
        (self.end - self.start).get_days()
    }

    /// Whether the day lies in the range.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day < self.end
    }
}

/// Size of the buckets of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Local days.
    Day,
    /// Weeks from the workspace's week start.
    Week,
    /// Calendar months.
    Month,
    /// Quarters of the fiscal year.
    Quarter,
    /// Fiscal years.
    Year,
}

impl WorkspaceCalendar {
    /// The zone's rules; UTC when the name is unknown (settings are checked when they are saved).
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The local day of an instant.
    pub fn day_of(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.time_zone()).date()
    }

    /// The instant at which a local day begins. Where midnight does not exist, the first moment after it.
    pub fn start_of_day(&self, day: Date) -> Timestamp {
        day.to_zoned(self.time_zone())
            .and_then(|zoned| zoned.start_of_day())
            .map_or_else(|_| Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    /// First day of the bucket that holds `day`.
    pub fn bucket_start(&self, day: Date, grain: Grain) -> Date {
        match grain {
            Grain::Day => day,
            Grain::Week => {
                let start = Weekday::from_monday_one_offset(self.week_start).unwrap_or(Weekday::Monday);
                let back = day.weekday().since(start);
                day.saturating_sub(i64::from(back).days())
            }
            Grain::Month => day.first_of_month(),
            Grain::Quarter => self.fiscal_bucket_start(day, 3),
            Grain::Year => self.fiscal_bucket_start(day, 12),
        }
    }

    /// First day of the bucket after the one that starts on `start`.
    pub fn next_bucket(&self, start: Date, grain: Grain) -> Date {
        start.saturating_add(grain.span())
    }

    /// The whole bucket that holds `day`.
    pub fn bucket(&self, day: Date, grain: Grain) -> DayRange {
        let start = self.bucket_start(day, grain);
        DayRange { start, end: self.next_bucket(start, grain) }
    }

    /// The buckets that touch the range, first and last cut to it.
    pub fn buckets(&self, range: DayRange, grain: Grain) -> Vec<DayRange> {
        let mut buckets = Vec::new();
        let mut start = self.bucket_start(range.start, grain);
        while start < range.end {
            let end = self.next_bucket(start, grain);
            if end <= start {
                break;
            }
            buckets.push(DayRange { start: start.max(range.start), end: end.min(range.end) });
            start = end;
        }
        buckets
    }

    fn fiscal_bucket_start(&self, day: Date, months: i32) -> Date {
        let shift = i32::from(self.fiscal_start_month) - 1;
        let month_index = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let back = (month_index - shift).rem_euclid(months);
        day.first_of_month().saturating_sub(back.months())
    }
}

impl Grain {
    /// One bucket as a calendar span.
    pub fn span(self) -> Span {
        match self {
            Grain::Day => 1.day(),
            Grain::Week => 1.week(),
            Grain::Month => 1.month(),
            Grain::Quarter => 3.months(),
            Grain::Year => 1.year(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn vilnius() -> WorkspaceCalendar {
        WorkspaceCalendar { zone: "Europe/Vilnius".to_owned(), week_start: 1, fiscal_start_month: 4 }
    }

    #[test]
    fn a_day_with_a_clock_change_has_23_or_25_hours() {
        let calendar = vilnius();
        let hours = |day: Date| {
            let next = day.tomorrow().expect("tomorrow");
            (calendar.start_of_day(next).as_second() - calendar.start_of_day(day).as_second()) / 3600
        };
        assert_eq!(hours(date(2026, 3, 29)), 23);
        assert_eq!(hours(date(2026, 10, 25)), 25);
        assert_eq!(hours(date(2026, 6, 1)), 24);
    }

    #[test]
    fn quarters_follow_the_fiscal_year() {
        let calendar = vilnius();
        assert_eq!(calendar.bucket_start(date(2026, 3, 31), Grain::Quarter), date(2026, 1, 1));
        assert_eq!(calendar.bucket_start(date(2026, 3, 31), Grain::Year), date(2025, 4, 1));
        assert_eq!(calendar.bucket_start(date(2026, 4, 1), Grain::Year), date(2026, 4, 1));
    }

    #[test]
    fn weeks_start_where_the_workspace_says() {
        let sunday = WorkspaceCalendar { week_start: 7, ..vilnius() };
        assert_eq!(vilnius().bucket_start(date(2026, 11, 22), Grain::Week), date(2026, 11, 16));
        assert_eq!(sunday.bucket_start(date(2026, 11, 22), Grain::Week), date(2026, 11, 22));
    }

    proptest! {
        #[test]
        fn buckets_partition_the_range(start in 0_i32..20_000, days in 1_i32..1_500, grain in 0_usize..5) {
            let grain = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year][grain];
            let start = date(1970, 1, 1) + start.days();
            let range = DayRange { start, end: start + days.days() };
            let buckets = vilnius().buckets(range, grain);
            prop_assert_eq!(buckets.first().map(|bucket| bucket.start), Some(range.start));
            prop_assert_eq!(buckets.last().map(|bucket| bucket.end), Some(range.end));
            for pair in buckets.windows(2) {
                prop_assert_eq!(pair[0].end, pair[1].start);
            }
        }
    }
}
