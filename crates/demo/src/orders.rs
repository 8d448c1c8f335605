//! What the shop sold: orders and their lines.

use crate::DemoError;
use crate::customers::{Customer, office_second};
use crate::products::{FREIGHT_CODE, MACHINES, PRODUCTS};
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Maybe, Plain};

/// An order as the other files need it.
pub(crate) struct PlacedOrder {
    pub(crate) number: usize,
    pub(crate) customer: usize,
    pub(crate) at: Second,
    pub(crate) is_first: bool,
    pub(crate) is_web: bool,
    pub(crate) is_cancelled: bool,
    /// Owed by invoice, all included, in cents of the customer's currency.
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    pub(crate) first_line: Line,
}

/// One position.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) product: usize,
    pub(crate) quantity: i64,
    pub(crate) unit_price: i64,
    pub(crate) discount: i64,
    pub(crate) net: i64,
}

const ORDER_HEADER: [&str; 17] = [
    "Order No",
    "Order Date",
    "Customer No",
    "Status",
    "Shipped",
    "Cancelled",
    "Channel",
    "Ship Country",
    "Net",
    "Freight",
    "VAT",
    "Total",
    "Currency",
    "Campaign",
    "Device",
    "Sales Rep",
    "Test",
];
const LINE_HEADER: [&str; 10] =
    ["Order No", "Pos", "SKU", "Article", "Type", "Qty", "Unit Price", "Discount", "Line Net", "Currency"];

/// Writes both files, orders by time.
pub(crate) fn write(world: &World) -> Result<Vec<PlacedOrder>, DemoError> {
    let moments = plan(world);
    let mut dice = Dice::new(world.seed, Topic::Lines);
    let mut orders = Sheet::create(&world.directory, "shop_orders.csv", Format::COMMA, &ORDER_HEADER)?;
    let mut lines = Sheet::create(&world.directory, "shop_order_lines.csv", Format::COMMA, &LINE_HEADER)?;
    let mut placed = Vec::with_capacity(moments.len());
    for (position, moment) in moments.iter().enumerate() {
        let part = moments.len() / 6 + 1;
        if position % part == 7 {
            write_damaged_row(world, &mut orders, position, (position / part).is_multiple_of(2))?;
        }
        placed.push(write_order(world, &mut dice, &mut orders, &mut lines, 500_001 + position, moment)?);
    }
    orders.finish()?;
    lines.finish()?;
    Ok(placed)
}

struct Moment {
    at: Second,
    customer: usize,
    is_first: bool,
}

fn plan(world: &World) -> Vec<Moment> {
    let mut dice = Dice::new(world.seed, Topic::Orders);
    let mut moments = Vec::new();
    for customer in &world.customers {
        let Some(first) = customer.first_order else { continue };
        moments.push(Moment { at: first, customer: customer.index, is_first: true });
        let mut day = world.timeline.day_of(first);
        loop {
            let pause = 0.5 * (dice.exponential(customer.pause) + dice.exponential(customer.pause));
            let Some(next) = world.timeline.after_busy_days(day, pause.max(0.4)) else { break };
            if next > customer.buys_until {
                break;
            }
            let at = world.timeline.at(next, office_second(&mut dice)).max(first + 600);
            moments.push(Moment { at, customer: customer.index, is_first: false });
            day = next;
        }
    }
    moments.extend(night_orders(world, &mut dice));
    moments.sort_by_key(|moment| (moment.at, moment.customer, !moment.is_first));
    moments
}

/// Orders in the nights in which the clock changes.
fn night_orders(world: &World, dice: &mut Dice) -> Vec<Moment> {
    let mut moments = Vec::new();
    let wanted = (14.0 * world.scale).max(4.0) as usize;
    for day in world.timeline.clock_changes() {
        let start = world.timeline.start_of(day);
        let mut found = 0;
        for _ in 0..wanted * 30 {
            let customer = &world.customers[dice.index(world.customers.len())];
            let second = dice.between(600, 5 * 3_600);
            let is_buyer = customer.first_order.is_some_and(|first| first < start) && customer.buys_until >= day;
            if is_buyer && found < wanted {
                found += 1;
                moments.push(Moment { at: start + second, customer: customer.index, is_first: false });
            }
        }
    }
    moments
}

