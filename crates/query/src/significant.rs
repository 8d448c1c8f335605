//! Quotients keep so many digits; the last few of a decimal are what a chain of divisions leaves over.

use rust_decimal::Decimal;

const SIGNIFICANT_DIGITS: u32 = 24;

/// The number without the digits that mean nothing. `round_sf` pads a small number with zeros beyond the digits a
/// decimal can have, so only what is too long is rounded.
pub(crate) fn significant(number: Decimal) -> Decimal {
    let digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    match number.scale().checked_sub(digits.saturating_sub(SIGNIFICANT_DIGITS)) {
        Some(kept) => number.round_dp(kept),
        None => number.round_sf(SIGNIFICANT_DIGITS).unwrap_or(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        significant(text.parse().expect("decimal")).normalize().to_string()
    }

    #[test]
    fn what_a_division_leaves_over_goes() {
        assert_eq!(of("0.3333333333333333333333333333"), "0.333333333333333333333333");
        assert_eq!(of("1.000000000000000000000000001"), "1");
        assert_eq!(of("-12.5"), "-12.5");
    }

    #[test]
    fn the_smallest_and_the_largest_stay_numbers() {
        assert_eq!(of("0.0000000000000000000000000001"), "0.0000000000000000000000000001");
        assert_eq!(of("0.0000000000000000000000000123"), "0.0000000000000000000000000123");
        assert_eq!(of("0"), "0");
        assert_eq!(of(&Decimal::MAX.to_string()), Decimal::MAX.to_string());
    }
}
