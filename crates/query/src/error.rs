//! What can go wrong in a query, as stable codes; the words live in the locale files.

use std::collections::BTreeMap;
use std::fmt;
use store::StoreError;

/// Why a question has no answer. Texts: `errors.<code>` and `errors.<code>_hint` with the arguments by name.
#[derive(Debug, thiserror::Error)]
pub struct QueryError {
    /// Stable code.
    pub code: ErrorCode,
    /// Arguments of the texts, by name.
    pub arguments: BTreeMap<&'static str, String>,
    /// The nearest thing that exists, when one is near.
    pub suggestion: Option<String>,
    /// The store's own error, for the log.
    #[source]
    pub source: Option<StoreError>,
}

/// Stable codes of [`QueryError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// No metric has this id.
    UnknownMetric,
    /// No board has this id.
    UnknownBoard,
    /// No dimension has this id, or the metric cannot be cut by it.
    UnknownDimension,
    /// The metric has no parts by it; another one, which is named, tells them.
    ToldByAnother,
    /// No customer has this id, or the viewer may not see it.
    UnknownCustomer,
    /// Not a period.
    BadPeriod,
    /// Not a size of buckets.
    BadGrain,
    /// Not a comparison.
    BadComparison,
    /// Not a filter.
    BadFilter,
    /// Groups cannot be compared by this metric.
    NotComparable,
    /// A parameter the metric does not have, or a value it does not take.
    BadParameter,
    /// A value that a parameter does not take.
    BadValue,
    /// A value of a dimension that no data know.
    UnknownValue,
    /// One group has nothing to be compared with.
    GroupAlone,
    /// A group with more successes than members.
    MoreThanAll,
    /// Not a number the calculator asks for.
    UnknownInput,
    /// Not an option that means something for typed numbers of a metric.
    UnknownOption,
    /// A page or cursor that was not given out.
    BadPage,
    /// A metric file that passed no check: an expression does not parse, a measure or fact is missing.
    BadDefinition,
    /// The metric is one number, and a table of cohorts or a funnel was asked for.
    NotATable,
    /// The store did not answer.
    StoreFailed,
}

impl ErrorCode {
    /// Every code, for the table of errors and the check of the locale files.
    pub const ALL: &'static [ErrorCode] = &[
        Self::UnknownMetric,
        Self::UnknownBoard,
        Self::UnknownDimension,
        Self::ToldByAnother,
        Self::UnknownCustomer,
        Self::BadPeriod,
        Self::BadGrain,
        Self::BadComparison,
        Self::BadFilter,
        Self::NotComparable,
        Self::BadParameter,
        Self::BadValue,
        Self::UnknownValue,
        Self::GroupAlone,
        Self::MoreThanAll,
        Self::UnknownInput,
        Self::UnknownOption,
        Self::BadPage,
        Self::BadDefinition,
        Self::NotATable,
        Self::StoreFailed,
    ];

    /// As written in answers and locale keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownMetric => "unknown_metric",
            Self::UnknownBoard => "unknown_board",
            Self::UnknownDimension => "unknown_dimension",
            Self::ToldByAnother => "told_by_another",
            Self::UnknownCustomer => "unknown_customer",
            Self::BadPeriod => "bad_period",
            Self::BadGrain => "bad_grain",
            Self::BadComparison => "bad_comparison",
            Self::BadFilter => "bad_filter",
            Self::NotComparable => "not_comparable",
            Self::BadParameter => "bad_parameter",
            Self::BadValue => "bad_value",
            Self::UnknownValue => "unknown_value",
            Self::GroupAlone => "group_alone",
            Self::MoreThanAll => "more_than_all",
            Self::UnknownInput => "unknown_input",
            Self::UnknownOption => "unknown_option",
            Self::BadPage => "bad_page",
            Self::BadDefinition => "bad_definition",
            Self::NotATable => "not_a_table",
            Self::StoreFailed => "store_failed",
        }
    }
}

impl QueryError {
    /// An error about a thing that was given.
    pub fn new(code: ErrorCode, given: impl Into<String>) -> Self {
        let arguments = BTreeMap::from([("given", given.into())]);
        Self { code, arguments, suggestion: None, source: None }
    }

    /// With the nearest of the names that exist, when one is near enough to be meant.
    #[must_use]
    pub fn suggesting<'name>(mut self, names: impl Iterator<Item = &'name str>) -> Self {
        let given = self.arguments.get("given").map(String::as_str).unwrap_or_default();
        self.suggestion = nearest(given, names);
        self
    }

    /// A dimension that does not exist or cannot be used here, with those that can and the nearest of them.
    pub fn unknown_dimension<'name>(given: &str, known: impl Iterator<Item = &'name str> + Clone) -> Self {
        let allowed = known.clone().collect::<Vec<_>>().join(", ");
        Self::new(ErrorCode::UnknownDimension, given).with("allowed", allowed).suggesting(known)
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.insert(name, value.into());
        self
    }
}

impl From<StoreError> for QueryError {
    fn from(error: StoreError) -> Self {
        let mut query_error = Self::new(ErrorCode::StoreFailed, error.to_string());
        query_error.source = Some(error);
        query_error
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.code.as_str())?;
        self.arguments.iter().try_for_each(|(name, value)| write!(formatter, " {name}={value}"))
    }
}

fn nearest<'name>(given: &str, names: impl Iterator<Item = &'name str>) -> Option<String> {
    const NEAR: f64 = 0.6;
    names
        .map(|name| (strsim::normalized_damerau_levenshtein(given, name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name.to_owned())
}