fn write_order(
    world: &World,
    dice: &mut Dice,
    orders: &mut Sheet,
    lines: &mut Sheet,
    number: usize,
    moment: &Moment,
) -> Result<PlacedOrder, DemoError> {
    let customer = &world.customers[moment.customer];
    let positions = choose_lines(dice, customer, moment.is_first);
    let currency = customer.country.currency;
    for (position, line) in positions.iter().enumerate() {
        let product = &PRODUCTS[line.product];
        lines.row(&[
            &number,
            &(position + 1),
            &product.code,
            &product.name,
            &"article",
            &line.quantity,
            &Cents(line.unit_price),
            &Cents(line.discount),
            &Cents(line.net),
            &currency,
        ])?;
    }
    let net: i64 = positions.iter().map(|line| line.net).sum();
    let freight = if net < 15_000 { 790 } else { 0 };
    if freight > 0 {
        lines.row(&[
            &number,
            &(positions.len() + 1),
            &FREIGHT_CODE,
            &"Freight",
            &"freight",
            &1,
            &Cents(freight),
            &Cents(0),
            &Cents(freight),
            &currency,
        ])?;
    }
    let tax = percent(net + freight, customer.country.tax_percent);
    let channel = ["web", "phone", "sales", "marketplace"][dice.weighted(&[0.66, 0.12, 0.14, 0.08])];
    let is_cancelled = !moment.is_first && dice.chance(0.02);
    let cancelled = is_cancelled.then(|| moment.at + dice.between(600, 86_400)).and_then(|at| world.happened(at));
    let shipped_at = moment.at + dice.log_normal(1.4 * DAY_SECONDS as f64, 0.5) as i64;
    let shipped = if is_cancelled { None } else { world.happened(shipped_at) };
    let status = match (cancelled, shipped) {
        (Some(_), _) => "cancelled",
        (None, Some(_)) => "shipped",
        (None, None) => "paid",
    };
    let campaign = order_campaign(world, dice, customer, moment);
    let device = match channel {
        "web" => ["desktop", "mobile", "tablet"][dice.weighted(&[0.71, 0.24, 0.05])],
        _ => "",
    };
    let seller = if channel == "sales" { customer.owner.map(|owner| world.employee(owner)) } else { None };
    let local = |at: Second| Plain(world.timeline.local(at));
    orders.row(&[
        &number,
        &local(moment.at),
        &customer.shop_number(),
        &status,
        &Maybe(shipped.map(local)),
        &Maybe(cancelled.map(local)),
        &channel,
        &customer.country.name,
        &Cents(net),
        &Cents(freight),
        &Cents(tax),
        &Cents(net + freight + tax),
        &currency,
        &campaign,
        &device,
        &Maybe(seller),
        &if customer.is_test { "yes" } else { "no" },
    ])?;
    Ok(PlacedOrder {
        number,
        customer: moment.customer,
        at: moment.at,
        is_first: moment.is_first,
        is_web: channel == "web",
        is_cancelled: cancelled.is_some(),
        net,
        tax,
        gross: net + freight + tax,
        first_line: positions[0],
    })
}

fn choose_lines(dice: &mut Dice, customer: &Customer, is_first: bool) -> Vec<Line> {
    let buys_machine = dice.chance(if is_first { 0.42 } else { 0.022 });
    let count = 1 + dice.poisson(1.25) as usize;
    let mut lines: Vec<Line> = Vec::with_capacity(count);
    for position in 0..count {
        let wants_machine = buys_machine && position == 0;
        let weights: [f64; PRODUCTS.len()] = std::array::from_fn(|index| {
            let is_machine = PRODUCTS[index].category == MACHINES;
            let is_taken = lines.iter().any(|line| line.product == index);
            if is_machine == wants_machine && !is_taken { PRODUCTS[index].weight } else { 0.0 }
        });
        lines.push(line(dice, customer, weights, wants_machine));
    }
    lines
}

fn line(dice: &mut Dice, customer: &Customer, weights: [f64; PRODUCTS.len()], is_machine: bool) -> Line {
    let product = dice.weighted(&weights);
    let quantity = match is_machine {
        true => 1 + dice.poisson((customer.appetite - 1.0).clamp(0.0, 6.0) * 0.12),
        false => dice.log_normal(1.9 * customer.appetite, 0.55).clamp(1.0, 60.0) as i64,
    };
    let euro_price = PRODUCTS[product].price;
    let unit_price = if customer.country.currency == "USD" { percent(euro_price, 114) } else { euro_price };
    let discount_percent = [0, 5, 10, 15][dice.weighted(&[0.72, 0.15, 0.1, 0.03])];
    let discount = percent(unit_price * quantity, discount_percent);
    Line { product, quantity, unit_price, discount, net: unit_price * quantity - discount }
}

fn order_campaign<'a>(world: &'a World, dice: &mut Dice, customer: &Customer, moment: &Moment) -> &'a str {
    if moment.is_first {
        return world.campaign(customer.campaign);
    }
    if !dice.chance(0.05) {
        return "";
    }
    let day = world.timeline.day_of(moment.at);
    world.campaign(crate::campaigns::behind(&world.campaigns, dice, "email", day))
}

/// What happens when somebody edits an export by hand.
fn write_damaged_row(world: &World, orders: &mut Sheet, position: usize, has_bad_date: bool) -> Result<(), DemoError> {
    let date = world.timeline.date((position % 300) as i32);
    let (day, net) = match has_bad_date {
        true => (format!("{}-02-31 25:61:00", date.year()), "118.40"),
        false => (format!("{date} 10:15:00"), "1l8.4O"),
    };
    orders.row(&[
        &format!("{}-KOPIE", 500_001 + position),
        &day,
        &world.customers[0].shop_number(),
        &"shipped",
        &"",
        &"",
        &"phone",
        &"Germany",
        &net,
        &"0.00",
        &"22.50",
        &"140.90",
        &"EUR",
        &"",
        &"",
        &"",
        &"no",
    ])
}

/// A share of an amount, rounded half up.
pub(crate) fn percent(amount: i64, percent: i64) -> i64 {
    (amount * percent + 50) / 100
}
