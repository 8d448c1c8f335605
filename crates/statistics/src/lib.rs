//! Intervals, tests and sample sizes as pure functions of counts, means and variances.
//!
//! All intervals have 95 % coverage and all p-values are two-sided. What cannot be computed, such as a test of
//! groups without any spread, is `None`.

mod allocation;
mod count;
mod distribution;
mod exact;
mod mean;
mod plan;
mod several;
mod share;

pub use allocation::{Allocation, allocation};
pub use count::{Events, rate_ratio};
pub use exact::fisher;
pub use mean::{Sample, welch};
pub use plan::{
    Aim, detectable_mean, detectable_share, mean_sample_size, power_of_means, power_of_shares, share_sample_size,
};
pub use several::{Several, adjusted, analysis_of_variance, chi_square};
pub use share::{Proportion, newcombe, score_interval, score_standard_error, two_proportions, wilson};

/// A difference of two groups, tested.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The second less the first.
    pub difference: f64,
    /// Its interval.
    pub interval: (f64, f64),
    /// z or t; none for an exact test.
    pub statistic: Option<f64>,
    /// Degrees of freedom of t.
    pub degrees: Option<f64>,
    /// How likely a difference at least as large is when there is none.
    pub p_value: f64,
}
