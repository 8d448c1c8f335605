//! Tables of cohorts on the real engine: what must always hold, and what opens behind a cell.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use proptest::prelude::*;
use query::ErrorCode;
use query::answer::{NullReason, Value};
use query::cohort::{CellRequest, CohortAnswer, CohortCell, cohort_customers, cohorts};
use std::collections::{BTreeMap, BTreeSet};

const ACTIVITY: &str = "customer_id:text:customer first_at:instant from_at:instant to_at:instant amount:money:currency currency:text:currency channel:text:channel owner:text:owner";

/// Customer, days since 2026-01-01.
type Purchase = (u8, u16);

fn day(number: u16) -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(i64::from(number))
}

fn company(purchases: &[Purchase]) -> Company {
    let mut first = BTreeMap::new();
    for (customer, at) in purchases {
        let known = first.entry(*customer).or_insert(*at);
        *known = (*known).min(*at);
    }
    let rows: Vec<String> = purchases
        .iter()
        .map(|(customer, at)| {
            let (first, at) = (day(first[customer]), day(*at));
            let channel = if customer % 2 == 0 { "'even'" } else { "NULL" };
            format!(
                "('c{customer}', '{first} 08:00', '{first}', '{at} 08:00', '{at}', '{at} 08:00', '{at}', 100, 'EUR', {channel}, 'x')"
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let parameter = |default: &str, other: &str| ParameterDefinition {
        kind: ParameterKind::Choice,
        default: default.to_owned(),
        options: vec![default.to_owned(), other.to_owned()],
        most: LONGEST_LENGTH,
        setting: None,
        most_used: None,
    };
    let table = |amount: Option<&str>| {
        let kind = MeasureKind::Cohort(Cohort {
            member: "customer_id".to_owned(),
            joined: "first_at".to_owned(),
            amount: amount.map(str::to_owned),
            standing: None,
            returning: amount.is_none().then(|| "returning".to_owned()),
            time: amount.is_none().then(|| "time".to_owned()),
            brackets: None,
        });
        measure("activity", kind)
    };
    let mut retention = single("retention", Unit::Share, table(None));
    retention.parameters = BTreeMap::from([
        ("returning".to_owned(), parameter("on", "on_or_after")),
        ("time".to_owned(), parameter("calendar", "rolling")),
    ]);
    Company::new()
        .fact("activity", ACTIVITY, true, &rows)
        .metric(retention)
        .metric(single("money", Unit::Share, table(Some("amount"))))
        .metric(single("plain", Unit::Count, placed("activity", "from_at", MeasureKind::Flow(Aggregate::CountRows))))
}

fn ask(company: &Company, asked: &Question) -> CohortAnswer {
    cohorts(&company.context(), &asked.scope, asked.request.clone()).expect("table")
}

fn number(cell: &CohortCell) -> Option<f64> {
    match cell.figure.value {
        Value::Number { number } => Some(number),
        _ => None,
    }
}

#[test]
fn a_table_asks_its_fact_once_and_is_no_number() {
    let company = company(&[(1, 3), (1, 40), (2, 5)]);
    let asked = question("retention", "2026-01").at("2026-04-01T00:00:00Z");
    let before = company.store.count();
    let answer = ask(&company, &asked);
    assert_eq!(company.store.count() - before, 2, "the fact, and what is covered");
    assert_eq!((answer.rows[0].size, answer.columns), (2, 3));
    assert_eq!(answer.rows[0].cells.iter().map(number).collect::<Vec<_>>(), [Some(1.0), Some(0.5), Some(0.0)]);
    assert_eq!(reason(&company.figure("retention", "2026-01")), NullReason::IsTable);
    let plain = question("plain", "2026-01");
    let error = cohorts(&company.context(), &plain.scope, plain.request).expect_err("a number");
    assert_eq!(error.code, ErrorCode::NotATable);
}

#[test]
fn a_running_month_is_partial_and_the_next_is_not_there() {
    let company = company(&[(1, 3), (1, 40), (2, 45)]);
    let asked = question("retention", "2026-01-01..2026-02-28").at("2026-02-20T12:00:00Z");
    let answer = ask(&company, &asked);
    assert_eq!(answer.rows.iter().map(|row| row.size).collect::<Vec<_>>(), [1, 1]);
    assert!(!answer.rows[0].cells[0].partial && answer.rows[0].cells[1].partial && answer.rows[1].cells[0].partial);
    assert_eq!(answer.rows[1].cells[1].figure.value, Value::Null { reason: NullReason::NotObservedYet });
}

#[test]
fn parts_and_filters_narrow_the_customers() {
    let company = company(&[(1, 3), (2, 4), (2, 40), (4, 4)]);
    let asked = question("retention", "2026-01").at("2026-04-01T00:00:00Z");
    let answer = ask(&company, &asked.clone().slice("channel"));
    let parts = answer.parts.expect("parts").rows;
    let found: Vec<(Option<&str>, u64, Option<f64>)> =
        parts.iter().map(|part| (part.value.as_deref(), part.size, number(&part.cells[1]))).collect();
    assert_eq!(found, [(Some("even"), 2, Some(0.5)), (None, 1, Some(0.0))]);
    assert_eq!(ask(&company, &asked.filter("channel", &["even"], false)).rows[0].size, 2);
}

#[test]
fn a_cell_opens_its_customers_and_they_add_up_to_it() {
    let company = company(&[(1, 3), (1, 40), (2, 5), (3, 35)]);
    let asked = question("retention", "2026-01").at("2026-04-01T00:00:00Z");
    let behind = |cell: CellRequest| cohort_customers(&company.context(), &asked.scope, asked.request.clone(), cell, 0);
    let january = CellRequest { cohort: Some(day(0)), at: 1 };
    let answer = behind(january).expect("customers");
    let rows: Vec<(Option<&str>, Option<&str>)> =
        answer.rows.iter().map(|row| (row.customer.as_deref(), row.figure.numerator.as_deref())).collect();
    assert_eq!(rows, [(Some("c1"), Some("1")), (Some("c2"), Some("0"))]);
    assert_eq!((answer.total.numerator.as_deref(), answer.total.denominator.as_deref()), (Some("1"), Some("2")));
    assert_eq!(behind(CellRequest { cohort: None, at: 2 }).expect("customers").total_customers, 2);
    assert_eq!(
        behind(CellRequest { cohort: Some(day(0)), at: 9 }).expect_err("no column").code,
        ErrorCode::BadParameter
    );
    assert_eq!(
        behind(CellRequest { cohort: Some(day(300)), at: 0 }).expect_err("no row").code,
        ErrorCode::BadParameter
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn cells_are_those_of_a_count_by_hand(purchases in prop::collection::vec((0_u8..12, 0_u16..150), 1..60)) {
        let company = company(&purchases);
        let asked = question("retention", "2026-01-01..2026-05-31").at("2026-06-01T00:00:00Z");
        let answer = ask(&company, &asked);
        let unbounded = ask(&company, &asked.clone().parameter("returning", "on_or_after"));
        let month = |at: u16| i32::from(day(at).month()) - 1;
        let mut months: BTreeMap<u8, BTreeSet<i32>> = BTreeMap::new();
        for (customer, at) in &purchases {
            months.entry(*customer).or_default().insert(month(*at));
        }
        for (cohort, row) in (0_i32..).zip(&answer.rows) {
            let joined: Vec<&BTreeSet<i32>> = months.values().filter(|seen| seen.first() == Some(&cohort)).collect();
            prop_assert_eq!(row.size, joined.len() as u64);
            for (cell, later) in row.cells.iter().zip(&unbounded.rows[cohort as usize].cells) {
                let at = cohort + cell.at as i32;
                if at >= 5 {
                    prop_assert_eq!(&cell.figure.value, &Value::Null { reason: NullReason::NotObservedYet });
                    continue;
                }
                let there = joined.iter().filter(|seen| seen.contains(&at)).count();
                prop_assert_eq!(&cell.figure.numerator, &Some(there.to_string()));
                let or_after = joined.iter().filter(|seen| seen.last() >= Some(&at)).count();
                prop_assert_eq!(&later.figure.numerator, &Some(or_after.to_string()));
                // Month 0 is everybody, and whoever is there in a month is there then or later (invariant 11).
                prop_assert!(cell.at != 0 || there == joined.len());
                prop_assert!(there <= or_after);
            }
        }
    }

    #[test]
    fn own_days_are_those_of_a_count_by_hand(purchases in prop::collection::vec((0_u8..6, 0_u16..20), 1..30)) {
        let company = company(&purchases);
        let mut asked = question("retention", "2026-01-01..2026-01-20").at("2026-03-01T00:00:00Z");
        asked.request.grain = Some(model::calendar::Grain::Day);
        let calendar = ask(&company, &asked);
        // All purchases are at the same time of day, so that days of the calendar and of 24 hours are the same.
        let rolling = ask(&company, &asked.parameter("time", "rolling"));
        for (left, right) in calendar.rows.iter().zip(&rolling.rows) {
            prop_assert_eq!(left.size, right.size);
            for (left, right) in left.cells.iter().zip(&right.cells).take(30) {
                prop_assert_eq!(&left.figure.numerator, &right.figure.numerator);
            }
        }
    }
}
