use super::*;
use crate::weeks::MONTH;

const CDNOW: BgNbd = BgNbd { r: 0.243, alpha: Weeks(4.414), a: 0.793, b: 2.426 };
const VALUES: GammaGamma = GammaGamma { p: 6.25, q: 3.74, v: 15.44 };
const YEAR: Horizon = Horizon { period: MONTH, periods: 12 };

fn group(repeat_purchases: u32, recency: f64, age: f64, mean_value: f64) -> CustomerGroup {
    let history = PurchaseHistory { repeat_purchases, recency: Weeks(recency), age: Weeks(age) };
    CustomerGroup { history, mean_value, customers: 1.0 }
}

#[test]
fn without_discount_value_is_purchases_times_value() {
    let model = Lifetime::given(CDNOW, Some(VALUES));
    let customer = group(2, 30.43, 38.86, 22.35);
    let purchases = CDNOW.expected_purchases(&customer.history, MONTH * 12.0);
    let expected = purchases * VALUES.expected_value(2, 22.35);
    let found = model.value(&customer, YEAR, 0.0).expect("value");
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn at_a_discount_of_the_whole_one_period_halves() {
    let model = Lifetime::given(CDNOW, Some(VALUES));
    let customer = group(2, 30.43, 38.86, 22.35);
    let month = Horizon { period: MONTH, periods: 1 };
    let (full, half) = (model.value(&customer, month, 0.0), model.value(&customer, month, 1.0));
    assert!((full.expect("value") / 2.0 - half.expect("value")).abs() < 1e-12);
}

#[test]
fn values_without_a_finite_mean_give_no_lifetime_value() {
    let model = Lifetime::given(CDNOW, Some(GammaGamma { q: 0.9, ..VALUES }));
    assert_eq!(model.value(&group(2, 30.43, 38.86, 22.35), YEAR, 0.01), None);
}

/// Customers whose gaps are four weeks, known for `age` weeks.
fn regular(customers: u32, age: f64) -> Vec<CustomerGroup> {
    (0..customers)
        .map(|place| {
            let purchases = 1 + place % 3;
            group(purchases, 4.0 * f64::from(purchases), age, 10.0 + f64::from(place % 17))
        })
        .collect()
}

#[test]
fn too_few_repeat_customers_are_refused() {
    assert_eq!(Lifetime::fit(&regular(99, 40.0)), Err(Refusal::TooFewRepeatCustomers));
    assert_eq!(Lifetime::fit(&[]), Err(Refusal::TooFewRepeatCustomers));
    let mut mostly_once = regular(99, 40.0);
    mostly_once.extend((0..500).map(|_| group(0, 0.0, 30.0, 0.0)));
    assert_eq!(Lifetime::fit(&mostly_once), Err(Refusal::TooFewRepeatCustomers));
}

#[test]
fn a_history_of_less_than_three_gaps_is_refused() {
    // Gaps of ten weeks, known for 29.
    let young: Vec<CustomerGroup> = (0..200).map(|_| group(1, 10.0, 29.0, 12.0)).collect();
    assert_eq!(Lifetime::fit(&young), Err(Refusal::HistoryTooShort));
}

#[test]
fn groups_and_single_customers_are_the_same_data() {
    let single: Vec<CustomerGroup> = (0..300_u32)
        .map(|place| {
            let purchases = [0, 0, 1, 2, 5][place as usize % 5];
            let recency = f64::from(purchases) * 3.0 + f64::from(u8::from(purchases > 0)) * f64::from(place % 7);
            group(purchases, recency, 30.0 + f64::from(place % 11), 10.0 + f64::from(place % 17))
        })
        .collect();
    let doubled: Vec<CustomerGroup> = single.iter().map(|one| CustomerGroup { customers: 2.0, ..*one }).collect();
    let mut twice = single.clone();
    twice.extend(&single);
    let (left, right) = (Lifetime::fit(&doubled).expect("fit"), Lifetime::fit(&twice).expect("fit"));
    assert!((left.purchases.alpha.0 - right.purchases.alpha.0).abs() < 1e-4 * left.purchases.alpha.0);
    let likelihood = |model: &Lifetime| model.fit.as_ref().expect("fitted").purchases_log_likelihood;
    assert!((likelihood(&left) - likelihood(&right)).abs() < 1e-6);
    assert_eq!(left.fit.expect("fitted").repeat_customers, 360.0);
}
