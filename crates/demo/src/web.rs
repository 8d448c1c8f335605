//! What the web shop's analytics saw: visits day by day, goals reached, and touches of campaigns.

use crate::DemoError;
use crate::campaigns;
use crate::customers::office_second;
use crate::names::COUNTRIES;
use crate::orders::PlacedOrder;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Maybe, Utc};

const VISITS: f64 = 400_000.0;
const VISIT_HEADER: [&str; 12] = [
    "visit_id",
    "visitor",
    "started",
    "channel",
    "source",
    "campaign",
    "landing",
    "device",
    "country",
    "engaged_ms",
    "pages",
    "bot",
];
const EVENT_HEADER: [&str; 8] = ["event_id", "visitor", "at", "goal", "channel", "customer_no", "value", "currency"];
const TOUCH_HEADER: [&str; 7] = ["touch_id", "kind", "at", "campaign", "channel", "customer_no", "visitor"];
const CHANNELS: [(&str, &str, f64); 6] = [
    ("organic", "search", 0.4),
    ("direct", "", 0.22),
    ("paid_search", "search ads", 0.17),
    ("paid_social", "social ads", 0.08),
    ("email", "newsletter", 0.06),
    ("referral", "partner sites", 0.07),
];

struct Visit {
    at: Second,
    visitor: u64,
    channel: usize,
    campaign: Option<usize>,
    country: &'static str,
    /// What was reached, with the order behind it.
    goals: Vec<&'static str>,
    order: Option<usize>,
}

struct Files {
    visits: Sheet,
    events: Sheet,
    visit_count: usize,
    event_count: usize,
}

/// Writes visits and events by time, one day after the other.
pub(crate) fn write(world: &World, orders: &[PlacedOrder]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Visits);
    let create = |name, format, header: &[&str]| Sheet::create(&world.directory, name, format, header);
    let mut files = Files {
        visits: create("web_visits.csv.gz", Format::GZIP, &VISIT_HEADER)?,
        events: create("web_events.csv", Format::COMMA, &EVENT_HEADER)?,
        visit_count: 0,
        event_count: 0,
    };
    let weights = traffic(world);
    let mut returning = vec![0_u64; 2_000];
    let mut next_order = 0;
    for (day, weight) in (0..).zip(&weights) {
        let anonymous = dice.poisson(weight * VISITS * 0.955 * world.scale);
        let mut visits: Vec<Visit> =
            (0..anonymous).map(|_| anonymous_visit(world, &mut dice, day, &mut returning)).collect();
        let end = world.timeline.start_of(day + 1);
        while let Some(order) = orders.get(next_order).filter(|order| order.at < end) {
            visits.extend(visit_before(world, &mut dice, next_order, order));
            next_order += 1;
        }
        visits.sort_by_key(|visit| (visit.at, visit.visitor));
        for visit in &visits {
            write_visit(world, &mut dice, &mut files, orders, visit)?;
        }
    }
    files.visits.finish()?;
    files.events.finish()?;
    write_touches(world, &mut dice)
}

/// Share of all visits on each day.
fn traffic(world: &World) -> Vec<f64> {
    let weight = |day: i32| {
        let date = world.timeline.date(day);
        0.35 + world.story.acquisition_weight(day, date) * 0.7
    };
    let total: f64 = (0..world.timeline.days).map(weight).sum();
    (0..world.timeline.days).map(|day| weight(day) / total).collect()
}

fn anonymous_visit(world: &World, dice: &mut Dice, day: i32, returning: &mut [u64]) -> Visit {
    let place = dice.index(returning.len());
    if !dice.chance(0.3) || returning[place] == 0 {
        returning[place] = 1 + (dice.share() * 1e15) as u64;
    }
    let channel = dice.weighted(&CHANNELS.map(|channel| channel.2));
    let campaign = campaigns::behind(&world.campaigns, dice, CHANNELS[channel].0, day);
    let country = COUNTRIES[dice.weighted(&COUNTRIES.map(|country| country.weight))].code;
    let warm = if matches!(CHANNELS[channel].0, "paid_search" | "email") { 1.6 } else { 1.0 };
    let goals = match dice.share() {
        share if share < 0.011 * warm => vec!["lead"],
        share if share < 0.017 * warm => vec!["signup"],
        _ => Vec::new(),
    };
    let at = world.timeline.at(day, office_second(dice));
    Visit { at, visitor: returning[place], channel, campaign, country, goals, order: None }
}

