//! Turns the period into windows: the period itself, what it is compared with, and the buckets of both.
//!
//! An unfinished period is cut at the moment of the question, and its comparison at the same number of
//! days and the same local time of day. Nothing is ever scaled up.

use crate::error::{ErrorCode, QueryError};
use crate::goals::wanted;
use crate::query::{Extent, Query, Reach, Span};
use crate::request::{Comparison, PeriodRequest};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use model::calendar::{DayRange, Grain, WorkspaceCalendar};

/// The fewest points of a tile's line; a shorter period is extended to the past.
const FEWEST_TILE_POINTS: usize = 12;
/// The most points of a tile's line, unless its grain was asked for: every point costs a window of every measure.
const MOST_TILE_POINTS: usize = 16;
/// Periods before the shown one in which is looked for how long something holds.
const EARLIER_PERIODS: usize = 11;
/// The most points of any line; beyond it the buckets become coarser.
const MOST_POINTS: usize = 400;

/// All times of a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timeline {
    /// Every window that is computed, each once. Cells refer to them by position.
    pub(crate) windows: Vec<Window>,
    /// The period asked for; always there after the step.
    pub(crate) period: Option<Period>,
    pub(crate) comparison: Option<Period>,
    pub(crate) grain: Option<Grain>,
    /// Buckets of the period (of a tile: up to its end; of alerts: the periods before it).
    pub(crate) series: Vec<Period>,
    /// Buckets of the whole comparison period.
    pub(crate) comparison_series: Vec<Period>,
    /// Times of the goals that are shown.
    pub(crate) goals: Vec<GoalTimes>,
}

/// The period of a goal, and the same period of earlier years.
#[derive(Debug, Clone)]
pub(crate) struct GoalTimes {
    /// Position among the goals of the context.
    pub(crate) goal: usize,
    pub(crate) period: Period,
    /// Part of its time that has passed.
    pub(crate) elapsed: f64,
    /// The last year first.
    pub(crate) earlier: Vec<EarlierTimes>,
}

/// The period of a goal in an earlier year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EarlierTimes {
    /// Up to the same day.
    pub(crate) part: Period,
    pub(crate) whole: Period,
    /// The year before the period: when nothing happened in it, the data may begin within the period.
    pub(crate) before: Period,
}

/// Earlier years whose course a goal's pace follows.
const GOAL_YEARS: i64 = 3;

/// What a measure is computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// First day.
    pub(crate) start: Date,
    /// Day after the last.
    pub(crate) end: Date,
    /// The instant at which it ends: within the last day when it is cut.
    pub(crate) end_at: Timestamp,
    /// The last day is not over.
    pub(crate) cut: bool,
    /// Outcomes that became known later do not count; of the present period nothing later is known anyway.
    pub(crate) known_until: Option<KnownUntil>,
}

/// The end of what was known: a day, and a moment in the day before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnownUntil {
    /// Day after the last.
    pub(crate) end: Date,
    pub(crate) at: Timestamp,
}

/// A period with the window that holds its elapsed part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) range: DayRange,
    /// Position of its window; none when it has not begun.
    pub(crate) window: Option<usize>,
    pub(crate) elapsed_days: i32,
    pub(crate) partial: bool,
}

impl Window {
    /// The first day that is not over at the window's end.
    pub(crate) fn cut_day(&self) -> Date {
        if self.cut { self.last_day() } else { self.end }
    }

    /// Last day, the day whose exchange rates hold at its end.
    pub(crate) fn last_day(&self) -> Date {
        self.end.saturating_sub(1.day())
    }

    /// The same, blind for what became known after its end.
    fn without_later_outcomes(self) -> Self {
        Self { known_until: Some(KnownUntil { end: self.end, at: self.end_at }), ..self }
    }

    /// The window that lies so to this one. What ends earlier ends with a whole day.
    pub(crate) fn reached(&self, reach: Reach, calendar: &WorkspaceCalendar) -> Window {
        let ends = match reach.lag {
            None | Some(Span::Days(0) | Span::Months(0)) => *self,
            Some(lag) => {
                let end = end_back(self.end, lag);
                Window { start: back(self.start, lag), end, end_at: calendar.start_of_day(end), cut: false, ..*self }
            }
        };
        match reach.length {
            None => ends,
            Some(length) => Window { start: end_back(ends.end, length), ..ends },
        }
    }
}

/// That much time before a day.
pub(crate) fn back(day: Date, length: Span) -> Date {
    match length {
        Span::Days(days) => day.saturating_sub(i64::from(days).days()),
        Span::Months(months) => day.saturating_sub(i64::from(months).months()),
    }
}

