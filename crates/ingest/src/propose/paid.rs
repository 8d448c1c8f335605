//! The payment that an invoice's own row tells of: what is paid is not owed.

use super::fit::Fit;
use super::sheet::{Sheet, is_number, is_one_of, is_yes, written_words};
use super::synonyms::plain;
use super::write::{Given, column, constant, filled, quoted};
use model::canonical::words;
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
const PAID_AT: [&str; 11] = [
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
    "paid",
];

/// Columns that only say whether all is paid.
const IS_PAID: [&str; 7] = ["paid", "ispaid", "fullypaid", "paidinfull", "settled", "issettled", "bezahlt"];
/// How a row says what is paid.
enum Paid<'a> {
    Amount(&'a ColumnProfile),
    /// What is still owed; the rest of the whole is paid.
    Balance(&'a ColumnProfile),
    /// What is owed, of which only nothing is sure to be about this invoice.
    NothingOwed(&'a ColumnProfile),
    Said(&'a ColumnProfile),
    Day(&'a ColumnProfile),
}

/// Writes the payment of an invoice; `document` says that its row tells of it, so that a file of payments goes before.
pub(super) fn payment(
    text: &mut String,
    sheet: &Sheet<'_>,
    (fit, given): (&Fit<'_>, &Given),
    file_name: &str,
    doubts: &mut Vec<Doubt>,
) {
    let is_invoice =
        !fit.fields.contains_key("kind") && constant(fit, "kind", "order", file_name).as_str() == "invoice";
    let (Some(id), Some(issued)) = (fit.id.filter(|_| is_invoice), fit.fields.get("issued_at")) else { return };
    let day = sheet.find(&PAID_AT, |column| matches!(column.content, ContentKind::Date { .. }) && is_free(fit, column));
    let Some(paid) = Paid::of(sheet, fit, given).or_else(|| day.map(Paid::Day)) else { return };
    let Some((amount, mut condition)) = paid.written(fit, given) else { return };
    // Of a cancelled invoice nothing is owed either, and nobody paid it.
    if let (false, Some(status)) = (matches!(paid, Paid::Amount(_)), fit.fields.get("status")) {
        let cancelled = written_words(sheet, status, words::DOCUMENT_STATUS, &["cancelled"]);
        condition = format!("{{ all: [{condition}, {{ not: {} }}] }}", is_one_of(status, cancelled));
    }
    let moment = match day {
        Some(day) => format!("{{ first_of: [{}, {}] }}", quoted(&day.name), quoted(&issued.name)),
        None => quoted(&issued.name),
    };
    let undated = "{ constant: document_undated }";
    let origin = day.map_or(undated.to_owned(), |day| {
        format!("{{ if: {{ when: {}, then: {{ constant: document }}, else: {undated} }} }}", filled(&day.name))
    });
    let has_day = |row: &[String]| day.is_some_and(|day| sheet.text(row, day).is_some());
    if sheet.rows.iter().any(|row| !has_day(row) && paid.holds(sheet, row, whole_column(fit, given))) {
        doubts.push(Doubt::new("paid_without_day", None, &[("issued", &issued.name)]));
    }
    let id = column(id, true);
    // Writing into a text cannot fail.
    let _ = writeln!(text, "  - entity: payment\n    id: {{ join: [{id}, {{ constant: paid }}], with: \" \" }}");
    let _ = writeln!(text, "    when: {condition}\n    fields:\n      kind: {{ constant: payment }}");
    let _ = writeln!(text, "      status: {{ constant: succeeded }}\n      origin: {origin}");
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

fn is_free(fit: &Fit<'_>, column: &ColumnProfile) -> bool {
    !fit.fields.values().any(|field| field.name == column.name)
}

impl<'a> Paid<'a> {
    fn of(sheet: &Sheet<'a>, fit: &Fit<'_>, given: &Given) -> Option<Self> {
        let says = |column: &ColumnProfile| sheet.only_says(column);
        let amount = |names: &[&str]| {
            sheet.find(names, |column| {
                // Somebody may have paid just 1 of every invoice, and called the column an amount.
                let is_amount = is_number(column) && !(IS_PAID.contains(&plain(&column.name).as_str()) && says(column));
                is_amount && is_free(fit, column)
            })
        };
        let whole = whole_column(fit, given);
        let is_its_own = |balance: &ColumnProfile| {
            let exceeds = |row: &Vec<String>| {
                let owed = sheet.number(row, balance).zip(whole.and_then(|whole| sheet.number(row, whole)));
                owed.is_some_and(|(owed, whole)| owed > whole.max(0.0) + 0.005)
            };
            whole.is_some() && !sheet.rows.iter().any(exceeds)
        };
        amount(&PAID)
            .map(Paid::Amount)
            .or_else(|| {
                amount(&OWED).map(|owed| if is_its_own(owed) { Paid::Balance(owed) } else { Paid::NothingOwed(owed) })
            })
            .or_else(|| sheet.find(&IS_PAID, |column| says(column) && is_free(fit, column)).map(Paid::Said))
    }

    /// The amount, and the rows that have one.
    fn written(&self, fit: &Fit<'_>, given: &Given) -> Option<(String, String)> {
        let of = |column: &ColumnProfile| quoted(&column.name);
        let whole = || {
            let sign = fit.fields.get("gross").or_else(|| fit.fields.get("net"))?;
            Some((whole(fit, given)?, format!("{{ column: {}, greater_than: 0 }}", of(sign))))
        };
        Some(match self {
            Paid::Amount(amount) => (of(amount), format!("{{ column: {}, greater_than: 0 }}", of(amount))),
            Paid::Balance(balance) => {
                let (whole, balance) = (of(whole_column(fit, given)?), of(balance));
                (
                    format!("{{ add: [{whole}, {{ negate: {balance} }}] }}"),
                    format!("{{ column: {balance}, less_than_column: {whole} }}"),
                )
            }
            Paid::NothingOwed(balance) => {
                let ((whole, positive), balance) = (whole()?, of(balance));
                let nothing = format!("{{ column: {balance}, greater_than: -0.005, less_than: 0.005 }}");
                (whole, format!("{{ all: [{nothing}, {positive}] }}"))
            }
            Paid::Said(said) => {
                let (whole, positive) = whole()?;
                (whole, format!("{{ all: [{}, {positive}] }}", is_yes(said)))
            }
            Paid::Day(day) => {
                let (whole, positive) = whole()?;
                (whole, format!("{{ all: [{}, {positive}] }}", filled(&day.name)))
            }
        })
    }

    /// Whether a row of the sample tells of a payment.
    fn holds(&self, sheet: &Sheet<'_>, row: &[String], whole: Option<&ColumnProfile>) -> bool {
        let number = |column: &ColumnProfile| sheet.number(row, column);
        match self {
            Paid::Amount(amount) => number(amount).is_some_and(|amount| amount > 0.0),
            Paid::Balance(balance) => {
                number(balance).zip(whole.and_then(number)).is_some_and(|(owed, whole)| owed < whole)
            }
            Paid::NothingOwed(balance) => number(balance).is_some_and(|owed| owed.abs() < 0.005),
            Paid::Said(said) => sheet.says_yes(row, said),
            Paid::Day(day) => sheet.text(row, day).is_some(),
        }
    }
}

/// What a document is worth in all, as its mapping says it.
pub(super) fn whole(fit: &Fit<'_>, given: &Given) -> Option<String> {
    let value = |name: &str| given.value(fit, name);
    value("gross").or_else(|| {
        let parts: Vec<String> =
            std::iter::once(value("net")?).chain(["tax", "shipping"].into_iter().filter_map(value)).collect();
        Some(if parts.len() == 1 { parts.concat() } else { format!("{{ add: [{}] }}", parts.join(", ")) })
    })
}

/// The same, where a single column says it.
fn whole_column<'f>(fit: &'f Fit<'_>, given: &Given) -> Option<&'f ColumnProfile> {
    let whole = whole(fit, given)?;
    fit.fields.values().copied().find(|column| quoted(&column.name) == whole)
}
