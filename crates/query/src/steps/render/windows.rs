//! The table of windows and the conditions that place rows in them.

use crate::fact::TimeColumns;
use crate::query::Query;
use crate::steps::calendar::Window;
use crate::steps::plan::FactPlan;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// `windows`: every window of the query, once for each reach in use.
///
/// `cut_day` is the day that is not over at the window's end (the day after the last when all are over),
/// `sliced` says whether the window is wanted in parts: lines are never cut. `known_end_day` and `known_end_at` say
/// until when outcomes were known, where that matters.
pub(super) fn expression(query: &Query<'_>, plan: &FactPlan<'_>) -> String {
    let sliced = query.cut_windows();
    let mut rows = Vec::new();
    let calendar = &query.context.settings.calendar;
    for (set, reach) in plan.window_sets.iter().enumerate() {
        for (id, window) in query.timeline.windows.iter().enumerate() {
            rows.push(row(set, id, sliced.contains(&id), &window.reached(*reach, calendar)));
        }
    }
    table(&rows)
}

/// `windows` with a single row.
pub(crate) fn one(window: &Window) -> String {
    table(&[row(0, 0, false, window)])
}

fn table(rows: &[String]) -> String {
    format!(
        "windows(window_set, window_id, sliced, start_day, end_day, cut_day, last_day, end_at, known_end_day, known_end_at) AS (VALUES\n  {}\n)",
        rows.join(",\n  ")
    )
}

fn row(set: usize, id: usize, sliced: bool, window: &Window) -> String {
    let (known_day, known_at) = window
        .known_until
        .map_or_else(|| (FAR_FUTURE.to_owned(), FAR_MOMENT.to_owned()), |known| (date(known.end), instant(known.at)));
    format!(
        "({set}, {id}, {}, {}, {}, {}, {}, {}, {known_day}, {known_at})",
        u8::from(sliced),
        date(window.start),
        date(window.end),
        date(window.cut_day()),
        date(window.last_day()),
        instant(window.end_at),
    )
}

/// A row of the alias `f` lies in the window of the alias `w`. A row without a time of day lies in the
/// whole of its day.
pub(crate) fn lies_in(time: &TimeColumns) -> String {
    let day = &time.day;
    let whole = format!("f.{day} >= w.start_day AND f.{day} < w.end_day");
    match &time.instant {
        None => whole,
        Some(instant) => format!("{whole} AND (f.{instant} IS NULL OR f.{instant} < w.end_at)"),
    }
}

/// What a row of the alias `f` counts for was known in time for the window of the alias `w`. A time that nobody knows
/// hides nothing.
pub(crate) fn known_in_time(time: &TimeColumns) -> String {
    let day = &time.day;
    let by_day = format!("f.{day} < w.known_end_day");
    let exactly = time.instant.as_ref().map_or_else(
        || by_day.clone(),
        |instant| format!("({by_day} AND (f.{instant} IS NULL OR f.{instant} < w.known_end_at))"),
    );
    format!("(f.{day} IS NULL OR {exactly})")
}

/// A state of the alias `f` holds just before the end of the window of the alias `w`.
pub(crate) fn holds_just_before_end(from: &TimeColumns, to: &TimeColumns) -> String {
    let to_day = &to.day;
    let begun = begun_before_end(from);
    // The comparison of days alone lets the engine join by range; the rest decides within the last day.
    let lasts = format!("COALESCE(f.{to_day}, {FAR_FUTURE}) >= w.cut_day");
    let exactly = match &to.instant {
        None => format!("(f.{to_day} IS NULL OR f.{to_day} >= w.end_day)"),
        Some(instant) => format!(
            "(f.{to_day} IS NULL OR f.{instant} >= w.end_at OR (f.{instant} IS NULL AND f.{to_day} >= w.end_day))"
        ),
    };
    format!("{begun} AND {lasts} AND {exactly}")
}

/// A state has begun before the end of the window.
pub(crate) fn begun_before_end(from: &TimeColumns) -> String {
    let day = &from.day;
    match &from.instant {
        None => format!("f.{day} < w.end_day"),
        Some(instant) => format!("f.{day} < w.end_day AND (f.{instant} IS NULL OR f.{instant} < w.end_at)"),
    }
}

/// A state holds just before the start of the window, which is always a midnight.
pub(super) fn holds_just_before_start(from: &TimeColumns, to: &TimeColumns) -> String {
    format!("f.{} < w.start_day AND COALESCE(f.{}, {FAR_FUTURE}) >= w.start_day", from.day, to.day)
}

/// A state holds just before the start or just before the end of the window.
pub(crate) fn holds_at_either_end(from: &TimeColumns, to: &TimeColumns) -> String {
    format!("(({}) OR ({}))", holds_just_before_start(from, to), holds_just_before_end(from, to))
}

/// Stands for the end of what has not ended.
pub(super) const FAR_FUTURE: &str = "DATE '9999-12-31'";

/// The same as a moment.
const FAR_MOMENT: &str = "TIMESTAMP '9999-12-31 00:00:00'";

/// First and last day that any window of that length touches, as a condition over a date column.
pub(super) fn touched(windows: impl Iterator<Item = Window>, day: &str) -> String {
    let (mut start, mut end): (Option<Date>, Option<Date>) = (None, None);
    for window in windows {
        start = Some(start.map_or(window.start, |known| known.min(window.start)));
        end = Some(end.map_or(window.end, |known| known.max(window.end)));
    }
    match (start, end) {
        (Some(start), Some(end)) => format!("{day} >= {} AND {day} < {}", date(start), date(end)),
        _ => "FALSE".to_owned(),
    }
}

pub(super) fn date(day: Date) -> String {
    format!("DATE '{day}'")
}

pub(super) fn instant(instant: Timestamp) -> String {
    let utc = instant.to_zoned(TimeZone::UTC).datetime();
    format!("TIMESTAMP '{} {}'", utc.date(), utc.time())
}
