//! Opportunities, their way through the stages, and the quotes sent on the way.

use crate::DemoError;
use crate::customers::{Customer, office_second, sales_team};
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Maybe, Utc};

/// A deal as the other files need it.
pub(crate) struct Deal {
    pub(crate) id: String,
    pub(crate) customer: usize,
    pub(crate) owner: Option<usize>,
    pub(crate) created: Second,
    /// When it was or will be decided.
    pub(crate) closes: Second,
    pub(crate) kind: &'static str,
    outcome: &'static str,
    lost_reason: &'static str,
    steps: Vec<Step>,
}

struct Step {
    stage: usize,
    at: Second,
    amount: i64,
}

/// Pipeline of new business and expansions, and that of renewals, which have other steps on the way.
const SALES: Pipeline = Pipeline {
    name: "Sales",
    stages: ["Qualification", "Needs", "Proposal", "Negotiation", "Closed won", "Closed lost"],
    chances: [10, 25, 50, 75, 100, 0],
};
const RENEWALS: Pipeline = Pipeline {
    name: "Renewals",
    stages: ["Due", "Review of use", "Renewal offer", "Contract sent", "Closed won", "Closed lost"],
    chances: [40, 50, 65, 85, 100, 0],
};

struct Pipeline {
    name: &'static str,
    stages: [&'static str; 6],
    /// Chance of winning in percent.
    chances: [i64; 6],
}

const PROPOSAL: usize = 2;
const WON: usize = 4;
const LOST: usize = 5;

const DEAL_HEADER: [&str; 18] = [
    "Opportunity ID",
    "Opportunity Name",
    "Account ID",
    "Contact ID",
    "Owner ID",
    "Pipeline",
    "Stage",
    "Status",
    "Type",
    "Amount",
    "Currency",
    "Probability (%)",
    "Lead Source",
    "Campaign",
    "Created Date",
    "Qualified Date",
    "Expected Close",
    "Closed Date",
];
const HISTORY_HEADER: [&str; 9] = [
    "Opportunity ID",
    "From Stage",
    "To Stage",
    "Status",
    "Changed At",
    "Changed By",
    "Amount",
    "Currency",
    "Probability (%)",
];
const QUOTE_HEADER: [&str; 9] =
    ["Quote No", "Replaces", "Opportunity ID", "Account ID", "Status", "Sent At", "Net", "Currency", "Owner ID"];

pub(crate) fn write(world: &World) -> Result<Vec<Deal>, DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Deals);
    let mut deals = plan(world, &mut dice);
    deals.sort_by_key(|deal| (deal.created, deal.customer));
    for (position, deal) in deals.iter_mut().enumerate() {
        deal.id = format!("OPP-{:05}", position + 1);
    }
    write_stages(world)?;
    write_deals(world, &deals)?;
    write_history(world, &deals)?;
    write_quotes(world, &mut dice, &deals)?;
    Ok(deals)
}

fn plan(world: &World, dice: &mut Dice) -> Vec<Deal> {
    let mut deals = Vec::new();
    for customer in world.customers.iter().filter(|customer| customer.in_crm && !customer.is_test) {
        match customer.first_order {
            Some(first) if customer.via_lead && dice.chance(0.36) => {
                let created = customer.created + (first - customer.created) / 5;
                deals.push(deal(world, dice, customer, "new", created, first - 60, "won"));
            }
            None => {
                for _ in 0..1 + dice.poisson(0.6) {
                    let created = customer.created + (dice.exponential(50.0) * DAY_SECONDS as f64) as i64;
                    let outcome = if dice.chance(0.12) { "disqualified" } else { "lost" };
                    deals.push(random_length(world, dice, customer, "new", created, outcome));
                }
            }
            _ => {}
        }
        let may_expand = customer.first_order.is_some() && customer.employees >= 20;
        if may_expand && dice.chance(0.5) {
            expansions(world, dice, customer, &mut deals);
        }
    }
    deals.retain(|deal| deal.created < world.timeline.end());
    deals
}

