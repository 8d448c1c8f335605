//! Fisher's exact test of two shares, for small counts.

use crate::share::Proportion;

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
    let tables = tables(n1, n2, a + b);
    let all: f64 = tables.iter().map(|(_, weight)| weight).sum();
    let here = tables.iter().find(|(first, _)| *first == a).map_or(0.0, |(_, weight)| *weight);
    let unusual: f64 = tables.iter().map(|(_, weight)| *weight).filter(|weight| *weight <= here * (1.0 + SAME)).sum();
    Some((unusual / all).min(1.0))
}

/// The successes of the first group in the tables with these margins, each with its weight against the one nearest
/// to what is expected. Tables so far from it that a floating number cannot tell them from impossible are left out.
fn tables(n1: u64, n2: u64, successes: u64) -> Vec<(u64, f64)> {
    let (lowest, highest) = (successes.saturating_sub(n2), successes.min(n1));
    let expected = n1 as f64 * (successes as f64 / (n1 + n2) as f64);
    let nearest = (expected.round() as u64).clamp(lowest, highest);
    // What one success more in the first group does to the weight.
    let step = |first: u64| {
        let (taken, left) = ((n1 - first) as f64, (successes - first) as f64);
        let (given, kept) = ((first + 1) as f64, (n2 - (successes - first) + 1) as f64);
        taken / given * (left / kept)
    };
    let enough = |weight: &f64| *weight > f64::MIN_POSITIVE;
    let up = (nearest..highest).scan(1.0, |weight, first| {
        *weight *= step(first);
        Some((first + 1, *weight))
    });
    let down = (lowest..nearest).rev().scan(1.0, |weight, first| {
        *weight /= step(first);
        Some((first, *weight))
    });
    let up = up.take_while(|(_, weight)| enough(weight));
    let down = down.take_while(|(_, weight)| enough(weight));
    up.chain(down).chain(std::iter::once((nearest, 1.0))).collect()
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
    fn a_small_group_beside_a_huge_one_is_compared_at_once() {
        // The huge group makes the share known: a Poisson count with mean 70e6 · 6e7 / 9e14 = 4.6667 in the small
        // one. One or none: (1 + 4.6667)·e^-4.6667 = 0.053287; as unlikely on the other side: nine or more,
        // 0.048486.
        let p = fisher(share(1.0, 7e7), share(6e7, 9e14)).expect("a table");
        assert!((p - 0.101_773).abs() < 1e-5, "{p}");
    }

    #[test]
    fn equal_groups_are_never_unusual_and_broken_ones_have_no_answer() {
        assert_eq!(fisher(share(0.0, 5.0), share(0.0, 5.0)), Some(1.0));
        assert_eq!(fisher(share(0.0, 0.0), share(1.0, 5.0)), None);
        assert_eq!(fisher(share(6.0, 5.0), share(1.0, 5.0)), None);
        assert_eq!(fisher(share(0.5, 5.0), share(1.0, 5.0)), None);
    }
}
