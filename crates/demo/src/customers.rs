//! The customers and prospects, and what becomes of each. Everything else follows from here.

use crate::campaigns::{self, Campaign};
use crate::names::{COUNTRIES, Country, slug};
use crate::random::{Dice, Topic};
use crate::staff::Staff;
use crate::story::Story;
use crate::timeline::{Second, Timeline};
use std::collections::HashSet;

/// An organization the company deals with.
pub(crate) struct Customer {
    /// Position in the list; the external ids are made of it.
    pub(crate) index: usize,
    /// The name without legal form.
    pub(crate) name: String,
    /// The legal form: in the CRM and in the shop.
    pub(crate) legal: (&'static str, &'static str),
    pub(crate) country: &'static Country,
    pub(crate) city: &'static str,
    pub(crate) segment: &'static str,
    pub(crate) employees: i64,
    pub(crate) channel: &'static str,
    pub(crate) campaign: Option<usize>,
    pub(crate) domain: String,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) owner: Option<usize>,
    /// First contact, at or before the first order.
    pub(crate) created: Second,
    /// First order; `None` for prospects who never bought.
    pub(crate) first_order: Option<Second>,
    /// Last day on which something may be ordered.
    pub(crate) buys_until: i32,
    /// Average days between orders.
    pub(crate) pause: f64,
    /// Size of what is ordered; 1 is a small office.
    pub(crate) appetite: f64,
    pub(crate) in_crm: bool,
    pub(crate) via_lead: bool,
    pub(crate) pays_by_invoice: bool,
    pub(crate) is_test: bool,
    /// The day on which the service problem hit.
    pub(crate) trouble: Option<i32>,
    /// The service problem drives them away.
    pub(crate) leaves_angry: bool,
    /// What they think of the company, around 0; above is better.
    pub(crate) mood: f64,
}

/// Somebody who works there.
pub(crate) struct Contact {
    pub(crate) first: &'static str,
    pub(crate) family: &'static str,
    pub(crate) title: &'static str,
    pub(crate) email: String,
}

const CUSTOMERS: f64 = 20_000.0;
const PROSPECTS: f64 = 3_600.0;
const TEST_CUSTOMERS: usize = 4;

/// Channel, share of customers, share that arrives as a lead in the CRM.
const CHANNELS: [(&str, f64, f64); 8] = [
    ("organic", 0.25, 0.10),
    ("paid_search", 0.19, 0.18),
    ("paid_social", 0.05, 0.15),
    ("email", 0.08, 0.08),
    ("referral", 0.17, 0.20),
    ("partner", 0.08, 0.55),
    ("outbound", 0.12, 0.95),
    ("event", 0.06, 0.80),
];

/// Segment, share, smallest and largest staff, appetite, share that pays by invoice.
const SEGMENTS: [(&str, f64, i64, i64, f64, f64); 4] = [
    ("Small office", 0.47, 2, 19, 0.9, 0.12),
    ("Mid-size office", 0.26, 20, 199, 1.7, 0.38),
    ("Hospitality", 0.18, 4, 80, 1.8, 0.30),
    ("Enterprise", 0.09, 200, 4000, 3.6, 0.80),
];

const TITLES: [&str; 7] =
    ["Office manager", "Facility manager", "Owner", "Purchasing", "Assistant", "Finance manager", "Operations manager"];

/// Customers in the order in which they were won, then prospects, then the company's own test accounts.
pub(crate) fn invent(
    seed: u64,
    scale: f64,
    timeline: &Timeline,
    story: &Story,
    staff: &Staff,
    campaigns: &[Campaign],
) -> Vec<Customer> {
    let mut maker = Maker {
        dice: Dice::new(seed, Topic::Customers),
        timeline,
        story,
        staff,
        campaigns,
        taken: HashSet::new(),
        chances: acquisition_chances(timeline, story),
    };
    let count = |full: f64| libm::round(full * scale).max(20.0) as usize;
    let mut won: Vec<i32> = (0..count(CUSTOMERS)).map(|_| maker.acquisition_day()).collect();
    won.sort_unstable();
    let mut customers: Vec<Customer> = Vec::with_capacity(won.len() + count(PROSPECTS) + TEST_CUSTOMERS);
    for day in won {
        customers.push(maker.customer(customers.len(), day));
    }
    for _ in 0..count(PROSPECTS) {
        customers.push(maker.prospect(customers.len()));
    }
    for number in 1..=TEST_CUSTOMERS {
        customers.push(maker.test_customer(customers.len(), number));
    }
    customers
}

