//! Invariant 11: everybody is there in the month of joining, whoever is there in a bucket is there then or later, and
//! what is not observed yet is empty; the tables of purchases and of subscriptions are counted again by hand.

use crate::ask::{Asked, company, question};
use crate::counted::terms;
use crate::history;
use jiff::Timestamp;
use jiff::civil::Date;
use model::calendar::Grain;
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use query::answer::{NullReason, Value};
use query::cohort::{CohortAnswer, CohortCell};
use query::scope::Scope;
use std::collections::{BTreeMap, BTreeSet};
use workspace::check::{Company, Given};

const COHORTS: &str = "2025-07-01..2026-02-28";
/// In the middle of the history: later buckets are not observed.
const AS_OF: &str = "2026-02-10T12:00:00Z";
const TODAY: Date = jiff::civil::date(2026, 2, 10);

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_are_there_at_first_and_nothing_is_known_of_later(given in history::company()) {
        let given = history::at_plain_prices(given);
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        for basis in ["orders", "subscription"] {
            for grain in [Grain::Month, Grain::Day] {
                let on = table(&company, basis, grain, "on");
                let later = table(&company, basis, grain, "on_or_after");
                prop_assert_eq!(on.rows.len(), later.rows.len());
                for (on, later) in on.rows.iter().zip(&later.rows) {
                    let first: Date = on.cohort.start.parse().expect("day");
                    prop_assert_eq!(on.size, later.size);
                    for (on_cell, later_cell) in on.cells.iter().zip(&later.cells) {
                        cell(first, grain, on.size, on_cell, later_cell)?;
                    }
                }
            }
        }
        by_hand(&months_bought_in(&given), &table(&company, "orders", Grain::Month, "on"))?;
        by_hand(&months_paid_for(&given), &table(&company, "subscription", Grain::Month, "on"))?;
    }
}

fn table(company: &Company<'_>, basis: &str, grain: Grain, returning: &str) -> CohortAnswer {
    let mut asked = question("cohort_retention", COHORTS).by(grain).with("basis", basis).with("returning", returning);
    asked.as_of = AS_OF.parse::<Timestamp>().expect("moment");
    query::cohort::cohorts(&company.context(), &Scope::everything(), asked).expect("table")
}

fn cell(first: Date, grain: Grain, size: u64, on: &CohortCell, later: &CohortCell) -> Result<(), TestCaseError> {
    let at = i64::from(on.at);
    let begins = match grain {
        Grain::Month => first + jiff::Span::new().months(at),
        _ => first + jiff::Span::new().days(at),
    };
    if begins > TODAY {
        let unknown = Value::Null { reason: NullReason::NotObservedYet };
        prop_assert_eq!(&on.figure.value, &unknown, "{} after {}", on.at, first);
        prop_assert_eq!(&later.figure.value, &unknown);
        return Ok(());
    }
    let there = |cell: &CohortCell| cell.figure.numerator.as_deref().map(|text| text.parse::<u64>().expect("members"));
    if size == 0 {
        prop_assert_eq!(&on.figure.value, &Value::Null { reason: NullReason::NoDenominator });
        return Ok(());
    }
    prop_assert!(there(on) <= there(later) && there(later) <= Some(size), "{on:?} {later:?} of {size}");
    if on.at == 0 {
        prop_assert_eq!(there(on), Some(size));
        prop_assert_eq!(&on.figure.value, &Value::Number { number: 1.0 });
    }
    Ok(())
}

/// Months by customer, known from the rows as they were given.
type Months = BTreeMap<String, BTreeSet<i32>>;

fn months_bought_in(given: &Given) -> Months {
    let mut months = Months::new();
    for order in given.get("order").into_iter().flatten() {
        let at: jiff::civil::DateTime = order["issued_at"].as_str().and_then(|text| text.parse().ok()).expect("moment");
        let customer = order.get("customer").and_then(|name| name.as_str());
        if let Some(customer) = customer.filter(|_| at < TODAY.at(12, 0, 0, 0)) {
            months.entry(history::one_customer(customer).to_owned()).or_default().insert(number(at.date()));
        }
    }
    months
}

fn months_paid_for(given: &Given) -> Months {
    let mut months = Months::new();
    for term in terms(given).into_iter().filter(|term| term.from <= TODAY) {
        let last = term.to.map_or(TODAY, |to| to.yesterday().expect("day").min(TODAY));
        if term.from <= last {
            months.entry(term.customer).or_default().extend(number(term.from)..=number(last));
        }
    }
    months
}

fn by_hand(months: &Months, table: &CohortAnswer) -> Result<(), TestCaseError> {
    for row in &table.rows {
        let cohort = number(row.cohort.start.parse().expect("day"));
        let joined: Vec<_> = months.values().filter(|seen| seen.first() == Some(&cohort)).collect();
        prop_assert_eq!(row.size, joined.len() as u64, "{}", row.cohort.start);
        for cell in row.cells.iter().filter(|cell| row.size > 0 && cohort + cell.at as i32 <= number(TODAY)) {
            let there = joined.iter().filter(|seen| seen.contains(&(cohort + cell.at as i32))).count();
            prop_assert_eq!(&cell.figure.numerator, &Some(there.to_string()));
        }
    }
    Ok(())
}

fn number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}
