//! Invariants 1 to 3: the bridge of recurring revenue, its retention, and the customers who stay or leave.

use crate::ask::{Asked, answer, close, company, exact, number, question};
use crate::history::{self, MONTHS};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use query::request::Request;
use rust_decimal::Decimal;
use serde_json::json;
use workspace::check::Company;

const BEFORE: &str = "2025-12";

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn recurring_revenue_is_bridged_and_never_kept_beyond_all_of_it(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let mut before = BEFORE;
        for month in MONTHS {
            bridge(&company, before, month, &PARTS, &[])?;
            retention(&company, month)?;
            before = month;
        }
    }

    #[test]
    fn it_is_bridged_whatever_it_is_made_of_and_where_amounts_have_no_rate(
        mut given in history::company(), content in prop::sample::select(&CONTENTS[..])
    ) {
        for state in given.get_mut("subscription_state").into_iter().flatten() {
            if state.get("quantity") == Some(&json!(3)) {
                state.insert("currency".to_owned(), json!("XAF"));
            }
        }
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let mut before = BEFORE;
        for month in MONTHS {
            bridge(&company, before, month, &PARTS[..1], content)?;
            before = month;
        }
    }
}

/// Parameters of recurring revenue.
type Content = &'static [(&'static str, &'static str)];

const CONTENTS: [Content; 4] = [
    &[],
    &[("discounts", "lasting"), ("tax", "added")],
    &[("discounts", "ignored"), ("past_due", "left_out")],
    &[("metered", "mean_of_three_months"), ("tax", "added")],
];

/// The whole, each currency, and each segment, which no customer leaves.
const PARTS: [Option<(&str, &str)>; 5] = [
    None,
    Some(("currency", "EUR")),
    Some(("currency", "USD")),
    Some(("segment", "small")),
    Some(("segment", "large")),
];

fn bridge(
    company: &Company<'_>,
    before: &str,
    month: &str,
    parts: &[Option<(&str, &str)>],
    content: Content,
) -> Result<(), TestCaseError> {
    for part in parts {
        let value = |metric: &str, period: &str| -> Decimal {
            let with = |asked: Request, (name, word): &(&str, &str)| asked.with(name, word);
            let asked = content.iter().fold(question(metric, period), with);
            let asked = match part {
                Some((dimension, value)) => asked.only(dimension, value),
                None => asked,
            };
            exact(&answer(company, asked).figure.value).unwrap_or_default()
        };
        let gained = value("mrr_new", month) + value("mrr_reactivation", month) + value("mrr_expansion", month);
        let lost = value("mrr_contraction", month) + value("mrr_churn", month);
        let drift = value("mrr_fx", month);
        let end = value("mrr", before) + gained - lost + drift;
        prop_assert!(close(end, value("mrr", month)), "{month} {part:?}: {end} instead of {}", value("mrr", month));
        prop_assert!(close(value("mrr_net_new", month), gained - lost), "{month} {part:?}");
        if part.is_some_and(|(dimension, value)| dimension == "currency" && value == "EUR") {
            prop_assert_eq!(drift, Decimal::ZERO, "the workspace's own currency does not drift");
        }
    }
    Ok(())
}

fn retention(company: &Company<'_>, month: &str) -> Result<(), TestCaseError> {
    let value = |metric: &str| number(company, metric, month);
    let (stays, leaves) = (value("customer_retention_rate"), value("customer_churn_rate"));
    if let (Some(stays), Some(leaves)) = (stays, leaves) {
        prop_assert!(close(stays + leaves, Decimal::ONE), "{stays} and {leaves}");
        prop_assert!((Decimal::ZERO..=Decimal::ONE).contains(&stays));
    }
    prop_assert_eq!(stays.is_some(), leaves.is_some());
    let over_a_month = |metric: &str| {
        let asked = question(metric, month).with("window_months", "1");
        exact(&answer(company, asked).figure.value)
    };
    if let (Some(net), Some(gross)) = (over_a_month("nrr"), over_a_month("grr")) {
        prop_assert!((Decimal::ZERO..=Decimal::ONE).contains(&gross), "grr {gross}");
        prop_assert!(gross <= net || close(gross, net), "grr {gross}, nrr {net}");
        let churn = value("gross_mrr_churn_rate").expect("the same base");
        prop_assert!(close(gross, Decimal::ONE - churn), "grr {gross}, gross churn {churn}");
        let asked = question("net_mrr_churn_rate", month).with("reactivation", "left_out");
        let churn = exact(&answer(company, asked).figure.value).expect("the same base");
        prop_assert!(close(net, Decimal::ONE - churn), "nrr {net}, net churn {churn}");
    }
    Ok(())
}