/// Days weighted by how many customers are won on them, summed up.
fn acquisition_chances(timeline: &Timeline, story: &Story) -> Vec<f64> {
    (0..timeline.days)
        .scan(0.0, |sum, day| {
            *sum += story.acquisition_weight(day, timeline.date(day));
            Some(*sum)
        })
        .collect()
}

struct Maker<'a> {
    dice: Dice,
    timeline: &'a Timeline,
    story: &'a Story,
    staff: &'a Staff,
    campaigns: &'a [Campaign],
    taken: HashSet<String>,
    chances: Vec<f64>,
}

impl Maker<'_> {
    fn acquisition_day(&mut self) -> i32 {
        let total = self.chances.last().copied().unwrap_or(0.0);
        let goal = self.dice.share() * total;
        self.chances.partition_point(|sum| *sum <= goal) as i32
    }

    fn customer(&mut self, index: usize, day: i32) -> Customer {
        let channel_index = self.dice.weighted(&CHANNELS.map(|channel| channel.1));
        let (channel, _, lead_share) = CHANNELS[channel_index];
        let via_lead = self.dice.chance(lead_share);
        let mut customer = self.organization(index, channel, day);
        customer.via_lead = via_lead;
        customer.in_crm = via_lead || customer.employees >= 20 || self.dice.chance(0.42);
        let first_order = self.timeline.at(day, office_second(&mut self.dice));
        customer.first_order = Some(first_order);
        customer.created = match via_lead {
            true => first_order - self.dice.log_normal(21.0 * 86_400.0, 0.7).min(85.0 * 86_400.0) as i64,
            false => first_order - self.dice.between(60, 5_400),
        }
        .max(self.timeline.start_of(0));
        self.decide_loyalty(&mut customer, day);
        customer
    }

    fn prospect(&mut self, index: usize) -> Customer {
        let day = self.acquisition_day();
        let channel_index = self.dice.weighted(&CHANNELS.map(|channel| channel.1 * channel.2));
        let mut customer = self.organization(index, CHANNELS[channel_index].0, day);
        customer.in_crm = true;
        customer
    }

    fn test_customer(&mut self, index: usize, number: usize) -> Customer {
        let mut customer = self.customer(index, 3);
        customer.name = format!("Aurikava test account {number}");
        customer.domain = format!("test{number}.aurikava.example");
        customer.is_test = true;
        customer.in_crm = false;
        customer.trouble = None;
        customer
    }

    fn organization(&mut self, index: usize, channel: &'static str, day: i32) -> Customer {
        let dice = &mut self.dice;
        let country = COUNTRIES[dice.weighted(&COUNTRIES.map(|country| country.weight))];
        let (segment, _, smallest, largest, appetite, by_invoice) =
            SEGMENTS[dice.weighted(&SEGMENTS.map(|segment| segment.1))];
        let (name, domain) = unused_name(dice, country, &mut self.taken);
        let employees = dice.log_normal(libm::sqrt(smallest as f64 * largest as f64), 0.6) as i64;
        let contacts =
            (0..[1, 2, 3][dice.weighted(&[0.55, 0.3, 0.15])]).map(|_| contact(dice, country, &domain)).collect();
        let campaign = campaigns::behind(self.campaigns, dice, channel, day);
        let owner = self.staff.on_duty(dice, sales_team(country.code), day);
        let angry_mood = if segment == "Small office" { -0.15 } else { 0.0 };
        Customer {
            index,
            name,
            legal: country.legal[dice.index(country.legal.len())],
            country,
            city: dice.pick(country.cities),
            segment,
            employees: employees.clamp(smallest, largest),
            channel,
            campaign,
            domain,
            contacts,
            owner: (!dice.chance(0.06)).then_some(owner),
            created: self.timeline.at(day, office_second(dice)),
            first_order: None,
            buys_until: -1,
            pause: 30.0,
            appetite: appetite * dice.log_normal(1.0, 0.35),
            in_crm: false,
            via_lead: false,
            pays_by_invoice: dice.chance(by_invoice),
            is_test: false,
            trouble: None,
            leaves_angry: false,
            mood: angry_mood + if segment == "Enterprise" { 0.25 } else { 0.0 } + 0.8 * dice.normal(),
        }
    }

    /// Few buy often and long, many buy once; those hit by the service problem leave more often.
    fn decide_loyalty(&mut self, customer: &mut Customer, day: i32) {
        let dice = &mut self.dice;
        let orders_a_month = dice.pareto(0.365, 1.75).min(9.0);
        customer.pause = 30.0 / orders_a_month;
        let buys_once = dice.chance(if customer.employees >= 20 { 0.2 } else { 0.3 });
        let stays = dice.exponential(950.0 + 250.0 * customer.mood.clamp(-1.5, 1.5)) as i32;
        customer.buys_until = if buys_once { day } else { day.saturating_add(stays) };
        let (from, to) = self.story.trouble();
        let is_hit = customer.segment == crate::story::TROUBLED_SEGMENT && day < from && dice.chance(0.6);
        if is_hit && customer.buys_until > from {
            let hit = dice.between(i64::from(from), i64::from(to)) as i32;
            customer.trouble = Some(hit);
            customer.leaves_angry = dice.chance(0.3);
            if customer.leaves_angry {
                customer.buys_until = customer.buys_until.min(hit + dice.between(5, 60) as i32);
            }
        }
    }
}

