//! What the sales people did: calls, e-mails, meetings, some planned and not yet held.

use crate::DemoError;
use crate::customers::{office_second, sales_team};
use crate::deals::Deal;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Maybe, Utc};

const HEADER: [&str; 13] = [
    "Activity ID",
    "Type",
    "Direction",
    "Subject",
    "Owner ID",
    "Account ID",
    "Contact ID",
    "Opportunity ID",
    "Due",
    "Completed",
    "Status",
    "Duration (s)",
    "Automated",
];

struct Activity<'a> {
    at: Second,
    customer: usize,
    owner: Option<usize>,
    deal: &'a str,
    is_automated: bool,
}

pub(crate) fn write(world: &World, deals: &[Deal]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Activities);
    let mut activities = Vec::new();
    for deal in deals {
        during_deal(world, &mut dice, deal, &mut activities);
    }
    account_care(world, &mut dice, &mut activities);
    activities.sort_by_key(|activity| (activity.at, activity.customer));
    let mut sheet = Sheet::create(&world.directory, "crm_activities.csv", Format::COMMA, &HEADER)?;
    for (position, activity) in activities.iter().enumerate() {
        write_one(world, &mut dice, &mut sheet, position, activity)?;
    }
    sheet.finish()
}

fn during_deal<'a>(world: &World, dice: &mut Dice, deal: &'a Deal, activities: &mut Vec<Activity<'a>>) {
    for _ in 0..2 + dice.poisson(3.4) {
        let moment = deal.created + ((deal.closes - deal.created) as f64 * dice.share()) as i64;
        if moment < world.timeline.end() + 10 * DAY_SECONDS {
            activities.push(Activity {
                at: moment,
                customer: deal.customer,
                owner: deal.owner,
                deal: &deal.id,
                is_automated: false,
            });
        }
    }
}

/// Calls and mails outside deals: the larger the customer, the more.
fn account_care(world: &World, dice: &mut Dice, activities: &mut Vec<Activity<'_>>) {
    for customer in world.customers.iter().filter(|customer| customer.in_crm && !customer.is_test) {
        let every = if customer.employees >= 20 { 95.0 } else { 320.0 };
        let last = if customer.first_order.is_some() { customer.buys_until.min(world.timeline.days - 1) } else { -1 };
        let mut day = f64::from(world.timeline.day_of(customer.created));
        loop {
            day += dice.exponential(every);
            if day > f64::from(last) {
                break;
            }
            let day = day as i32;
            let owner = match customer.owner {
                Some(owner) if world.staff.people[owner].is_there(day) => owner,
                _ => world.staff.on_duty(dice, sales_team(customer.country.code), day),
            };
            let at = world.timeline.at(day, office_second(dice));
            let is_automated = dice.chance(0.15);
            activities.push(Activity { at, customer: customer.index, owner: Some(owner), deal: "", is_automated });
        }
    }
}

fn write_one(
    world: &World,
    dice: &mut Dice,
    sheet: &mut Sheet,
    position: usize,
    activity: &Activity<'_>,
) -> Result<(), DemoError> {
    let customer = &world.customers[activity.customer];
    let kind = match activity.is_automated {
        true => "email",
        false => ["call", "email", "meeting", "task"][dice.weighted(&[0.45, 0.36, 0.11, 0.08])],
    };
    let is_inbound = matches!(kind, "call" | "email") && !activity.is_automated && dice.chance(0.22);
    let direction = match kind {
        "call" | "email" if is_inbound => "inbound",
        "call" | "email" => "outbound",
        _ => "",
    };
    let is_held = dice.chance(0.91);
    let done = world.happened(activity.at).filter(|_| is_held);
    let status = match (done, world.happened(activity.at)) {
        (Some(_), _) => "Completed",
        (None, Some(_)) => "Not held",
        (None, None) => "Planned",
    };
    let length = match kind {
        "call" => dice.log_normal(290.0, 0.7) as i64,
        "meeting" => dice.between(2, 8) * 900,
        _ => 0,
    };
    let duration = (done.is_some() && length > 0).then_some(length);
    let subject = dice.pick(&["Machine demo", "Price list", "Follow-up", "Delivery", "Maintenance", "Trial beans"]);
    sheet.row(&[
        &format!("ACT-{:06}", position + 1),
        &kind,
        &direction,
        &subject,
        &Maybe(activity.owner.map(|owner| world.employee(owner))),
        &customer.account(),
        &customer.contact(dice.index(customer.contacts.len())),
        &activity.deal,
        &Utc(activity.at),
        &Maybe(done.map(Utc)),
        &status,
        &Maybe(duration),
        &activity.is_automated,
    ])
}
