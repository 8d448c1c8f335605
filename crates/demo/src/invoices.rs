//! Invoices and what was paid on them: mostly on time, some late, some in parts, some never.

use crate::DemoError;
use crate::orders::{PlacedOrder, percent};
use crate::random::{Dice, Topic};
use crate::sheet::{Format, Sheet};
use crate::subscriptions::Bill;
use crate::timeline::{DAY_SECONDS, Second};
use crate::world::World;
use crate::write_as::{Cents, Utc};

struct Invoice {
    at: Second,
    customer: usize,
    order: Option<usize>,
    net: i64,
    tax: i64,
    gross: i64,
    fails: bool,
}

struct Payment {
    at: Second,
    invoice: usize,
    amount: i64,
}

const INVOICE_HEADER: [&str; 11] =
    ["invoice_no", "type", "corrects", "account_ref", "order_no", "issued", "due", "net", "tax", "total", "currency"];
const PAYMENT_HEADER: [&str; 8] =
    ["payment_id", "invoice_no", "account_ref", "booked_at", "amount", "currency", "method", "status"];

/// Writes invoices (with credit notes) and payments.
pub(crate) fn write(world: &World, orders: &[PlacedOrder], bills: &[Bill]) -> Result<(), DemoError> {
    let mut dice = Dice::new(world.seed, Topic::Invoices);
    let mut invoices = collect(world, orders, bills);
    invoices.sort_by_key(|invoice| (invoice.at, invoice.customer));
    let mut payments = Vec::new();
    write_invoices(world, &mut dice, &invoices, &mut payments)?;
    payments.sort_by_key(|payment| (payment.at, payment.invoice));
    write_payments(world, &mut dice, &invoices, &payments)
}

fn collect(world: &World, orders: &[PlacedOrder], bills: &[Bill]) -> Vec<Invoice> {
    let on_account = |order: &&PlacedOrder| {
        let customer = &world.customers[order.customer];
        customer.in_crm && customer.pays_by_invoice && !order.is_cancelled
    };
    let from_order = |order: &PlacedOrder| Invoice {
        at: order.at + 7_200,
        customer: order.customer,
        order: Some(order.number),
        net: order.net,
        tax: order.tax,
        gross: order.gross,
        fails: false,
    };
    let from_bill = |bill: &Bill| {
        let tax = percent(bill.net, world.customers[bill.customer].country.tax_percent);
        let (net, gross) = (bill.net, bill.net + tax);
        Invoice { at: bill.at, customer: bill.customer, order: None, net, tax, gross, fails: bill.fails }
    };
    orders.iter().filter(on_account).map(from_order).chain(bills.iter().map(from_bill)).collect()
}

fn write_invoices(
    world: &World,
    dice: &mut Dice,
    invoices: &[Invoice],
    payments: &mut Vec<Payment>,
) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "billing_invoices.csv", Format::COMMA, &INVOICE_HEADER)?;
    for (position, invoice) in invoices.iter().enumerate().filter(|(_, invoice)| invoice.at < world.timeline.end()) {
        let customer = &world.customers[invoice.customer];
        let term = if customer.employees >= 200 { 45 } else { 30 };
        let issued = world.timeline.local(invoice.at).date();
        let due = world.timeline.local(invoice.at + term * DAY_SECONDS).date();
        let order = invoice.order.map(|number| number.to_string()).unwrap_or_default();
        let (number, currency) = (invoice_number(position), customer.country.currency);
        sheet.row(&[
            &number,
            &"invoice",
            &"",
            &customer.account(),
            &order,
            &issued,
            &due,
            &Cents(invoice.net),
            &Cents(invoice.tax),
            &Cents(invoice.gross),
            &currency,
        ])?;
        let credited =
            dice.chance(0.008).then(|| world.happened(invoice.at + dice.between(4, 40) * DAY_SECONDS)).flatten();
        if let Some(at) = credited {
            let day = world.timeline.local(at).date();
            sheet.row(&[
                &format!("C{number}"),
                &"credit",
                &number,
                &customer.account(),
                &order,
                &day,
                &"",
                &Cents(invoice.net),
                &Cents(invoice.tax),
                &Cents(invoice.gross),
                &currency,
            ])?;
        } else {
            plan_payments(dice, position, invoice, term, payments);
        }
    }
    payments.retain(|payment| payment.at < world.timeline.end());
    sheet.finish()
}

fn plan_payments(dice: &mut Dice, position: usize, invoice: &Invoice, term: i64, payments: &mut Vec<Payment>) {
    if invoice.fails || dice.chance(0.006) {
        return;
    }
    let delay = match dice.weighted(&[0.70, 0.24, 0.06]) {
        0 => (term as f64 - dice.exponential(5.0)).max(1.0),
        1 => term as f64 + dice.exponential(10.0),
        _ => term as f64 + dice.exponential(55.0),
    };
    let at = invoice.at + (delay * DAY_SECONDS as f64) as i64;
    if dice.chance(0.05) {
        let part = invoice.gross * dice.between(30, 70) / 100;
        payments.push(Payment { at, invoice: position, amount: part });
        if dice.chance(0.85) {
            let later = at + dice.between(10, 60) * DAY_SECONDS;
            payments.push(Payment { at: later, invoice: position, amount: invoice.gross - part });
        }
        return;
    }
    payments.push(Payment { at, invoice: position, amount: invoice.gross });
}

fn write_payments(world: &World, dice: &mut Dice, invoices: &[Invoice], payments: &[Payment]) -> Result<(), DemoError> {
    let mut sheet = Sheet::create(&world.directory, "billing_payments.csv", Format::COMMA, &PAYMENT_HEADER)?;
    for (position, payment) in payments.iter().enumerate() {
        let customer = &world.customers[invoices[payment.invoice].customer];
        let method = ["transfer", "direct_debit", "card"][dice.weighted(&[0.6, 0.28, 0.12])];
        sheet.row(&[
            &format!("pay_{:07}", position + 1),
            &invoice_number(payment.invoice),
            &customer.account(),
            &Utc(payment.at),
            &Cents(payment.amount),
            &customer.country.currency,
            &method,
            &"succeeded",
        ])?;
    }
    sheet.finish()
}

fn invoice_number(position: usize) -> String {
    format!("INV-{:06}", position + 1)
}
