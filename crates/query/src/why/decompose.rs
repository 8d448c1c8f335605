//! The arithmetic of a change.
//!
//! A ratio R = Σ w·r has parts with a weight w (share of the base) and a rate r. Its change is split as
//! Kitagawa did (Evelyn M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American
//! Statistical Association 50, 1955): with the means of both periods, written with a bar,
//!
//!   rate effect of a part = w̄ · (r₁ − r₀)
//!   mix effect of a part  = (w₁ − w₀) · (r̄ − R̄)
//!
//! Both periods are treated alike and no interaction is left over, because w₁r₁ − w₀r₀ = w̄·Δr + r̄·Δw, and
//! because the weights add up to 1 in both periods, so that Σ Δw · R̄ = 0. Measured against R̄, a part that
//! is better than the whole lifts it by growing.
//!
//! A part that appears or vanishes has a rate in one period only; it is taken as unchanged, so that all of its
//! effect is mix. What a part has on top without any base (cost of a channel that won nobody) is an effect of
//! its own.

use super::formula::{Cells, Split};
use crate::apportion::apportion;
use rust_decimal::Decimal;

/// A number in both periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) then: Decimal,
    pub(super) now: Decimal,
}

/// What a part (or the whole) has in both periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PartNumbers {
    pub(super) top: Pair,
    /// The base of a ratio.
    pub(super) bottom: Option<Pair>,
}

/// What a part did to the whole. Of a sum only `amount` is given, of a ratio the others.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Effects {
    pub(super) amount: Option<Decimal>,
    pub(super) rate: Option<Decimal>,
    pub(super) mix: Option<Decimal>,
    pub(super) without_base: Option<Decimal>,
}

impl Effects {
    pub(super) fn sum(&self) -> Decimal {
        self.each().into_iter().flatten().sum()
    }

    fn each(&self) -> [Option<Decimal>; 4] {
        [self.amount, self.rate, self.mix, self.without_base]
    }
}

impl PartNumbers {
    pub(super) fn of(split: &Split, then: &Cells<'_>, now: &Cells<'_>) -> Option<Self> {
        let ((top_then, bottom_then), (top_now, bottom_now)) = (split.numbers(then)?, split.numbers(now)?);
        let bottom = bottom_then.zip(bottom_now).map(|(then, now)| Pair { then, now });
        Some(Self { top: Pair { then: top_then, now: top_now }, bottom })
    }

    /// The values themselves, where all parts are divided by the same.
    pub(super) fn of_values(split: &Split, then: &Cells<'_>, now: &Cells<'_>) -> Option<Self> {
        Some(Self { top: Pair { then: split.value(then)?, now: split.value(now)? }, bottom: None })
    }

    pub(super) fn is_nothing_then(&self) -> bool {
        self.top.then.is_zero() && self.bottom.is_none_or(|bottom| bottom.then.is_zero())
    }

    pub(super) fn is_nothing_now(&self) -> bool {
        self.top.now.is_zero() && self.bottom.is_none_or(|bottom| bottom.now.is_zero())
    }
}

/// The effects of all parts, which add up to the change of the whole in the last digit; none when the parts
/// do not add up to the whole.
pub(super) fn effects(parts: &[PartNumbers], whole: &PartNumbers, digits: u32) -> Option<Vec<Effects>> {
    if !add_up(parts, whole) {
        return None;
    }
    let raw = parts.iter().map(|part| of_part(part, whole)).collect::<Option<Vec<_>>>()?;
    exact(&raw, change(whole)?, digits)
}

/// Whether no part has both something to divide and something to divide it by, though the whole has both.
pub(super) fn are_apart(parts: &[PartNumbers]) -> bool {
    let is_nothing = |pair: Pair| pair.then.is_zero() && pair.now.is_zero();
    let halves: Vec<(bool, bool)> =
        parts.iter().filter_map(|part| Some((!is_nothing(part.top), !is_nothing(part.bottom?)))).collect();
    halves.iter().any(|(top, _)| *top) && halves.iter().all(|(top, bottom)| !(*top && *bottom))
}

