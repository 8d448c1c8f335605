//! Requests to the service desks, with every message, reassignment and change of status.

use crate::DemoError;
use crate::customers::{Customer, office_second};
use crate::random::{Dice, Topic};
use crate::service_hours::next_open;
use crate::sheet::{Format, Sheet};
use crate::story::TROUBLED_SEGMENT;
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{DayFirst, Maybe, Utc};
use std::collections::HashMap;

/// A solved ticket, for the surveys that follow.
pub(crate) struct Solved {
    pub(crate) number: usize,
    pub(crate) customer: usize,
    pub(crate) at: Second,
    pub(crate) agent: usize,
    pub(crate) is_trouble: bool,
    pub(crate) replies: usize,
    pub(crate) channel: &'static str,
}

struct Ticket {
    created: Second,
    customer: usize,
    is_trouble: bool,
}

struct Event {
    at: Second,
    kind: &'static str,
    author: &'static str,
    agent: Option<usize>,
    is_public: bool,
    from: String,
    to: String,
}

struct Course {
    events: Vec<Event>,
    first_response: Option<Second>,
    solved: Option<Second>,
    replies: usize,
    agent: usize,
    status: &'static str,
}

const TICKETS_A_DAY: f64 = 0.0093;
const TOPICS: [(&str, f64); 6] = [
    ("Delivery", 0.27),
    ("Machine fault", 0.25),
    ("Invoice", 0.17),
    ("Order change", 0.13),
    ("Maintenance", 0.12),
    ("Other", 0.06),
];
const TICKET_HEADER: [&str; 15] = [
    "Ticket",
    "Opened",
    "Customer No",
    "Agent",
    "Group",
    "Channel",
    "Type",
    "Topic",
    "Priority",
    "Status",
    "Subject",
    "Opened By",
    "Closed",
    "Merged Into",
    "Flag",
];
const EVENT_HEADER: [&str; 9] = ["event_id", "ticket", "at", "event", "author", "agent", "public", "before", "after"];
const PROMISE_HEADER: [&str; 5] = ["ticket", "target", "policy", "due_at", "met_at"];

/// The files of one help desk, written side by side.
struct Files {
    tickets: Sheet,
    events: Sheet,
    promises: Sheet,
}

pub(crate) fn write(world: &World) -> Result<Vec<Solved>, DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Tickets);
    let tickets = plan(world, &mut dice);
    let create = |name, format, header: &[&str]| Sheet::create(&world.directory, name, format, header);
    let mut files = Files {
        tickets: create("helpdesk_tickets.csv", Format::COMMA, &TICKET_HEADER)?,
        events: create("helpdesk_events.csv.gz", Format::GZIP, &EVENT_HEADER)?,
        promises: create("helpdesk_promises.csv", Format::COMMA, &PROMISE_HEADER)?,
    };
    let mut solved = Vec::new();
    let mut latest: HashMap<usize, (usize, Second)> = HashMap::new();
    for (position, ticket) in tickets.iter().enumerate() {
        let number = 20_001 + position;
        let recent = latest.get(&ticket.customer).filter(|(_, at)| ticket.created - at < 12 * DAY_SECONDS);
        if let Some((survivor, _)) = recent.filter(|_| dice.chance(0.22)) {
            write_merged(world, &mut dice, &mut files, number, ticket, *survivor)?;
            continue;
        }
        latest.insert(ticket.customer, (number, ticket.created));
        solved.extend(write_ticket(world, &mut dice, &mut files, number, ticket)?);
    }
    files.tickets.finish()?;
    files.events.finish()?;
    files.promises.finish()?;
    solved.sort_by_key(|ticket| (ticket.at, ticket.number));
    Ok(solved)
}

fn plan(world: &World, dice: &mut Dice) -> Vec<Ticket> {
    let mut tickets = Vec::new();
    for customer in &world.customers {
        let Some(first) = customer.first_order else { continue };
        let from = world.timeline.day_of(first);
        let until = customer.buys_until.saturating_add(45).min(world.timeline.days - 1);
        let rate = TICKETS_A_DAY * dice.log_normal(0.8, 0.65) * if customer.employees >= 20 { 1.3 } else { 1.0 };
        let mut day = f64::from(from);
        loop {
            day += dice.exponential(1.0 / rate);
            if day > f64::from(until) {
                break;
            }
            let is_trouble = world.story.is_trouble(day as i32, customer.segment) && dice.chance(0.7);
            tickets.push(ticket(world, dice, customer, day as i32, is_trouble));
        }
        if let Some(hit) = customer.trouble {
            for _ in 0..1 + dice.poisson(0.9) {
                let day = (hit + dice.between(0, 9) as i32).min(world.timeline.days - 1);
                tickets.push(ticket(world, dice, customer, day, true));
            }
        }
    }
    tickets.sort_by_key(|ticket| (ticket.created, ticket.customer));
    tickets
}

