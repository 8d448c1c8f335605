use super::*;

/// The parameters printed for the CDNOW data, rounded as printed.
const CDNOW: BgNbd = BgNbd { r: 0.243, alpha: Weeks(4.414), a: 0.793, b: 2.426 };

/// The same with the digits of a fit, which the long horizons need.
const FITTED: BgNbd = BgNbd { r: 0.242_59, alpha: Weeks(4.413_53), a: 0.792_89, b: 2.425_75 };

fn history(repeat_purchases: u32, recency: f64, age: f64) -> PurchaseHistory {
    PurchaseHistory { repeat_purchases, recency: Weeks(recency), age: Weeks(age) }
}

fn close(found: f64, expected: f64, by: f64) {
    assert!((found - expected).abs() <= by, "{found} is not {expected}");
}

#[test]
fn expected_purchases_of_a_known_customer_are_the_published_ones() {
    close(CDNOW.expected_purchases(&history(2, 30.43, 38.86), Weeks(39.0)), 1.226_03, 5e-6);
}

#[test]
fn expected_purchases_of_a_newcomer_are_the_published_ones() {
    let published = [(0.1429, 0.0078), (1.0, 0.0532), (3.0, 0.1506), (31.8571, 1.0405), (32.0, 1.0437), (78.0, 1.8576)];
    for (time, purchases) in published {
        close(FITTED.expected_purchases_of_newcomer(Weeks(time)), purchases, 1e-3);
    }
}

#[test]
fn probabilities_of_counts_are_the_published_ones() {
    let published = [
        (0, 39.0, 0.573_786_4, 5e-8),
        (10, 2.0, 1.078_69e-7, 5e-13),
        (11, 30.0, 0.001_999_521_4, 5e-11),
        (12, 30.0, 0.001_517_023_6, 5e-11),
        (13, 30.0, 0.001_163_315_0, 5e-11),
    ];
    for (purchases, time, probability, by) in published {
        close(CDNOW.probability_of_purchases(purchases, Weeks(time)), probability, by);
    }
}

#[test]
fn probabilities_of_counts_add_up_to_one_and_to_the_expectation() {
    let (mut sum, mut mean) = (0.0, 0.0);
    for purchases in 0..400 {
        let probability = CDNOW.probability_of_purchases(purchases, Weeks(39.0));
        sum += probability;
        mean += f64::from(purchases) * probability;
    }
    close(sum, 1.0, 1e-9);
    close(mean, CDNOW.expected_purchases_of_newcomer(Weeks(39.0)), 1e-6);
}

#[test]
fn who_bought_once_is_alive_and_a_long_silence_is_not() {
    close(CDNOW.probability_alive(&history(0, 0.0, 38.86)), 1.0, 0.0);
    close(CDNOW.probability_alive(&history(2, 30.43, 38.86)), 0.7266, 5e-5);
    close(CDNOW.probability_alive(&history(1000, 10.0, 100.0)), 0.0, 1e-300);
    close(CDNOW.expected_purchases(&history(1000, 10.0, 100.0), Weeks(52.0)), 0.0, 1e-300);
}

#[test]
fn many_purchases_and_far_horizons_stay_finite() {
    let steady = CDNOW.expected_purchases(&history(1000, 100.0, 100.0), Weeks(52.0));
    assert!(steady > 300.0 && steady < 1000.0, "{steady}");
    let far = CDNOW.expected_purchases(&history(3, 90.0, 100.0), Weeks(52_000.0));
    assert!(far.is_finite() && far > 0.0, "{far}");
}

#[test]
fn where_the_formula_divides_by_zero_the_limit_is_taken() {
    let at = |a: f64| BgNbd { a, ..CDNOW }.expected_purchases(&history(2, 30.43, 38.86), Weeks(39.0));
    close(at(1.0), (at(0.999) + at(1.001)) / 2.0, 1e-5);
}

#[test]
fn another_unit_of_time_changes_alpha_and_nothing_else() {
    for scale in [7.0, 1.0 / 4.345, 365.25] {
        let scaled = BgNbd { alpha: CDNOW.alpha * scale, ..CDNOW };
        for (x, recency, age) in [(0, 0.0, 30.0), (1, 2.0, 38.0), (4, 20.0, 39.0), (30, 38.0, 38.5)] {
            let (here, there) = (history(x, recency, age), history(x, recency * scale, age * scale));
            let alive = CDNOW.probability_alive(&here);
            assert!((0.0..=1.0).contains(&alive), "{alive}");
            close(scaled.probability_alive(&there), alive, 1e-12);
            close(
                scaled.expected_purchases(&there, Weeks(39.0) * scale),
                CDNOW.expected_purchases(&here, Weeks(39.0)),
                1e-9,
            );
        }
    }
}

#[test]
fn customers_who_are_all_alike_are_fitted_with_their_common_gap() {
    // Every customer buys about every four weeks, more regularly than chance.
    let groups: Vec<CustomerGroup> = (0..200_u32)
        .map(|place| {
            let age = 40.0 + f64::from(place % 9);
            let purchases = 10 + place % 3;
            let history = history(purchases, 4.0 * f64::from(purchases) - f64::from(place % 4), age);
            CustomerGroup { history, mean_value: 0.0, customers: 1.0 }
        })
        .collect();
    let fitted = BgNbd::fit(&groups).expect("a fit").model;
    let gap = fitted.alpha.0 / fitted.r;
    assert!((3.0..5.0).contains(&gap), "{fitted:?}");
    let next = fitted.expected_purchases(&history(11, 42.0, 44.0), Weeks(8.0));
    assert!((1.5..2.5).contains(&next), "{next}");
}

/// With r = 1 and a = b = ½ the mean over all rates and drop-out probabilities can be worked out: with p = sin²θ it is
/// 2/π · ∫ t ÷ (α + t·sin²θ) dθ from 0 to π/2 = t ÷ √(α·(α + t)). After a silence of T the scale is α + T.
#[test]
fn drop_out_shapes_that_add_up_to_one_are_no_hole() {
    let model = BgNbd { r: 1.0, alpha: Weeks(1.0), a: 0.5, b: 0.5 };
    let found = model.expected_purchases_of_newcomer(Weeks(3.0));
    assert!((found - 1.5).abs() < 1e-6, "{found}");
    let once = PurchaseHistory { repeat_purchases: 0, recency: Weeks(0.0), age: Weeks(3.0) };
    // 12 ÷ √(4 · 16) = 1.5.
    let found = model.expected_purchases(&once, Weeks(12.0));
    assert!((found - 1.5).abs() < 1e-6, "{found}");
}
