//! What a catalogue file says, after it was read and before anything is computed.
//!
//! The Rust form of `catalogue/facts/*.sql`, `catalogue/metrics/<family>/*.yaml`,
//! `catalogue/dimensions/*.yaml` and `catalogue/boards/*.yaml`.

use crate::calculator::CalculatorSection;
use crate::expression::Expression;
pub use crate::model_measure::{Model, ModelMeasure, ModelOutput, TextOrParameter};
pub use crate::table_measure::{Cohort, Funnel};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything the catalogue holds, each by its id.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Facts by name.
    pub facts: BTreeMap<String, Fact>,
    /// Metrics by id.
    pub metrics: BTreeMap<String, Metric>,
    /// Dimensions by id.
    pub dimensions: BTreeMap<String, Dimension>,
    /// Boards by id.
    pub boards: BTreeMap<String, Board>,
    /// Sections of the calculator by id.
    pub calculator: BTreeMap<String, CalculatorSection>,
}

/// A derived table: `catalogue/facts/<name>.sql`.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Table name inside the fact schema; also the file's name.
    pub name: String,
    /// What one row is.
    pub row: String,
    /// The key whose rows a change refreshes: customer, order, ticket, day, …
    pub refresh_by: String,
    /// Columns in the order of the SELECT list.
    pub columns: Vec<FactColumn>,
    /// For facts whose rows are states: the instants between which a row holds.
    pub interval: Option<Interval>,
    /// Its rows are, or are made of, answers of people: few of them about a person are not shown.
    pub answers: bool,
    /// The SELECT statement, without the header.
    pub sql: String,
    /// Canonical entities and facts (`fact.<name>`) the statement reads.
    pub reads: Vec<String>,
    /// Hash of the file; a changed file recreates the table.
    pub version: String,
}

/// A column of a fact.
#[derive(Debug, Clone)]
pub struct FactColumn {
    /// Name; an instant `x_at` has a companion date `x_day`, both are in the SELECT list.
    pub name: String,
    /// What its values are.
    pub kind: FactColumnKind,
    /// The column with the currency, for money.
    pub currency: Option<String>,
    /// The dimension it fills, when it can be a slice or filter.
    pub dimension: Option<String>,
    /// It tells what people answered, as [`Fact::answers`] does of whole rows.
    pub answers: bool,
    /// What it means.
    pub meaning: Option<String>,
}

/// What the values of a fact column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactColumnKind {
    /// Text.
    Text,
    /// Whole number.
    Integer,
    /// Number with a fraction.
    Decimal,
    /// Minor units of the currency column, whole or with a fraction (`DECIMAL`).
    Money,
    /// Date.
    Date,
    /// UTC moment.
    Instant,
    /// True or false.
    Boolean,
}

/// The two instants of a state: it holds from `from` until just before `to`; an empty `to` lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Instant column at which the state begins.
    pub from: String,
    /// Instant column at which it has ended.
    pub to: String,
}

/// A governed metric: `catalogue/metrics/<family>/<id>.yaml`.
#[derive(Debug, Clone)]
pub struct Metric {
    /// Id, snake case; also the file's name.
    pub id: String,
    /// Family; also the folder's name.
    pub family: String,
    /// Version of the definition, counted by hand when the meaning changes.
    pub version: u32,
    /// What the value is measured in.
    pub unit: Unit,
    /// Which way is good.
    pub better: Better,
    /// Where that is [`Better::ByQuestion`]: over the rows of the denominator 1 where more is good, -1 where less is,
    /// 0 where neither is, added up.
    pub direction: Option<Measure>,
    /// How values of parts relate to the value of the whole (catalogue 2.5).
    pub additivity: Additivity,
    /// Measures by name. A file that says `numerator:` and `denominator:` has two of those names,
    /// one that says `measure:` has one called `measure`.
    pub measures: BTreeMap<String, Measure>,
    /// Where the value of a member is computed from several inner ones, each of them alone, added up, by name.
    pub components: BTreeMap<String, Measure>,
    /// How the measures become the value.
    pub value: Formula,
    /// What it says about another metric, which its parameter `metric` names; then it has no measures.
    pub about: Option<About>,
    /// Dimensions it may be sliced by; every measure's fact has them.
    pub slices: Vec<String>,
    /// Dimensions it has no parts by, each with the metric that tells them: an order has no product, its lines do.
    pub told_by: BTreeMap<String, String>,
    /// Canonical columns without which it cannot be computed, as `entity.column` or `entity`.
    pub needs: Vec<String>,
    /// Parameters by name; used as `:name` in expressions and in windows.
    pub parameters: BTreeMap<String, ParameterDefinition>,
    /// Fewest rows in the denominator (or the only measure) for an unmarked value.
    pub minimum_n: Option<u32>,
    /// Why there is no number over a base of zero, when the usual reason would mislead.
    pub without_denominator: Option<WithoutDenominator>,
    /// How a rate grows with the length of the period; none for what does not compound.
    pub over_time: Option<OverTime>,
    /// The parameter, without its colon, that may say [`ROUNDED_EACH`]: then the two shares of a difference become
    /// whole numbers before one is taken from the other.
    pub rounding: Option<String>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// Where the file lies, for messages.
    pub file: String,
    /// True for a user's own metric, which carries its texts itself.
    pub own: Option<OwnTexts>,
}

