//! Invariant 10: the service clock of generated requests, in zones that change their clocks, against a count of
//! minutes on the wall clocks there.

use crate::ask::company;
use crate::history;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use serde_json::json;
use store::read;
use workspace::check::{Company, Given};

/// Tehran moved its clocks until 2022, so the generated year is moved back to one in which all do that ever did.
const YEARS_BACK: i64 = 4;
const ZONES: [&str; 4] = ["Europe/Vilnius", "America/New_York", "Asia/Tehran", "Asia/Kolkata"];
/// Clocks are moved at whole quarters of an hour.
const QUARTER_HOUR: i64 = 15;

/// Open hours of each weekday in minutes of the wall clock, none on some; holidays.
#[derive(Debug, Clone)]
struct Desk {
    zone: &'static str,
    week: Vec<Option<(i64, i64)>>,
    holidays: Vec<Date>,
}

prop_compose! {
    fn desk()(
        zone in prop::sample::select(ZONES.to_vec()),
        monday in (0..1_380_i64, 30..900_i64),
        rest in prop::collection::vec(prop::option::of((0..1_380_i64, 30..900_i64)), 6),
        holidays in prop::collection::btree_set(0..300_i64, 1..12),
    ) -> Desk {
        let hours = |(opens, length): (i64, i64)| (opens, (opens + length).min(1_440));
        let week = std::iter::once(Some(monday)).chain(rest).map(|day| day.map(hours)).collect();
        let first = back(history::FIRST);
        Desk { zone, week, holidays: holidays.into_iter().map(|day| first + day.days()).collect() }
    }
}

fn back(day: Date) -> Date {
    day - Span::new().years(YEARS_BACK)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn business_time_is_the_minutes_that_the_desk_was_open(given in history::company(), desk in desk()) {
        let mut company = company();
        company.fill(&with_desk(given, &desk), WorkspaceSettings::default()).expect("rows");
        let (mut counted, mut in_holidays) = (0, 0);
        for span in spans(&company) {
            prop_assert!((0..=span.calendar).contains(&span.business), "{span:?}");
            prop_assert_eq!(desk.open_minutes(span.from, span.to) * 60, span.business, "{:?}", span);
            // Of every span there is a part before and one after any moment in it.
            let middle = (span.from.as_second() + span.to.as_second()) / 120 * 60;
            let middle = Timestamp::from_second(middle).expect("moment");
            let parts = desk.open_minutes(span.from, middle) + desk.open_minutes(middle, span.to);
            prop_assert_eq!(parts * 60, span.business);
            counted += 1;
            if span.ticket.contains("holiday") {
                prop_assert_eq!(span.business, 0, "{:?}", span);
                in_holidays += 1;
            }
        }
        prop_assert_eq!(in_holidays, 2 * desk.holidays.len());
        prop_assert!(counted >= in_holidays);
    }
}

/// The generated requests four years earlier, served by the desk; and one within each of its holidays.
fn with_desk(mut given: Given, desk: &Desk) -> Given {
    let row = |value: serde_json::Value| value.as_object().expect("row").clone().into_iter().collect();
    for word in ["ticket", "ticket_event"] {
        for field in given.entry(word.to_owned()).or_default().iter_mut().flat_map(|row| row.values_mut()) {
            let moved = field.as_str().and_then(|text| text.parse::<jiff::civil::DateTime>().ok());
            if let Some(at) = moved {
                *field = json!((at - Span::new().years(YEARS_BACK)).strftime("%Y-%m-%dT%H:%M").to_string());
            }
        }
    }
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let hours = (1..).zip(&desk.week).filter_map(|(weekday, hours)| {
        let (opens, closes) = (*hours)?;
        Some(row(json!({ "calendar": "desk", "zone": desk.zone, "weekday": weekday, "opens": clock(opens),
            "closes": clock(closes), "team": "Help" })))
    });
    given.insert("business_hours".to_owned(), hours.collect());
    let holidays = desk.holidays.iter().map(|day| row(json!({ "calendar": "desk", "day": day.to_string() })));
    given.insert("holiday".to_owned(), holidays.collect());
    for day in &desk.holidays {
        let at = |hour: i8| {
            let zone = TimeZone::get(desk.zone).expect("zone");
            day.at(hour, 30, 0, 0).to_zoned(zone).expect("moment").timestamp().to_string()
        };
        given
            .entry("ticket".to_owned())
            .or_default()
            .push(row(json!({ "id": format!("holiday-{day}"), "team": "Help",
            "created_at": at(3), "first_response_at": at(20), "solved_at": at(20), "created_by": "customer" })));
    }
    given
}

impl Desk {
    /// Minute by minute on the wall clock.
    fn open_minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        let zone = TimeZone::get(self.zone).expect("zone");
        let (from, to) = (from.as_second() / 60, to.as_second() / 60);
        let mut open = 0;
        let mut block = from - from.rem_euclid(QUARTER_HOUR);
        while block < to {
            let local = zone.to_datetime(Timestamp::from_second(block * 60).expect("moment"));
            let first = i64::from(local.hour()) * 60 + i64::from(local.minute());
            let hours = self.hours_of(local.date());
            let minutes = (0..QUARTER_HOUR).filter(|minute| (from..to).contains(&(block + minute)));
            open += minutes
                .filter(|minute| hours.is_some_and(|(opens, closes)| (opens..closes).contains(&(first + minute))))
                .count() as i64;
            block += QUARTER_HOUR;
        }
        open
    }

    fn hours_of(&self, day: Date) -> Option<(i64, i64)> {
        let hours = self.week[usize::try_from(day.weekday().to_monday_zero_offset()).expect("weekday")];
        hours.filter(|_| !self.holidays.contains(&day))
    }
}

/// A stretch of a request in seconds.
#[derive(Debug)]
struct Stretch {
    ticket: String,
    from: Timestamp,
    to: Timestamp,
    calendar: i64,
    business: i64,
}

/// From the beginning of the wait for the first answer (created, or opened again before anybody answered) to it, and
/// from created to every solution.
fn spans(company: &Company<'_>) -> Vec<Stretch> {
    let sql = "SELECT ticket_id, CAST(epoch(first_response_at) AS BIGINT) - CAST(first_response_seconds AS BIGINT), \
               CAST(epoch(first_response_at) AS BIGINT), CAST(first_response_seconds AS BIGINT), CAST(first_response_business_seconds AS BIGINT) \
               FROM fact.tickets WHERE first_response_business_seconds IS NOT NULL \
               UNION ALL SELECT ticket_id, CAST(epoch(created_at) AS BIGINT), CAST(epoch(solved_at) AS BIGINT), \
               CAST(resolution_seconds AS BIGINT), CAST(resolution_business_seconds AS BIGINT) \
               FROM fact.ticket_outcomes WHERE resolution_business_seconds IS NOT NULL";
    let mut spans = Vec::new();
    for batch in company.context().store.query(sql, &[]).expect("stretches") {
        for row in 0..batch.num_rows() {
            let number = |column| read::integer(&batch, column, row).expect("integer").expect("number");
            let moment = |column| Timestamp::from_second(number(column)).expect("moment");
            let ticket = read::text(&batch, 0, row).expect("text").expect("ticket").to_owned();
            spans.push(Stretch { ticket, from: moment(1), to: moment(2), calendar: number(3), business: number(4) });
        }
    }
    spans
}
