//! What may be asked, already typed; texts of addresses become this in [`crate::parse`].

use jiff::Timestamp;
use jiff::civil::Date;
use model::calendar::Grain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question about one metric or a whole board.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Request {
    /// What is asked about.
    pub subject: Subject,
    /// The period, by name or by days.
    pub period: PeriodRequest,
    /// Size of buckets; chosen by the length of the period when empty.
    pub grain: Option<Grain>,
    /// What to compare with.
    pub comparison: Comparison,
    /// Filters, all of which must hold.
    pub filters: Vec<Filter>,
    /// Dimension to cut by.
    pub slice: Option<String>,
    /// Parameters of the metric.
    pub parameters: BTreeMap<String, String>,
    /// Convert every amount at the rates of this day (constant currency) instead of those of its own.
    #[serde(default)]
    pub rates_of: Option<Date>,
    /// Asks about what the period is compared with, cut to the same elapsed part, instead of the period.
    #[serde(default)]
    pub of_comparison: bool,
    /// Moment of the question.
    pub as_of: Timestamp,
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// All tiles of a board.
    Board(String),
    /// One metric.
    Metric(String),
}

/// A period by name or by days. In addresses: `today`, `7d`, `28d`, `90d`, `month`, `quarter`, `year`
/// (each to date), `12m`, `last_month`, `last_quarter`, `last_year`, `2026`, `2026-Q1`, `2026-01`,
/// `2026-01-31`, `2026-01-01..2026-01-31` (both days belong to it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeriodRequest {
    /// That many days up to and including the day of the question.
    LastDays(u32),
    /// That many whole months up to and including the running one.
    LastMonths(u32),
    /// The bucket of that size around the day of the question, unfinished unless it just ended.
    Current(Grain),
    /// The bucket before it.
    Previous(Grain),
    /// From the first to the last day, both inclusive.
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
}

/// What to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Nothing.
    None,
    /// The period of the same length or name before (`pp`).
    Previous,
    /// The same period a year earlier (`py`).
    Year,
}

/// Keep (or leave out) rows whose dimension has one of the values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filter {
    /// Dimension id.
    pub dimension: String,
    /// Values; an empty text is "not set".
    pub values: Vec<String>,
    /// Leave out instead of keep.
    pub exclude: bool,
}
