//! How the company's own people use the CRM: more of them every quarter.

use crate::DemoError;
use crate::customers::office_second;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::staff::Employee;
use crate::world::World;
use crate::write_as::{Maybe, Utc};

pub(crate) fn write_seats(world: &World) -> Result<(), DemoError> {
    let header = ["Seat ID", "User ID", "Login", "Team", "Enabled From", "Enabled To", "May Export"];
    let mut sheet = Sheet::create(&world.directory, "crm_seats.csv", Format::COMMA, &header)?;
    for (position, person) in world.staff.people.iter().enumerate() {
        let to = person.left.map(|day| world.timeline.date(day));
        sheet.row(&[
            &format!("S{:03}", position + 1),
            &person.id,
            &person.email,
            &person.team,
            &world.timeline.date(seat_from(world, person)),
            &Maybe(to),
            &if may_export(person) { "yes" } else { "no" },
        ])?;
    }
    sheet.finish()
}

/// Who leads a team, and who writes to all customers at once.
fn may_export(person: &Employee) -> bool {
    person.manager.is_none() || person.team == "Marketing"
}

/// The CRM came to sales first; the other teams got their seats later.
fn seat_from(world: &World, person: &Employee) -> i32 {
    let share = match person.team {
        "Customer Success" => 0.1,
        "Service Europe" | "Service Americas" => 0.2,
        "Marketing" => 0.3,
        _ => 0.0,
    };
    person.hired.max((share * f64::from(world.timeline.days)) as i32)
}

pub(crate) fn write_actions(world: &World) -> Result<(), DemoError> {
    let header = ["Login", "User ID", "Team", "At", "Action", "Object", "Count", "Bulk"];
    let mut dice = Dice::new(world.seed, Topic::Adoption);
    let mut sheet = Sheet::create(&world.directory, "crm_user_actions.csv.gz", Format::GZIP, &header)?;
    for day in 0..world.timeline.days {
        let is_weekend = world.timeline.is_weekend(day);
        for person in &world.staff.people {
            let has_seat = person.is_there(day) && seat_from(world, person) <= day;
            if has_seat && dice.chance(if is_weekend { 0.02 } else { 0.86 }) {
                write_day(world, &mut dice, &mut sheet, person, day)?;
            }
        }
    }
    sheet.finish()
}

fn write_day(world: &World, dice: &mut Dice, sheet: &mut Sheet, person: &Employee, day: i32) -> Result<(), DemoError> {
    let since = f64::from(day - seat_from(world, person).max(0));
    // Some take to it at once, the rest within two years; a few never.
    let takes_to_it = 60.0 + 900.0 * (1.0 - person.eagerness);
    let habit = if person.eagerness < 0.17 { 0.003 } else { (since / takes_to_it).clamp(0.006, 1.0) * 0.8 };
    let morning = world.timeline.at(day, 28_000 + dice.between(0, 5_400));
    let mut row = |at, action: &str, object: &str, count: i64, is_bulk: bool| {
        sheet.row(&[&person.email, &person.id, &person.team, &Utc(at), &action, &object, &count, &is_bulk])
    };
    if dice.chance(0.3 + 0.65 * habit) {
        row(morning, "login", "", 1, false)?;
    }
    if !dice.chance(habit) {
        return Ok(());
    }
    let second = |dice: &mut Dice| world.timeline.at(day, office_second(dice).max(33_500));
    row(second(dice), "update", "opportunity", 1 + dice.poisson(4.0), false)?;
    if dice.chance(0.7) {
        row(second(dice), "log", "activity", 1 + dice.poisson(3.0), false)?;
    }
    if dice.chance(0.35) {
        row(second(dice), "create", "contact", 1 + dice.poisson(0.8), false)?;
    }
    if dice.chance(0.18) {
        row(second(dice), "report", "pipeline", 1, false)?;
    }
    if dice.chance(0.003) {
        row(second(dice), "update", "account", dice.between(300, 2_000), true)?;
    }
    Ok(())
}
