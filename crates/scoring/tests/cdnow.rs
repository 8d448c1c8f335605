//! The fit on the CDNOW sample against what others computed from it. The data are not part of the project:
//! without the folder of `PHAROS_SHARED` the tests say so and end.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot read")]

use scoring::bg_nbd::{BgNbd, FittedBgNbd};
use scoring::gamma_gamma::{FittedGammaGamma, GammaGamma};
use scoring::history::{CustomerGroup, PurchaseHistory};
use scoring::lifetime::{Horizon, Lifetime};
use scoring::weeks::{MONTH, Weeks};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// End of the 39 weeks the models are fitted on, 1997-09-30, counted from 1997-01-01.
const CALIBRATION_END: u32 = 272;

/// The published figures come from times rounded to hundredths of a week.
const ROUNDED: f64 = 1e-3;

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("PHAROS_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let folder = shared.join("data/cdnow");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there (set PHAROS_SHARED)", folder.display());
    None
}

/// Days from 1997-01-01 of a day of 1997 or 1998 written as `19970205`.
fn day(text: &str) -> u32 {
    const BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let number: u32 = text.parse().expect("a day");
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    (year - 1997) * 365 + BEFORE_MONTH[month as usize - 1] + day - 1
}

/// Customers by id as of the end of the calibration: same-day purchases are one, the first is no part of
/// the mean.
fn customers(folder: &std::path::Path) -> BTreeMap<String, CustomerGroup> {
    let text = fs::read_to_string(folder.join("CDNOW_sample.txt")).expect("the sample");
    let mut days: BTreeMap<String, BTreeMap<u32, f64>> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let &[_, id, date, _, value] = fields.as_slice() else { continue };
        if day(date) <= CALIBRATION_END {
            let value: f64 = value.parse().expect("an amount");
            *days.entry(id.to_owned()).or_default().entry(day(date)).or_default() += value;
        }
    }
    days.into_iter().map(|(id, days)| (id, summary(&days))).collect()
}

fn summary(days: &BTreeMap<u32, f64>) -> CustomerGroup {
    let first = *days.keys().next().expect("a purchase");
    let last = *days.keys().next_back().expect("a purchase");
    let repeated = days.len() - 1;
    let values: f64 = days.values().skip(1).sum();
    let repeat_purchases = u32::try_from(repeated).expect("a count");
    CustomerGroup {
        history: PurchaseHistory {
            repeat_purchases,
            recency: Weeks::from_days(last - first),
            age: Weeks::from_days(CALIBRATION_END - first),
        },
        mean_value: if repeated == 0 { 0.0 } else { values / f64::from(repeat_purchases) },
        customers: 1.0,
    }
}

/// `metric|customer` to value, of the table computed by others.
fn expected(folder: &std::path::Path) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(folder.join("expected/cdnow.csv")).expect("the expected values");
    let entry = |line: &str| {
        let fields: Vec<&str> = line.splitn(7, ',').collect();
        Some((format!("{}|{}", fields.first()?, fields.get(4)?), fields.get(5)?.parse().ok()?))
    };
    text.lines().filter_map(entry).collect()
}

fn close(name: &str, found: f64, expected: f64, share: f64) {
    assert!((found - expected).abs() <= share * expected.abs(), "{name}: {found} is not {expected}");
}

#[test]
fn the_parameters_are_the_published_ones() {
    let Some(folder) = folder() else { return };
    let groups: Vec<CustomerGroup> = customers(&folder).into_values().collect();
    assert_eq!(groups.len(), 2357);
    let FittedBgNbd { model, log_likelihood } = BgNbd::fit(&groups).expect("a fit");
    for (name, found, published) in [
        ("r", model.r, 0.242_59),
        ("alpha", model.alpha.0, 4.413_53),
        ("a", model.a, 0.792_89),
        ("b", model.b, 2.425_75),
    ] {
        close(name, found, published, 2e-4);
    }
    close("log-likelihood", log_likelihood, -9582.43, 1e-6);
    let first: Vec<f64> =
        [0.1429, 1.0, 3.0, 31.8571, 32.0, 78.0].map(|time| model.expected_purchases_of_newcomer(Weeks(time))).into();
    for (found, published) in first.iter().zip([0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8580]) {
        assert!((found - published).abs() < 1e-4, "{first:?}");
    }
    let known = PurchaseHistory { repeat_purchases: 2, recency: Weeks(30.43), age: Weeks(38.86) };
    close("39 weeks", model.expected_purchases(&known, Weeks(39.0)), 1.225_91, 2e-5);
}

