//! Invariants 1 and 3 rest on who pays, and how much, at the end of each month: counted again by hand.

use crate::ask::{Asked, answer, close, company, exact, part, question};
use crate::history::{self, MONTHS, Row};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use workspace::check::{Company, Given};

/// So few days that customers who buy are lost and come back.
const ACTIVITY_WINDOW: u32 = 45;
const GRACE: i64 = 30;

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn subscribers_and_what_they_pay_are_counted_again_by_hand(given in history::company()) {
        let given = history::at_plain_prices(given);
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let terms = terms(&given);
        let paying = |at: Date| terms.iter().filter(move |term| term.holds_before(at));
        let who = |at: Date| paying(at).map(|term| term.customer.clone()).collect();
        stay_and_leave(&company, "subscription", who)?;
        for month in MONTHS {
            let by_hand: Decimal = paying(end(month)).filter(|term| term.currency == "EUR").map(|term| term.monthly).sum();
            let asked = question("mrr", month).only("currency", "EUR");
            let cents = exact(&answer(&company, asked).figure.value).unwrap_or_default();
            prop_assert!(close(cents, by_hand), "{month}: {cents} instead of {by_hand}");
        }
    }

    #[test]
    fn buyers_are_counted_again_by_hand(given in history::company()) {
        let mut given = given;
        given.retain(|word, _| !word.starts_with("subscription"));
        let mut company = company();
        company.fill(&given, WorkspaceSettings { activity_window_days: ACTIVITY_WINDOW, ..WorkspaceSettings::default() }).expect("rows");
        let purchases: Vec<(String, DateTime)> = rows(&given, "order")
            .filter(|order| order.contains_key("customer"))
            .map(|order| (owner(order), text(order, "issued_at").parse().expect("moment")))
            .collect();
        let who = |at: Date| {
            let at = at.at(0, 0, 0, 0);
            let kept = |bought: DateTime| bought < at && at <= bought + i64::from(ACTIVITY_WINDOW).days();
            purchases.iter().filter(|(_, bought)| kept(*bought)).map(|(customer, _)| customer.clone()).collect()
        };
        stay_and_leave(&company, "orders", who)?;
    }
}

/// Of those who paid just before a month began: who still does at its end.
fn stay_and_leave(
    company: &Company<'_>,
    customers: &str,
    who: impl Fn(Date) -> BTreeSet<String>,
) -> Result<(), TestCaseError> {
    for month in MONTHS {
        let (opening, closing) = (who(first(month)), who(end(month)));
        let figure = |metric: &str| answer(company, question(metric, month).with("customers", customers)).figure;
        let number = |count: usize| Decimal::from(count);
        let (kept, lost) = (figure("customer_retention_rate"), figure("customer_churn_rate"));
        prop_assert_eq!(part(&kept.numerator), number(opening.intersection(&closing).count()), "stay in {}", month);
        prop_assert_eq!(part(&lost.numerator), number(opening.difference(&closing).count()), "leave in {}", month);
        prop_assert_eq!(part(&kept.denominator), number(opening.len()), "before {}", month);
        prop_assert_eq!(part(&lost.denominator), number(opening.len()), "before {}", month);
        let active = exact(&figure("active_customers").value);
        prop_assert_eq!(active, Some(number(closing.len())), "at the end of {}", month);
    }
    Ok(())
}

/// A state that is paid for, until the next one or until the grace is over.
pub(crate) struct Term {
    pub(crate) customer: String,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    currency: String,
    monthly: Decimal,
}

impl Term {
    fn holds_before(&self, at: Date) -> bool {
        self.from < at && self.to.is_none_or(|to| at <= to && self.from < to)
    }
}

pub(crate) fn terms(given: &Given) -> Vec<Term> {
    let owners: BTreeMap<String, String> =
        rows(given, "subscription").map(|row| (text(row, "id"), owner(row))).collect();
    let mut terms = Vec::new();
    // Since when money is awaited, and until when the state before it ran.
    let mut awaited: Option<(String, Date, Option<Date>)> = None;
    for state in rows(given, "subscription_state") {
        let day = |field: &str| state.get(field).map(|_| text(state, field).parse::<Date>().expect("day"));
        let (subscription, from, to) = (text(state, "subscription_id"), day("from_at").expect("day"), day("to_at"));
        let status = text(state, "status");
        let since = match &awaited {
            Some((before, since, until)) if *before == subscription && *until == Some(from) => *since,
            _ => from,
        };
        awaited = (status == "past_due").then(|| (subscription.clone(), since, to));
        let to = match status.as_str() {
            "active" => to,
            "past_due" => Some(to.map_or(since + GRACE.days(), |to| to.min(since + GRACE.days()))),
            _ => continue,
        };
        let customer = owners[&subscription].clone();
        terms.push(Term { customer, from, to, currency: text(state, "currency"), monthly: monthly(state) });
    }
    terms
}

/// In cents.
fn monthly(state: &Row) -> Decimal {
    let number = |field: &str| Decimal::from(state[field].as_i64().expect("number"));
    let times_a_year = match text(state, "interval_unit").as_str() {
        "day" => 365,
        "week" => 52,
        "month" => 12,
        _ => 1,
    };
    let price: Decimal = text(state, "unit_price").parse().expect("price");
    price * number("quantity") * Decimal::from(100 * times_a_year) / number("interval_count") / Decimal::from(12)
}

fn rows<'a>(given: &'a Given, word: &str) -> impl Iterator<Item = &'a Row> {
    given.get(word).into_iter().flatten()
}

fn text(row: &Row, field: &str) -> String {
    row.get(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

fn owner(row: &Row) -> String {
    history::one_customer(&text(row, "customer")).to_owned()
}

fn first(month: &str) -> Date {
    format!("{month}-01").parse().expect("month")
}

fn end(month: &str) -> Date {
    first(month) + 1.month()
}
