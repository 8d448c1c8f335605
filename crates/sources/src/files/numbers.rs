//! How numbers are written: decimal mark, grouping, signs, currency signs, other digits.

use serde::{Deserialize, Serialize};

/// The marks inside numbers of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberFormat {
    /// `.` or `,`, the mark before the fraction.
    pub decimal: char,
    /// The mark between groups of digits; none means that a grouped number is an error.
    pub thousands: Option<char>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self { decimal: '.', thousands: None }
    }
}

/// An exact number: `mantissa` times ten to the power of minus `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainNumber {
    /// All digits as one whole number.
    pub mantissa: i128,
    /// Digits after the point; negative where zeros follow.
    pub scale: i32,
}

const CURRENCY_SIGNS: &[char] = &['$', '€', '£', '¥', '₽', '₴', '₹', '₺', '₪', '₩', '﷼', '₸', '₾', 'د', 'ر'];

impl NumberFormat {
    /// Reads a number, or `None` when the text is not one in this format.
    ///
    /// Accepts signs before and after, accounting parentheses, a currency sign or code, a per cent sign
    /// (which does not divide), `K`, `M`, `B` after the digits, an exponent, and Arabic and Persian digits.
    pub fn parse(&self, text: &str) -> Option<PlainNumber> {
        let (negative, body) = unwrap_sign(text.trim())?;
        let (body, shift) = strip_suffixes(body);
        let (inner_negative, body) = unwrap_sign(body)?;
        let (digits, exponent) = split_exponent(body);
        let mut number = self.digits(digits)?;
        if negative != inner_negative {
            number.mantissa = -number.mantissa;
        }
        number.scale = number.scale.checked_sub(shift)?.checked_sub(exponent)?;
        Some(number)
    }

    fn digits(&self, text: &str) -> Option<PlainNumber> {
        let mut mantissa: i128 = 0;
        let mut scale = 0;
        let mut seen = 0_u32;
        let mut in_fraction = false;
        // Digits since the last grouping mark; none before the first mark.
        let mut group: Option<u32> = None;
        for character in text.chars() {
            if let Some(digit) = digit_value(character) {
                mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
                seen += 1;
                if in_fraction {
                    scale += 1;
                } else if let Some(count) = group.as_mut() {
                    *count += 1;
                }
            } else if (character == self.decimal || character == '\u{66b}') && !in_fraction {
                if group.is_some_and(|count| count != 3) {
                    return None;
                }
                in_fraction = true;
                group = None;
            } else if self.is_thousands(character) && !in_fraction && seen > 0 {
                if group.is_some_and(|count| !(2..=3).contains(&count)) {
                    return None;
                }
                group = Some(0);
            } else {
                return None;
            }
        }
        (seen > 0 && group.is_none_or(|count| count == 3)).then_some(PlainNumber { mantissa, scale })
    }

    fn is_thousands(&self, character: char) -> bool {
        match self.thousands {
            _ if character == '\u{66c}' => true,
            None => false,
            Some(' ') => matches!(character, ' ' | '\u{a0}' | '\u{202f}'),
            Some('\'') => matches!(character, '\'' | '’'),
            Some(mark) => character == mark,
        }
    }
}

impl PlainNumber {
    /// The whole number it stands for, if it has no fraction.
    pub fn whole(&self) -> Option<i128> {
        if self.scale <= 0 {
            let factor = 10_i128.checked_pow(self.scale.unsigned_abs())?;
            return self.mantissa.checked_mul(factor);
        }
        if self.mantissa == 0 {
            return Some(0);
        }
        let factor = 10_i128.checked_pow(self.scale.unsigned_abs())?;
        (self.mantissa % factor == 0).then_some(self.mantissa / factor)
    }
}

/// The value of a decimal digit, also Arabic-Indic and Persian.
pub(crate) fn digit_value(character: char) -> Option<u32> {
    match character {
        '0'..='9' => character.to_digit(10),
        '\u{660}'..='\u{669}' => Some(u32::from(character) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(character) - 0x6f0),
        _ => None,
    }
}

