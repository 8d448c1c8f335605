//! Questions sent out and the answers that came back.

use crate::DemoError;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::tickets::{Solved, was_hit};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Maybe, Utc};

struct Invitation {
    at: Second,
    survey: &'static str,
    kind: &'static str,
    customer: usize,
    ticket: Option<usize>,
    agent: Option<usize>,
    is_reminder: bool,
    delivered: bool,
    answered: Option<Second>,
    score: i64,
    channel: &'static str,
}

const SEND_HEADER: [&str; 9] =
    ["Invitation", "Survey", "Type", "Recipient", "Customer No", "Ticket", "Sent", "Delivered", "Reminder"];
const ANSWER_HEADER: [&str; 14] = [
    "Answer",
    "Survey",
    "Type",
    "Score",
    "Lowest",
    "Highest",
    "Direction",
    "Comment",
    "Answered",
    "Recipient",
    "Customer No",
    "Ticket",
    "Agent",
    "Asked By",
];

/// Writes invitations by time of sending and answers by time of answering.
pub(crate) fn write(world: &World, solved: &[Solved]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Surveys);
    let mut invitations = after_tickets(world, &mut dice, solved);
    relationship(world, &mut dice, &mut invitations);
    invitations.retain(|invitation| invitation.at < world.timeline.end());
    invitations.sort_by_key(|invitation| (invitation.at, invitation.customer, invitation.kind));
    write_invitations(world, &invitations)?;
    invitations.retain(|invitation| invitation.answered.is_some_and(|at| at < world.timeline.end()));
    invitations.sort_by_key(|invitation| (invitation.answered, invitation.customer, invitation.kind));
    write_answers(world, &mut dice, &invitations)
}

fn after_tickets(world: &World, dice: &mut Dice, solved: &[Solved]) -> Vec<Invitation> {
    let mut invitations = Vec::new();
    for ticket in solved {
        let (survey, kind) = match dice.weighted(&[0.46, 0.2, 0.34]) {
            0 => ("After service", "csat"),
            1 => ("How easy was it", "ces"),
            _ => continue,
        };
        let mood = world.customers[ticket.customer].mood;
        let effort = ticket.replies.saturating_sub(1) as f64;
        let trouble = if ticket.is_trouble { 1.0 } else { 0.0 };
        let score = if kind == "csat" {
            let content = 4.42 + 0.18 * mood - 0.22 * effort - 1.35 * trouble + 0.75 * dice.normal();
            libm::round(content).clamp(1.0, 5.0)
        } else {
            // Low is good: "How much effort did it take you?"
            let felt = 2.25 - 0.2 * mood + 0.5 * effort + 1.7 * trouble + 1.05 * dice.normal();
            libm::round(felt).clamp(1.0, 7.0)
        };
        let at = ticket.at + 1_800;
        invitations.push(invitation(dice, (at, survey, kind), ticket.customer, score as i64, 0.29));
        if let Some(last) = invitations.last_mut() {
            (last.ticket, last.agent) = (Some(ticket.number), Some(ticket.agent));
            last.channel = if ticket.channel == "phone" { "sms" } else { "email" };
        }
    }
    invitations
}

/// Every half year to those who still buy; once more after a week to those who did not answer.
fn relationship(world: &World, dice: &mut Dice, invitations: &mut Vec<Invitation>) {
    for customer in world.customers.iter().filter(|customer| !customer.is_test) {
        let Some(first) = customer.first_order else { continue };
        let mut day = world.timeline.day_of(first) + dice.between(45, 120) as i32;
        while day < world.timeline.days && day <= customer.buys_until.saturating_add(60) {
            let hit = if was_hit(customer, day) { 3.1 } else { 0.0 };
            let bad = if world.story.is_bad_quarter(day) { 0.3 } else { 0.0 };
            let segment = match customer.segment {
                "Enterprise" => 0.5,
                "Small office" => -0.25,
                _ => 0.0,
            };
            let felt = 8.75 + segment + 1.15 * customer.mood - hit - bad + 1.45 * dice.normal();
            let score = libm::round(felt).clamp(0.0, 10.0) as i64;
            let at = world.timeline.at(day, 32_400 + dice.between(0, 7_200));
            let mut sent = invitation(dice, (at, "Relationship", "nps"), customer.index, score, 0.24);
            if sent.delivered && sent.answered.is_none() && dice.chance(0.5) {
                let mut reminder =
                    invitation(dice, (at + 7 * DAY_SECONDS, "Relationship", "nps"), customer.index, score, 0.12);
                reminder.is_reminder = true;
                sent.answered = None;
                invitations.push(reminder);
            }
            invitations.push(sent);
            day += 182;
        }
    }
}

