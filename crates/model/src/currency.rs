//! Currencies and amounts in minor units.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency code, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A text that is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an ISO 4217 currency code, such as EUR")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// Euro, the default of an empty workspace.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The code, upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the point of one major unit (ISO 4217 exponent): JPY 0, EUR 2, KWD 3.
    pub fn exponent(&self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }

    /// An amount in major units as whole minor units, rounded half away from zero;
    /// `None` when it does not fit 64 bits.
    pub fn minor_units(&self, major: Decimal) -> Option<i64> {
        let scaled = major.checked_mul(Decimal::from(10_i64.pow(self.exponent())))?;
        let rounded = scaled.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(rounded).ok()
    }

    /// Minor units as an amount in major units.
    pub fn major_units(&self, minor: Decimal) -> Decimal {
        minor / Decimal::from(10_i64.pow(self.exponent()))
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.trim().to_ascii_uppercase();
        match upper.as_bytes() {
            [a, b, c] if upper.bytes().all(|byte| byte.is_ascii_uppercase()) => Ok(Currency([*a, *b, *c])),
            _ => Err(UnknownCurrency(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownCurrency;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_follow_the_exponent_and_round_half_away_from_zero() {
        let of = |code: &str, major: &str| {
            let currency: Currency = code.parse().expect("code");
            currency.minor_units(major.parse().expect("decimal"))
        };
        assert_eq!(of("EUR", "10.005"), Some(1001));
        assert_eq!(of("EUR", "-10.005"), Some(-1001));
        assert_eq!(of("JPY", "10"), Some(10));
        assert_eq!(of("KWD", "1.2345"), Some(1235));
        assert_eq!(of("EUR", "99999999999999999999"), None);
    }

    #[test]
    fn a_code_is_three_letters() {
        assert!("eur".parse::<Currency>().is_ok());
        assert!("EURO".parse::<Currency>().is_err());
        assert!("12€".parse::<Currency>().is_err());
    }
}
