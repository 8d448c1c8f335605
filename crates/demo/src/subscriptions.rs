//! Maintenance subscriptions as the billing system keeps them: states, contracts, and what is to be billed.

use crate::DemoError;
use crate::customers::Customer;
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Maybe, Utc};

/// A moment at which a subscription is billed, with the amount before tax in cents.
pub(crate) struct Bill {
    pub(crate) at: Second,
    pub(crate) customer: usize,
    pub(crate) net: i64,
    /// The card or account had no money: it stays unpaid.
    pub(crate) fails: bool,
}

struct State {
    from: Second,
    to: Option<Second>,
    status: &'static str,
    plan: usize,
    quantity: i64,
    discount: i64,
    end_reason: &'static str,
}

struct Subscription {
    customer: usize,
    number: usize,
    yearly: bool,
    trial_ends: Option<Second>,
    cancel_requested: Option<Second>,
    states: Vec<State>,
}

/// Name and monthly price of one machine in cents.
const PLANS: [(&str, i64); 3] = [("Care Basic", 1_900), ("Care Plus", 3_900), ("Care Premium", 7_900)];
const MONTH: i64 = 30 * DAY_SECONDS;
const YEAR: i64 = 365 * DAY_SECONDS;

const SUBSCRIPTION_HEADER: [&str; 9] = [
    "subscription_id",
    "account_ref",
    "plan",
    "status",
    "started_at",
    "trial_end",
    "cancel_requested_at",
    "ended_at",
    "end_reason",
];
const STATE_HEADER: [&str; 12] = [
    "state_id",
    "subscription_id",
    "from",
    "to",
    "status",
    "plan",
    "machines",
    "price_per_machine",
    "discount_percent",
    "billing_interval",
    "currency",
    "end_reason",
];
const CONTRACT_HEADER: [&str; 9] = [
    "contract_id",
    "subscription_id",
    "account_ref",
    "owner",
    "plan",
    "renewal_due",
    "renewed_at",
    "monthly_value",
    "currency",
];

/// Writes subscriptions, states and contracts; gives what is to be billed.
pub(crate) fn write(world: &World) -> Result<Vec<Bill>, DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Subscriptions);
    let mut subscriptions = Vec::new();
    for customer in &world.customers {
        let stays_a_while = customer.buys_until > world.timeline.day_of(customer.created) + 30;
        if customer.in_crm && customer.first_order.is_some() && dice.chance(if stays_a_while { 0.58 } else { 0.12 }) {
            simulate(world, &mut dice, customer, &mut subscriptions);
        }
    }
    subscriptions.sort_by_key(|subscription| (subscription.states[0].from, subscription.customer));
    for (position, subscription) in subscriptions.iter_mut().enumerate() {
        subscription.number = position + 1;
    }
    write_subscriptions(world, &subscriptions)?;
    write_states(world, &subscriptions)?;
    write_contracts(world, &subscriptions)?;
    Ok(bills(world, &subscriptions))
}

fn simulate(world: &World, dice: &mut Dice, customer: &Customer, subscriptions: &mut Vec<Subscription>) {
    let Some(first_order) = customer.first_order else { return };
    let mut start = first_order + dice.log_normal(9.0 * DAY_SECONDS as f64, 0.9).min(120.0 * 86_400.0) as i64;
    let mut may_return = true;
    while start < world.timeline.end() {
        let (subscription, ended) = one_life(world, dice, customer, start);
        subscriptions.push(subscription);
        let Some(ended) = ended else { break };
        if !may_return || customer.leaves_angry || !dice.chance(0.13) {
            break;
        }
        may_return = false;
        start = ended + dice.between(35, 200) * DAY_SECONDS;
    }
}

