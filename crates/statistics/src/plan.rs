//! How many are needed to see a difference, and how likely a difference is seen.

use crate::distribution::{normal_below, normal_quantile};

/// So often the range in which a share can rise is halved: more than the digits of a number.
const HALVINGS: u32 = 60;

/// What a plan wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// How often a difference may be reported where there is none; 0.05 is usual.
    pub alpha: f64,
    /// How often a real difference of that size is to be seen; 0.8 is usual.
    pub power: f64,
}

impl Aim {
    fn quantiles(self) -> Option<(f64, f64)> {
        Some((normal_quantile(1.0 - self.alpha / 2.0)?, normal_quantile(self.power)?))
    }
}

/// Members per group to see the share `second` where `first` was, rounded up.
pub fn share_sample_size(first: f64, second: f64, aim: Aim) -> Option<f64> {
    let inside = |share: f64| share > 0.0 && share < 1.0;
    if first == second || !inside(first) || !inside(second) {
        return None;
    }
    let (alpha, beta) = aim.quantiles()?;
    let middle = (first + second) / 2.0;
    let none = (2.0 * middle * (1.0 - middle)).sqrt();
    let some = (first * (1.0 - first) + second * (1.0 - second)).sqrt();
    Some(((alpha * none + beta * some) / (second - first)).powi(2).ceil())
}

/// Members per group to see a difference of means where the standard deviation is that, rounded up.
pub fn mean_sample_size(difference: f64, deviation: f64, aim: Aim) -> Option<f64> {
    if difference == 0.0 || deviation <= 0.0 {
        return None;
    }
    let (alpha, beta) = aim.quantiles()?;
    Some((2.0 * ((alpha + beta) * deviation / difference).powi(2)).ceil())
}

/// How often that many per group see the share `second` where `first` was.
pub fn power_of_shares(first: f64, second: f64, per_group: f64, alpha: f64) -> Option<f64> {
    let middle = (first + second) / 2.0;
    let none = (2.0 * middle * (1.0 - middle)).sqrt();
    let some = (first * (1.0 - first) + second * (1.0 - second)).sqrt();
    if some <= 0.0 || per_group <= 0.0 {
        return None;
    }
    let z = normal_quantile(1.0 - alpha / 2.0)?;
    normal_below(((second - first).abs() * per_group.sqrt() - z * none) / some)
}

/// How often that many per group see a difference of means.
pub fn power_of_means(difference: f64, deviation: f64, per_group: f64, alpha: f64) -> Option<f64> {
    if deviation <= 0.0 || per_group <= 0.0 {
        return None;
    }
    let z = normal_quantile(1.0 - alpha / 2.0)?;
    normal_below(difference.abs() / deviation * (per_group / 2.0).sqrt() - z)
}

/// The smallest rise above a share that so many per group see with the wanted power; none where even the largest rise
/// there can be is not seen.
pub fn detectable_share(base: f64, per_group: f64, aim: Aim) -> Option<f64> {
    let is_seen =
        |second: f64| power_of_shares(base, second, per_group, aim.alpha).is_some_and(|power| power >= aim.power);
    // At a share of one there is no spread left to judge by.
    let (mut unseen, mut seen) = (base, 1.0 - (1.0 - base) * 1e-9);
    let is_inside = base > 0.0 && base < 1.0;
    if !is_inside || !is_seen(seen) {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = (unseen + seen) / 2.0;
        if is_seen(middle) {
            seen = middle;
        } else {
            unseen = middle;
        }
    }
    Some(seen - base)
}

/// The smallest difference of means that so many per group see with the wanted power.
pub fn detectable_mean(deviation: f64, per_group: f64, aim: Aim) -> Option<f64> {
    if deviation <= 0.0 || per_group <= 0.0 {
        return None;
    }
    let (alpha, beta) = aim.quantiles()?;
    Some((alpha + beta) * deviation * (2.0 / per_group).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Aim = Aim { alpha: 0.05, power: 0.8 };

    #[test]
    fn sizes_agree_with_the_formula_worked_out_by_hand() {
        // 10 % to 12 %: (1.959964·√(2·0.11·0.89) + 0.841621·√(0.09 + 0.1056))² ÷ 0.02²
        // = (1.959964·0.442493 + 0.841621·0.442267)² ÷ 0.0004 = 1.239492² ÷ 0.0004 = 3840.85.
        assert_eq!(share_sample_size(0.10, 0.12, USUAL), Some(3841.0));
        // Half a standard deviation: 2·(2.801585 ÷ 0.5)² = 62.79.
        assert_eq!(mean_sample_size(0.5, 1.0, USUAL), Some(63.0));
        assert_eq!(share_sample_size(0.1, 0.1, USUAL), None);
        assert_eq!(share_sample_size(0.0, 0.1, USUAL), None);
    }

    #[test]
    fn the_planned_size_has_the_planned_power() {
        let power = power_of_shares(0.10, 0.12, 3841.0, 0.05).expect("power");
        assert!((power - 0.8).abs() < 1e-3, "{power}");
        let power = power_of_means(0.5, 1.0, 63.0, 0.05).expect("power");
        assert!((power - 0.8).abs() < 5e-3, "{power}");
    }

    #[test]
    fn what_can_be_seen_is_what_the_size_was_planned_for() {
        // 3,841 per group were needed for 10 % to 12 %, rounded up from 3,840.85.
        let rise = detectable_share(0.10, 3841.0, USUAL).expect("a rise");
        assert!((rise - 0.02).abs() < 1e-5 && rise < 0.02, "{rise}");
        // 2.801585·√(2 ÷ 63) = 0.499166.
        let difference = detectable_mean(1.0, 63.0, USUAL).expect("a difference");
        assert!((difference - 0.499_166).abs() < 1e-5, "{difference}");
        assert_eq!(detectable_share(0.5, 2.0, USUAL), None, "two per group see nothing");
        assert_eq!(detectable_share(1.0, 100.0, USUAL), None);
        assert_eq!(detectable_mean(0.0, 100.0, USUAL), None);
    }
}
