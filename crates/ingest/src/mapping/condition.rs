//! Which rows something holds for.

use serde::{Deserialize, Deserializer, de};

/// Holds for a row or not.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The column has a value.
    Filled(String),
    /// The column's text is one of these.
    In(String, Vec<String>),
    /// The column's text begins so.
    StartsWith(String, String),
    /// The column's text ends so.
    EndsWith(String, String),
    /// The column's number is greater.
    GreaterThan(String, f64),
    /// The column's number is less.
    LessThan(String, f64),
    /// The column's number is less than that of another column.
    LessThanColumn(String, String),
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Presence {
    Filled,
    Empty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    column: Option<String>,
    is: Option<Presence>,
    equals: Option<String>,
    not_equals: Option<String>,
    starts_with: Option<String>,
    ends_with: Option<String>,
    #[serde(rename = "in")]
    one_of: Option<Vec<String>>,
    greater_than: Option<f64>,
    less_than: Option<f64>,
    less_than_column: Option<String>,
    all: Option<Vec<Condition>>,
    any: Option<Vec<Condition>>,
    not: Option<Box<Condition>>,
}

impl Condition {
    /// Every column it reads.
    pub fn columns<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Condition::Filled(column)
            | Condition::In(column, _)
            | Condition::StartsWith(column, _)
            | Condition::EndsWith(column, _)
            | Condition::GreaterThan(column, _)
            | Condition::LessThan(column, _) => found.push(column),
            Condition::LessThanColumn(column, other) => found.extend([column.as_str(), other]),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.columns(found)),
            Condition::Not(part) => part.columns(found),
        }
    }

    fn not(self) -> Condition {
        Condition::Not(Box::new(self))
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::deserialize(deserializer)?.into_condition().map_err(de::Error::custom)
    }
}

impl Written {
    fn into_condition(self) -> Result<Condition, &'static str> {
        let mut found = Vec::new();
        if let Some(column) = self.column {
            let name = || column.clone();
            found.extend(self.is.map(|is| match is {
                Presence::Filled => Condition::Filled(name()),
                Presence::Empty => Condition::Filled(name()).not(),
            }));
            found.extend(self.equals.map(|text| Condition::In(name(), vec![text])));
            found.extend(self.not_equals.map(|text| Condition::In(name(), vec![text]).not()));
            found.extend(self.starts_with.map(|text| Condition::StartsWith(name(), text)));
            found.extend(self.one_of.map(|texts| Condition::In(name(), texts)));
            found.extend(self.ends_with.map(|text| Condition::EndsWith(name(), text)));
            found.extend(self.greater_than.map(|number| Condition::GreaterThan(name(), number)));
            found.extend(self.less_than.map(|number| Condition::LessThan(name(), number)));
            found.extend(self.less_than_column.map(|other| Condition::LessThanColumn(name(), other)));
            if found.is_empty() {
                return Err(
                    "a condition on a column needs is, equals, not_equals, in, starts_with, ends_with, greater_than, less_than or less_than_column",
                );
            }
        }
        found.extend(self.all.map(Condition::All));
        found.extend(self.any.map(Condition::Any));
        found.extend(self.not.map(Condition::Not));
        match (found.pop(), found.is_empty()) {
            (Some(only), true) => Ok(only),
            (Some(last), false) => {
                // Several keys of one condition hold together: { column: A, greater_than: 0, less_than: 9 }.
                found.push(last);
                Ok(Condition::All(found))
            }
            (None, _) => Err("a condition needs a column, all, any or not"),
        }
    }
}
