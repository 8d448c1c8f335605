//! Invariant 13: no rows, one row, amounts at the limits, currencies without and with three decimals.

use crate::ask::{CATALOGUE, answer, company, question};
use crate::history::QUARTER;
use catalogue::definition::{Additivity, Unit};
use model::settings::WorkspaceSettings;
use query::answer::Value;
use serde_json::json;
use workspace::check::Given;

fn settings(currency: &str) -> WorkspaceSettings {
    WorkspaceSettings { currency: currency.parse().expect("currency"), ..WorkspaceSettings::default() }
}

#[test]
fn over_nothing_counts_are_zero_and_quotients_are_null() {
    let mut company = company();
    company.fill(&Given::new(), WorkspaceSettings::default()).expect("no rows");
    for (id, metric) in &CATALOGUE.metrics {
        let value = answer(&company, question(id, QUARTER)).figure.value;
        match (metric.additivity, &value) {
            (Additivity::Additive | Additivity::SemiAdditive | Additivity::Distinct, Value::Number { number }) => {
                assert!(*number == 0.0, "{id} is {number} over nothing");
            }
            (Additivity::Additive | Additivity::SemiAdditive | Additivity::Distinct, Value::Money { amount, .. }) => {
                assert_eq!(amount, "0", "{id}");
            }
            // How many customers are in a segment is a count, although a model says who.
            (Additivity::Model, Value::Number { number }) if metric.unit == Unit::Count => {
                assert!(*number == 0.0, "{id} is {number} over nothing");
            }
            (Additivity::Ratio | Additivity::Quantile | Additivity::Model, value) => {
                assert!(matches!(value, Value::Null { .. }), "{id} is {value:?} over nothing");
            }
            // A count that cannot be taken says why.
            (_, Value::Null { .. }) => {}
        }
        assert!(metric.unit != Unit::Money || !matches!(value, Value::Number { .. }), "{id} is money without currency");
    }
}

#[test]
fn amounts_at_the_limits_and_other_minor_units_are_added_exactly() {
    for (currency, amounts, expected) in [
        ("EUR", ["92233720368547758.07", "0.01"], "9223372036854775808"),
        ("EUR", ["-5.00", "-7.50"], "-1250"),
        ("JPY", ["120", "3"], "123"),
        ("KWD", ["1.234", "0.001"], "1235"),
    ] {
        let orders = amounts.iter().enumerate().map(|(number, net)| {
            json!({ "id": format!("o{number}"), "customer": "A", "issued_at": "2026-02-03", "net": net, "currency": currency })
                .as_object()
                .expect("row")
                .clone()
                .into_iter()
                .collect()
        });
        let given = Given::from([("order".to_owned(), orders.collect())]);
        let mut company = company();
        company.fill(&given, settings(currency)).expect("rows");
        match answer(&company, question("revenue_net", QUARTER)).figure.value {
            Value::Money { amount, currency: found } => {
                assert_eq!((amount.as_str(), found.as_str()), (expected, currency))
            }
            other => panic!("{currency}: {other:?}"),
        }
        for metric in CATALOGUE.metrics.keys() {
            answer(&company, question(metric, QUARTER));
        }
    }
}