/// From the first to the last state, and when it ended.
fn one_life(world: &World, dice: &mut Dice, customer: &Customer, start: Second) -> (Subscription, Option<Second>) {
    let mut plan = dice.weighted(&[0.5, 0.35, 0.15]);
    let mut quantity = 1 + dice.poisson((customer.appetite * 0.7).min(12.0));
    let discount = [0, 10, 20][dice.weighted(&[0.82, 0.13, 0.05])];
    let yearly = dice.chance(if customer.employees >= 20 { 0.4 } else { 0.15 });
    let mut subscription = Subscription {
        customer: customer.index,
        number: 0,
        yearly,
        trial_ends: None,
        cancel_requested: None,
        states: Vec::new(),
    };
    let state =
        |from, status, plan, quantity| State { from, to: None, status, plan, quantity, discount, end_reason: "" };
    let mut at = start;
    if dice.chance(0.35) {
        subscription.states.push(state(at, "trial", plan, quantity));
        at += 14 * DAY_SECONDS;
        subscription.trial_ends = Some(at);
        if !dice.chance(0.64) {
            return finish(world, subscription, at, "voluntary");
        }
    }
    subscription.states.push(state(at, "active", plan, quantity));
    let paid_from = at;
    loop {
        at += MONTH;
        if at >= world.timeline.end() {
            return finish(world, subscription, at, "");
        }
        let leaves = leaves_in_month(world, dice, customer, at);
        if leaves && (!yearly || (at - paid_from) % YEAR < MONTH) {
            subscription.cancel_requested = Some(at - dice.between(1, 24) * DAY_SECONDS);
            return finish(world, subscription, at, "voluntary");
        }
        if dice.chance(0.016) {
            subscription.states.push(state(at, "past_due", plan, quantity));
            let recovers = dice.chance(0.72);
            at += if recovers { dice.between(3, 20) } else { 30 } * DAY_SECONDS;
            if !recovers {
                return finish(world, subscription, at, "involuntary");
            }
            subscription.states.push(state(at, "active", plan, quantity));
        }
        if dice.chance(0.03) {
            match dice.weighted(&[0.5, 0.2, 0.18, 0.12]) {
                0 => quantity += dice.between(1, 2),
                1 => plan = (plan + 1).min(PLANS.len() - 1),
                2 => quantity = (quantity - 1).max(1),
                _ => plan = plan.saturating_sub(1),
            }
            subscription.states.push(state(at, "active", plan, quantity));
        }
    }
}

fn leaves_in_month(world: &World, dice: &mut Dice, customer: &Customer, at: Second) -> bool {
    let day = world.timeline.day_of(at);
    let after_trouble = customer.trouble.is_some_and(|hit| (hit..hit + 110).contains(&day));
    let probability = match (after_trouble, customer.leaves_angry) {
        (true, true) => 0.55,
        (true, false) => 0.05,
        _ if customer.buys_until < day => 0.055,
        _ => 0.009 - 0.004 * customer.mood.clamp(-1.5, 1.5),
    };
    dice.chance(probability)
}

/// Closes the states one by one; what would lie after the last day is not known yet.
fn finish(
    world: &World,
    mut subscription: Subscription,
    at: Second,
    reason: &'static str,
) -> (Subscription, Option<Second>) {
    let ended = world.happened(at).filter(|_| !reason.is_empty());
    subscription.states.retain(|state| state.from < world.timeline.end());
    for position in 0..subscription.states.len() {
        subscription.states[position].to = subscription.states.get(position + 1).map(|next| next.from).or(ended);
    }
    if let (Some(last), Some(_)) = (subscription.states.last_mut(), ended) {
        last.end_reason = reason;
    }
    subscription.cancel_requested = subscription.cancel_requested.and_then(|at| world.happened(at));
    (subscription, ended)
}

impl Subscription {
    fn id(&self) -> String {
        format!("sub_{:06}", self.number)
    }

    fn last(&self) -> &State {
        &self.states[self.states.len() - 1]
    }

    /// Price of one machine for one interval, in cents.
    fn price(&self, state: &State) -> i64 {
        PLANS[state.plan].1 * if self.yearly { 12 } else { 1 }
    }
}