fn expansions(world: &World, dice: &mut Dice, customer: &Customer, deals: &mut Vec<Deal>) {
    let mut at = customer.first_order.unwrap_or(customer.created);
    loop {
        at += (dice.exponential(300.0) * DAY_SECONDS as f64) as i64 + 40 * DAY_SECONDS;
        let day = world.timeline.day_of(at);
        if at >= world.timeline.end() || day > customer.buys_until {
            return;
        }
        let bad = world.story.is_bad_quarter(day) || customer.trouble.is_some_and(|hit| day > hit);
        let outcome = if dice.chance(if bad { 0.13 } else { 0.27 }) { "won" } else { "lost" };
        let kind = if dice.chance(0.7) { "expansion" } else { "renewal" };
        deals.push(random_length(world, dice, customer, kind, at, outcome));
    }
}

fn random_length(
    world: &World,
    dice: &mut Dice,
    customer: &Customer,
    kind: &'static str,
    created: Second,
    outcome: &'static str,
) -> Deal {
    let typical = if customer.employees >= 200 { 62.0 } else { 30.0 };
    let length = (dice.log_normal(typical, 0.6) * DAY_SECONDS as f64) as i64;
    let last_day = world.timeline.day_of(created + length);
    let closes = match created + length < world.timeline.end() {
        true => world.timeline.at(last_day, office_second(dice)).max(created + 7_200),
        false => created + length,
    };
    deal(world, dice, customer, kind, created, closes, outcome)
}

fn deal(
    world: &World,
    dice: &mut Dice,
    customer: &Customer,
    kind: &'static str,
    created: Second,
    closes: Second,
    outcome: &'static str,
) -> Deal {
    let closes = closes.max(created + 600);
    let reached = if outcome == "won" { 3 } else { [0, 1, 2, 3][dice.weighted(&[0.28, 0.27, 0.28, 0.17])] };
    let mut amount = (dice.log_normal(2_100.0 * customer.appetite, 0.75) / 10.0) as i64 * 1_000;
    let mut steps = vec![Step { stage: 0, at: created, amount }];
    for stage in 1..=reached {
        if dice.chance(0.12) && stage < reached {
            continue;
        }
        if dice.chance(0.4) {
            amount = amount * dice.between(80, 118) / 100;
        }
        let at = created + (closes - created) * stage as i64 / (reached as i64 + 1);
        steps.push(Step { stage, at, amount });
    }
    steps.push(Step { stage: if outcome == "won" { WON } else { LOST }, at: closes, amount });
    let day = world.timeline.day_of(created.min(world.timeline.end() - 1));
    let owner = match customer.owner {
        Some(owner) if world.staff.people[owner].is_there(day) => Some(owner),
        _ if dice.chance(0.05) => None,
        _ => Some(world.staff.on_duty(dice, sales_team(customer.country.code), day)),
    };
    let lost_reason = dice.pick(&["Price", "Chose a competitor", "No decision", "No budget", "Delivery time"]);
    Deal { id: String::new(), customer: customer.index, owner, created, closes, kind, outcome, lost_reason, steps }
}

impl Deal {
    fn pipeline(&self) -> Pipeline {
        if self.kind == "renewal" { RENEWALS } else { SALES }
    }

    fn known_steps<'a>(&'a self, world: &'a World) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(|step| step.at < world.timeline.end())
    }

    fn status_at(&self, step: &Step) -> &'static str {
        if step.stage >= WON { self.outcome } else { "open" }
    }
}

fn write_stages(world: &World) -> Result<(), DemoError> {
    let header = ["Pipeline", "Stage", "Order", "Probability", "Outcome"];
    let mut sheet = Sheet::create(&world.directory, "crm_stages.csv", Format::COMMA, &header)?;
    for pipeline in [SALES, RENEWALS] {
        for (position, (name, chance)) in pipeline.stages.iter().zip(pipeline.chances).enumerate() {
            let outcome = ["open", "open", "open", "open", "won", "lost"][position];
            sheet.row(&[&pipeline.name, name, &(position + 1), &chance, &outcome])?;
        }
    }
    sheet.finish()
}

