//! Shares and scores: intervals, and the difference of two shares.

use crate::Difference;
use crate::distribution::{Z, normal_two_sided};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// So many.
    pub successes: f64,
    /// Of so many.
    pub trials: f64,
}

impl Proportion {
    /// The part.
    pub fn share(self) -> f64 {
        self.successes / self.trials
    }
}

/// Wilson's interval of a share; `trials` must be positive.
pub fn wilson(proportion: Proportion) -> (f64, f64) {
    let (p, n) = (proportion.share(), proportion.trials);
    let z2 = Z * Z;
    let centre = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
}

/// Newcombe's interval of the difference of two independent shares (his method 10), from Wilson's intervals.
pub fn newcombe(now: Proportion, then: Proportion) -> (f64, f64) {
    let (p1, p2) = (now.share(), then.share());
    let ((low1, high1), (low2, high2)) = (wilson(now), wilson(then));
    let difference = p1 - p2;
    (difference - (p1 - low1).hypot(high2 - p2), difference + (high1 - p1).hypot(p2 - low2))
}

/// The two-proportion z test of the second share less the first: pooled variance for the test, Newcombe's
/// interval for the difference.
pub fn two_proportions(first: Proportion, second: Proportion) -> Option<Difference> {
    let trials = first.trials + second.trials;
    let pooled = (first.successes + second.successes) / trials;
    let error = (pooled * (1.0 - pooled) * (1.0 / first.trials + 1.0 / second.trials)).sqrt();
    if first.trials <= 0.0 || second.trials <= 0.0 || error.is_nan() || error <= 0.0 {
        return None;
    }
    let difference = second.share() - first.share();
    let z = difference / error;
    Some(Difference {
        difference,
        interval: newcombe(second, first),
        statistic: Some(z),
        degrees: None,
        p_value: normal_two_sided(z)?,
    })
}

/// Standard error of a difference of two shares of the same base, such as NPS, as a fraction (catalogue 2.13).
pub fn score_standard_error(up: f64, down: f64, trials: f64) -> f64 {
    let score = up - down;
    ((up + down - score * score) / trials).max(0.0).sqrt()
}

/// The interval around a value with a standard error.
pub fn score_interval(value: f64, standard_error: f64) -> (f64, f64) {
    (value - Z * standard_error, value + Z * standard_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: (f64, f64), right: (f64, f64)) {
        assert!((left.0 - right.0).abs() < 5e-5 && (left.1 - right.1).abs() < 5e-5, "{left:?} is not {right:?}");
    }

    #[test]
    fn wilson_agrees_with_newcombes_published_table() {
        // Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3.
        close(wilson(Proportion { successes: 81.0, trials: 263.0 }), (0.2553, 0.3662));
        close(wilson(Proportion { successes: 15.0, trials: 148.0 }), (0.0624, 0.1605));
        close(wilson(Proportion { successes: 0.0, trials: 20.0 }), (0.0, 0.1611));
    }

    #[test]
    fn a_difference_agrees_with_newcombes_published_example() {
        // Newcombe 1998, "Interval estimation for the difference", method 10: 56/70 less 48/80.
        close(
            newcombe(Proportion { successes: 56.0, trials: 70.0 }, Proportion { successes: 48.0, trials: 80.0 }),
            (0.0524, 0.3339),
        );
    }

    #[test]
    fn the_standard_error_of_a_score_is_the_one_of_a_three_valued_variable() {
        // +1 for half, −1 for a fifth, 0 for the rest: variance 0.7 − 0.09 = 0.61.
        assert!((score_standard_error(0.5, 0.2, 100.0) - (0.61_f64 / 100.0).sqrt()).abs() < 1e-12);
    }
}
