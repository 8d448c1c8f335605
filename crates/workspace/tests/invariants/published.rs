//! Published examples with too many customers for a metric's file.

use crate::ask::{Asked, answer, company, exact, question};
use model::settings::WorkspaceSettings;
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::BTreeMap;
use workspace::check::Given;

/// 1,000 subscribers at the start of March of whom 5 % leave, and 500 who join in it of whom 12 leave: the basic count
/// is 62 of 1,000, the share of those who were there 5 % (“Butter of the Month”,
/// https://brokerezckmmf.netlify.app/ferringer40300ri/churn-rate-formula-investopedia-kyga.html).
#[test]
fn who_joins_and_leaves_within_the_month_counts_only_where_that_is_asked_for() {
    let old = (0..1000).map(|number| ("2025-06-01", (number < 50).then_some("2026-03-20")));
    let new = (0..500).map(|number| ("2026-03-05", (number < 12).then_some("2026-03-20")));
    let mut given = Given::new();
    for (number, (from, to)) in old.chain(new).enumerate() {
        let id = format!("s{number}");
        let state = json!({ "subscription_id": &id, "from_at": from, "to_at": to, "status": "active", "unit_price": 10,
            "interval_unit": "month" });
        let subscription = json!({ "id": &id, "customer": format!("c{number}"), "started_at": from });
        for (entity, row) in [("subscription", subscription), ("subscription_state", state)] {
            let row: BTreeMap<_, _> = row.as_object().expect("row").clone().into_iter().collect();
            given
                .entry(entity.to_owned())
                .or_default()
                .push(row.into_iter().filter(|(_, value)| !value.is_null()).collect());
        }
    }
    let mut company = company();
    company.fill(&given, WorkspaceSettings::default()).expect("rows");
    let churn = |method: &str| {
        let asked = question("customer_churn_rate", "2026-03").with("method", method);
        exact(&answer(&company, asked).figure.value).expect("a rate")
    };
    assert_eq!(churn("include_same_period"), Decimal::new(62, 3));
    assert_eq!(churn("opening"), Decimal::new(5, 2));
}