/// The word of a parameter of rounding that rounds each share; any other rounds once, when it is shown.
pub const ROUNDED_EACH: &str = "each_share";

/// What a metric says about another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// How much of its goal is reached.
    Goal,
    /// How much it changed against the comparison period.
    Change,
}

/// Name and explanation of a user's own metric, in whatever language its author writes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OwnTexts {
    /// Name shown on tiles.
    pub name: String,
    /// One sentence.
    pub meaning: String,
    /// Boards it stands on, as `board` or `board.group`.
    #[serde(default)]
    pub boards: Vec<String>,
}

/// What a value is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minor units of the workspace's currency.
    Money,
    /// Minor units of the workspace's currency per day.
    MoneyPerDay,
    /// Whole things.
    Count,
    /// A part of a whole, 0 to 1, unrounded.
    Share,
    /// Seconds.
    Duration,
    /// A factor, shown with ×.
    Ratio,
    /// Points on a scale.
    Score,
    /// Points on a scale of a hundred or more, shown as a whole number.
    WholeScore,
}

impl Unit {
    /// Amounts, which have a currency.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Money | Self::MoneyPerDay)
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is good.
    Higher,
    /// Less is good.
    Lower,
    /// Neither: context for other numbers.
    Neither,
    /// What was asked decides: each row says it, see [`Metric::direction`].
    ByQuestion,
}

/// How values of parts relate to the value of the whole (catalogue 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Additivity {
    /// Over time and over disjoint segments.
    Additive,
    /// Over segments, not over time.
    SemiAdditive,
    /// Neither over time nor over overlapping segments.
    Distinct,
    /// Numerator and denominator add up, the value does not.
    Ratio,
    /// Needs the raw values.
    Quantile,
    /// Output of a model.
    Model,
}

/// Why there is no number over a base of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutDenominator {
    /// What is divided grows beyond all bounds: gains without any loss.
    Unbounded,
    /// There is nothing left to reach.
    Met,
    /// Its fact has no row from before the beginning of the base's window.
    InsufficientHistory,
    /// Nobody has set a goal.
    NoGoal,
}

/// How a rate of one period becomes that of several: what remains after each is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverTime {
    /// The part that is lost: 1 − (1 − rate) ^ periods.
    Lost,
    /// The part that stays: rate ^ periods.
    Kept,
    /// What comes on top: (1 + rate) ^ periods − 1.
    Grown,
}

/// One measure over one fact.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Fact it is taken over.
    pub fact: String,
    /// How rows become a number.
    pub kind: MeasureKind,
    /// Instant or date column that places a row in a period (`placed_at`, or `day`), or `:parameter` whose
    /// words are such columns; none for states, which the fact's interval places.
    pub at: Option<String>,
    /// Rows that count, as an expression over fact columns and `:parameters`.
    pub filter: Option<String>,
    /// Length of the window; `None` is the shown period.
    pub window: Option<Length>,
    /// The window ends so much earlier than the period.
    pub lag: Option<Length>,
    /// Where the number is that of the whole also in a part.
    pub of_all: OfAll,
    /// A row counts only when so much time has passed.
    pub maturity: Option<Maturity>,
    /// One row per value of this column in the window: the latest (surveys, catalogue 2.13).
    pub latest_per: Option<String>,
    /// Rows whose amount in this column has no exchange rate are left out, as they are of its sum: for what an
    /// amount is divided by.
    pub with_rate_of: Option<String>,
    /// Instant or date column that says when the outcome became known for which a row counts (an answer to a
    /// message). A comparison that is cut counts no outcome that nobody knew at its end. Without that time it was
    /// known from the beginning.
    pub known_at: Option<String>,
    /// Rows of which a dimension is not set belong to the whole and make no part: a team's goal is no person's.
    pub named_parts: bool,
    /// Constant factor, such as 1/12 or 100, as numerator and denominator.
    pub factor: Option<(i64, i64)>,
}