impl State {
    fn monthly_value(&self) -> i64 {
        PLANS[self.plan].1 * self.quantity * (100 - self.discount) / 100
    }
}

fn write_subscriptions(world: &World, subscriptions: &[Subscription]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "billing_subscriptions.csv", Format::COMMA, &SUBSCRIPTION_HEADER)?;
    for subscription in subscriptions {
        let last = subscription.last();
        let status = if last.to.is_some() { "ended" } else { last.status };
        sheet.row(&[
            &subscription.id(),
            &world.customers[subscription.customer].account(),
            &PLANS[last.plan].0,
            &status,
            &Utc(subscription.states[0].from),
            &Maybe(subscription.trial_ends.map(Utc)),
            &Maybe(subscription.cancel_requested.map(Utc)),
            &Maybe(last.to.map(Utc)),
            &last.end_reason,
        ])?;
    }
    sheet.finish()
}

fn write_states(world: &World, subscriptions: &[Subscription]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "billing_states.csv", Format::COMMA, &STATE_HEADER)?;
    for subscription in subscriptions {
        let currency = world.customers[subscription.customer].country.currency;
        let interval = if subscription.yearly { "year" } else { "month" };
        for (position, state) in subscription.states.iter().enumerate() {
            sheet.row(&[
                &format!("{}-{}", subscription.id(), position + 1),
                &subscription.id(),
                &Utc(state.from),
                &Maybe(state.to.map(Utc)),
                &state.status,
                &PLANS[state.plan].0,
                &state.quantity,
                &Cents(subscription.price(state)),
                &state.discount,
                &interval,
                &currency,
                &state.end_reason,
            ])?;
        }
    }
    sheet.finish()
}

/// A yearly subscription is a contract to be renewed every year; the file shows those due within the data.
fn write_contracts(world: &World, subscriptions: &[Subscription]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "billing_contracts.csv", Format::COMMA, &CONTRACT_HEADER)?;
    for subscription in subscriptions.iter().filter(|subscription| subscription.yearly) {
        let customer = &world.customers[subscription.customer];
        let Some(paid_from) = subscription.states.iter().find(|state| state.status == "active") else { continue };
        let ended = subscription.last().to.unwrap_or(Second::MAX);
        for year in 1.. {
            let due = paid_from.from + year * YEAR;
            if due >= world.timeline.end() + 60 * DAY_SECONDS || due > ended.saturating_add(MONTH) {
                break;
            }
            let renewed = (ended > due + MONTH).then(|| due - (subscription.number as i64 % 40 - 12) * DAY_SECONDS);
            let state = subscription.states.iter().rev().find(|state| state.from <= due).unwrap_or(paid_from);
            sheet.row(&[
                &format!("{}-Y{year}", subscription.id()),
                &subscription.id(),
                &customer.account(),
                &Maybe(customer.owner.map(|owner| world.employee(owner))),
                &PLANS[state.plan].0,
                &world.timeline.local(due).date(),
                &Maybe(renewed.and_then(|at| world.happened(at)).map(Utc)),
                &Cents(state.monthly_value()),
                &customer.country.currency,
            ])?;
        }
    }
    sheet.finish()
}

fn bills(world: &World, subscriptions: &[Subscription]) -> Vec<Bill> {
    let mut bills = Vec::new();
    for subscription in subscriptions {
        let Some(first) = subscription.states.iter().find(|state| state.status != "trial") else { continue };
        let (interval, months) = if subscription.yearly { (YEAR, 12) } else { (MONTH, 1) };
        let until = subscription.last().to.unwrap_or(world.timeline.end());
        let mut at = first.from + 3_600;
        while at < until.min(world.timeline.end()) {
            let state = subscription.states.iter().rev().find(|state| state.from <= at).unwrap_or(first);
            let fails = state.status == "past_due" && state.end_reason == "involuntary";
            bills.push(Bill { at, customer: subscription.customer, net: state.monthly_value() * months, fails });
            at += interval;
        }
    }
    bills
}
