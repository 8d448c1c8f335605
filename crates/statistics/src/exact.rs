//! Fisher's exact test of two shares, for small counts.

use crate::share::Proportion;
use statrs::function::factorial::ln_binomial;

/// Probabilities that differ only by what floating numbers lose count as equal.
const SAME: f64 = 1e-7;

/// How likely a table at least as unusual is when the shares are the same: all tables with these margins that
/// are no likelier than the one at hand.
pub fn fisher(first: Proportion, second: Proportion) -> Option<f64> {
    let [a, n1, b, n2] = [first.successes, first.trials, second.successes, second.trials].map(count);
    let (a, n1, b, n2) = (a?, n1?, b?, n2?);
    if a > n1 || b > n2 || n1 == 0 || n2 == 0 {
        return None;
    }
    let successes = a + b;
    let of = |first: u64| {
        (ln_binomial(n1, first) + ln_binomial(n2, successes - first) - ln_binomial(n1 + n2, successes)).exp()
    };
    let here = of(a);
    let tables = successes.saturating_sub(n2)..=successes.min(n1);
    let p: f64 = tables.map(of).filter(|table| *table <= here * (1.0 + SAME)).sum();
    Some(p.min(1.0))
}

/// A whole number of things.
fn count(number: f64) -> Option<u64> {
    let whole = number.is_finite() && number >= 0.0 && number.fract() == 0.0 && number < 9e15;
    whole.then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(successes: f64, trials: f64) -> Proportion {
        Proportion { successes, trials }
    }

    #[test]
    fn the_lady_tasting_tea_guesses_three_of_four() {
        // Fisher 1935: eight cups, three of four named rightly. Of the 70 ways 1 + 16 are as good or better on
        // one side and as many on the other: 34 of 70.
        let p = fisher(share(3.0, 4.0), share(1.0, 4.0)).expect("a table");
        assert!((p - 34.0 / 70.0).abs() < 1e-12, "{p}");
    }

    #[test]
    fn all_against_none() {
        // 4 of 4 against 0 of 4: two of 70 tables.
        let p = fisher(share(4.0, 4.0), share(0.0, 4.0)).expect("a table");
        assert!((p - 2.0 / 70.0).abs() < 1e-12, "{p}");
        // 5 of 5 against 0 of 3: C(8,5) = 56 tables' weight, and only this one is as unlikely.
        let p = fisher(share(5.0, 5.0), share(0.0, 3.0)).expect("a table");
        assert!((p - 1.0 / 56.0).abs() < 1e-12, "{p}");
    }

    #[test]
    fn equal_groups_are_never_unusual_and_broken_ones_have_no_answer() {
        assert_eq!(fisher(share(0.0, 5.0), share(0.0, 5.0)), Some(1.0));
        assert_eq!(fisher(share(0.0, 0.0), share(1.0, 5.0)), None);
        assert_eq!(fisher(share(6.0, 5.0), share(1.0, 5.0)), None);
        assert_eq!(fisher(share(0.5, 5.0), share(1.0, 5.0)), None);
    }
}