/// How rows become a number. Expressions are SQL over the columns named beside each.
#[derive(Debug, Clone)]
pub enum MeasureKind {
    /// Rows in the period, added or counted.
    Flow(Aggregate),
    /// Distinct values of an expression among rows in the period.
    Distinct {
        /// What is counted once.
        of: String,
    },
    /// Rows whose state holds just before the period's end.
    Balance(Aggregate),
    /// Members at the period's start with their closing values. Variables: `opening`, `closing`
    /// (sums of `amount`, 0 when absent), `earlier` (positive at some time before the start).
    /// With `arrivals`, members at the end who were none at the start are rows too.
    Opening {
        /// Column that names a member.
        per: String,
        /// Value of a member's rows; `None` counts presence as 1.
        amount: Option<String>,
        /// Rows for members at the end that were none at the start.
        arrivals: bool,
        /// A member belongs to the part it had at the end instead of the one at the start: for what is asked of the end.
        part_at_end: bool,
        /// Over the members.
        outer: Aggregate,
        /// Members that count.
        having: Option<String>,
    },
    /// Aggregate per member first, then over the members.
    Nested {
        /// Column that names a member.
        per: String,
        /// Aggregates per member, by name: `orders: count(*)`.
        inner: BTreeMap<String, String>,
        /// Values of a member computed from the inner names and from those that stand before, by name, in order.
        derived: Vec<(String, String)>,
        /// A member stands whole in the part of its latest row, instead of with its rows in several.
        whole: bool,
        /// Over the members; variables are the inner and derived names.
        outer: Aggregate,
        /// Members that count.
        having: Option<String>,
    },
    /// A quantile of an expression over rows in the period.
    Quantile {
        /// The values.
        of: String,
        /// Which one; the median is 0.5.
        share: Share,
    },
    /// Something fitted to, or scored over, the purchases of each member, added up over the members.
    Model(ModelMeasure),
    /// A table instead of one number: members by when they joined, and what became of them.
    Cohort(Cohort),
    /// A list instead of one number: how many subjects reach each step.
    Funnel(Funnel),
}

/// What the answer of a metric looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One number.
    Number,
    /// A table of cohorts.
    Cohort,
    /// A list of steps.
    Funnel,
}

impl Metric {
    /// What its answer looks like.
    pub fn form(&self) -> Form {
        self.measures
            .values()
            .map(|measure| measure.kind.form())
            .find(|form| *form != Form::Number)
            .unwrap_or(Form::Number)
    }
}

/// Whether a value of nested members is an amount: an inner one as `of_rows` judges it, a derived one when it is
/// computed from such.
pub fn member_amount(
    inner: &BTreeMap<String, String>,
    derived: &[(String, String)],
    name: &str,
    of_rows: &dyn Fn(&str) -> bool,
) -> bool {
    if let Some(text) = inner.get(name) {
        return of_rows(text);
    }
    let Some((text, before)) = derived
        .iter()
        .position(|(known, _)| known == name)
        .and_then(|position| Some((&derived.get(position)?.1, derived.get(..position)?)))
    else {
        return false;
    };
    let currency_of = |other: &str| member_amount(inner, before, other, of_rows).then_some("");
    Expression::parse(text).is_ok_and(|parsed| parsed.money(&currency_of).is_some())
}

impl MeasureKind {
    /// What it gives.
    pub fn form(&self) -> Form {
        match self {
            Self::Cohort(_) => Form::Cohort,
            Self::Funnel(_) => Form::Funnel,
            Self::Flow(_)
            | Self::Distinct { .. }
            | Self::Balance(_)
            | Self::Opening { .. }
            | Self::Nested { .. }
            | Self::Quantile { .. }
            | Self::Model(_) => Form::Number,
        }
    }
}

/// The last step from rows (or members) to a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Aggregate {
    /// Number of rows.
    CountRows,
    /// Sum of an expression; of a money column or arithmetic on one it is money.
    Sum(String),
    /// A quantile of an expression.
    Quantile {
        /// The values.
        of: String,
        /// Which one.
        share: Share,
    },
}

/// Which quantile.
#[derive(Debug, Clone, PartialEq)]
pub enum Share {
    /// Between 0 and 1.
    Fixed(f64),
    /// Name of a parameter that holds it as a percentage, 90 for 0.9.
    Percent(String),
}