/// Only some buyers agree to be measured.
fn visit_before(world: &World, dice: &mut Dice, position: usize, order: &PlacedOrder) -> Option<Visit> {
    let customer = &world.customers[order.customer];
    let agrees = customer.index % 10 < 3;
    if !order.is_web || !agrees || !dice.chance(if order.is_first { 0.9 } else { 0.42 }) {
        return None;
    }
    let goals = if order.is_first { vec!["signup", "customer", "purchase"] } else { vec!["purchase"] };
    let came_from = CHANNELS.iter().position(|channel| channel.0 == customer.channel);
    let channel = came_from.filter(|_| order.is_first).unwrap_or(usize::from(dice.chance(0.6)));
    Some(Visit {
        at: (order.at - dice.between(120, 1_500)).max(world.timeline.start_of(0)),
        visitor: 7_000_000_000_000_000 + customer.index as u64 * 104_729,
        channel,
        campaign: customer.campaign.filter(|_| order.is_first),
        country: customer.country.code,
        goals,
        order: Some(position),
    })
}

fn write_visit(
    world: &World,
    dice: &mut Dice,
    files: &mut Files,
    orders: &[PlacedOrder],
    visit: &Visit,
) -> Result<(), DemoError> {
    let device = ["desktop", "mobile", "tablet"][dice.weighted(&[0.58, 0.37, 0.05])];
    let landing = ["/", "/machines", "/beans", "/care", "/blog/office-coffee", "/trade-in"]
        [dice.weighted(&[0.3, 0.25, 0.18, 0.1, 0.12, 0.05])];
    let is_bot = visit.goals.is_empty() && dice.chance(0.022);
    let is_bounce = visit.goals.is_empty() && dice.chance(0.38);
    let pages = if is_bounce { 1 } else { 2 + dice.poisson(2.6) };
    let engaged = if is_bounce { dice.between(0, 9_000) } else { dice.log_normal(62_000.0, 0.9) as i64 };
    let (channel, source, _) = CHANNELS[visit.channel];
    let visitor = format!("{:x}", visit.visitor);
    files.visit_count += 1;
    files.visits.row(&[
        &files.visit_count,
        &visitor,
        &Utc(visit.at),
        &channel,
        &source,
        &world.campaign(visit.campaign),
        &landing,
        &device,
        &visit.country,
        &engaged,
        &pages,
        &u8::from(is_bot),
    ])?;
    let order = visit.order.map(|position| &orders[position]);
    for goal in &visit.goals {
        let customer = order.map(|order| &world.customers[order.customer]);
        let at = order.map_or(visit.at + 90, |order| order.at);
        let value = order.filter(|_| *goal == "purchase").map(|order| Cents(order.net));
        let currency = customer.filter(|_| value.is_some()).map(|customer| customer.country.currency);
        let Some(at) = world.happened(at) else { continue };
        files.event_count += 1;
        files.events.row(&[
            &files.event_count,
            &visitor,
            &Utc(at),
            goal,
            &channel,
            &Maybe(customer.map(|customer| customer.shop_number())),
            &Maybe(value),
            &Maybe(currency),
        ])?;
    }
    Ok(())
}

/// Up to three contacts with the campaign that brought a customer.
fn write_touches(world: &World, dice: &mut Dice) -> Result<(), DemoError> {
    let mut touches = Vec::new();
    for customer in world.customers.iter().filter(|customer| !customer.is_test) {
        let (Some(campaign), Some(first)) = (customer.campaign, customer.first_order) else { continue };
        for position in 0..1 + dice.poisson(0.6) {
            let before = if position == 0 { dice.between(300, 7_200) } else { dice.between(1, 60) * DAY_SECONDS };
            let at = first - before;
            if at >= world.timeline.start_of(0) {
                let kind = if dice.chance(0.2) { "form" } else { "click" };
                touches.push((at, customer.index, campaign, kind));
            }
        }
    }
    touches.sort_unstable();
    let mut sheet = Sheet::create(&world.directory, "marketing_touches.csv", Format::COMMA, &TOUCH_HEADER)?;
    for (position, (at, customer, campaign, kind)) in touches.into_iter().enumerate() {
        let customer = &world.customers[customer];
        sheet.row(&[
            &(position + 1),
            &kind,
            &Utc(at),
            &world.campaigns[campaign].id,
            &world.campaigns[campaign].channel,
            &customer.shop_number(),
            &"",
        ])?;
    }
    sheet.finish()
}
