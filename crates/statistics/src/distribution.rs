//! The few values of distributions that the tests need; `None` outside of what the library computes.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// The quantile of the normal distribution that leaves 2.5 % on each side.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

fn normal() -> Option<Normal> {
    Normal::new(0.0, 1.0).ok()
}

/// Both tails beyond ±z.
pub(crate) fn normal_two_sided(z: f64) -> Option<f64> {
    Some((2.0 * normal()?.sf(z.abs())).min(1.0))
}

/// The part of a normal distribution below z.
pub(crate) fn normal_below(z: f64) -> Option<f64> {
    Some(normal()?.cdf(z))
}

/// The z below which that part lies.
pub(crate) fn normal_quantile(part: f64) -> Option<f64> {
    (part > 0.0 && part < 1.0).then(|| normal().map(|normal| normal.inverse_cdf(part))).flatten()
}

/// Both tails beyond ±t.
pub(crate) fn student_two_sided(t: f64, degrees: f64) -> Option<f64> {
    let student = StudentsT::new(0.0, 1.0, degrees).ok()?;
    Some((2.0 * student.sf(t.abs())).min(1.0))
}

/// The t that leaves 2.5 % on each side.
pub(crate) fn student_quantile(degrees: f64) -> Option<f64> {
    let student = StudentsT::new(0.0, 1.0, degrees).ok()?;
    Some(student.inverse_cdf(0.975))
}

/// The tail of chi-square above x.
pub(crate) fn chi_square_above(x: f64, degrees: f64) -> Option<f64> {
    Some(ChiSquared::new(degrees).ok()?.sf(x))
}

/// The tail of F above x.
pub(crate) fn f_above(x: f64, upper: f64, lower: f64) -> Option<f64> {
    Some(FisherSnedecor::new(upper, lower).ok()?.sf(x))
}
