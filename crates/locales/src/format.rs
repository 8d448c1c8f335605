//! Numbers inside messages, as the language writes them.

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::str::FromStr;

/// A value put into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Taken as it is.
    Text(String),
    /// Written with the language's digits and separators.
    Integer(i64),
    /// Decimal text such as `12.50`, written with the language's digits and separators.
    Decimal(String),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Argument::Decimal(number.to_string())
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Argument::Decimal(number.to_string())
    }
}

/// A decimal text in the digits and separators of a language; unchanged when it is not a number.
pub fn format_decimal(tag: &str, number: &str) -> String {
    let (Ok(decimal), Ok(locale)) = (Decimal::from_str(number), Locale::from_str(tag)) else {
        return number.to_owned();
    };
    match DecimalFormatter::try_new((&locale).into(), Default::default()) {
        Ok(formatter) => formatter.format(&decimal).to_string(),
        Err(_) => number.to_owned(),
    }
}

pub(crate) fn format_argument(tag: &str, argument: &Argument) -> String {
    match argument {
        Argument::Text(text) => text.clone(),
        Argument::Integer(number) => format_decimal(tag, &number.to_string()),
        Argument::Decimal(number) => format_decimal(tag, number),
    }
}

pub(crate) fn decimal_of(argument: &Argument) -> Option<Decimal> {
    match argument {
        Argument::Text(_) => None,
        Argument::Integer(number) => Some(Decimal::from(*number)),
        Argument::Decimal(number) => Decimal::from_str(number).ok(),
    }
}

/// The plural keyword of a number: zero, one, two, few, many or other.
pub(crate) fn plural_keyword(tag: &str, number: &Decimal) -> &'static str {
    let rules = Locale::from_str(tag).ok().and_then(|locale| PluralRules::try_new_cardinal((&locale).into()).ok());
    match rules.map(|rules| rules.category_for(number)) {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(format_decimal("en", "1234567.5"), "1,234,567.5");
        assert_eq!(format_decimal("de", "1234567.5"), "1.234.567,5");
        assert_eq!(format_decimal("fa", "1234"), "۱٬۲۳۴");
    }
}