fn write_deals(world: &World, deals: &[Deal]) -> Result<(), DemoError> {
    let mut header = DEAL_HEADER.to_vec();
    header.push("Lost Reason");
    let mut sheet = Sheet::create(&world.directory, "crm_opportunities.csv", Format::COMMA, &header)?;
    for deal in deals {
        let customer = &world.customers[deal.customer];
        let Some(last) = deal.known_steps(world).last() else { continue };
        let qualified = deal.known_steps(world).find(|step| (1..WON).contains(&step.stage)).map(|step| step.at);
        let closed = world.happened(deal.closes);
        let status = deal.status_at(last);
        let has_amount = deal.closes % 41 != 0 || status == "won";
        let name = format!("{}: {}", customer.name, if deal.kind == "new" { "first machines" } else { deal.kind });
        sheet.row(&[
            &deal.id,
            &name,
            &customer.account(),
            &customer.contact(0),
            &Maybe(deal.owner.map(|owner| world.employee(owner))),
            &deal.pipeline().name,
            &deal.pipeline().stages[last.stage],
            &status,
            &deal.kind,
            &Maybe(has_amount.then_some(Cents(last.amount))),
            &customer.country.currency,
            &deal.pipeline().chances[last.stage],
            &customer.channel,
            &world.campaign(customer.campaign),
            &Utc(deal.created),
            &Maybe(qualified.map(Utc)),
            &world.timeline.local(deal.closes + (deal.closes % 17 - 8) * DAY_SECONDS).date(),
            &Maybe(closed.map(Utc)),
            &if status == "lost" { deal.lost_reason } else { "" },
        ])?;
    }
    sheet.finish()
}

fn write_history(world: &World, deals: &[Deal]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "crm_stage_history.csv", Format::COMMA, &HISTORY_HEADER)?;
    for deal in deals {
        let mut from = "";
        let has_amount = deal.closes % 41 != 0 || deal.outcome == "won";
        for step in deal.known_steps(world) {
            let Pipeline { stages, chances, .. } = deal.pipeline();
            let (stage, chance) = (stages[step.stage], chances[step.stage]);
            sheet.row(&[
                &deal.id,
                &from,
                &stage,
                &deal.status_at(step),
                &Utc(step.at),
                &Maybe(deal.owner.map(|owner| world.employee(owner))),
                &Maybe(has_amount.then_some(Cents(step.amount))),
                &world.customers[deal.customer].country.currency,
                &chance,
            ])?;
            from = stage;
        }
    }
    sheet.finish()
}

fn write_quotes(world: &World, dice: &mut Dice, deals: &[Deal]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "crm_quotes.csv", Format::COMMA, &QUOTE_HEADER)?;
    let mut number = 0;
    for deal in deals {
        let Some(proposal) = deal.known_steps(world).find(|step| step.stage == PROPOSAL) else { continue };
        let customer = &world.customers[deal.customer];
        let is_accepted = deal.outcome == "won" && deal.closes < world.timeline.end();
        let revised_at = proposal.at + (deal.closes - proposal.at) / 2;
        let is_revised = dice.chance(0.22) && revised_at < world.timeline.end();
        number += 1;
        let first = format!("Q-{number:05}");
        let mut row = |id: &str, replaces: &str, status: &str, at: Second, net: i64| {
            sheet.row(&[
                &id,
                &replaces,
                &deal.id,
                &customer.account(),
                &status,
                &Utc(at),
                &Cents(net),
                &customer.country.currency,
                &Maybe(deal.owner.map(|owner| world.employee(owner))),
            ])
        };
        let status = |is_last: bool| if is_last && is_accepted { "accepted" } else { "sent" };
        row(&first, "", status(!is_revised), proposal.at, proposal.amount)?;
        if is_revised {
            row(&format!("{first}-B"), &first, status(true), revised_at, proposal.amount * 94 / 100)?;
        }
    }
    sheet.finish()
}
