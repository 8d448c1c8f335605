//! Invariants 9 and 14: the order of rows changes nothing, and a change restates only what it must.

use crate::ask::{CATALOGUE, answer, company, number, question};
use crate::history::{self, MONTHS, QUARTER};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_changes_no_metric(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let values = |company: &workspace::check::Company<'_>| -> Vec<_> {
            CATALOGUE.metrics.keys().map(|metric| answer(company, question(metric, QUARTER)).figure).collect()
        };
        let before = values(&company);
        let mut turned = given.clone();
        turned.values_mut().for_each(|rows| rows.reverse());
        company.fill(&turned, WorkspaceSettings::default()).expect("rows");
        for ((metric, before), after) in CATALOGUE.metrics.keys().zip(before).zip(values(&company)) {
            prop_assert_eq!(before, after, "{}", metric);
        }
    }

    #[test]
    fn a_refund_restates_its_own_month_only(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let months = |company: &workspace::check::Company<'_>| MONTHS.map(|month| number(company, "revenue_net", month));
        let before = months(&company);
        let orders = number(&company, "orders", QUARTER);
        let mut more = given.clone();
        let fields = |value: serde_json::Value| value.as_object().expect("row").clone().into_iter().collect();
        more.entry("order".to_owned()).or_default().push(fields(
            json!({ "id": "older", "customer": "c1", "issued_at": "2025-11-10T10:00", "net": "50.00", "status": "fulfilled" }),
        ));
        more.entry("refund".to_owned()).or_default().push(fields(
            json!({ "id": "back", "document_id": "older", "customer": "c1", "received_at": "2026-02-10T10:00", "amount": "50.00",
                    "status": "succeeded" }),
        ));
        company.fill(&more, WorkspaceSettings::default()).expect("rows");
        let after = months(&company);
        prop_assert_eq!(before[0], after[0]);
        prop_assert_eq!(before[2], after[2]);
        prop_assert_eq!(before[1].map(|cents| cents - rust_decimal::Decimal::from(5_000)), after[1]);
        prop_assert_eq!(orders, number(&company, "orders", QUARTER), "a refund lowers no count of orders");
    }
}
