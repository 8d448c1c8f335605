//! When the two service desks are open, and the days on which they are not.

use crate::DemoError;
use crate::sheet::{Format, Sheet};
use crate::timeline::Second;
use crate::world::World;
use jiff::civil::Weekday;

/// Hours of a desk on the company's own clock, used to invent plausible answers: opens, closes (hours).
const DESKS: [(&str, &str, i64, i64); 2] =
    [("Europe", "Europe/Vilnius", 8, 18), ("Americas", "America/New_York", 9, 17)];
/// Between the company's clock and New York.
const AMERICAS_HOURS_BEHIND: i64 = 7;

/// The next moment at which the desk is open, `at` itself when it is.
pub(crate) fn next_open(world: &World, is_americas: bool, at: Second) -> Second {
    let (_, _, opens, closes) = DESKS[usize::from(is_americas)];
    let shift = if is_americas { AMERICAS_HOURS_BEHIND } else { 0 };
    let (opens, closes) = ((opens + shift) * 3_600, (closes + shift) * 3_600);
    let mut day = world.timeline.day_of(at);
    let mut second = at - world.timeline.start_of(day);
    if day >= world.timeline.days {
        return at;
    }
    loop {
        if !world.timeline.is_weekend(day) && second < closes {
            return world.timeline.start_of(day) + second.max(opens);
        }
        day += 1;
        second = 0;
        if day >= world.timeline.days {
            return world.timeline.end() + opens;
        }
    }
}

pub(crate) fn write_hours(world: &World) -> Result<(), DemoError> {
    let header = ["Calendar", "Zone", "Weekday", "Opens", "Closes", "Team"];
    let mut sheet = Sheet::create(&world.directory, "helpdesk_hours.csv", Format::COMMA, &header)?;
    for (name, zone, opens, closes) in DESKS {
        for weekday in 1..=5 {
            let closes = if weekday == 5 { closes - 1 } else { closes };
            let team = format!("Service {name}");
            sheet.row(&[&name, &zone, &weekday, &format!("{opens:02}:00"), &format!("{closes:02}:00"), &team])?;
        }
    }
    sheet.finish()
}

/// Month, day, name; for the Americas the fourth Thursday of November is added.
const HOLIDAYS: [(usize, i8, i8, &str); 14] = [
    (0, 1, 1, "Naujieji metai"),
    (0, 2, 16, "Valstybės atkūrimo diena"),
    (0, 3, 11, "Nepriklausomybės atkūrimo diena"),
    (0, 5, 1, "Darbo diena"),
    (0, 6, 24, "Joninės"),
    (0, 7, 6, "Valstybės diena"),
    (0, 8, 15, "Žolinė"),
    (0, 11, 1, "Visų šventųjų diena"),
    (0, 12, 24, "Kūčios"),
    (0, 12, 25, "Kalėdos"),
    (0, 12, 26, "Kalėdos"),
    (1, 1, 1, "New Year's Day"),
    (1, 7, 4, "Independence Day"),
    (1, 12, 25, "Christmas Day"),
];

pub(crate) fn write_holidays(world: &World) -> Result<(), DemoError> {
    let mut sheet =
        Sheet::create(&world.directory, "helpdesk_holidays.csv", Format::COMMA, &["Calendar", "Day", "Holiday"])?;
    for day in 0..world.timeline.days {
        let date = world.timeline.date(day);
        for (desk, month, day_of_month, name) in HOLIDAYS {
            if (date.month(), date.day()) == (month, day_of_month) {
                sheet.row(&[&DESKS[desk].0, &date, &name])?;
            }
        }
        if date.month() == 11 && date.weekday() == Weekday::Thursday && (22..=28).contains(&date.day()) {
            sheet.row(&[&DESKS[1].0, &date, &"Thanksgiving"])?;
        }
    }
    sheet.finish()
}