/// That much time before the end of a window, which is the day after its last: a month before the end of 30 March
/// is the end of February, not the beginning of its last day.
fn end_back(end: Date, length: Span) -> Date {
    let last = end.saturating_sub(1.day());
    back(end, length).max(back(last, length).saturating_add(1.day()))
}

pub(crate) fn calendar(query: &mut Query<'_>) -> Result<(), QueryError> {
    let calendar = &query.context.settings.calendar;
    let clock = Clock::new(calendar, query.request.as_of);
    let mut timeline = Timeline::default();
    let range = range(calendar, clock.today, query.request.period);
    let grain = sensible_grain(calendar, range, query.request.grain, query.extent);
    let period = timeline.add(&clock, range);
    timeline.period = Some(period);
    timeline.grain = Some(grain);
    if query.request.of_comparison {
        let earlier = earlier(calendar, query.request.period, range, query.request.comparison);
        let earlier = earlier.ok_or_else(|| QueryError::new(ErrorCode::BadComparison, "none"))?;
        let asked = timeline.add_like(&clock, earlier, &period);
        query.timeline = timeline.only(asked);
        return Ok(());
    }
    if query.extent != Extent::Value {
        let earlier = earlier(calendar, query.request.period, range, query.request.comparison);
        timeline.comparison = earlier.map(|earlier| timeline.add_like(&clock, earlier, &period));
        timeline.series = match query.extent {
            Extent::Change => Vec::new(),
            Extent::Tile => timeline.add_all(&clock, tile_buckets(calendar, range, grain)),
            Extent::Alerts => timeline.add_all(&clock, periods_before(calendar, query.request.period, range)),
            _ => timeline.add_all(&clock, calendar.buckets(range, grain)),
        };
        if let (Extent::Page, Some(earlier)) = (query.extent, earlier) {
            timeline.comparison_series = timeline.add_all(&clock, calendar.buckets(earlier, grain));
        }
    }
    if query.extent != Extent::Value {
        timeline.goals = goals(query, &clock, &mut timeline);
    }
    query.timeline = timeline;
    Ok(())
}

/// The goals of the day the period reaches to.
fn goals(query: &Query<'_>, clock: &Clock<'_>, timeline: &mut Timeline) -> Vec<GoalTimes> {
    let Some(shown) = timeline.period else {
        return Vec::new();
    };
    let window = shown.window.and_then(|window| timeline.windows.get(window));
    let day = window.map_or(shown.range.start, Window::last_day);
    let times = |(goal, range): (usize, DayRange)| {
        let period = timeline.add(clock, range);
        let earlier = (1..=GOAL_YEARS).map(|years| {
            let shifted = DayRange {
                start: range.start.saturating_sub(years.years()),
                end: range.end.saturating_sub(years.years()),
            };
            let before = DayRange { start: shifted.start.saturating_sub(1.year()), end: shifted.start };
            EarlierTimes {
                part: timeline.add_like(clock, shifted, &period),
                whole: timeline.add(clock, shifted),
                before: timeline.add(clock, before),
            }
        });
        let earlier = if period.partial { earlier.collect() } else { Vec::new() };
        GoalTimes { goal, period, elapsed: clock.elapsed_share(range), earlier }
    };
    wanted(query, day).into_iter().map(times).collect()
}

/// The part of a range that has passed at the moment of the question; none when it has not begun.
pub(crate) fn elapsed(calendar: &WorkspaceCalendar, as_of: Timestamp, range: DayRange) -> Option<Window> {
    Clock::new(calendar, as_of).elapsed(range)
}

/// The moment of the question on the workspace's calendar.
struct Clock<'a> {
    calendar: &'a WorkspaceCalendar,
    as_of: Timestamp,
    /// The day that runs at the moment of the question; at midnight the day that has just ended.
    today: Date,
    time: Time,
}

impl<'a> Clock<'a> {
    fn new(calendar: &'a WorkspaceCalendar, as_of: Timestamp) -> Self {
        let just_before = as_of - 1.nanosecond();
        let time = as_of.to_zoned(calendar.time_zone()).time();
        Self { calendar, as_of, today: calendar.day_of(just_before), time }
    }

    /// The part of a range that has passed at the moment of the question.
    fn elapsed(&self, range: DayRange) -> Option<Window> {
        let whole = self.whole(range);
        if whole.end_at <= self.as_of {
            return Some(whole);
        }
        if self.calendar.start_of_day(range.start) >= self.as_of {
            return None;
        }
        Some(Window { end_at: self.as_of, ..self.cut(range.start, self.today) })
    }

