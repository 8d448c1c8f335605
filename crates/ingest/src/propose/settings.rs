//! What columns say about the workspace's currency.

use super::synonyms::plain;
use sources::files::ColumnProfile;

const CODES: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "UAH", "RUB", "TRY", "INR",
    "CNY", "JPY", "KRW", "BRL", "MXN", "CAD", "AUD", "NZD", "SGD", "HKD", "ZAR", "AED", "SAR", "IRR", "ILS", "GEL",
    "KZT",
];
const SIGNS: &[(char, &str)] = &[
    ('€', "EUR"),
    ('£', "GBP"),
    ('$', "USD"),
    ('₽', "RUB"),
    ('₴', "UAH"),
    ('₹', "INR"),
    ('₺', "TRY"),
    ('₩', "KRW"),
    ('﷼', "IRR"),
];

/// The currency that a currency column names most often, a heading names, or a sign stands for.
pub(crate) fn currency(columns: &[ColumnProfile]) -> Option<String> {
    let code_of = |text: &str| {
        let upper = text.to_uppercase();
        CODES
            .iter()
            .find(|code| upper.split(|character: char| !character.is_alphanumeric()).any(|word| word == **code))
            .map(|code| (*code).to_owned())
    };
    let named = columns.iter().filter(|column| plain(&column.name).contains("currency"));
    let by_column = named.filter_map(|column| column.frequent.first()).find_map(|(value, _)| code_of(value));
    let by_heading = || columns.iter().find_map(|column| code_of(&column.name));
    let by_sign = || {
        let examples = columns.iter().flat_map(|column| &column.examples);
        let mut numeric = examples.filter(|example| {
            example.chars().any(|character| character.is_ascii_digit()) && example.chars().count() < 20
        });
        numeric
            .find_map(|example| SIGNS.iter().find(|(sign, _)| example.starts_with(*sign) || example.ends_with(*sign)))
            .map(|(_, code)| (*code).to_owned())
    };
    by_column.or_else(by_heading).or_else(by_sign)
}
