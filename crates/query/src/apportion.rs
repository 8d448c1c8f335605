//! Rounds parts so that they add up to the rounded whole.

use rust_decimal::Decimal;

/// The parts with that many digits after the point, by largest remainder: each is cut down, and the units
/// that are then missing go to the parts that lost most. None when the parts do not add up to the whole.
pub fn apportion(parts: &[Decimal], whole: Decimal, digits: u32) -> Option<Vec<Decimal>> {
    let unit = Decimal::new(1, digits);
    let mut rounded: Vec<Decimal> = parts.iter().map(|part| floor(*part, digits)).collect();
    let cut = rounded.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    let missing = whole.round_dp(digits).checked_sub(cut)?.checked_div(unit)?;
    let missing: usize = missing.normalize().to_string().parse().ok()?;
    let mut by_loss: Vec<usize> = (0..parts.len()).filter(|part| parts[*part] != rounded[*part]).collect();
    by_loss.sort_by_key(|part| std::cmp::Reverse(parts[*part] - rounded[*part]));
    for part in by_loss.get(..missing)? {
        rounded[*part] += unit;
    }
    Some(rounded)
}

fn floor(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::ToNegativeInfinity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| text.parse().expect("number")).collect()
    }

    #[test]
    fn missing_units_go_to_the_largest_remainders() {
        let thirds = numbers(&["33.4", "33.35", "33.25"]);
        assert_eq!(apportion(&thirds, Decimal::from(100), 0), Some(numbers(&["34", "33", "33"])));
        let mixed = numbers(&["-1.5", "0", "2.25", "-0.25"]);
        assert_eq!(apportion(&mixed, "0.5".parse().expect("number"), 0), Some(numbers(&["-2", "0", "2", "0"])));
    }

    #[test]
    fn parts_that_are_not_the_whole_are_refused() {
        assert_eq!(apportion(&numbers(&["1", "2"]), Decimal::from(4), 0), None);
        assert_eq!(apportion(&numbers(&["1", "2"]), Decimal::from(2), 0), None);
        assert_eq!(apportion(&[], Decimal::ZERO, 2), Some(Vec::new()));
    }
}
