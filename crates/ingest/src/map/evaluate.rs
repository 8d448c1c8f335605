//! The value of an expression for one row.

use super::compile::{Compiled, Node, Reading, Test};
use arrow::array::{Array, StringArray};
use rust_decimal::{Decimal, RoundingStrategy};
use sources::files::PlainNumber;
use std::borrow::Cow;

/// One row of a source-shaped batch.
#[derive(Clone, Copy)]
pub(crate) struct SourceRow<'a> {
    pub(crate) columns: &'a [&'a StringArray],
    pub(crate) index: usize,
}

/// A value on its way to a canonical column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Text(Cow<'a, str>),
    Number(Decimal),
}

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    /// Position of the source's column.
    pub(crate) column: Option<usize>,
    pub(crate) value: String,
}

impl<'a> SourceRow<'a> {
    /// The trimmed text of a cell; `None` when it means "no value".
    pub(crate) fn text(&self, column: usize, reading: &Reading) -> Option<&'a str> {
        let array = self.columns.get(column)?;
        if self.index >= array.len() || array.is_null(self.index) {
            return None;
        }
        let text = array.value(self.index).trim();
        let absent = text.is_empty() || reading.nulls.iter().any(|null| null == text);
        (!absent).then_some(text)
    }

    fn number(&self, column: usize, reading: &Reading) -> Option<Decimal> {
        self.text(column, reading).and_then(|text| reading.numbers.parse(text)).and_then(decimal)
    }
}

impl Compiled {
    pub(crate) fn value<'a>(&'a self, row: SourceRow<'a>, reading: &Reading) -> Result<Value<'a>, Fault> {
        let value = match &self.node {
            Node::Column(column) => {
                row.text(*column, reading).map_or(Value::Null, |text| Value::Text(Cow::Borrowed(text)))
            }
            Node::Constant(text) => Value::Text(Cow::Borrowed(text)),
            Node::Multiply(parts) => self.product(parts, row, reading)?,
            Node::Add(parts) => self.sum(parts, row, reading)?,
            Node::Negate(part) => part.number(row, reading)?.map_or(Value::Null, |number| Value::Number(-number)),
            Node::Absolute(part) => {
                part.number(row, reading)?.map_or(Value::Null, |number| Value::Number(number.abs()))
            }
            Node::Round(part) => part.number(row, reading)?.map_or(Value::Null, |number| {
                Value::Number(number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
            }),
            Node::Join(parts, with) => join(parts, with, row, reading)?,
            Node::After(start, length, unit) => match (start.value(row, reading)?, length.number(row, reading)?) {
                (Value::Null, _) | (_, None) => Value::Null,
                (moment, Some(length)) => start.later(&moment.into_text(), length, *unit, reading)?,
            },
            Node::FirstOf(parts) => first_of(parts, row, reading)?,
            Node::If(test, then, otherwise) => match (test.holds(row, reading), otherwise) {
                (true, _) => then.value(row, reading)?,
                (false, Some(otherwise)) => otherwise.value(row, reading)?,
                (false, None) => Value::Null,
            },
        };
        Ok(self.modify(value))
    }

    /// The value as a number; text that is none is a fault.
    pub(crate) fn number(&self, row: SourceRow<'_>, reading: &Reading) -> Result<Option<Decimal>, Fault> {
        match self.value(row, reading)? {
            Value::Null => Ok(None),
            Value::Number(number) => Ok(Some(number)),
            Value::Text(text) => parse_number(&text, reading).map(Some).map_err(|code| self.fault(code, &text)),
        }
    }

    pub(crate) fn fault(&self, code: &'static str, value: &str) -> Fault {
        Fault { code, column: self.origin, value: value.to_owned() }
    }

    fn product<'a>(&self, parts: &[Compiled], row: SourceRow<'_>, reading: &Reading) -> Result<Value<'a>, Fault> {
        let mut product = Decimal::ONE;
        for part in parts {
            let Some(number) = part.number(row, reading)? else {
                return Ok(Value::Null);
            };
            product = product.checked_mul(number).ok_or_else(|| self.fault("number_too_large", &number.to_string()))?;
        }
        Ok(Value::Number(product))
    }

    fn sum<'a>(&self, parts: &[Compiled], row: SourceRow<'_>, reading: &Reading) -> Result<Value<'a>, Fault> {
        let mut sum: Option<Decimal> = None;
        for part in parts {
            if let Some(number) = part.number(row, reading)? {
                let added = sum.unwrap_or_default().checked_add(number);
                sum = Some(added.ok_or_else(|| self.fault("number_too_large", &number.to_string()))?);
            }
        }
        Ok(sum.map_or(Value::Null, Value::Number))
    }

    fn modify<'a>(&'a self, value: Value<'a>) -> Value<'a> {
        let plain = !self.whole && self.strip_prefix.is_none() && self.values.is_empty() && self.otherwise.is_none();
        if plain || value == Value::Null {
            return value;
        }
        let mut text = value.into_text();
        if let Some(rest) = self.strip_prefix.as_ref().and_then(|prefix| text.strip_prefix(prefix.as_str())) {
            text = Cow::Owned(rest.to_owned());
        }
        if self.whole {
            text = whole(text);
        }
        let word = self.values.get(text.as_ref()).or(self.otherwise.as_ref());
        Value::Text(word.map_or(text, |word| Cow::Borrowed(word.as_str())))
    }
}