impl Share {
    /// Between 0 and 1, with the texts of the parameters; the median where the percentage is none.
    pub fn with(&self, parameters: &[(String, String)]) -> f64 {
        match self {
            Self::Fixed(share) => *share,
            Self::Percent(name) => {
                let text = parameters.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
                let percent: Option<f64> = text.and_then(|text| text.parse().ok());
                percent.filter(|percent| (0.0..=100.0).contains(percent)).map_or(0.5, |percent| percent / 100.0)
            }
        }
    }
}

/// A length of time: a number or the name of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Length {
    /// Local days.
    Days(NumberOrParameter),
    /// Calendar months.
    Months(NumberOrParameter),
}

/// In which parts a measure keeps the number of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum OfAll {
    /// In none: a part has its own rows.
    #[default]
    Nowhere,
    /// In every part: for shares of the whole.
    Everywhere,
    /// In the parts and filters of these dimensions: customers have no currency, what was spent on them has one.
    Along(Vec<String>),
}

impl OfAll {
    /// Whether the parts of that dimension, or of customers, have the number of the whole.
    pub fn holds_along(&self, dimension: Option<&str>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Nowhere | Self::Along(_) => dimension.is_some_and(|dimension| self.ignores(dimension)),
        }
    }

    /// Whether filters by that dimension leave it as it is.
    pub fn ignores(&self, dimension: &str) -> bool {
        self.along().iter().any(|known| known == dimension)
    }

    /// The dimensions that are named.
    pub fn along(&self) -> &[String] {
        match self {
            Self::Along(dimensions) => dimensions,
            Self::Nowhere | Self::Everywhere => &[],
        }
    }
}

/// The time that must have passed before a row counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maturity {
    /// How much.
    pub length: Length,
    /// Instant or date column from which it is counted; none for the one that places the row in a period. A row
    /// without that time has waited since it was placed.
    pub from: Option<String>,
}

/// A number, or the parameter that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberOrParameter {
    /// The number itself.
    Number(u32),
    /// Name of a parameter, without the colon.
    Parameter(String),
}

/// Arithmetic over the measures of this file and over other metrics.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A measure of this metric.
    Measure(String),
    /// The value of another metric.
    Metric(String),
    /// A number.
    Number(Decimal),
    /// Sum.
    Add(Box<Formula>, Box<Formula>),
    /// Difference.
    Subtract(Box<Formula>, Box<Formula>),
    /// Product.
    Multiply(Box<Formula>, Box<Formula>),
    /// Quotient; null with a reason when the divisor is 0 or null.
    Divide(Box<Formula>, Box<Formula>),
    /// What a balance came from, the newest first: `count_back(balance, size, worth, …)` adds up the worth of every
    /// layer that the balance fills, and of the last one the part it fills. Null when it is larger than all of them.
    CountBack {
        /// What is walked back.
        balance: Box<Formula>,
        /// Size and worth of each layer.
        layers: Vec<(Formula, Formula)>,
    },
}

/// Most days or months a length of time may have, somewhat over a century of days.
pub const LONGEST_LENGTH: u32 = 40_000;

/// A parameter of a metric: a setting of the query, never of the fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ParameterDefinition {
    /// What may be given.
    pub kind: ParameterKind,
    /// What holds when nothing is given.
    pub default: String,
    /// For a choice: the possible words, the default among them.
    #[serde(default)]
    pub options: Vec<String>,
    /// For a whole number: the largest that may be given.
    #[serde(default = "longest_length")]
    pub most: u32,
    /// The workspace's setting that takes the place of the default where it is decided.
    #[serde(default)]
    pub setting: Option<ParameterSetting>,
    /// For a choice: a word that stands for what the rows of the period say most often.
    #[serde(default)]
    pub most_used: Option<MostUsed>,
}

/// What one word of a choice stands for: the most frequent value of a column, in the period asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MostUsed {
    /// The word; in expressions the parameter then holds the value.
    pub word: String,
    /// Fact whose rows are counted.
    pub fact: String,
    /// Instant or date column that places a row in a period.
    pub at: String,
    /// Text column with the values.
    pub column: String,
    /// Which rows are counted.
    pub filter: Option<String>,
    /// Rows with the same value in this column are counted once.
    #[serde(default)]
    pub per: Option<String>,
}

fn longest_length() -> u32 {
    LONGEST_LENGTH
}

/// A setting of the workspace that metrics compute with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterSetting {
    /// What remains of revenue after the cost of what was sold, in percent.
    GrossMarginPercent,
    /// Days on which nobody is expected to work.
    Weekend,
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// Number of days or months.
    Integer,
    /// One of the listed words.
    Choice,
    /// Id of a metric.
    Metric,
    /// Numbers separated by blanks, or the word that is the default.
    Numbers,
}

