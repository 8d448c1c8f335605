//! The service clock against a count of minutes on the wall clocks of four zones.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use catalogue::definition::Catalogue;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store_duckdb::DuckdbStore;
use workspace::check::Company;

const FIRST: Date = date(2021, 2, 1);
const DAYS: i64 = 660;
const MINUTES: usize = DAYS as usize * 1_440;
const INTERVALS: usize = 10_000;

/// Weekday (0 is every day), opens, closes, first and last day on which it holds.
type Hours = (i8, &'static str, &'static str, Option<Date>, Option<Date>);

struct Desk {
    zone: &'static str,
    hours: &'static [Hours],
    holidays: &'static [Date],
}

const CHANGE: Date = date(2022, 1, 10);
const BEFORE_CHANGE: Date = date(2022, 1, 9);

/// Hours that lie on the clock changes of their zones, hours over midnight, hours that change.
const DESKS: [Desk; 4] = [
    Desk {
        zone: "Europe/Vilnius",
        hours: &[
            (1, "08:00", "12:00", None, None),
            (1, "13:00", "18:00", None, None),
            (3, "08:00", "17:30", None, Some(BEFORE_CHANGE)),
            (3, "10:00", "20:00", Some(CHANGE), None),
            (6, "22:00", "24:00", None, None),
            (7, "00:00", "05:00", None, None),
        ],
        holidays: &[date(2021, 3, 15), date(2022, 6, 22)],
    },
    Desk {
        zone: "America/New_York",
        hours: &[
            (5, "09:00", "17:00", None, None),
            (7, "01:30", "02:30", None, None),
            (2, "00:00", "24:00", None, None),
        ],
        holidays: &[date(2021, 11, 26)],
    },
    Desk {
        zone: "Asia/Tehran",
        hours: &[(0, "00:00", "03:00", None, None), (0, "23:00", "24:00", None, None)],
        holidays: &[date(2022, 3, 21)],
    },
    Desk {
        zone: "Asia/Kolkata",
        hours: &[(0, "18:30", "02:15", Some(date(2021, 6, 1)), Some(date(2022, 8, 31)))],
        holidays: &[date(2021, 8, 15)],
    },
];

fn minutes_of(time: &str) -> i64 {
    let (hours, minutes) = time.split_once(':').expect("time");
    hours.parse::<i64>().expect("hours") * 60 + minutes.parse::<i64>().expect("minutes")
}

impl Desk {
    /// Whether the wall clock shows a time of these hours: of this day, or of the night that began the day before.
    fn is_open(&self, day: Date, minute: i64) -> bool {
        let yesterday = day.yesterday().expect("yesterday");
        self.covers(day, minute) || self.in_force(yesterday) && self.covers(yesterday, minute + 1_440)
    }

    fn covers(&self, day: Date, minute: i64) -> bool {
        if !self.in_force(day) {
            return minute < 1_440;
        }
        !self.holidays.contains(&day)
            && self.hours.iter().any(|(weekday, opens, closes, from, to)| {
                let (opens, closes) = (minutes_of(opens), minutes_of(closes));
                let closes = if closes <= opens { closes + 1_440 } else { closes };
                holds(day, *from, *to)
                    && (*weekday == 0 || day.weekday().to_monday_one_offset() == *weekday)
                    && (opens..closes).contains(&minute)
            })
    }

    fn in_force(&self, day: Date) -> bool {
        self.hours.iter().any(|(_, _, _, from, to)| holds(day, *from, *to))
    }

    /// Open minutes since the first day, minute by minute.
    fn count(&self) -> Vec<i64> {
        let zone = TimeZone::get(self.zone).expect("zone");
        let start = start();
        let mut total = 0;
        let mut counted = Vec::with_capacity(MINUTES + 1);
        for minute in 0..=MINUTES {
            counted.push(total);
            let local = zone.to_datetime(start + (minute as i64).minutes());
            total += i64::from(self.is_open(local.date(), i64::from(local.hour()) * 60 + i64::from(local.minute())));
        }
        counted
    }

    fn rows(&self) -> impl Iterator<Item = Value> {
        self.hours.iter().flat_map(move |(weekday, opens, closes, from, to)| {
            let weekdays = if *weekday == 0 { 1..=7 } else { *weekday..=*weekday };
            weekdays.map(move |weekday| {
                json!({ "calendar": self.zone, "zone": self.zone, "weekday": weekday, "opens": opens, "closes": closes,
                    "valid_from_on": from.map(|day| day.to_string()), "valid_to_on": to.map(|day| day.to_string()),
                    "team": self.zone })
            })
        })
    }
}

