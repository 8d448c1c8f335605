//! What people hold a metric against: goals, benchmarks, thresholds. Facts say what is; these say what is wanted.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that was decided about metrics.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Aims {
    /// Goals, imported and typed.
    pub goals: Vec<Goal>,
    /// Benchmarks and thresholds by metric.
    pub marks: BTreeMap<String, Marks>,
}

/// A number a metric should reach in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Metric id.
    pub metric: String,
    /// Part of the company it is set for; none is the whole.
    #[serde(default)]
    pub part: Option<GoalPart>,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The number to reach: money in major units, shares 0 to 1, durations in seconds.
    pub target: Decimal,
    /// ISO 4217 code of an amount; the workspace's currency when empty.
    #[serde(default)]
    pub currency: Option<String>,
    /// It came with an import and is changed at its source.
    #[serde(default)]
    pub imported: bool,
}

/// A value of a dimension, such as `team` `Sales DACH`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalPart {
    /// Dimension id.
    pub dimension: String,
    /// Its value.
    pub value: String,
}

/// What one metric is judged by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Marks {
    /// What others reach.
    pub benchmarks: Vec<Benchmark>,
    /// Where it becomes alarming.
    pub thresholds: Vec<Threshold>,
    /// Standing still is bad.
    pub stagnation: Option<Stagnation>,
}

/// A figure of others, with where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// In the metric's unit: money in major units, shares 0 to 1, durations in seconds.
    pub value: Decimal,
    /// Who says so.
    pub source: String,
    /// The length of time it speaks of.
    pub per: Per,
}

/// A value that should not be passed, and the length of time it is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Which side of it is bad.
    pub bad: Side,
    /// In the metric's unit: money in major units, shares 0 to 1, durations in seconds.
    pub value: Decimal,
    /// The length of time it speaks of: 7 % a year is not 7 % a month.
    pub per: Per,
}

/// A side of a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// More than the value.
    Above,
    /// Less than the value.
    Below,
}

/// The length of time a value speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

/// A change smaller than this is standing still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stagnation {
    /// Relative change against the comparison period, such as 0.01.
    pub within: Decimal,
}

impl Goal {
    /// What tells a goal from others: saving one with the same key replaces it.
    pub fn key(&self) -> String {
        let part = self.part.as_ref().map(|part| format!("|{}={}", part.dimension, part.value)).unwrap_or_default();
        format!("{}|{}..{}{part}", self.metric, self.first, self.last)
    }

    /// Days from the first to the last.
    pub fn days(&self) -> i32 {
        (self.last - self.first).get_days() + 1
    }
}

impl Marks {
    /// Nothing was decided.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

impl Per {
    /// Its length in months; a month has a twelfth of 365 days (catalogue 2.10).
    pub fn months(self) -> f64 {
        match self {
            Self::Day => 12.0 / 365.0,
            Self::Week => 7.0 * 12.0 / 365.0,
            Self::Month => 1.0,
            Self::Quarter => 3.0,
            Self::Year => 12.0,
        }
    }
}
