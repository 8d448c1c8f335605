//! The payment that an invoice's own row tells of: what is paid is not owed.

use super::fit::Fit;
use super::sheet::{Sheet, is_number};
use super::write::{column, constant, quoted};
use sources::files::{ColumnProfile, ContentKind, Doubt};
use std::fmt::Write;

const PAID: [&str; 8] =
    ["amountpaid", "paidamount", "totalpaid", "amountreceived", "paymentsreceived", "paidtotal", "paidtodate", "paid"];
const OWED: [&str; 9] = [
    "balancedue",
    "amountdue",
    "balance",
    "outstandingbalance",
    "outstanding",
    "openamount",
    "amountopen",
    "openbalance",
    "amountremaining",
];
const PAID_AT: [&str; 10] = [
    "paidat",
    "paidon",
    "paiddate",
    "datepaid",
    "paymentdate",
    "paymentreceivedat",
    "lastpaymentdate",
    "fullypaidon",
    "settledat",
    "settledon",
];

/// Writes the payment of an invoice; `document` says that its row tells of it, so that a file of payments goes before.
pub(super) fn payment(text: &mut String, sheet: &Sheet<'_>, fit: &Fit<'_>, file_name: &str, doubts: &mut Vec<Doubt>) {
    let is_invoice =
        !fit.fields.contains_key("kind") && constant(fit, "kind", "order", file_name).as_str() == "invoice";
    let (Some(id), Some(issued)) = (fit.id.filter(|_| is_invoice), fit.fields.get("issued_at")) else { return };
    let free = |column: &ColumnProfile| !fit.fields.values().any(|field| field.name == column.name);
    let amount = |names: &[&str]| sheet.find(names, |column| is_number(column) && free(column));
    let Some((amount, condition)) = amount(&PAID).map(paid).or_else(|| owed(amount(&OWED)?, fit)) else { return };
    let day = sheet.find(&PAID_AT, |column| matches!(column.content, ContentKind::Date { .. }) && free(column));
    let moment = match day {
        Some(day) => format!("{{ first_of: [{}, {}] }}", quoted(&day.name), quoted(&issued.name)),
        None => quoted(&issued.name),
    };
    if day.is_none_or(|day| day.filled < 1.0) {
        doubts.push(Doubt::new("paid_without_day", None, &[("issued", &issued.name)]));
    }
    let id = column(id, true);
    // Writing into a text cannot fail.
    let _ = writeln!(text, "  - entity: payment\n    id: {{ join: [{id}, {{ constant: paid }}], with: \" \" }}");
    let _ = writeln!(text, "    when: {condition}\n    fields:\n      kind: {{ constant: payment }}");
    let _ = writeln!(text, "      status: {{ constant: succeeded }}\n      origin: {{ constant: document }}");
    let _ = writeln!(text, "      document_id: {id}\n      received_at: {moment}\n      amount: {amount}");
    for name in ["person_id", "organization_id"] {
        if let Some(customer) = fit.fields.get(name) {
            let _ = writeln!(text, "      {name}: {}", column(customer, true));
        }
    }
    if let Some(currency) = fit.fields.get("currency") {
        let _ = writeln!(text, "      currency: {}", quoted(&currency.name));
    }
}

fn paid(amount: &ColumnProfile) -> (String, String) {
    let name = quoted(&amount.name);
    (name.clone(), format!("{{ column: {name}, greater_than: 0 }}"))
}

/// Without an amount paid: of what nothing is owed any more, all is paid.
fn owed(balance: &ColumnProfile, fit: &Fit<'_>) -> Option<(String, String)> {
    let whole = fit.fields.get("gross").or_else(|| fit.fields.get("net"))?;
    let (whole, balance) = (quoted(&whole.name), quoted(&balance.name));
    let nothing = format!("{{ column: {balance}, greater_than: -0.005, less_than: 0.005 }}");
    Some((whole.clone(), format!("{{ all: [{nothing}, {{ column: {whole}, greater_than: 0 }}] }}")))
}