fn holds(day: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

fn start() -> Timestamp {
    FIRST.to_zoned(TimeZone::UTC).expect("start").timestamp()
}

/// A fixed sequence that looks random.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

#[derive(Debug)]
struct Interval {
    desk: usize,
    from: usize,
    to: usize,
    /// The desk it is handed to, and when.
    moved: Option<(usize, usize)>,
}

fn intervals() -> Vec<Interval> {
    let mut sequence = Sequence(7);
    (0..INTERVALS)
        .map(|number| {
            let desk = sequence.below(DESKS.len());
            let length = if number % 3 == 0 { 600 } else { 40_000 };
            let from = sequence.below(MINUTES - length);
            let to = from + 1 + sequence.below(length - 1);
            let moved = (number % 4 == 0 && to - from > 2)
                .then(|| (sequence.below(DESKS.len()), from + 1 + sequence.below(to - from - 1)));
            Interval { desk, from, to, moved }
        })
        .collect()
}

fn given(intervals: &[Interval]) -> BTreeMap<String, Vec<BTreeMap<String, Value>>> {
    let at = |minute: usize| (start() + (minute as i64).minutes()).to_string();
    let mut rows: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for desk in &DESKS {
        rows.entry("business_hours".to_owned()).or_default().extend(desk.rows());
        let holidays = desk.holidays.iter().map(|day| json!({ "calendar": desk.zone, "day": day.to_string() }));
        rows.entry("holiday".to_owned()).or_default().extend(holidays);
    }
    for (number, interval) in intervals.iter().enumerate() {
        rows.entry("ticket".to_owned()).or_default().push(json!({ "id": format!("t{number}"),
            "created_at": at(interval.from), "first_response_at": at(interval.to), "solved_at": at(interval.to),
            "team": DESKS[interval.desk].zone }));
        if let Some((desk, moved)) = interval.moved {
            rows.entry("ticket_event".to_owned()).or_default().push(json!({ "ticket_id": format!("t{number}"),
                "kind": "team", "occurred_at": at(moved), "from_value": DESKS[interval.desk].zone,
                "to_value": DESKS[desk].zone }));
        }
    }
    let fields = |row: Value| -> BTreeMap<String, Value> {
        row.as_object().expect("row").clone().into_iter().filter(|(_, value)| !value.is_null()).collect()
    };
    rows.into_iter().map(|(entity, rows)| (entity, rows.into_iter().map(fields).collect())).collect()
}

/// Business minutes by ticket, piecewise and by the last calendar.
fn answers(company: &Company<'_>) -> BTreeMap<String, (i64, i64)> {
    let sql = "SELECT ticket_id, CAST(first_response_business_seconds AS BIGINT), \
               CAST(first_response_last_schedule_seconds AS BIGINT) FROM fact.tickets \
               UNION ALL SELECT ticket_id || ' solved', CAST(resolution_business_seconds AS BIGINT), \
               CAST(resolution_last_schedule_seconds AS BIGINT) FROM fact.ticket_outcomes";
    let mut found = BTreeMap::new();
    for batch in company.context().store.query(sql, &[]).expect("answers") {
        for row in 0..batch.num_rows() {
            let seconds = |column| store::read::integer(&batch, column, row).expect("integer").expect("seconds");
            let ticket = store::read::text(&batch, 0, row).expect("text").expect("ticket");
            assert_eq!((seconds(1) % 60, seconds(2) % 60), (0, 0), "{ticket}");
            found.insert(ticket.to_owned(), (seconds(1) / 60, seconds(2) / 60));
        }
    }
    found
}

#[test]
fn ten_thousand_intervals_agree_with_a_count_of_minutes() {
    let catalogue = Catalogue::embedded().catalogue;
    let mut company =
        Company::new(&catalogue, Box::new(DuckdbStore::in_memory().expect("store"))).expect("facts can be made");
    let intervals = intervals();
    company.fill(&given(&intervals), model::settings::WorkspaceSettings::default()).expect("rows fit");
    let answers = answers(&company);
    assert_eq!(answers.len(), 2 * INTERVALS);
    let open: Vec<Vec<i64>> = DESKS.iter().map(Desk::count).collect();
    for (number, interval) in intervals.iter().enumerate() {
        let minutes = |desk: usize, from: usize, to: usize| open[desk][to] - open[desk][from];
        let (last, moved) = interval.moved.unwrap_or((interval.desk, interval.to));
        let piecewise = minutes(interval.desk, interval.from, moved) + minutes(last, moved, interval.to);
        let expected = (piecewise, minutes(last, interval.from, interval.to));
        let id = format!("example:ticket:t{number}");
        assert_eq!(answers[&id], expected, "{interval:?}");
        assert_eq!(answers[&format!("{id} solved")], expected, "{interval:?}");
    }
    // The intervals meet both clock changes of the zones that have them.
    let crosses = |day: Date| {
        let noon =
            ((day.to_zoned(TimeZone::UTC).expect("day").timestamp().as_second() - start().as_second()) / 60) as usize;
        intervals.iter().filter(|interval| interval.from < noon && noon + 1_440 < interval.to).count()
    };
    for day in [
        date(2021, 3, 28),
        date(2021, 10, 31),
        date(2022, 3, 13),
        date(2022, 11, 6),
        date(2022, 3, 22),
        date(2022, 9, 22),
    ] {
        assert!(crosses(day) > 50, "{day}");
    }
}
