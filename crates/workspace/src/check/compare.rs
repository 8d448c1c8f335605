//! What came out against what is written.

use super::CheckOutcome;
use catalogue::definition::Example;
use model::currency::Currency;
use query::answer::Value;
use rust_decimal::Decimal;

/// Digits after the point from which on a written number counts as rounded.
const ROUNDED_FROM: u32 = 6;

/// The written value in words: a number, or the reason of a null.
pub(super) fn expected(example: &Example) -> String {
    written(example.gives, example.because.as_deref())
}

/// A number, or the reason of a null.
pub(super) fn written(gives: Option<Decimal>, because: Option<&str>) -> String {
    gives.map_or_else(|| because.unwrap_or_default().to_owned(), |number| number.normalize().to_string())
}

/// Compares a found value with the written one.
pub(super) fn outcome(example: &Example, value: &Value) -> CheckOutcome {
    found(example.gives, example.because.as_deref(), value)
}

/// Compares a found value with a number, or with the reason of a null.
pub(super) fn found(gives: Option<Decimal>, because: Option<&str>, found: &Value) -> CheckOutcome {
    let number = match found {
        Value::Null { reason } => {
            let reason = serde_json::to_value(reason).ok().and_then(|word| word.as_str().map(str::to_owned));
            let reason = reason.unwrap_or_default();
            let ok = gives.is_none() && because == Some(reason.as_str());
            return CheckOutcome { found: reason, ok };
        }
        Value::Number { number } => Decimal::try_from(*number).ok(),
        Value::Money { amount, currency } => major_units(amount, currency),
    };
    let ok = match (number, gives) {
        (Some(found), Some(expected)) => equal(found, expected),
        _ => false,
    };
    CheckOutcome { found: number.map_or_else(|| format!("{found:?}"), |number| number.normalize().to_string()), ok }
}

fn major_units(amount: &str, currency: &str) -> Option<Decimal> {
    let currency: Currency = currency.parse().ok()?;
    let minor = amount.parse().or_else(|_| Decimal::from_scientific(amount)).ok()?;
    Some(currency.major_units(minor))
}

/// Equal up to what floating numbers lose, and up to rounding where many digits are written.
fn equal(found: Decimal, expected: Decimal) -> bool {
    let floating = expected.abs().checked_mul(Decimal::new(1, 9)).unwrap_or_default();
    let rounding = if expected.scale() >= ROUNDED_FROM { Decimal::new(5, expected.scale() + 1) } else { Decimal::ZERO };
    (found - expected).abs() <= floating.max(rounding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(found: &str, expected: &str) -> bool {
        equal(found.parse().expect("number"), expected.parse().expect("number"))
    }

    #[test]
    fn numbers_are_equal_up_to_floating_loss_and_written_digits() {
        assert!(same("0.30000000000000004", "0.3"));
        assert!(same("43.47826086956522", "43.478261"));
        assert!(!same("43.478262", "43.478261"));
        assert!(!same("43.48", "43.478261"));
        assert!(!same("43.4783", "43.48"));
        assert!(!same("0.000001", "0"));
        assert!(same("1000000000", "1000000000.5"));
        assert!(!same("-25", "25"));
    }
}