#[test]
fn the_values_are_the_published_ones() {
    let Some(folder) = folder() else { return };
    let customers = customers(&folder);
    let groups: Vec<CustomerGroup> = customers.values().copied().collect();
    let FittedGammaGamma { model, customers: used, correlation, .. } = GammaGamma::fit(&groups).expect("a fit");
    assert_eq!(used, 946.0);
    close("p", model.p, 6.25, 2e-3);
    close("q", model.q, 3.74, 3e-3);
    close("v", model.v, 15.44, 3e-3);
    close("correlation", correlation.expect("a number"), 0.114, 5e-3);
    let published = [24.6586, 18.9115, 35.1710, 35.1710, 35.1710, 71.4629, 18.9115, 35.1710, 27.2824, 35.1710];
    for (customer, value) in customers.values().zip(published) {
        let found = model.expected_value(customer.history.repeat_purchases, customer.mean_value);
        close("value of a purchase day", found, value, ROUNDED);
    }
}

#[test]
fn lifetime_values_count_in_weeks() {
    let Some(folder) = folder() else { return };
    let customers = customers(&folder);
    let groups: Vec<CustomerGroup> = customers.values().copied().collect();
    let model = Lifetime::fit(&groups).expect("a fit");
    let horizon = Horizon { period: Weeks(4.345), periods: 12 };
    let published = [36.278, 4.637, 8.344, 8.344, 8.344, 283.524, 6.881, 8.344, 43.354, 8.344];
    for (customer, value) in customers.values().zip(published) {
        close("lifetime value", model.value(customer, horizon, 0.01).expect("a value"), value, ROUNDED);
    }
    // What is printed elsewhere takes a month for thirty weeks.
    let wrong_unit = Horizon { period: Weeks(30.0), periods: 12 };
    let first = customers.values().next().expect("a customer");
    close("quick start", model.value(first, wrong_unit, 0.01).expect("a value"), 140.096, ROUNDED);
}

#[test]
fn sums_over_all_customers_are_those_of_another_program() {
    let Some(folder) = folder() else { return };
    let (customers, expected) = (customers(&folder), expected(&folder));
    let groups: Vec<CustomerGroup> = customers.values().copied().collect();
    let model = Lifetime::fit(&groups).expect("a fit");
    let sum = |of: &dyn Fn(&CustomerGroup) -> f64| groups.iter().map(of).sum::<f64>();
    let purchases = sum(&|group| model.purchases.expected_purchases(&group.history, Weeks(39.0)));
    close("purchases of 39 weeks", purchases, expected["bgnbd_expected_holdout_purchases_total|"], 1e-4);
    let alive = sum(&|group| model.purchases.probability_alive(&group.history)) / 2357.0;
    close("mean P(alive)", alive, expected["bgnbd_p_alive_mean|"], 1e-4);
    let year = Horizon { period: MONTH, periods: 12 };
    let value = sum(&|group| model.value(group, year, 0.01).expect("a value"));
    close("value of a year", value, expected["clv_12m_total|"], 1e-4);
    let values = model.values.expect("values");
    for (name, found) in [("p", values.p), ("q", values.q), ("v", values.v)] {
        close(name, found, expected[&format!("gammagamma_{name}|")], 1e-3);
    }
    for id in ["0001", "0002", "0003", "1516"] {
        let found = model.value(&customers[id], year, 0.01).expect("a value");
        close("value of a year", found, expected[&format!("clv_12m|{id}")], 1e-4);
        let found = model.order_value(&customers[id]).expect("a value");
        close("value of a purchase day", found, expected[&format!("gammagamma_expected_value|{id}")], 1e-4);
    }
    for id in ["0001", "0002", "0020", "1516"] {
        let found = model.purchases.probability_alive(&customers[id].history);
        close("P(alive)", found, expected[&format!("bgnbd_p_alive|{id}")], 1e-4);
    }
    let fit = model.fit.expect("fitted");
    assert_eq!((fit.customers, fit.repeat_customers, fit.one_time_buyers), (2357.0, 946.0, 1411.0));
    // Nobody can be gone before a repeat purchase, so only the rates decide about those who bought once.
    let once = sum(&|group| (4.413_53 / (4.413_53 + group.history.age.0)).powf(0.242_59));
    close("expected one-time buyers", fit.expected_one_time_buyers, once, 1e-4);
}
