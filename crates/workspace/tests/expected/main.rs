//! Figures that others computed from public data sets come out of the import and the metrics again.
//!
//! Each set has a committed list in `e2e/expected`: for every expected row which metric gives it, or why
//! none does. The data themselves are not part of the project: without them the tests say so and pass.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at what it cannot read")]

mod asked;
mod compared;
mod data;
mod figure;
mod fitted;
mod list;
mod verdict;

use asked::Ground;
use data::ExpectedRow;
use list::List;
use std::collections::BTreeMap;
use std::io::Write;
use verdict::Verdict;

/// One test for each set, so that they run side by side.
macro_rules! sets {
    ($($name:ident: $set:literal,)*) => {
        $(#[test]
        fn $name() {
            reproduce($set);
        })*
    };
}

sets! {
    a_banks_survey: "nps_bank",
    a_sellers_deals: "maven_crm",
    a_record_shops_purchases: "cdnow",
    a_gift_shops_invoices: "online_retail",
    a_sample_warehouse: "adventureworks_dw",
    a_test_of_a_game: "cookie_cats",
    people_with_errors: "dedupe_people",
    a_test_of_promotions: "fastfood_promo",
    ads_of_a_year: "global_ads",
    ads_of_a_month: "kag_ads",
    invoices_and_payments: "ibm_receivables",
    answers_to_campaigns: "ifood_campaign",
    subscriptions_by_the_month: "mrr_playbook",
    a_wholesalers_orders: "northwind",
    a_market_places_orders: "olist",
    sessions_of_a_shop: "online_shoppers",
    visitors_of_four_pages: "page_funnel",
    days_of_use: "product_usage",
    a_software_companys_subscriptions: "ravenstack",
    passengers_of_an_airport: "sfo_survey",
    customers_of_a_telephone_company: "telco_churn",
    incidents_of_a_service_desk: "uci_incidents",
    a_crm_export: "zoho_crm",
}

fn reproduce(set: &str) {
    let Some(folder) = data::folder(set) else {
        say(&format!("{set}: skipped, its data are not here; PHAROS_SHARED names the folder that holds them"));
        return;
    };
    let list = List::read(set);
    let rows = data::expected_rows(&folder, set);
    let uncovered: Vec<String> =
        rows.iter().filter(|row| list.rule_of(row).is_none()).map(ToString::to_string).collect();
    assert!(uncovered.is_empty(), "no rule covers\n{}", uncovered.join("\n"));
    assert_eq!(list.idle_rules(&rows), Vec::<String>::new(), "rules without a row");

    let mut by_variant: BTreeMap<Option<&str>, Vec<&ExpectedRow>> = BTreeMap::new();
    for row in &rows {
        by_variant.entry(list.variant_of(row).map(|one| one.name.as_str())).or_default().push(row);
    }
    let verdicts: Vec<Verdict> = by_variant
        .into_values()
        .flat_map(|rows| {
            let directory = tempfile::tempdir().expect("folder");
            let variant = rows.first().and_then(|row| list.variant_of(row));
            let (workspace, reports) = data::import(&folder, &list, variant, directory.path());
            let ground = Ground::new(&workspace, &list, &reports);
            rows.into_iter().map(|row| verdict::of(&ground, row)).collect::<Vec<Verdict>>()
        })
        .collect();
    say(&verdict::summary(set, &verdicts));
    let failures: Vec<&str> = verdicts.iter().filter_map(Verdict::failure).collect();
    assert!(failures.is_empty(), "{} rows are not reproduced\n{}", failures.len(), failures.join("\n"));
}

/// Straight to the terminal: the test runner keeps what a passing test prints to itself.
fn say(line: &str) {
    writeln!(std::io::stderr().lock(), "{line}").expect("terminal");
}
