//! Invariant 12: the probability of being alive is a probability, those who bought once say nothing, and a year in
//! which everything takes k times as long has k times the α and the same probabilities.

use crate::ask::{Asked, company, exact, question};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use query::scope::Scope;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;
use std::collections::BTreeMap;
use workspace::check::{Company, Given};

const LAST: Date = date(2026, 6, 30);
const PERIOD: &str = "2026-06";
const DAYS: i64 = 360;

/// Days before the end on which a customer bought, the first one first.
type Purchases = Vec<i64>;

/// Gaps that grow longer with a rate of the customer's own, until it buys no more.
fn purchases() -> impl Strategy<Value = Purchases> {
    (0..240_i64, 3..45_i64, prop::collection::vec(1..=10_i64, 0..9)).prop_map(|(joined, pace, gaps)| {
        let mut at = DAYS - joined;
        let mut bought = vec![at];
        for gap in gaps {
            at -= (pace * gap / 4).max(1);
            if at < 0 {
                break;
            }
            bought.push(at);
        }
        bought
    })
}

fn stretched(all: &[Purchases], times: i64) -> Given {
    let orders = all.iter().enumerate().flat_map(|(customer, bought)| {
        bought.iter().map(move |before| {
            let day = LAST - (before * times).days();
            let order = json!({ "customer": format!("c{customer}"), "issued_at": day.to_string(), "net": "10.00" });
            order.as_object().expect("row").clone().into_iter().collect()
        })
    });
    Given::from([("order".to_owned(), orders.collect())])
}

/// What each customer is thought to be, by id.
fn alive(company: &Company<'_>, model: &str) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    let mut page = Some(0);
    while let Some(number) = page {
        let asked = question("p_alive", PERIOD).with("purchase_model", model);
        let answer =
            query::customers_behind(&company.context(), &Scope::everything(), asked, number).expect("customers");
        for row in answer.rows {
            let share = exact(&row.figure.value).and_then(|value| value.to_f64()).expect("probability");
            found.insert(row.customer.expect("customer"), share);
        }
        page = answer.next_page;
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stretched_times_with_a_stretched_alpha_give_the_same_probabilities(
        all in prop::collection::vec(purchases(), 1..30), times in 2..5_i64,
        (r, alpha, a, b) in (5..300_i64, 50..900_i64, 10..300_i64, 30..400_i64),
    ) {
        let hundredth = |number: i64| format!("{}.{:02}", number / 100, number % 100);
        let model = |alpha: i64| [r, alpha, a, b].map(hundredth).join(" ");
        let mut company = company();
        company.fill(&stretched(&all, 1), WorkspaceSettings::default()).expect("rows");
        let before = alive(&company, &model(alpha));
        // Who bought once is alive for certain by the formula; it says nothing, so the customer is left out.
        prop_assert_eq!(before.len(), all.iter().filter(|bought| bought.len() > 1).count());
        for share in before.values() {
            prop_assert!((0.0..=1.0).contains(share), "{share}");
        }
        company.fill(&stretched(&all, times), WorkspaceSettings::default()).expect("rows");
        let after = alive(&company, &model(alpha * times));
        prop_assert_eq!(before.len(), after.len());
        for (customer, share) in &before {
            prop_assert!((share - after[customer]).abs() < 1e-9, "{customer}: {share} and {}", after[customer]);
        }
        // Stretched times alone are other news, unless nobody came back.
        let alone = alive(&company, &model(alpha));
        prop_assert!(before.is_empty() || before.iter().any(|(customer, share)| share.to_bits() != alone[customer].to_bits()));
    }
}

/// Parameters fitted on the engine, from the receipt.
fn fitted(company: &Company<'_>) -> BTreeMap<String, f64> {
    let receipt =
        query::receipt(&company.context(), &Scope::everything(), question("p_alive", PERIOD)).expect("receipt");
    let models = receipt.measures.into_iter().filter_map(|measure| measure.model);
    models.flat_map(|model| model.parameters).map(|parameter| (parameter.name, parameter.value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_year_stretched_is_fitted_with_a_stretched_alpha(all in prop::collection::vec(purchases(), 190..220)) {
        let mut company = company();
        company.fill(&stretched(&all, 1), WorkspaceSettings::default()).expect("rows");
        let (before, share) = (fitted(&company), mean(&company));
        company.fill(&stretched(&all, 3), WorkspaceSettings::default()).expect("rows");
        let (after, later) = (fitted(&company), mean(&company));
        let near = |left: f64, right: f64| (left - right).abs() <= 0.02 * left.abs().max(right.abs());
        prop_assert!(near(before["alpha_weeks"] * 3.0, after["alpha_weeks"]), "{before:?} {after:?}");
        prop_assert!(near(before["r"], after["r"]), "{before:?} {after:?}");
        prop_assert!((share - later).abs() < 0.002, "{share} and {later}");
    }
}

fn mean(company: &Company<'_>) -> f64 {
    let value = crate::ask::number(company, "p_alive", PERIOD);
    value.as_ref().and_then(Decimal::to_f64).expect("enough repeat customers")
}