fn ticket(world: &World, dice: &mut Dice, customer: &Customer, day: i32, is_trouble: bool) -> Ticket {
    let second = office_second(dice) + if customer.country.code == "US" { 5 * 3_600 } else { 0 };
    let after_first = customer.first_order.unwrap_or(0) + 900;
    let created = world.timeline.at(day, second.min(DAY_SECONDS - 1)).max(after_first).min(world.timeline.end() - 1);
    Ticket { created, customer: customer.index, is_trouble }
}

/// What stands in a ticket's own row.
struct Row<'a> {
    number: usize,
    ticket: &'a Ticket,
    agent: usize,
    team: &'static str,
    channel: &'static str,
    topic: &'static str,
    priority: &'static str,
    status: &'a str,
    closed: Option<Second>,
    merged_into: Option<usize>,
    is_spam: bool,
}

fn write_ticket(
    world: &World,
    dice: &mut Dice,
    files: &mut Files,
    number: usize,
    ticket: &Ticket,
) -> Result<Option<Solved>, DemoError> {
    let team = team_of(&world.customers[ticket.customer]);
    let agent = world.staff.on_duty(dice, team, world.timeline.day_of(ticket.created));
    let channel = choose_channel(dice);
    let topic = TOPICS[dice.weighted(&TOPICS.map(|topic| topic.1))].0;
    let weights = if ticket.is_trouble { [0.05, 0.35, 0.4, 0.2] } else { [0.18, 0.62, 0.15, 0.05] };
    let priority = ["low", "normal", "high", "urgent"][dice.weighted(&weights)];
    let is_spam = dice.chance(0.009);
    let mut course = run(world, dice, ticket, agent, channel, priority);
    course.events.retain(|event| event.at < world.timeline.end());
    let closed = course.solved.and_then(|at| world.happened(at + 4 * DAY_SECONDS));
    let solved = course.solved.and_then(|at| world.happened(at));
    let last_status = course.events.iter().rev().find(|event| event.kind == "status");
    let status = match (closed, last_status) {
        (Some(_), _) => "closed",
        (None, Some(event)) => &event.to,
        (None, None) => "new",
    };
    let agent = course.agent;
    let row = Row { number, ticket, agent, team, channel, topic, priority, status, closed, merged_into: None, is_spam };
    write_row(world, files, &row)?;
    write_events(world, files, number, &course.events)?;
    write_promise(world, files, &row, course.first_response)?;
    let (customer, is_trouble, replies) = (ticket.customer, ticket.is_trouble, course.replies);
    Ok(solved.filter(|_| !is_spam).map(|at| Solved { number, customer, at, agent, is_trouble, replies, channel }))
}

/// Somebody asked again before the answer came: the second request is closed in favour of the first.
fn write_merged(
    world: &World,
    dice: &mut Dice,
    files: &mut Files,
    number: usize,
    ticket: &Ticket,
    survivor: usize,
) -> Result<(), DemoError> {
    let team = team_of(&world.customers[ticket.customer]);
    let agent = world.staff.on_duty(dice, team, world.timeline.day_of(ticket.created));
    let merged = world.happened(ticket.created + dice.between(300, 5_000));
    let mut course = Course::begin(ticket.created, agent);
    if let Some(at) = merged {
        course.status(at, "closed");
    }
    let row = Row {
        number,
        ticket,
        agent,
        team,
        channel: choose_channel(dice),
        topic: "Other",
        priority: "normal",
        status: course.status,
        closed: merged,
        merged_into: merged.map(|_| survivor),
        is_spam: false,
    };
    write_row(world, files, &row)?;
    write_events(world, files, number, &course.events)
}

fn choose_channel(dice: &mut Dice) -> &'static str {
    ["email", "phone", "chat", "web"][dice.weighted(&[0.46, 0.27, 0.15, 0.12])]
}

fn team_of(customer: &Customer) -> &'static str {
    if customer.country.code == "US" { "Service Americas" } else { "Service Europe" }
}

fn write_row(world: &World, files: &mut Files, row: &Row<'_>) -> Result<(), DemoError> {
    let customer = &world.customers[row.ticket.customer];
    let kind = if matches!(row.topic, "Machine fault" | "Delivery") { "problem" } else { "question" };
    let local = |at: Second| DayFirst(world.timeline.local(at));
    files.tickets.row(&[
        &row.number,
        &local(row.ticket.created),
        &customer.shop_number(),
        &world.employee(row.agent),
        &row.team,
        &row.channel,
        &kind,
        &row.topic,
        &row.priority,
        &row.status,
        &format!("{}: {}", row.topic, customer.name),
        &"customer",
        &Maybe(row.closed.map(local)),
        &Maybe(row.merged_into),
        &if row.is_spam { "spam" } else { "" },
    ])
}

fn write_events(world: &World, files: &mut Files, number: usize, events: &[Event]) -> Result<(), DemoError> {
    for (position, event) in events.iter().enumerate() {
        files.events.row(&[
            &format!("{number}-{:02}", position + 1),
            &number,
            &Utc(event.at),
            &event.kind,
            &event.author,
            &Maybe(event.agent.map(|agent| world.employee(agent))),
            &event.is_public,
            &event.from,
            &event.to,
        ])?;
    }
    Ok(())
}

