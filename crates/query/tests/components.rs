//! What the value of a customer is made of stands beside it.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use query::answer::CustomersAnswer;

const SIGNALS: &str = "day:date customer_id:text:customer visits:decimal answer:decimal";

/// The mean of what a customer did and said; who was never asked is judged by visits alone.
fn health() -> Metric {
    let of = |outer: Aggregate, having: &str| {
        let inner = [("answer", "max(answer)"), ("visits", "sum(visits)")];
        let kind = MeasureKind::Nested {
            per: "customer_id".to_owned(),
            inner: inner.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
            derived: vec![("score".to_owned(), "coalesce((answer + visits) / 2, visits)".to_owned())],
            whole: false,
            outer,
            having: Some(having.to_owned()),
        };
        placed("signals", "day", kind)
    };
    let sum = |of: &str| Aggregate::Sum(of.to_owned());
    let mut metric = quotient("health", Unit::Score, of(sum("score"), "TRUE"), of(Aggregate::CountRows, "TRUE"));
    metric.components =
        ["answer", "visits"].map(|name| (name.to_owned(), of(sum(name), &format!("{name} IS NOT NULL")))).into();
    metric
}

fn behind() -> CustomersAnswer {
    let rows = [
        "('2026-01-03', 'A', 40, 80)",
        "('2026-01-04', 'A', 20, NULL)",
        "('2026-01-05', 'B', 30, NULL)",
        "('2026-01-06', 'C', 0, 10)",
        "('2026-02-06', 'C', 90, 90)",
    ];
    let company = Company::new().fact("signals", SIGNALS, false, &rows).metric(health());
    let asked = question("health", "2026-01");
    query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers")
}

#[test]
fn each_customer_has_its_own() {
    let answer = behind();
    let of = |customer: &str| {
        let row = answer.rows.iter().find(|row| row.customer.as_deref() == Some(customer)).expect("customer");
        (number(&row.figure), row.components.clone())
    };
    assert_eq!(of("A"), (70.0, vec![Some(80.0), Some(60.0)]));
    assert_eq!(of("B"), (30.0, vec![None, Some(30.0)]));
    assert_eq!(of("C"), (5.0, vec![Some(10.0), Some(0.0)]));
}

#[test]
fn of_all_it_is_the_mean_of_those_of_whom_it_is_known() {
    let answer = behind();
    let found: Vec<_> = answer.components.iter().map(|of| (of.name.as_str(), of.mean, of.customers)).collect();
    assert_eq!(found, [("answer", Some(45.0), 2), ("visits", Some(30.0), 3)]);
}

#[test]
fn a_plain_value_has_none() {
    let rows = ["('2026-01-03', 'A', 40, 80)"];
    let count = placed("signals", "day", MeasureKind::Flow(Aggregate::CountRows));
    let company = Company::new().fact("signals", SIGNALS, false, &rows).metric(single("days", Unit::Count, count));
    let asked = question("days", "2026-01");
    let answer = query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers");
    assert!(answer.components.is_empty() && answer.rows[0].components.is_empty());
}
