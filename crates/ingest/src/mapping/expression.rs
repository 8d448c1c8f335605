//! How a field gets its value.

use super::Condition;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

/// An operation and what happens to its result.
#[derive(Debug, Clone)]
pub struct Expression {
    /// Where the value comes from.
    pub operation: Operation,
    /// What happens to it afterwards.
    pub modifiers: Modifiers,
}

/// Where a value comes from.
#[derive(Debug, Clone)]
pub enum Operation {
    /// A column of the source.
    Column(String),
    /// A fixed value.
    Constant(String),
    /// The product of numbers; empty when one is.
    Multiply(Vec<Expression>),
    /// The sum of numbers; empty when all are.
    Add(Vec<Expression>),
    /// The number with the other sign.
    Negate(Box<Expression>),
    /// The number without sign.
    Absolute(Box<Expression>),
    /// The nearest whole number.
    Round(Box<Expression>),
    /// The filled texts, joined.
    Join {
        /// Texts.
        parts: Vec<Expression>,
        /// What stands between them.
        with: String,
    },
    /// A moment that much after another; empty when either is.
    After {
        /// The other moment.
        start: Box<Expression>,
        /// How many units of time.
        length: Box<Expression>,
        /// Which unit.
        unit: TimeUnit,
    },
    /// The first that is filled.
    FirstOf(Vec<Expression>),
    /// One of two.
    If {
        /// Decides.
        when: Condition,
        /// Value where it holds.
        then: Box<Expression>,
        /// Value elsewhere; empty without it.
        otherwise: Option<Box<Expression>>,
    },
}

/// What lengths of time are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Days of the calendar.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
}

/// What happens to a value.
#[derive(Debug, Clone, Default)]
pub struct Modifiers {
    /// `17850.0` is the id `17850`.
    pub whole: bool,
    /// For references: the source whose id it is, when it is another one.
    pub source: Option<String>,
    /// How this date is written, when the file's patterns do not say it.
    pub date: Option<String>,
    /// Taken off the beginning.
    pub strip_prefix: Option<String>,
    /// Words of the source and ours.
    pub values: BTreeMap<String, String>,
    /// The word for all that `values` does not name; without it they stay as they are.
    pub otherwise: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    column: Option<String>,
    constant: Option<String>,
    multiply: Option<Vec<Expression>>,
    add: Option<Vec<Expression>>,
    negate: Option<Box<Expression>>,
    absolute: Option<Box<Expression>>,
    round: Option<Box<Expression>>,
    join: Option<Vec<Expression>>,
    with: Option<String>,
    after: Option<Box<Expression>>,
    days: Option<Box<Expression>>,
    hours: Option<Box<Expression>>,
    minutes: Option<Box<Expression>>,
    seconds: Option<Box<Expression>>,
    first_of: Option<Vec<Expression>>,
    #[serde(rename = "if")]
    choice: Option<Choice>,
    #[serde(default)]
    whole: bool,
    source: Option<String>,
    date: Option<String>,
    strip_prefix: Option<String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
    otherwise: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    when: Condition,
    then: Box<Expression>,
    #[serde(rename = "else")]
    otherwise: Option<Box<Expression>>,
}

impl Expression {
    fn column(name: &str) -> Self {
        Self { operation: Operation::Column(name.to_owned()), modifiers: Modifiers::default() }
    }

    /// Every column it reads.
    pub fn columns<'a>(&'a self, found: &mut Vec<&'a str>) {
        match &self.operation {
            Operation::Column(name) => found.push(name),
            Operation::Constant(_) => {}
            Operation::Multiply(parts)
            | Operation::Add(parts)
            | Operation::FirstOf(parts)
            | Operation::Join { parts, .. } => {
                parts.iter().for_each(|part| part.columns(found));
            }
            Operation::Negate(part) | Operation::Absolute(part) | Operation::Round(part) => part.columns(found),
            Operation::After { start, length, .. } => {
                start.columns(found);
                length.columns(found);
            }
            Operation::If { when, then, otherwise } => {
                when.columns(found);
                then.columns(found);
                otherwise.iter().for_each(|part| part.columns(found));
            }
        }
    }
}

impl<'de> Deserialize<'de> for Expression {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExpressionVisitor)
    }
}

struct ExpressionVisitor;

impl<'de> Visitor<'de> for ExpressionVisitor {
    type Value = Expression;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a column, or an expression such as { column: Name }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Expression, E> {
        Ok(Expression::column(text))
    }

    // A column may be called 2024.
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Expression, E> {
        Ok(Expression::column(&number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Expression, E> {
        Ok(Expression::column(&number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Expression, A::Error> {
        let written = Written::deserialize(MapAccessDeserializer::new(map))?;
        written.into_expression().map_err(de::Error::custom)
    }
}

impl Written {
    fn into_expression(self) -> Result<Expression, &'static str> {
        let with = self.with.unwrap_or_default();
        let after = match self.after {
            Some(start) => Some(after(start, [self.days, self.hours, self.minutes, self.seconds])?),
            None if [&self.days, &self.hours, &self.minutes, &self.seconds].iter().any(|length| length.is_some()) => {
                return Err("days, hours, minutes and seconds belong to an expression with after");
            }
            None => None,
        };
        let mut operations = [
            self.column.map(Operation::Column),
            self.constant.map(Operation::Constant),
            self.multiply.map(Operation::Multiply),
            self.add.map(Operation::Add),
            self.negate.map(Operation::Negate),
            self.absolute.map(Operation::Absolute),
            self.round.map(Operation::Round),
            self.join.map(|parts| Operation::Join { parts, with }),
            after,
            self.first_of.map(Operation::FirstOf),
            self.choice.map(|choice| Operation::If {
                when: choice.when,
                then: choice.then,
                otherwise: choice.otherwise,
            }),
        ]
        .into_iter()
        .flatten();
        let operation = operations.next().ok_or("an expression needs a column, a constant or an operation")?;
        if operations.next().is_some() {
            return Err("an expression has exactly one column, constant or operation");
        }
        let modifiers = Modifiers {
            whole: self.whole,
            source: self.source,
            date: self.date,
            strip_prefix: self.strip_prefix,
            values: self.values,
            otherwise: self.otherwise,
        };
        Ok(Expression { operation, modifiers })
    }
}

/// Exactly one of the lengths: days, hours, minutes, seconds.
fn after(start: Box<Expression>, lengths: [Option<Box<Expression>>; 4]) -> Result<Operation, &'static str> {
    let units = [TimeUnit::Days, TimeUnit::Hours, TimeUnit::Minutes, TimeUnit::Seconds];
    let mut given = lengths.into_iter().zip(units).filter_map(|(length, unit)| Some((length?, unit)));
    match (given.next(), given.next()) {
        (Some((length, unit)), None) => Ok(Operation::After { start, length, unit }),
        _ => Err("an expression with after needs one of days, hours, minutes, seconds"),
    }
}