fn write_promise(world: &World, files: &mut Files, row: &Row<'_>, met: Option<Second>) -> Result<(), DemoError> {
    let hours = match row.priority {
        "urgent" => 2,
        "high" => 4,
        _ => 8,
    };
    let due = next_open(world, row.team == "Service Americas", row.ticket.created) + hours * 3_600;
    let met = met.and_then(|at| world.happened(at));
    files.promises.row(&[&row.number, &"first_response", &row.priority, &Utc(due), &Maybe(met.map(Utc))])
}

/// What happens to a ticket from the first message until it is solved for good.
fn run(world: &World, dice: &mut Dice, ticket: &Ticket, agent: usize, channel: &str, priority: &str) -> Course {
    let is_americas = world.customers[ticket.customer].country.code == "US";
    let skill = world.staff.people[agent].skill;
    let hurry = match (channel, priority) {
        ("phone" | "chat", _) => 0.08,
        (_, "urgent") => 0.4,
        (_, "high") => 0.7,
        _ => 1.0,
    };
    let slow = if ticket.is_trouble { 6.5 } else { 1.0 };
    let answer = |dice: &mut Dice, at: Second, median: f64| {
        let work = dice.log_normal(median * slow * hurry / skill, 0.85) as i64 + 40;
        next_open(world, is_americas, next_open(world, is_americas, at) + work)
    };
    let mut course = Course::begin(ticket.created, agent);
    let first = answer(dice, ticket.created, 6_300.0);
    course.assign(ticket.created + (first - ticket.created) / 3, "", world.employee(agent), agent);
    course.status(ticket.created + (first - ticket.created) / 3, "open");
    if dice.chance(if ticket.is_trouble { 0.4 } else { 0.11 }) {
        let team = world.staff.people[agent].team;
        let other = world.staff.on_duty(dice, team, world.timeline.day_of(ticket.created));
        if other != agent {
            let at = ticket.created + (first - ticket.created) / 2;
            course.assign(at, world.employee(agent), world.employee(other), other);
        }
    }
    course.message(first, "agent", Some(course.agent));
    course.first_response = Some(first);
    let mut at = first;
    let rounds = if dice.chance(if ticket.is_trouble { 0.3 } else { 0.77 }) { 0 } else { 1 + dice.poisson(0.8) };
    for _ in 0..rounds {
        course.status(at + 20, "pending");
        at += dice.log_normal(14_000.0, 0.8) as i64 + 60;
        course.message(at, "customer", None);
        course.status(at + 5, "open");
        at = answer(dice, at, 7_000.0);
        course.message(at, "agent", Some(course.agent));
    }
    // Some are solved with the answer, some after a repair or a delivery.
    let after = if dice.chance(0.55) { 60 } else { dice.log_normal(30_000.0 * slow.min(3.0), 0.7) as i64 };
    at = next_open(world, is_americas, at + after);
    course.status(at, "solved");
    while dice.chance(if ticket.is_trouble { 0.34 } else { 0.055 }) {
        at += dice.log_normal(1.4 * DAY_SECONDS as f64, 0.5).min(3.8 * 86_400.0) as i64;
        course.message(at, "customer", None);
        course.status(at + 5, "open");
        at = answer(dice, at, 7_000.0);
        course.message(at, "agent", Some(course.agent));
        course.status(at + 120, "solved");
        at += 120;
    }
    course.solved = Some(at);
    course
}

impl Course {
    fn begin(at: Second, agent: usize) -> Self {
        let (events, first_response, solved) = (Vec::new(), None, None);
        let mut course = Self { events, first_response, solved, replies: 0, agent, status: "new" };
        course.message(at, "customer", None);
        course
    }

    fn message(&mut self, at: Second, author: &'static str, agent: Option<usize>) {
        self.replies += usize::from(agent.is_some());
        let (from, to) = (String::new(), String::new());
        self.events.push(Event { at, kind: "message", author, agent, is_public: true, from, to });
    }

    fn status(&mut self, at: Second, to: &'static str) {
        let author = if to == "open" { "system" } else { "agent" };
        let agent = (author == "agent").then_some(self.agent);
        let from = self.status.to_owned();
        self.events.push(Event { at, kind: "status", author, agent, is_public: false, from, to: to.to_owned() });
        self.status = to;
    }

    fn assign(&mut self, at: Second, from: &str, to: &str, agent: usize) {
        self.agent = agent;
        let (from, to) = (from.to_owned(), to.to_owned());
        self.events.push(Event { at, kind: "assignment", author: "system", agent: None, is_public: false, from, to });
    }
}

/// Whether the ticket's segment was the one in trouble, used by the surveys about the relationship.
pub(crate) fn was_hit(customer: &Customer, day: i32) -> bool {
    customer.segment == TROUBLED_SEGMENT && customer.trouble.is_some_and(|hit| (hit..hit + 150).contains(&day))
}