    /// As many days of a range, and the same local time of the last of them.
    fn like(&self, range: DayRange, days: i32) -> Window {
        let last = range.start.saturating_add((days - 1).days());
        if last >= range.end { self.whole(range) } else { self.cut(range.start, last) }
    }

    /// The share of a range's time that has passed at the moment of the question.
    fn elapsed_share(&self, range: DayRange) -> f64 {
        let (start, end) = (self.calendar.start_of_day(range.start), self.calendar.start_of_day(range.end));
        let seconds = |from: Timestamp, to: Timestamp| to.duration_since(from).as_secs_f64();
        (seconds(start, self.as_of) / seconds(start, end)).clamp(0.0, 1.0)
    }

    fn whole(&self, range: DayRange) -> Window {
        let end_at = self.calendar.start_of_day(range.end);
        Window { start: range.start, end: range.end, end_at, cut: false, known_until: None }
    }

    /// Up to the local time of the question on the last day; a day that has just ended is whole.
    fn cut(&self, start: Date, last: Date) -> Window {
        let end = last.saturating_add(1.day());
        let range = DayRange { start, end };
        if self.time == Time::midnight() {
            return self.whole(range);
        }
        let end_at = last.to_datetime(self.time).to_zoned(self.calendar.time_zone());
        end_at.map_or_else(
            |_| self.whole(range),
            |end_at| Window { start, end, end_at: end_at.timestamp(), cut: true, known_until: None },
        )
    }
}

impl Timeline {
    /// The windows of the period and of what it is compared with, not of the buckets of their lines.
    pub(crate) fn answered_windows(&self) -> Vec<usize> {
        let periods = [self.period, self.comparison].into_iter().flatten();
        let mut windows: Vec<usize> = periods.filter_map(|period| period.window).collect();
        windows.dedup();
        windows
    }

    /// The same with one period and nothing beside it.
    fn only(mut self, period: Period) -> Self {
        let window = period.window.and_then(|window| self.windows.get(window).copied());
        self.windows = window.into_iter().collect();
        self.period = Some(Period { window: window.map(|_| 0), ..period });
        self
    }

    /// Some window is blind for what became known after its end.
    pub(crate) fn leaves_out_later_outcomes(&self) -> bool {
        self.windows.iter().any(|window| window.known_until.is_some())
    }

    fn add(&mut self, clock: &Clock<'_>, range: DayRange) -> Period {
        let window = clock.elapsed(range);
        let partial = window.is_none_or(|window| window.cut || window.end < range.end);
        self.period_of(range, window, partial)
    }

    fn add_like(&mut self, clock: &Clock<'_>, range: DayRange, model: &Period) -> Period {
        let until_now = |window: usize| self.windows.get(window).is_some_and(|window| window.end_at == clock.as_of);
        let window = match (model.window, model.partial) {
            (None, _) => None,
            (Some(_), true) => Some(clock.like(range, model.elapsed_days).without_later_outcomes()),
            // It has just ended: the earlier one has had more time for its outcomes as well.
            (Some(window), false) if until_now(window) => Some(clock.whole(range).without_later_outcomes()),
            (Some(_), false) => Some(clock.whole(range)),
        };
        let partial = window.is_none_or(|window| window.cut || window.end < range.end);
        self.period_of(range, window, partial)
    }

    fn add_all(&mut self, clock: &Clock<'_>, ranges: Vec<DayRange>) -> Vec<Period> {
        ranges.into_iter().map(|range| self.add(clock, range)).collect()
    }

    fn period_of(&mut self, range: DayRange, window: Option<Window>, partial: bool) -> Period {
        let elapsed_days = window.map_or(0, |window| DayRange { start: window.start, end: window.end }.days());
        let window = window.map(|window| self.position(window));
        Period { range, window, elapsed_days, partial }
    }

    fn position(&mut self, window: Window) -> usize {
        self.windows.iter().position(|known| *known == window).unwrap_or_else(|| {
            self.windows.push(window);
            self.windows.len() - 1
        })
    }
}

fn range(calendar: &WorkspaceCalendar, today: Date, period: PeriodRequest) -> DayRange {
    let tomorrow = today.saturating_add(1.day());
    match period {
        PeriodRequest::LastDays(days) => {
            DayRange { start: tomorrow.saturating_sub(i64::from(days.max(1)).days()), end: tomorrow }
        }
        PeriodRequest::LastMonths(months) => {
            let running = calendar.bucket(today, Grain::Month);
            let start = running.start.saturating_sub(i64::from(months.saturating_sub(1)).months());
            DayRange { start, end: running.end }
        }
        PeriodRequest::Current(grain) => calendar.bucket(today, grain),
        PeriodRequest::Previous(grain) => {
            let current = calendar.bucket_start(today, grain);
            calendar.bucket(current.saturating_sub(1.day()), grain)
        }
        PeriodRequest::Days { first, last } => DayRange { start: first, end: last.max(first).saturating_add(1.day()) },
    }
}

