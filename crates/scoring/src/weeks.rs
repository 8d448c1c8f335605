//! The one unit of time of the models. Days, weeks and months look alike as numbers and give values that
//! differ by a factor, so a length of time says what it is.

use std::ops::{Add, Mul};

/// A length of time in weeks.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Weeks(pub f64);

/// A month of the mean length, 365.25 ÷ 12 days.
pub const MONTH: Weeks = Weeks(365.25 / 12.0 / 7.0);

impl Weeks {
    /// Whole days as weeks.
    pub fn from_days(days: u32) -> Self {
        Self(f64::from(days) / 7.0)
    }

    /// Months of the mean length as weeks.
    pub fn from_months(months: u32) -> Self {
        MONTH * f64::from(months)
    }
}

impl Add for Weeks {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul<f64> for Weeks {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_same_however_it_is_told() {
        assert_eq!(Weeks::from_days(7), Weeks(1.0));
        assert!((Weeks::from_months(48).0 - Weeks::from_days(1461).0).abs() < 1e-9);
    }
}
