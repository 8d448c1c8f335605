//! Means of two groups whose spread may differ.

use crate::Difference;
use crate::distribution::{student_quantile, student_two_sided};

/// A group of measured things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// How many.
    pub n: f64,
    /// Their mean.
    pub mean: f64,
    /// Their variance, with n − 1 below.
    pub variance: f64,
}

impl Sample {
    /// From a count, a sum and a sum of squares; a single thing has no variance.
    pub fn of_sums(n: f64, sum: f64, squares: f64) -> Option<Self> {
        if n < 2.0 {
            return None;
        }
        let mean = sum / n;
        let variance = ((squares - sum * mean) / (n - 1.0)).max(0.0);
        Some(Self { n, mean, variance })
    }

    /// Square of the mean's standard error.
    pub(crate) fn error(self) -> f64 {
        self.variance / self.n
    }

    /// The interval of the mean.
    pub fn interval(self) -> Option<(f64, f64)> {
        let half = student_quantile(self.n - 1.0)? * self.error().sqrt();
        Some((self.mean - half, self.mean + half))
    }
}

/// Welch's t test of the second mean less the first.
pub fn welch(first: Sample, second: Sample) -> Option<Difference> {
    let error = first.error() + second.error();
    if first.n < 2.0 || second.n < 2.0 || error <= 0.0 {
        return None;
    }
    let degrees = error * error / (first.error().powi(2) / (first.n - 1.0) + second.error().powi(2) / (second.n - 1.0));
    let difference = second.mean - first.mean;
    let t = difference / error.sqrt();
    let half = student_quantile(degrees)? * error.sqrt();
    Some(Difference {
        difference,
        interval: (difference - half, difference + half),
        statistic: Some(t),
        degrees: Some(degrees),
        p_value: student_two_sided(t, degrees)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(values: &[f64]) -> Sample {
        let sum = values.iter().sum();
        let squares = values.iter().map(|value| value * value).sum();
        Sample::of_sums(values.len() as f64, sum, squares).expect("a sample")
    }

    #[test]
    fn a_sample_worked_out_by_hand() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares of deviations 32, variance 32/7.
        let sample = sample(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert!((sample.mean - 5.0).abs() < 1e-12 && (sample.variance - 32.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn welch_worked_out_by_hand() {
        // 1, 2, 3 against 2, 4, 6: variances 1 and 4, errors 1/3 and 4/3, sum 5/3; t = 2 ÷ √(5/3) = 1.549193;
        // degrees (25/9) ÷ (1/18 + 16/18) = 50/17.
        let found = welch(sample(&[1.0, 2.0, 3.0]), sample(&[2.0, 4.0, 6.0])).expect("a test");
        assert!((found.difference - 2.0).abs() < 1e-12);
        assert!((found.statistic.expect("t") - 1.549_193_338_482_967).abs() < 1e-12);
        assert!((found.degrees.expect("degrees") - 50.0 / 17.0).abs() < 1e-12);
        assert!(found.interval.0 < 0.0 && found.interval.1 > 4.0 && found.p_value > 0.2 && found.p_value < 0.3);
    }

    #[test]
    fn groups_without_spread_or_with_one_thing_have_no_test() {
        assert_eq!(welch(sample(&[1.0, 1.0]), sample(&[2.0, 2.0])), None);
        assert_eq!(Sample::of_sums(1.0, 5.0, 25.0), None);
    }
}