/// The range the period is compared with. Whole months go back by months, everything else by days.
fn earlier(
    calendar: &WorkspaceCalendar,
    asked: PeriodRequest,
    range: DayRange,
    comparison: Comparison,
) -> Option<DayRange> {
    let shifted =
        |span: jiff::Span| DayRange { start: range.start.saturating_sub(span), end: range.end.saturating_sub(span) };
    match comparison {
        Comparison::None => None,
        Comparison::Year => Some(shifted(1.year())),
        Comparison::Previous => Some(match asked {
            PeriodRequest::Current(grain) | PeriodRequest::Previous(grain) => {
                calendar.bucket(range.start.saturating_sub(1.day()), grain)
            }
            _ if whole_months(range) => shifted(months_in(range).months()),
            _ => shifted(range.days().days()),
        }),
    }
}

/// The periods like it before a period, in order.
fn periods_before(calendar: &WorkspaceCalendar, asked: PeriodRequest, range: DayRange) -> Vec<DayRange> {
    let before = |range: &DayRange| earlier(calendar, asked, *range, Comparison::Previous);
    let mut found: Vec<DayRange> = std::iter::successors(before(&range), before).take(EARLIER_PERIODS).collect();
    found.reverse();
    found
}

fn whole_months(range: DayRange) -> bool {
    range.start.day() == 1 && range.end.day() == 1
}

fn months_in(range: DayRange) -> i32 {
    let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    index(range.end) - index(range.start)
}

/// The grain asked for, or one that gives a readable number of buckets.
fn sensible_grain(calendar: &WorkspaceCalendar, range: DayRange, asked: Option<Grain>, extent: Extent) -> Grain {
    const FROM_FINE: [Grain; 5] = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year];
    let automatic = match range.days() {
        ..=45 => Grain::Day,
        46..=182 => Grain::Week,
        183..=1_100 => Grain::Month,
        1_101..=4_400 => Grain::Quarter,
        _ => Grain::Year,
    };
    let finest = asked.unwrap_or(automatic);
    let most = if extent == Extent::Tile && asked.is_none() { MOST_TILE_POINTS } else { MOST_POINTS };
    let fits = |grain: &Grain| *grain >= finest && calendar.buckets(range, *grain).len() <= most;
    FROM_FINE.into_iter().find(fits).unwrap_or(Grain::Year)
}

/// Buckets up to the period's end, at least a few of them.
fn tile_buckets(calendar: &WorkspaceCalendar, range: DayRange, grain: Grain) -> Vec<DayRange> {
    let mut start = range.start;
    let mut buckets = calendar.buckets(range, grain);
    while buckets.len() < FEWEST_TILE_POINTS {
        let earlier = calendar.bucket_start(start.saturating_sub(1.day()), grain);
        if earlier >= start {
            break;
        }
        start = earlier;
        buckets = calendar.buckets(DayRange { start, end: range.end }, grain);
    }
    buckets
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_before_the_end_of_a_day_is_the_end_of_that_day_or_of_the_shorter_month() {
        let month = Span::Months(1);
        // The end of a day is the day after it.
        assert_eq!(end_back(date(2026, 3, 31), month), date(2026, 3, 1), "30 March: all of February");
        assert_eq!(end_back(date(2026, 4, 1), month), date(2026, 3, 1), "March: February");
        assert_eq!(end_back(date(2026, 3, 1), month), date(2026, 2, 1), "February: January");
        assert_eq!(end_back(date(2026, 3, 16), month), date(2026, 2, 16), "15 March: up to 15 February");
        assert_eq!(end_back(date(2024, 2, 29), Span::Months(12)), date(2023, 3, 1), "28 February: a year of 365 days");
        assert_eq!(end_back(date(2026, 3, 31), Span::Days(30)), date(2026, 3, 1));
    }

    #[test]
    fn a_lag_of_a_month_keeps_the_last_of_february() {
        let calendar = WorkspaceCalendar { zone: "UTC".to_owned(), week_start: 1, fiscal_start_month: 1 };
        let march = Window {
            start: date(2026, 3, 1),
            end: date(2026, 3, 31),
            end_at: calendar.start_of_day(date(2026, 3, 31)),
            cut: false,
            known_until: None,
        };
        let lagged = march.reached(Reach { length: None, lag: Some(Span::Months(1)) }, &calendar);
        assert_eq!((lagged.start, lagged.end), (date(2026, 2, 1), date(2026, 3, 1)));
    }
}
