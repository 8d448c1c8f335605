//! More than two groups at once.

use crate::distribution::{chi_square_above, f_above};
use crate::mean::Sample;
use crate::share::Proportion;

/// A test of whether any of several groups differs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Several {
    /// Chi-square or F.
    pub statistic: f64,
    /// Degrees of freedom between the groups.
    pub between: f64,
    /// Degrees of freedom within the groups, for F.
    pub within: Option<f64>,
    /// How likely differences at least as large are when there are none.
    pub p_value: f64,
}

/// Pearson's chi-square of shares, without continuity correction.
pub fn chi_square(groups: &[Proportion]) -> Option<Several> {
    let trials: f64 = groups.iter().map(|group| group.trials).sum();
    let successes: f64 = groups.iter().map(|group| group.successes).sum();
    let share = successes / trials;
    if groups.len() < 2 || !(share > 0.0 && share < 1.0) || groups.iter().any(|group| group.trials <= 0.0) {
        return None;
    }
    let statistic: f64 = groups
        .iter()
        .map(|group| {
            let gap = group.successes - group.trials * share;
            gap * gap / (group.trials * share * (1.0 - share))
        })
        .sum();
    let between = groups.len() as f64 - 1.0;
    Some(Several { statistic, between, within: None, p_value: chi_square_above(statistic, between)? })
}

/// One-way analysis of variance.
pub fn analysis_of_variance(groups: &[Sample]) -> Option<Several> {
    let n: f64 = groups.iter().map(|group| group.n).sum();
    let mean = groups.iter().map(|group| group.n * group.mean).sum::<f64>() / n;
    let explained: f64 = groups.iter().map(|group| group.n * (group.mean - mean).powi(2)).sum();
    let rest: f64 = groups.iter().map(|group| (group.n - 1.0) * group.variance).sum();
    let (between, within) = (groups.len() as f64 - 1.0, n - groups.len() as f64);
    if groups.len() < 2 || within <= 0.0 || rest <= 0.0 {
        return None;
    }
    let statistic = (explained / between) / (rest / within);
    Some(Several { statistic, between, within: Some(within), p_value: f_above(statistic, between, within)? })
}

/// P-values of several comparisons by Holm's method, in their order: together they are wrong no more often
/// than one alone.
pub fn adjusted(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|left, right| p_values[*left].total_cmp(&p_values[*right]));
    let mut result = vec![0.0; p_values.len()];
    let mut least = 0.0_f64;
    for (rank, position) in order.into_iter().enumerate() {
        least = least.max(p_values[position] * (p_values.len() - rank) as f64).min(1.0);
        result[position] = least;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chi_square_worked_out_by_hand() {
        // 10, 20 and 30 of 100 each: share 0.2, gaps −10, 0, 10, each square over 16: 12.5; with two degrees of
        // freedom the tail is e^(−6.25).
        let share = |successes| Proportion { successes, trials: 100.0 };
        let found = chi_square(&[share(10.0), share(20.0), share(30.0)]).expect("a test");
        assert!((found.statistic - 12.5).abs() < 1e-12);
        assert!((found.p_value - (-6.25_f64).exp()).abs() < 1e-12, "{}", found.p_value);
        assert_eq!(chi_square(&[share(0.0), share(0.0)]), None);
    }

    #[test]
    fn variance_between_and_within_worked_out_by_hand() {
        // 1 2 3, 2 3 4, 6 7 8: means 2, 3, 7 around 4: 3·(4 + 1 + 9) = 42 over 2; within 6 over 6; F = 21.
        // With two degrees above the tail is (1 + 2·21/6)^(−3) = 8^(−3).
        let group = |mean| Sample { n: 3.0, mean, variance: 1.0 };
        let found = analysis_of_variance(&[group(2.0), group(3.0), group(7.0)]).expect("a test");
        assert!((found.statistic - 21.0).abs() < 1e-12);
        assert!((found.p_value - 1.0 / 512.0).abs() < 1e-12, "{}", found.p_value);
    }

    #[test]
    fn holm_worked_out_by_hand() {
        // 0.01·4, 0.02·3, 0.03·2, 0.04·1, never falling.
        let found = adjusted(&[0.04, 0.01, 0.03, 0.02]);
        let expected = [0.06, 0.04, 0.06, 0.06];
        assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12), "{found:?}");
        assert_eq!(adjusted(&[0.9, 0.8]), vec![1.0, 1.0]);
    }
}