fn change(whole: &PartNumbers) -> Option<Decimal> {
    match whole.bottom {
        None => whole.top.now.checked_sub(whole.top.then),
        Some(bottom) => whole.top.now.checked_div(bottom.now)?.checked_sub(whole.top.then.checked_div(bottom.then)?),
    }
}

/// Rounds the effects together, so that no digit is lost between them.
fn exact(raw: &[Effects], change: Decimal, digits: u32) -> Option<Vec<Effects>> {
    let flat: Vec<Decimal> = raw.iter().flat_map(|effects| effects.each().map(Option::unwrap_or_default)).collect();
    let rounded = apportion(&flat, change, digits)?;
    let keep = |given: Option<Decimal>, number: Decimal| given.map(|_| number);
    let parts = raw.iter().zip(rounded.chunks_exact(4)).map(|(given, numbers)| Effects {
        amount: keep(given.amount, numbers[0]),
        rate: keep(given.rate, numbers[1]),
        mix: keep(given.mix, numbers[2]),
        without_base: keep(given.without_base, numbers[3]),
    });
    Some(parts.collect())
}

/// Whether the parts are the whole; amounts exactly, means of durations up to the last digits of a float.
fn add_up(parts: &[PartNumbers], whole: &PartNumbers) -> bool {
    const LAST_DIGITS: Decimal = Decimal::from_parts(1, 0, 0, false, 12);
    let pairs: [fn(&PartNumbers) -> Decimal; 4] = [
        |part| part.top.then,
        |part| part.top.now,
        |part| part.bottom.map_or(Decimal::ZERO, |bottom| bottom.then),
        |part| part.bottom.map_or(Decimal::ZERO, |bottom| bottom.now),
    ];
    pairs.iter().all(|of| {
        let sum = parts.iter().map(of).try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number));
        sum.is_some_and(|sum| (sum - of(whole)).abs() <= of(whole).abs().saturating_mul(LAST_DIGITS))
    })
}

fn of_part(part: &PartNumbers, whole: &PartNumbers) -> Option<Effects> {
    let Some((bottom, base)) = part.bottom.zip(whole.bottom) else {
        let amount = part.top.now.checked_sub(part.top.then)?;
        return Some(Effects { amount: Some(amount), ..Effects::default() });
    };
    let weight_then = bottom.then.checked_div(base.then)?;
    let weight_now = bottom.now.checked_div(base.now)?;
    let rate = |top: Decimal, bottom: Decimal| if bottom.is_zero() { None } else { top.checked_div(bottom) };
    let (rate_then, rate_now) = (rate(part.top.then, bottom.then), rate(part.top.now, bottom.now));
    // A rate that is known in one period only is taken as unchanged.
    let known = (rate_then.or(rate_now), rate_now.or(rate_then));
    let (by_rate, by_mix) = match known {
        (Some(then), Some(now)) => {
            let whole_then = whole.top.then.checked_div(base.then)?;
            let whole_now = whole.top.now.checked_div(base.now)?;
            let above = mean(then, now)?.checked_sub(mean(whole_then, whole_now)?)?;
            let by_rate = mean(weight_then, weight_now)?.checked_mul(now.checked_sub(then)?)?;
            (Some(by_rate), Some(weight_now.checked_sub(weight_then)?.checked_mul(above)?))
        }
        _ => (None, None),
    };
    let alone = |top: Decimal, bottom: Decimal, base: Decimal| {
        if bottom.is_zero() { top.checked_div(base) } else { Some(Decimal::ZERO) }
    };
    let without_base =
        alone(part.top.now, bottom.now, base.now)?.checked_sub(alone(part.top.then, bottom.then, base.then)?)?;
    Some(Effects {
        amount: None,
        rate: by_rate,
        mix: by_mix,
        without_base: (!without_base.is_zero()).then_some(without_base),
    })
}

fn mean(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_add(right)?.checked_div(Decimal::TWO)
}

#[cfg(test)]
mod tests;
