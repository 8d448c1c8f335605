//! The history of subscriptions: whose they are, until when a state holds, and what its price is the price of.

use super::fit::Fit;
use super::sheet::{Sheet, is_one_of, written_words};
use super::synonyms::plain;
use super::write::{Given, column, quoted};
use jiff::civil::Date;
use model::canonical::words;
use sources::files::{ColumnProfile, ContentKind, DatePattern, Doubt};
use std::collections::BTreeMap;
use std::fmt::Write;

const PERSON: [&str; 11] = [
    "customerid",
    "customeruserid",
    "customernumber",
    "clientid",
    "userid",
    "customer",
    "client",
    "customeremail",
    "email",
    "customername",
    "user",
];
const ORGANIZATION: [&str; 6] = ["accountid", "companyid", "organizationid", "account", "company", "organization"];
/// Prices of all units together.
const WHOLE_PRICE: [&str; 6] = ["mrr", "newmrr", "arr", "amount", "recurringamount", "total"];

/// Ends that are last days become first moments after them; amounts of all units have no number of units beside them.
pub(super) fn given(sheet: &Sheet<'_>, fit: &Fit<'_>, doubts: &mut Vec<Doubt>) -> Given {
    let mut given = Given::default();
    if let Some(to) = fit.fields.get("to_at").filter(|_| ends_are_last_days(sheet, fit)) {
        let one = quoted("1");
        given.fields.insert("to_at", format!("{{ after: {}, days: {{ constant: {one} }} }}", quoted(&to.name)));
    }
    if let Some(status) = status_of_a_list(sheet, fit, doubts) {
        given.fields.insert("status", status);
    }
    if let Some(price) = fit.fields.get("unit_price").map(|price| plain(&price.name))
        && WHOLE_PRICE.contains(&price.as_str())
    {
        given.left_out.push("quantity");
        if let Some(unit) =
            [("mrr", "month"), ("newmrr", "month"), ("arr", "year")].iter().find(|(name, _)| price == *name)
        {
            given.fields.insert("interval_unit", format!("{{ constant: {} }}", unit.1));
        }
    }
    given
}

/// Where every subscription stands in one row, its status is the present one: what is over was active until its end.
fn status_of_a_list(sheet: &Sheet<'_>, fit: &Fit<'_>, doubts: &mut Vec<Doubt>) -> Option<String> {
    let [id, from, to, status] =
        ["subscription_id", "from_at", "to_at", "status"].map(|field| fit.fields.get(field).copied());
    let (id, from, to, status) = (id?, from?, to?, status?);
    if id.distinct < 1.0 {
        return None;
    }
    doubts.push(Doubt::new("present_state", Some(&status.name), &[("from", &from.name), ("to", &to.name)]));
    let ended = is_one_of(status, written_words(sheet, status, words::SUBSCRIPTION_STATUS, &["ended"]));
    let over = format!("{{ all: [{ended}, {{ column: {}, is: filled }}] }}", quoted(&to.name));
    Some(format!("{{ if: {{ when: {over}, then: {{ constant: active }}, else: {} }} }}", column(status, false)))
}

/// Whether states that follow each other end on the day before the next begins.
fn ends_are_last_days(sheet: &Sheet<'_>, fit: &Fit<'_>) -> bool {
    let (Some(id), Some(from), Some(to)) =
        (fit.fields.get("subscription_id"), fit.fields.get("from_at"), fit.fields.get("to_at"))
    else {
        return false;
    };
    let day = |row: &[String], column: &ColumnProfile| -> Option<Date> {
        let ContentKind::Date { pattern, .. } = &column.content else { return None };
        Some(DatePattern::from(pattern.as_str()).parse(sheet.text(row, column)?)?.date())
    };
    let mut begins: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for row in sheet.rows {
        if let (Some(id), Some(day)) = (sheet.text(row, id), day(row, from)) {
            begins.entry(id).or_default().push(day);
        }
    }
    let (mut same, mut next) = (0_usize, 0_usize);
    for row in sheet.rows {
        let (Some(id), Some(end)) = (sheet.text(row, id), day(row, to)) else { continue };
        let begins = begins.get(id).map(Vec::as_slice).unwrap_or_default();
        same += usize::from(begins.contains(&end));
        next += usize::from(end.tomorrow().is_ok_and(|day| begins.contains(&day)));
    }
    next > same
}

/// Writes the subscription of each state with its customer, and gives the column of a customer who is a person.
pub(super) fn subscription<'a>(text: &mut String, sheet: &Sheet<'a>, fit: &Fit<'_>) -> Option<&'a ColumnProfile> {
    let id = fit.fields.get("subscription_id")?;
    let is_id = |column: &ColumnProfile| !matches!(column.content, ContentKind::Date { .. });
    let person = sheet.find(&PERSON, is_id);
    let organization = sheet.find(&ORGANIZATION, is_id);
    if person.is_none() && organization.is_none() {
        return None;
    }
    // Writing into a text cannot fail.
    let _ = writeln!(text, "  - entity: subscription\n    id: {}\n    fields:", column(id, true));
    for (name, customer) in [("organization_id", organization), ("person_id", person)] {
        if let Some(customer) = customer {
            let _ = writeln!(text, "      {name}: {}", column(customer, true));
        }
    }
    person
}