fn unused_name(dice: &mut Dice, country: &Country, taken: &mut HashSet<String>) -> (String, String) {
    let mut name = country.company(dice);
    for attempt in 2.. {
        let domain = format!("{}.example", slug(&name));
        if taken.insert(domain.clone()) {
            return (name, domain);
        }
        name = match attempt {
            0..6 => country.company(dice),
            _ => format!("{} {attempt}", country.company(dice)),
        };
    }
    (name, String::new())
}

fn contact(dice: &mut Dice, country: &Country, domain: &str) -> Contact {
    let (first, family) = country.person(dice);
    let email = format!("{}.{}@{domain}", slug(first), slug(family));
    Contact { first, family, title: dice.pick(&TITLES), email }
}

pub(crate) fn sales_team(country: &str) -> &'static str {
    match country {
        "DE" => "Sales DACH",
        "PL" => "Sales Poland",
        "US" => "Sales Americas",
        _ => "Sales Baltics",
    }
}

/// When offices do things: morning and early afternoon, rarely in the evening.
pub(crate) fn office_second(dice: &mut Dice) -> i64 {
    let hour = match dice.weighted(&[0.55, 0.37, 0.08]) {
        0 => 10.3 + 1.3 * dice.normal(),
        1 => 14.4 + 1.4 * dice.normal(),
        _ => 19.5 + 1.8 * dice.normal(),
    };
    (hour.clamp(0.2, 23.8) * 3_600.0) as i64 + dice.between(0, 59)
}

impl Customer {
    /// Key in the CRM.
    pub(crate) fn account(&self) -> String {
        format!("ACC-{:06}", self.index + 1)
    }

    /// Key of a contact in the CRM.
    pub(crate) fn contact(&self, position: usize) -> String {
        format!("CON-{:06}-{}", self.index + 1, position + 1)
    }

    /// Key in the shop.
    pub(crate) fn shop_number(&self) -> usize {
        100_000 + self.index * 7 + 3
    }

    pub(crate) fn crm_name(&self) -> String {
        self.legal.0.replace("{}", &self.name)
    }

    /// As somebody typed it into the shop's form: other legal form, sometimes shouting, sometimes without it.
    pub(crate) fn shop_name(&self) -> String {
        match self.index % 11 {
            3 => self.name.to_uppercase(),
            7 => self.name.clone(),
            _ => self.legal.1.replace("{}", &self.name),
        }
    }

    /// Tax number in the form of the country, where it has one.
    pub(crate) fn tax_number(&self) -> Option<String> {
        let number = 100_000_000 + self.index * 37;
        (self.country.code != "US" && self.employees >= 10).then(|| format!("{}{number}", self.country.code))
    }

    pub(crate) fn phone(&self) -> String {
        format!("{} {} {:05}", self.country.phone_prefix, 600 + self.index % 89, (self.index * 7_919) % 100_000)
    }
}
