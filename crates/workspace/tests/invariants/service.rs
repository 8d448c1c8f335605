//! Invariant 4: the stock of requests is what was there, came and came back, less what was solved.

use crate::ask::{company, number};
use crate::history::{self, MONTHS};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use workspace::check::Given;

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_stock_is_counted_again_by_hand(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        for month in MONTHS {
            let counted = Decimal::from(waiting_at_the_end_of(&given, month));
            prop_assert_eq!(number(&company, "backlog", month), Some(counted), "{}", month);
        }
    }

    #[test]
    fn the_stock_is_bridged_by_what_came_came_back_and_was_solved(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let mut before = "2025-12";
        for month in MONTHS {
            let turns = turns_in(&given, month);
            let created = number(&company, "tickets_created", month).expect("a count");
            let stock = number(&company, "backlog", before).expect("a count");
            let bridged = stock + created + Decimal::from(turns.reopened) - Decimal::from(turns.solved);
            prop_assert_eq!(number(&company, "backlog", month), Some(bridged), "{}", month);
            let resolved = number(&company, "tickets_resolved", month).expect("a count");
            prop_assert_eq!(resolved, Decimal::from(turns.requests_solved), "{}", month);
            before = month;
        }
    }
}

/// What happened to requests in a month; those that were merged are removed from all of it.
#[derive(Default)]
struct Turns {
    solved: usize,
    reopened: usize,
    requests_solved: usize,
}

fn turns_in(given: &Given, month: &str) -> Turns {
    let empty = Vec::new();
    let merged = merged(given);
    let mut turns = Turns::default();
    let mut solved = BTreeSet::new();
    for event in rows(given, "ticket_event", &empty) {
        let field = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
        let counts = field("kind") == "status"
            && field("occurred_at").starts_with(month)
            && !merged.contains(field("ticket_id"));
        match field("to_value") {
            "solved" if counts => {
                turns.solved += 1;
                solved.insert(field("ticket_id"));
            }
            "open" if counts => turns.reopened += 1,
            _ => {}
        }
    }
    turns.requests_solved = solved.len();
    turns
}

fn merged(given: &Given) -> BTreeSet<String> {
    let empty = Vec::new();
    let tickets = rows(given, "ticket", &empty).iter().filter(|ticket| ticket.contains_key("merged_into_id"));
    tickets.filter_map(|ticket| ticket.get("id")?.as_str().map(str::to_owned)).collect()
}

/// Requests created before the month's end whose last change of status before it did not solve them.
/// The workspace's zone is UTC plus nothing that moves these texts: they are compared as local times.
fn waiting_at_the_end_of(given: &Given, month: &str) -> usize {
    let end = format!("{}-01T00:00", next(month));
    let empty = Vec::new();
    let text = |row: &BTreeMap<String, Value>, field: &str| row.get(field).and_then(Value::as_str).map(str::to_owned);
    let merged = merged(given);
    rows(given, "ticket", &empty)
        .iter()
        .filter(|ticket| text(ticket, "created_at").is_some_and(|at| at < end))
        .filter_map(|ticket| text(ticket, "id"))
        .filter(|id| !merged.contains(id))
        .filter(|id| {
            let last = rows(given, "ticket_event", &empty)
                .iter()
                .filter(|event| {
                    text(event, "ticket_id").as_ref() == Some(id) && text(event, "kind").as_deref() == Some("status")
                })
                .filter_map(|event| Some((text(event, "occurred_at")?, text(event, "to_value")?)))
                .filter(|(at, _)| *at < end)
                .max();
            last.is_none_or(|(_, status)| status != "solved")
        })
        .count()
}

fn rows<'a>(given: &'a Given, word: &str, empty: &'a Vec<BTreeMap<String, Value>>) -> &'a Vec<BTreeMap<String, Value>> {
    given.get(word).unwrap_or(empty)
}

fn next(month: &str) -> String {
    let first: jiff::civil::Date = format!("{month}-01").parse().expect("month");
    (first + jiff::Span::new().months(1)).strftime("%Y-%m").to_string()
}