/// Takes off a sign before or after, or accounting parentheses.
fn unwrap_sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text.strip_prefix('(') {
        return Some((true, inner.strip_suffix(')')?.trim()));
    }
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        return Some((true, rest.trim_start()));
    }
    if let Some(rest) = text.strip_prefix('+') {
        return Some((false, rest.trim_start()));
    }
    match text.strip_suffix('-') {
        Some(rest) if !rest.is_empty() => Some((true, rest.trim_end())),
        _ => Some((false, text)),
    }
}

/// Takes off currency signs and codes, a per cent sign, and `K`, `M`, `B` (as a power of ten).
fn strip_suffixes(text: &str) -> (&str, i32) {
    // Most numbers are plain digits: nothing to take off.
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return (text, 0);
    }
    let text = strip_currency(text).trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    for (suffix, power) in [('K', 3), ('k', 3), ('M', 6), ('B', 9)] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest.trim_end(), power);
        }
    }
    (text, 0)
}

fn strip_currency(text: &str) -> &str {
    let text = text.trim_matches(CURRENCY_SIGNS).trim();
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((head, tail)) = text.split_at_checked(3)
        && is_code(head)
        && tail.starts_with([' ', '\u{a0}', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    {
        return tail.trim_start();
    }
    if let Some((head, tail)) = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at))
        && is_code(tail)
        && !head.is_empty()
    {
        return head.trim_end();
    }
    text
}

fn split_exponent(text: &str) -> (&str, i32) {
    let Some(at) = text.find(['e', 'E']) else {
        return (text, 0);
    };
    let (digits, exponent) = text.split_at(at);
    match exponent.get(1..).map(str::parse::<i32>) {
        Some(Ok(power)) if power.abs() <= 30 => (digits, power),
        _ => (text, 0),
    }
}

/// What the numbers of a sample say about the marks in them.
#[derive(Debug, Default)]
pub(crate) struct NumberEvidence {
    comma_decimal: usize,
    point_decimal: usize,
    comma_grouping: usize,
    point_grouping: usize,
    space_grouping: usize,
    apostrophe_grouping: usize,
    /// `1,234`: may be either.
    open_comma: usize,
    /// `1.234`: may be either.
    open_point: usize,
}

impl NumberEvidence {
    /// Looks at one cell; text that cannot be a number says nothing.
    pub(crate) fn add(&mut self, text: &str) {
        let (body, _) = strip_suffixes(unwrap_sign(text.trim()).map_or(text, |(_, body)| body));
        let body = split_exponent(body.trim_start_matches('-')).0;
        if !body.contains(|character: char| character.is_ascii_digit())
            || !body
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'))
        {
            return;
        }
        if body.contains([' ', '\u{a0}', '\u{202f}'])
            && (NumberFormat { decimal: ',', thousands: Some(' ') }.parse(body).is_some()
                || NumberFormat { decimal: '.', thousands: Some(' ') }.parse(body).is_some())
        {
            self.space_grouping += 1;
        }
        if body.contains(['\'', '’']) {
            self.apostrophe_grouping += 1;
        }
        let commas = body.matches(',').count();
        let points = body.matches('.').count();
        match (commas, points) {
            (0, 0) => {}
            (_, 0) => self.one_mark(body, ',', commas),
            (0, _) => self.one_mark(body, '.', points),
            _ if body.rfind(',') > body.rfind('.') => {
                self.comma_decimal += 1;
                self.point_grouping += 1;
            }
            _ => {
                self.point_decimal += 1;
                self.comma_grouping += 1;
            }
        }
    }

