//! What happened to the company: growth, seasons, a bad quarter, a service problem in one segment.
//!
//! Everything is placed relative to the last day, so the story is on the board whatever the date.

use jiff::ToSpan;
use jiff::civil::Date;

/// When the parts of the story take place, in days since the first day.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    days: i32,
    /// First day of the bad quarter and of the one after it.
    bad_quarter: (i32, i32),
}

/// The segment whose service goes wrong for some weeks.
pub(crate) const TROUBLED_SEGMENT: &str = "Hospitality";

const BAD_QUARTER_MONTHS_BEFORE_END: i32 = 15;
const TROUBLE_BEFORE_END: (i32, i32) = (225, 169);

impl Story {
    pub(crate) fn new(first: Date, last: Date) -> Self {
        let month = last.first_of_month().saturating_sub(BAD_QUARTER_MONTHS_BEFORE_END.months());
        let start = month.saturating_sub(i32::from((month.month() - 1) % 3).months());
        let day = |date: Date| (date - first).get_days();
        Self { days: day(last) + 1, bad_quarter: (day(start), day(start.saturating_add(3.months()))) }
    }

    /// From 0 on the first to 1 on the last day.
    pub(crate) fn progress(&self, day: i32) -> f64 {
        f64::from(day) / f64::from(self.days.max(1))
    }

    pub(crate) fn is_bad_quarter(&self, day: i32) -> bool {
        (self.bad_quarter.0..self.bad_quarter.1).contains(&day)
    }

    /// First and last day of the service problem; before the first day when the history is too short.
    pub(crate) fn trouble(&self) -> (i32, i32) {
        (self.days - TROUBLE_BEFORE_END.0, self.days - TROUBLE_BEFORE_END.1)
    }

    pub(crate) fn is_trouble(&self, day: i32, segment: &str) -> bool {
        let (from, to) = self.trouble();
        segment == TROUBLED_SEGMENT && (from..=to).contains(&day)
    }

    /// How much existing customers order on a day.
    pub(crate) fn order_weight(&self, day: i32, date: Date) -> f64 {
        let bad = if self.is_bad_quarter(day) { 0.78 } else { 1.0 };
        season(date) * weekday(date) * bad
    }

    /// How many customers are won on a day.
    pub(crate) fn acquisition_weight(&self, day: i32, date: Date) -> f64 {
        let growth = 1.0 + 1.1 * self.progress(day);
        let bad = if self.is_bad_quarter(day) { 0.58 } else { 1.0 };
        growth * season(date) * weekday(date) * bad
    }
}

/// December is the strongest month, offices are empty in July and August.
fn season(date: Date) -> f64 {
    const MONTHS: [f64; 12] = [0.97, 0.96, 1.02, 1.0, 0.98, 0.92, 0.78, 0.80, 1.03, 1.08, 1.16, 1.30];
    let closed = (date.month() == 12 && date.day() >= 24) || (date.month() == 1 && date.day() <= 2);
    if closed { 0.45 } else { MONTHS[date.month().clamp(1, 12) as usize - 1] }
}

fn weekday(date: Date) -> f64 {
    const DAYS: [f64; 7] = [1.25, 1.2, 1.15, 1.1, 1.0, 0.28, 0.22];
    DAYS[date.weekday().to_monday_zero_offset().clamp(0, 6) as usize]
}
