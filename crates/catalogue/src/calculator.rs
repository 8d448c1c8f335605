//! What the calculator asks a person for, and which measures the typed numbers stand for:
//! `catalogue/calculator/<id>.yaml`.

use crate::definition::{Formula, ParameterSetting};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A group of numbers to type and the metrics they give.
#[derive(Debug, Clone)]
pub struct CalculatorSection {
    /// Id; also the file's name.
    pub id: String,
    /// Position among the sections.
    pub order: u32,
    /// Numbers to type, in reading order. Other sections may use them too.
    pub inputs: Vec<CalculatorInput>,
    /// Metrics in reading order.
    pub calculations: Vec<Calculation>,
    /// Worked examples.
    pub examples: Vec<CalculatorExample>,
    /// Where the file lies, for messages.
    pub file: String,
}

/// A number to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalculatorInput {
    /// Name, unlike any other in all sections.
    pub id: String,
    /// What it is measured in.
    pub unit: InputUnit,
    /// What it is taken to be where nothing is typed; without it the number has to be typed.
    pub usual: Option<Decimal>,
    /// The workspace's setting that takes the place of the usual number where it is decided.
    pub setting: Option<ParameterSetting>,
}

/// What a typed number is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputUnit {
    /// Whole things.
    Count,
    /// Major units of the workspace's currency.
    Money,
    /// A part of a whole, 0 to 1.
    Share,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Months.
    Months,
    /// Years.
    Years,
    /// Times, points and other plain numbers.
    Number,
}

/// How a metric is computed from typed numbers: its own formula with these in place of its measures.
#[derive(Debug, Clone)]
pub struct Calculation {
    /// Metric id.
    pub metric: String,
    /// Arithmetic over inputs for each measure of the metric's file. Measures of metrics in its formula are
    /// found at those metrics, unless they stand here as `metric.measure`.
    pub measures: BTreeMap<String, Formula>,
    /// For shares of customers or revenue that stay or go: the same for a month and for a year.
    pub compounds: Option<Compounds>,
    /// Parameters of the metric that mean something for typed numbers, by name.
    pub options: BTreeMap<String, CalculationOption>,
}

/// What a parameter of the metric does to typed numbers.
#[derive(Debug, Clone)]
pub enum CalculationOption {
    /// Its number is that of this input: days as they are, a percentage as a share.
    Input(String),
    /// Words other than the default, each with what stands for some measures or inputs instead.
    Choice(BTreeMap<String, BTreeMap<String, Formula>>),
}

/// How a share of one period grows over several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compounds {
    /// The share is what stays: 97 % a month is 0.97¹² a year.
    Kept,
    /// The share is what goes: 3 % a month is 1 − 0.97¹² a year.
    Lost,
}

/// A worked example: these numbers typed, the metric gives this.
#[derive(Debug, Clone)]
pub struct CalculatorExample {
    /// What it shows.
    pub name: String,
    /// Where it is published, or empty when constructed.
    pub source: Option<String>,
    /// Metric id.
    pub metric: String,
    /// Typed numbers: money in major units, shares 0 to 1.
    pub inputs: BTreeMap<String, Decimal>,
    /// Options other than the defaults.
    pub options: BTreeMap<String, String>,
    /// The value for the length the numbers cover, or converted.
    pub per: Option<Length>,
    /// The value: money in major units, shares 0 to 1, durations in seconds. `None` is null.
    pub gives: Option<Decimal>,
    /// Why it is null.
    pub because: Option<String>,
    /// Line of the example in the file.
    pub line: usize,
}

/// The length a share is converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// One month.
    Month,
    /// Twelve months.
    Year,
}

impl CalculatorSection {
    /// The calculation of a metric.
    pub fn calculation(&self, metric: &str) -> Option<&Calculation> {
        self.calculations.iter().find(|known| known.metric == metric)
    }
}