fn invitation(
    dice: &mut Dice,
    (at, survey, kind): (Second, &'static str, &'static str),
    customer: usize,
    score: i64,
    answers: f64,
) -> Invitation {
    let delivered = !dice.chance(0.021);
    let answered = (delivered && dice.chance(answers)).then(|| at + dice.log_normal(22_000.0, 1.3) as i64 + 30);
    Invitation {
        at,
        survey,
        kind,
        customer,
        ticket: None,
        agent: None,
        is_reminder: false,
        delivered,
        answered,
        score,
        channel: "email",
    }
}

fn write_invitations(world: &World, invitations: &[Invitation]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "survey_invitations.csv", Format::COMMA, &SEND_HEADER)?;
    for (position, invitation) in invitations.iter().enumerate() {
        let customer = &world.customers[invitation.customer];
        sheet.row(&[
            &(position + 1),
            &invitation.survey,
            &invitation.kind,
            &customer.contacts[0].email,
            &customer.shop_number(),
            &Maybe(invitation.ticket),
            &Utc(invitation.at),
            &invitation.delivered,
            &invitation.is_reminder,
        ])?;
    }
    sheet.finish()
}

fn write_answers(world: &World, dice: &mut Dice, answers: &[Invitation]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "survey_answers.csv", Format::COMMA, &ANSWER_HEADER)?;
    for (position, answer) in answers.iter().enumerate() {
        let customer = &world.customers[answer.customer];
        let (lowest, highest, direction) = match answer.kind {
            "nps" => (0, 10, "high_good"),
            "csat" => (1, 5, "high_good"),
            _ => (1, 7, "low_good"),
        };
        let is_damaged = position % (answers.len() / 3 + 1) == 11;
        let score = if is_damaged { "keine Angabe".to_owned() } else { answer.score.to_string() };
        sheet.row(&[
            &(position + 1),
            &answer.survey,
            &answer.kind,
            &score,
            &lowest,
            &highest,
            &direction,
            &comment(dice, answer),
            &Maybe(answer.answered.map(Utc)),
            &customer.contacts[0].email,
            &customer.shop_number(),
            &Maybe(answer.ticket),
            &Maybe(answer.agent.map(|agent| world.employee(agent))),
            &answer.channel,
        ])?;
    }
    sheet.finish()
}

fn comment(dice: &mut Dice, answer: &Invitation) -> &'static str {
    const GOOD: [&str; 5] = [
        "Quick and friendly.",
        "Great beans, thank you!",
        "Viskas puikiai.",
        "Sehr zufrieden.",
        "Bardzo dobra obsługa.",
    ];
    const BAD: [&str; 5] = [
        "Waited for days.",
        "The machine broke again.",
        "Niekas neatsakė į laiškus.",
        "Zu langsam.",
        "Trzeci raz ten sam problem.",
    ];
    let is_good = match answer.kind {
        "nps" => answer.score >= 8,
        "csat" => answer.score >= 4,
        _ => answer.score <= 3,
    };
    match (dice.chance(0.14), is_good) {
        (true, true) => dice.pick(&GOOD),
        (true, false) => dice.pick(&BAD),
        _ => "",
    }
}