    fn one_mark(&mut self, body: &str, mark: char, times: usize) {
        let after = body.rsplit(mark).next().map_or(0, |tail| tail.chars().count());
        let before = body.split(mark).next().unwrap_or_default();
        let (decimal, grouping, open) = match mark {
            ',' => (&mut self.comma_decimal, &mut self.comma_grouping, &mut self.open_comma),
            _ => (&mut self.point_decimal, &mut self.point_grouping, &mut self.open_point),
        };
        if times > 1 {
            if body.split(mark).skip(1).all(|group| group.len() == 3) {
                *grouping += 1;
            }
        } else if after == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0') {
            *open += 1;
        } else {
            *decimal += 1;
        }
    }

    /// The format, and whether the numbers could be read in another way as well.
    pub(crate) fn decide(&self, delimiter_is_comma: bool) -> (NumberFormat, bool) {
        let comma = self.comma_decimal + self.point_grouping;
        let point = self.point_decimal + self.comma_grouping;
        let undecided = comma == 0 && point == 0 && self.open_comma + self.open_point > 0;
        let comma_is_decimal = match comma.cmp(&point) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => self.open_comma > self.open_point && !delimiter_is_comma,
        };
        let grouped = if comma_is_decimal {
            self.point_grouping + self.open_point > 0
        } else {
            self.comma_grouping + self.open_comma > 0
        };
        let thousands = match (grouped, comma_is_decimal) {
            (true, true) => Some('.'),
            (true, false) => Some(','),
            _ if self.space_grouping > 0 => Some(' '),
            _ if self.apostrophe_grouping > 0 => Some('\''),
            _ => None,
        };
        let decimal = if comma_is_decimal { ',' } else { '.' };
        (NumberFormat { decimal, thousands }, undecided || (comma > 0 && point > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(format: NumberFormat, text: &str) -> Option<f64> {
        format.parse(text).map(|number| number.mantissa as f64 * 10_f64.powi(-number.scale))
    }

    #[test]
    fn numbers_are_read_in_the_given_format() {
        let point = NumberFormat { decimal: '.', thousands: Some(',') };
        let comma = NumberFormat { decimal: ',', thousands: Some('.') };
        for (format, text, expected) in [
            (point, "1,234.56", Some(1234.56)),
            (comma, "1.234,56", Some(1234.56)),
            (comma, "-0,5", Some(-0.5)),
            (point, "(12.50)", Some(-12.5)),
            (point, "12.5-", Some(-12.5)),
            (point, "$342.09K", Some(342_090.0)),
            (point, "$1,117.10K", Some(1_117_100.0)),
            (point, "-$5.00", Some(-5.0)),
            (point, "EUR 5", Some(5.0)),
            (comma, "5,00 €", Some(5.0)),
            (point, "1.5e3", Some(1500.0)),
            (point, "7%", Some(7.0)),
            (point, "۱۲٫۵", Some(12.5)),
            (point, "1,23", None),
            (point, "12,34,567", Some(1_234_567.0)),
            (point, "1.2.3", None),
            (point, "", None),
            (point, "-", None),
            (point, "abc", None),
            (NumberFormat { decimal: '.', thousands: Some(' ') }, "1\u{a0}234.5", Some(1234.5)),
            (NumberFormat { decimal: '.', thousands: Some('\'') }, "1’234.5", Some(1234.5)),
        ] {
            assert_eq!(value(format, text), expected, "{text}");
        }
    }

    #[test]
    fn the_marks_are_told_from_the_numbers() {
        let decide = |cells: &[&str], comma: bool| {
            let mut evidence = NumberEvidence::default();
            cells.iter().for_each(|cell| evidence.add(cell));
            evidence.decide(comma)
        };
        let format = |decimal, thousands| NumberFormat { decimal, thousands };
        assert_eq!(decide(&["1.234,56", "7"], false), (format(',', Some('.')), false));
        assert_eq!(decide(&["1,234.56", "7.5"], true), (format('.', Some(',')), false));
        assert_eq!(decide(&["12,5", "3,25"], false), (format(',', None), false));
        assert_eq!(decide(&["12.5", "1234"], true), (format('.', None), false));
        assert_eq!(decide(&["1 234,50"], false), (format(',', Some(' ')), false));
        assert_eq!(decide(&["1,234"], true), (format('.', Some(',')), true));
        assert_eq!(decide(&["1,234"], false), (format(',', None), true));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let mut evidence = NumberEvidence::default();
            evidence.add(&text);
            let (format, _) = evidence.decide(true);
            let _ = format.parse(&text).and_then(|number| number.whole());
        }
    }
}