impl<'a> Value<'a> {
    pub(crate) fn into_text(self) -> Cow<'a, str> {
        match self {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) => text,
            Value::Number(number) => Cow::Owned(number.normalize().to_string()),
        }
    }
}

impl Test {
    pub(crate) fn holds(&self, row: SourceRow<'_>, reading: &Reading) -> bool {
        match self {
            Test::Filled(column) => row.text(*column, reading).is_some(),
            Test::In(column, texts) => {
                row.text(*column, reading).is_some_and(|text| texts.iter().any(|one| one == text))
            }
            Test::StartsWith(column, prefix) => {
                row.text(*column, reading).is_some_and(|text| text.starts_with(prefix.as_str()))
            }
            Test::EndsWith(column, end) => row.text(*column, reading).is_some_and(|text| text.ends_with(end.as_str())),
            Test::GreaterThan(column, limit) => {
                compare(row, *column, *limit, reading) == Some(std::cmp::Ordering::Greater)
            }
            Test::LessThan(column, limit) => compare(row, *column, *limit, reading) == Some(std::cmp::Ordering::Less),
            Test::LessThanColumn(column, other) => {
                let (number, other) = (row.number(*column, reading), row.number(*other, reading));
                number.zip(other).is_some_and(|(number, other)| number < other)
            }
            Test::All(parts) => parts.iter().all(|part| part.holds(row, reading)),
            Test::Any(parts) => parts.iter().any(|part| part.holds(row, reading)),
            Test::Not(part) => !part.holds(row, reading),
        }
    }
}

fn compare(row: SourceRow<'_>, column: usize, limit: f64, reading: &Reading) -> Option<std::cmp::Ordering> {
    let limit = Decimal::try_from(limit).ok()?;
    row.number(column, reading).map(|number| number.cmp(&limit))
}

fn join<'a>(parts: &'a [Compiled], with: &str, row: SourceRow<'a>, reading: &Reading) -> Result<Value<'a>, Fault> {
    let mut filled = Vec::with_capacity(parts.len());
    for part in parts {
        match part.value(row, reading)? {
            Value::Null => {}
            value => filled.push(value.into_text()),
        }
    }
    Ok(if filled.is_empty() { Value::Null } else { Value::Text(Cow::Owned(filled.join(with))) })
}

fn first_of<'a>(parts: &'a [Compiled], row: SourceRow<'a>, reading: &Reading) -> Result<Value<'a>, Fault> {
    for part in parts {
        let value = part.value(row, reading)?;
        if value != Value::Null {
            return Ok(value);
        }
    }
    Ok(Value::Null)
}

/// `17850.0` as `17850`; anything else stays.
fn whole(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.split_once('.') {
        Some((digits, zeros)) if !digits.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            Cow::Owned(digits.to_owned())
        }
        _ => text,
    }
}

pub(crate) fn parse_number(text: &str, reading: &Reading) -> Result<Decimal, &'static str> {
    let number = reading.numbers.parse(text).ok_or("not_a_number")?;
    decimal(number).ok_or("number_too_large")
}

/// Exact where 28 digits suffice; the digits of float noise beyond them are rounded away.
fn decimal(number: PlainNumber) -> Option<Decimal> {
    let PlainNumber { mut mantissa, mut scale } = number;
    if scale < 0 {
        mantissa = mantissa.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
        scale = 0;
    }
    while scale > 28 || (scale > 0 && mantissa.unsigned_abs() >= 1 << 96) {
        let half = if mantissa < 0 { -5 } else { 5 };
        mantissa = mantissa.saturating_add(half) / 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale.unsigned_abs()).ok()
}
