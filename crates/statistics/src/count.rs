//! Counts of things that happen one by one, over times whose length may differ.

use statrs::function::beta::checked_beta_reg;

/// What each side of an interval leaves out.
const TAIL: f64 = 0.025;
/// Halvings until an edge is exact to the last digits that are shown.
const HALVINGS: usize = 60;

/// Things counted during some time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Events {
    /// How many.
    pub count: f64,
    /// For how long.
    pub length: f64,
}

/// The interval of the second rate over the first, by the exact conditional test: of all that was counted, the
/// part that fell into the second time, as one of a binomial. Its upper edge is infinite where the first count is 0.
pub fn rate_ratio(first: Events, second: Events) -> Option<(f64, f64)> {
    let all = first.count + second.count;
    let fits = |events: Events| events.count >= 0.0 && events.length > 0.0;
    if !fits(first) || !fits(second) || all <= 0.0 {
        return None;
    }
    let low = if second.count > 0.0 { edge(second.count, first.count + 1.0, TAIL)? } else { 0.0 };
    let high = if first.count > 0.0 { edge(second.count + 1.0, first.count, 1.0 - TAIL)? } else { 1.0 };
    let ratio = |part: f64| part / (1.0 - part) * first.length / second.length;
    Some((ratio(low), ratio(high)))
}

/// Where the beta distribution with these two shapes has so much below it.
fn edge(first: f64, second: f64, below: f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if checked_beta_reg(first, second, middle).ok()? < below { low = middle } else { high = middle }
    }
    Some(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(first: (f64, f64), second: (f64, f64)) -> Option<(f64, f64)> {
        let events = |(count, length): (f64, f64)| Events { count, length };
        rate_ratio(events(first), events(second))
    }

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-4 * expected.abs().max(1.0)
    }

    #[test]
    fn none_against_some_has_a_closed_form() {
        // All six fell into the second time: p⁶ = 0.025 at p = 0.540742, and 0.540742 ÷ 0.459258 = 1.177425.
        let (low, high) = ratio((0.0, 1.0), (6.0, 1.0)).expect("an interval");
        assert!(near(low, 1.177_425) && high.is_infinite(), "{low} {high}");
        // The other way round, the highest is 1 ÷ 1.177425.
        let (low, high) = ratio((6.0, 1.0), (0.0, 1.0)).expect("an interval");
        assert!(low == 0.0 && near(high, 1.0 / 1.177_425), "{low} {high}");
        // Five are not enough: 0.025 to the power of 1/5 is 0.478176, less than a half.
        assert!(near(ratio((0.0, 1.0), (5.0, 1.0)).expect("an interval").0, 0.478_176 / 0.521_824));
    }

    #[test]
    fn twenty_against_ten_is_the_published_binomial_interval() {
        // 20 of 30: 0.47188 to 0.82713 (Clopper and Pearson).
        let (low, high) = ratio((10.0, 1.0), (20.0, 1.0)).expect("an interval");
        assert!(near(low, 0.471_88 / 0.528_12) && near(high, 0.827_13 / 0.172_87), "{low} {high}");
    }

    #[test]
    fn a_shorter_time_is_expected_to_hold_less() {
        // 280 in 28 days and 310 in 31 are the same ten a day.
        let (low, high) = ratio((310.0, 31.0), (280.0, 28.0)).expect("an interval");
        assert!(low < 1.0 && high > 1.0);
        let (low, high) = ratio((310.0, 1.0), (280.0, 1.0)).expect("an interval");
        assert!(low < 280.0 / 310.0 && high > 280.0 / 310.0);
    }

    #[test]
    fn large_counts_agree_with_the_normal_approximation() {
        // ln(11,000 ÷ 10,000) ± 1.96 × √(1 ÷ 11,000 + 1 ÷ 10,000) = 0.09531 ± 0.02708.
        let (low, high) = ratio((10_000.0, 1.0), (11_000.0, 1.0)).expect("an interval");
        assert!((low.ln() - 0.068_23).abs() < 2e-4 && (high.ln() - 0.122_39).abs() < 2e-4, "{low} {high}");
    }

    #[test]
    fn nothing_at_all_has_no_ratio() {
        assert_eq!(ratio((0.0, 1.0), (0.0, 1.0)), None);
        assert_eq!(ratio((1.0, 0.0), (1.0, 1.0)), None);
    }
}
