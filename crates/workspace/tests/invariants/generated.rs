//! The random companies hold what the invariants are about.

use crate::history;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use workspace::check::Given;

const COMPANIES: usize = 60;

type Row = BTreeMap<String, Value>;

fn rows<'a>(given: &'a Given, word: &str) -> impl Iterator<Item = &'a Row> {
    given.get(word).into_iter().flatten()
}

fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// Orders of one customer under both of its records.
fn merges_customers(given: &Given) -> bool {
    let buyers: BTreeSet<&str> = rows(given, "order").map(|order| text(order, "customer")).collect();
    buyers
        .iter()
        .any(|record| history::one_customer(record) != *record && buyers.contains(history::one_customer(record)))
}

/// Not only orders stand with the second record of a customer.
fn spreads_over_records(given: &Given) -> bool {
    ["subscription", "ticket", "answer", "click"]
        .iter()
        .any(|word| rows(given, word).any(|row| history::one_customer(text(row, "customer")) != text(row, "customer")))
}

fn merges_requests(given: &Given) -> bool {
    rows(given, "ticket").any(|ticket| ticket.contains_key("merged_into_id"))
}

fn reopens(given: &Given) -> bool {
    rows(given, "ticket_event").any(|event| text(event, "from_value") == "solved" && text(event, "to_value") == "open")
}

fn refunds(given: &Given) -> bool {
    rows(given, "refund").next().is_some()
}

/// Days without any paid state between two of one customer.
fn reactivates(given: &Given) -> bool {
    let owner: BTreeMap<&str, &str> =
        rows(given, "subscription").map(|row| (text(row, "id"), text(row, "customer"))).collect();
    let mut paid: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for state in rows(given, "subscription_state").filter(|state| text(state, "status") == "active") {
        let until = state.get("to_at").and_then(Value::as_str).unwrap_or("9999");
        paid.entry(owner[text(state, "subscription_id")]).or_default().push((text(state, "from_at"), until));
    }
    paid.values_mut().any(|states| {
        states.sort_unstable();
        let mut until = states[0].1;
        states.iter().any(|(from, to)| {
            let gap = *from > until;
            until = until.max(to);
            gap
        })
    })
}

fn has_two_currencies(given: &Given) -> bool {
    ["order", "subscription_state"].iter().all(|word| {
        let found: BTreeSet<&str> = rows(given, word).map(|row| text(row, "currency")).collect();
        found.len() == 2
    })
}

type Holds = fn(&Given) -> bool;

#[test]
fn many_companies_merge_reopen_refund_come_back_and_have_two_currencies() {
    let mut runner = TestRunner::deterministic();
    let strategy = history::company();
    let companies: Vec<Given> =
        (0..COMPANIES).map(|_| strategy.new_tree(&mut runner).expect("company").current()).collect();
    let kinds: [(&str, Holds); 7] = [
        ("customers are merged", merges_customers),
        ("more than orders stands with a second record", spreads_over_records),
        ("requests are merged", merges_requests),
        ("requests are reopened", reopens),
        ("money is paid back", refunds),
        ("customers come back", reactivates),
        ("two currencies", has_two_currencies),
    ];
    for (kind, holds) in kinds {
        let found = companies.iter().filter(|given| holds(given)).count();
        assert!(found >= COMPANIES / 4, "{kind}: in {found} of {COMPANIES} companies");
    }
}