/// A worked example: given these rows, in this period, the metric gives this.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Where it is published, or empty when constructed.
    pub source: Option<String>,
    /// Canonical rows by entity (or alias: order, invoice, quote, return, visit, …).
    pub given: BTreeMap<String, Vec<BTreeMap<String, serde_json::Value>>>,
    /// `2026`, `2026-Q1`, `2026-01`, `2026-01-31` or `2026-01-01..2026-01-31` (both inclusive).
    pub period: String,
    /// Moment of the question; the end of the period when empty.
    pub as_of: Option<String>,
    /// The value is that of the period this one is compared with, cut to the same elapsed part: `pp` or `py`.
    pub compare: Option<String>,
    /// Parameters other than the defaults.
    pub parameters: BTreeMap<String, String>,
    /// The value that each of these dimensions must have: the example is about a part.
    pub filters: BTreeMap<String, String>,
    /// Workspace settings other than the defaults: zone, currency, activity_window_days, customer_is, …
    pub settings: BTreeMap<String, String>,
    /// The value: money in major units, shares 0 to 1, durations in seconds. `None` is null.
    pub gives: Option<Decimal>,
    /// Why it is null.
    pub because: Option<String>,
    /// Which cell of a table or step of a list is meant.
    pub cell: Option<ExampleCell>,
    /// Line of the example in the file.
    pub line: usize,
}

/// One place in an answer that is not one number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExampleCell {
    /// The cohort by a period that begins with it; none is the row of all cohorts.
    pub cohort: Option<String>,
    /// Buckets after joining.
    pub at: Option<u32>,
    /// Size of the buckets; months when empty.
    pub grain: Option<String>,
    /// The step of a funnel.
    pub step: Option<String>,
    /// What of the step: `count`, `step_rate`, `overall_rate`, `median_time`.
    pub show: Option<String>,
}

/// A way to cut numbers: `catalogue/dimensions/<id>.yaml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dimension {
    /// Id; also the file's name.
    pub id: String,
    /// A row may carry several values, so that segments overlap.
    #[serde(default)]
    pub multi_valued: bool,
    /// Its values are groups drawn by lot: those of an experiment, meant to be equally large. What has none is no part.
    #[serde(default)]
    pub by_lot: bool,
    /// Its values are names of persons: few answers are hidden (catalogue 2.13).
    #[serde(default)]
    pub person: bool,
}

/// A page of tiles: `catalogue/boards/<id>.yaml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Board {
    /// Id; also the file's name.
    pub id: String,
    /// Name of a user's own board.
    #[serde(default)]
    pub name: Option<String>,
    /// Groups in reading order.
    pub groups: Vec<BoardGroup>,
}

/// Tiles under one heading.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BoardGroup {
    /// Id of the heading (a family or a key under `boards.groups`).
    pub id: String,
    /// Heading of a user's own group.
    #[serde(default)]
    pub name: Option<String>,
    /// Metric ids in reading order.
    pub metrics: Vec<String>,
}

impl Fact {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&FactColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Names of the table's columns in order: an instant `x_at` is followed by its date `x_day`.
    pub fn select_columns(&self) -> Vec<String> {
        let mut names = Vec::with_capacity(self.columns.len() + 4);
        for column in &self.columns {
            names.push(column.name.clone());
            if column.kind == FactColumnKind::Instant {
                names.push(model::canonical::day_column(&column.name));
            }
        }
        names
    }

    /// The column that fills a dimension.
    pub fn dimension_column(&self, dimension: &str) -> Option<&FactColumn> {
        self.columns.iter().find(|column| column.dimension.as_deref() == Some(dimension))
    }
}

impl Formula {
    /// Names of the other metrics it is computed from, each once.
    pub fn metrics(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.visit(&mut |part| {
            if let Formula::Metric(id) = part
                && !found.contains(&id.as_str())
            {
                found.push(id.as_str());
            }
        });
        found
    }

    /// Shows every part to `see`, outer before inner.
    pub fn visit<'tree>(&'tree self, see: &mut dyn FnMut(&'tree Formula)) {
        see(self);
        match self {
            Formula::Measure(_) | Formula::Metric(_) | Formula::Number(_) => {}
            Formula::Add(left, right)
            | Formula::Subtract(left, right)
            | Formula::Multiply(left, right)
            | Formula::Divide(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Formula::CountBack { balance, layers } => {
                balance.visit(see);
                for (size, worth) in layers {
                    size.visit(see);
                    worth.visit(see);
                }
            }
        }
    }
}
