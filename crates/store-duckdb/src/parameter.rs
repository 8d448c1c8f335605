//! Our parameters as values the engine binds.

use duckdb::types::{Decimal, TimeUnit, Value};
use store::{Parameter, StoreError};

/// The engine's form of every parameter, in order.
pub(crate) fn values(parameters: &[Parameter]) -> Result<Vec<Value>, StoreError> {
    parameters.iter().map(value).collect()
}

fn value(parameter: &Parameter) -> Result<Value, StoreError> {
    Ok(match parameter {
        Parameter::Null => Value::Null,
        Parameter::Boolean(value) => Value::Boolean(*value),
        Parameter::Integer(value) => Value::BigInt(*value),
        Parameter::Decimal(text) => Value::Decimal(decimal(text)?),
        Parameter::Text(text) => Value::Text(text.clone()),
        Parameter::Date(days) => Value::Date32(*days),
        Parameter::Instant(microseconds) => Value::Timestamp(TimeUnit::Microsecond, *microseconds),
    })
}

/// `12.50` is 1250 with two places.
fn decimal(text: &str) -> Result<Decimal, StoreError> {
    let not_a_number = || StoreError::Statement { message: format!("{text:?} is not a decimal number") };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.contains(['+', '-']) {
        return Err(not_a_number());
    }
    let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| not_a_number())?;
    let scale = u8::try_from(fraction.len()).map_err(|_| not_a_number())?;
    Decimal::new(38, scale, digits).map_err(|_| not_a_number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places_and_sign() {
        assert_eq!(decimal("-12.50").unwrap(), Decimal::new(38, 2, -1250).unwrap());
        assert_eq!(decimal("7").unwrap(), Decimal::new(38, 0, 7).unwrap());
        assert_eq!(decimal("-0.5").unwrap(), Decimal::new(38, 1, -5).unwrap());
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "abc", "1.2.3", "1.-5", "1e5"] {
            assert!(decimal(text).is_err(), "{text}");
        }
    }
}
