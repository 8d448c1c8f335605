//! Enquiries in the CRM: those of later customers, those of prospects, and the many of which nothing came.

use crate::DemoError;
use crate::campaigns;
use crate::customers::{office_second, sales_team};
use crate::deals::Deal;
use crate::names::{COUNTRIES, slug};
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Maybe, Utc};
use std::collections::BTreeMap;

const STRANGERS: f64 = 18_500.0;
const HEADER: [&str; 17] = [
    "Lead ID",
    "Full Name",
    "Email",
    "Company",
    "Country",
    "Lead Source",
    "Campaign",
    "Status",
    "Owner ID",
    "Account ID",
    "Opportunity ID",
    "Created Date",
    "Qualified Date",
    "Converted Date",
    "Disqualified Date",
    "Reason",
    "Spam",
];

struct Lead {
    name: String,
    email: String,
    company: String,
    country: &'static str,
    channel: &'static str,
    campaign: Option<usize>,
    owner: Option<usize>,
    account: String,
    deal: String,
    created: Second,
    qualified: Option<Second>,
    converted: Option<Second>,
    dropped: Option<Second>,
    reason: &'static str,
    is_spam: bool,
}

pub(crate) fn write(world: &World, deals: &[Deal]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Leads);
    let mut leads = known(world, &mut dice, &first_deals(deals));
    for _ in 0..libm::round(STRANGERS * world.scale) as usize {
        leads.push(stranger(world, &mut dice));
    }
    leads.sort_by(|a, b| (a.created, &a.email).cmp(&(b.created, &b.email)));
    let mut sheet = Sheet::create(&world.directory, "crm_leads.csv", Format::COMMA, &HEADER)?;
    for (position, lead) in leads.iter().enumerate() {
        write_lead(world, &mut sheet, position, lead)?;
    }
    sheet.finish()
}

fn write_lead(world: &World, sheet: &mut Sheet, position: usize, lead: &Lead) -> Result<(), DemoError> {
    let (qualified, converted) = (when(world, lead.qualified), when(world, lead.converted));
    let dropped = when(world, lead.dropped);
    let status = match (converted, dropped, qualified) {
        (Some(_), _, _) => "Converted",
        (_, Some(_), _) => "Disqualified",
        (_, _, Some(_)) => "Qualified",
        _ => "New",
    };
    sheet.row(&[
        &format!("LEAD-{:06}", position + 1),
        &lead.name,
        &lead.email,
        &lead.company,
        &lead.country,
        &lead.channel,
        &world.campaign(lead.campaign),
        &status,
        &Maybe(lead.owner.map(|owner| world.employee(owner))),
        &lead.account,
        &lead.deal,
        &Utc(lead.created),
        &Maybe(qualified.map(Utc)),
        &Maybe(converted.map(Utc)),
        &Maybe(dropped.map(Utc)),
        &if dropped.is_some() { lead.reason } else { "" },
        &lead.is_spam,
    ])
}

fn when(world: &World, at: Option<Second>) -> Option<Second> {
    at.and_then(|at| world.happened(at))
}

/// The first deal of each customer who was new.
fn first_deals(deals: &[Deal]) -> BTreeMap<usize, &Deal> {
    let new = deals.iter().filter(|deal| deal.kind == "new");
    new.rev().map(|deal| (deal.customer, deal)).collect()
}

fn known(world: &World, dice: &mut Dice, deals: &BTreeMap<usize, &Deal>) -> Vec<Lead> {
    let mut leads = Vec::new();
    for customer in world.customers.iter().filter(|customer| !customer.is_test) {
        if !customer.via_lead && customer.first_order.is_some() {
            continue;
        }
        let contact = &customer.contacts[0];
        let wait = (dice.exponential(2.5) * DAY_SECONDS as f64) as i64;
        let latest = customer.first_order.unwrap_or(Second::MAX) - 30;
        let never_bought = customer.first_order.is_none();
        let dropped = (never_bought && dice.chance(0.6)).then(|| customer.created + dice.between(10, 90) * DAY_SECONDS);
        leads.push(Lead {
            name: format!("{} {}", contact.first, contact.family),
            email: contact.email.clone(),
            company: customer.shop_name(),
            country: customer.country.code,
            channel: customer.channel,
            campaign: customer.campaign,
            owner: customer.owner,
            account: customer.account(),
            deal: deals.get(&customer.index).map(|deal| deal.id.clone()).unwrap_or_default(),
            created: customer.created,
            qualified: Some((customer.created + wait).min(latest).max(customer.created)),
            converted: customer.first_order,
            dropped: dropped.map(|at| at.max(customer.created + wait)),
            reason: dice.pick(&["No budget", "Chose a competitor", "Postponed"]),
            is_spam: false,
        });
    }
    leads
}

fn stranger(world: &World, dice: &mut Dice) -> Lead {
    let day = (dice.share() * f64::from(world.timeline.days)) as i32;
    let day = if dice.chance(0.5) { day.max((dice.share() * f64::from(world.timeline.days)) as i32) } else { day };
    let country = COUNTRIES[dice.weighted(&COUNTRIES.map(|country| country.weight))];
    let (first, family) = country.person(dice);
    let company = country.company(dice);
    let channel = ["organic", "paid_search", "paid_social", "email", "partner", "event"]
        [dice.weighted(&[0.27, 0.3, 0.16, 0.08, 0.06, 0.13])];
    let created = world.timeline.at(day, office_second(dice));
    let owner = world.staff.on_duty(dice, sales_team(country.code), day);
    let is_qualified = dice.chance(0.3);
    let qualified = is_qualified.then(|| created + dice.between(1, 9) * DAY_SECONDS);
    let dropped = dice.chance(0.9).then(|| qualified.unwrap_or(created) + dice.between(1, 45) * DAY_SECONDS);
    Lead {
        name: format!("{first} {family}"),
        email: format!("{}.{}@{}-{}.example", slug(first), slug(family), slug(&company), dice.between(10, 9_999)),
        company,
        country: country.code,
        channel,
        campaign: campaigns::behind(&world.campaigns, dice, channel, day),
        owner: (!dice.chance(0.12)).then_some(owner),
        account: String::new(),
        deal: String::new(),
        created,
        qualified,
        converted: None,
        dropped,
        reason: dice.pick(&["No answer", "No budget", "Too small", "Wrong address", "Private person"]),
        is_spam: !is_qualified && dice.chance(0.03),
    }
}
