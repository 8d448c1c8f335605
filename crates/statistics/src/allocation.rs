//! Whether the groups have the sizes they were meant to have.

use crate::distribution::chi_square_above;

/// Smaller p-values mean that something is wrong with the assignment. It is small, because the check is made
/// again and again.
const ALARM: f64 = 0.01;

/// Sizes against what was meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allocation {
    /// Chi-square.
    pub statistic: f64,
    /// How likely sizes at least as far off are when the assignment works.
    pub p_value: f64,
    /// The sizes do not fit what was meant.
    pub mismatch: bool,
}

/// Chi-square of sizes against weights such as 1 and 1; `None` when a weight is not positive.
pub fn allocation(sizes: &[f64], weights: &[f64]) -> Option<Allocation> {
    let (n, whole): (f64, f64) = (sizes.iter().sum(), weights.iter().sum());
    if sizes.len() < 2 || sizes.len() != weights.len() || n <= 0.0 || weights.iter().any(|weight| *weight <= 0.0) {
        return None;
    }
    let statistic = sizes
        .iter()
        .zip(weights)
        .map(|(size, weight)| {
            let expected = n * weight / whole;
            (size - expected).powi(2) / expected
        })
        .sum();
    let p_value = chi_square_above(statistic, sizes.len() as f64 - 1.0)?;
    Some(Allocation { statistic, p_value, mismatch: p_value < ALARM })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_worked_out_by_hand() {
        // 40 and 60 of 100, meant to be equal: (100 + 100)/50 = 4. With three groups 40, 30, 20 of 90, meant
        // equal: (100 + 0 + 100)/30 = 20/3, and the tail with two degrees is e^(−10/3).
        let found = allocation(&[40.0, 60.0], &[1.0, 1.0]).expect("a test");
        assert!((found.statistic - 4.0).abs() < 1e-12 && !found.mismatch);
        let found = allocation(&[40.0, 30.0, 20.0], &[1.0, 1.0, 1.0]).expect("a test");
        assert!((found.p_value - (-10.0_f64 / 3.0).exp()).abs() < 1e-12);
        let found = allocation(&[900.0, 100.0], &[9.0, 1.0]).expect("a test");
        assert!(found.statistic.abs() < 1e-12 && !found.mismatch);
        assert_eq!(allocation(&[1.0, 1.0], &[1.0, 0.0]), None);
    }
}
