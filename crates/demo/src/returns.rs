//! What came back, and the money that went back: some of it months later, some without a return.

use crate::DemoError;
use crate::orders::PlacedOrder;
use crate::products::{MACHINES, PRODUCTS};
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Plain};

const RETURN_HEADER: [&str; 9] =
    ["Return No", "Order No", "Order Pos", "Customer No", "Received", "SKU", "Qty", "Value", "Currency"];
const REFUND_HEADER: [&str; 8] =
    ["Refund No", "Order No", "Customer No", "Paid Out", "Amount", "Currency", "Method", "Reason"];

struct Event {
    at: Second,
    order: usize,
    quantity: i64,
    amount: i64,
    is_goodwill: bool,
}

/// Writes both files, each by time.
pub(crate) fn write(world: &World, orders: &[PlacedOrder]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Returns);
    let (mut returns, mut refunds) = (Vec::new(), Vec::new());
    for (position, order) in orders.iter().enumerate().filter(|(_, order)| !order.is_cancelled) {
        plan(world, &mut dice, position, order, &mut returns, &mut refunds);
    }
    returns.sort_by_key(|event| (event.at, event.order));
    refunds.sort_by_key(|event| (event.at, event.order));
    write_returns(world, orders, &returns)?;
    write_refunds(world, orders, &refunds, &mut dice)
}

fn plan(
    world: &World,
    dice: &mut Dice,
    position: usize,
    order: &PlacedOrder,
    returns: &mut Vec<Event>,
    refunds: &mut Vec<Event>,
) {
    let customer = &world.customers[order.customer];
    let line = order.first_line;
    let is_machine = PRODUCTS[line.product].category == MACHINES;
    let trouble = world.story.is_trouble(world.timeline.day_of(order.at), customer.segment);
    let probability = if is_machine { 0.095 } else { 0.062 } * if trouble { 2.4 } else { 1.0 };
    if dice.chance(probability) {
        let quantity = if dice.chance(0.55) { line.quantity } else { dice.between(1, line.quantity) };
        let amount = line.net * quantity / line.quantity;
        let at = order.at + dice.log_normal(11.0 * DAY_SECONDS as f64, 0.55) as i64;
        let is_late = dice.chance(0.06);
        let pause = if is_late { dice.between(75, 190) } else { dice.between(2, 12) };
        let refunded = at + pause * DAY_SECONDS + dice.between(0, 20_000);
        let event = |at| Event { at, order: position, quantity, amount, is_goodwill: false };
        returns.extend(world.happened(at).map(event));
        refunds.extend(world.happened(refunded).map(event));
    } else if dice.chance(0.006) {
        let at = order.at + dice.between(5, 60) * DAY_SECONDS;
        let amount = (order.net / 10).max(100);
        refunds.extend(world.happened(at).map(|at| Event {
            at,
            order: position,
            quantity: 0,
            amount,
            is_goodwill: true,
        }));
    }
}

fn write_returns(world: &World, orders: &[PlacedOrder], events: &[Event]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "shop_returns.csv", Format::COMMA, &RETURN_HEADER)?;
    for (position, event) in events.iter().enumerate() {
        let order = &orders[event.order];
        let customer = &world.customers[order.customer];
        sheet.row(&[
            &format!("R{:06}", position + 1),
            &order.number,
            &1,
            &customer.shop_number(),
            &Plain(world.timeline.local(event.at)),
            &PRODUCTS[order.first_line.product].code,
            &event.quantity,
            &Cents(event.amount),
            &customer.country.currency,
        ])?;
    }
    sheet.finish()
}

fn write_refunds(world: &World, orders: &[PlacedOrder], events: &[Event], dice: &mut Dice) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "shop_refunds.csv", Format::COMMA, &REFUND_HEADER)?;
    for (position, event) in events.iter().enumerate() {
        let order = &orders[event.order];
        let customer = &world.customers[order.customer];
        let method = if dice.chance(0.6) { "card" } else { "transfer" };
        let reason = if event.is_goodwill { "goodwill" } else { "return" };
        sheet.row(&[
            &format!("RF{:06}", position + 1),
            &order.number,
            &customer.shop_number(),
            &Plain(world.timeline.local(event.at)),
            &Cents(event.amount),
            &customer.country.currency,
            &method,
            &reason,
        ])?;
    }
    sheet.finish()
}
