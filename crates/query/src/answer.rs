//! What a query answers: the same values for the API, the command line and exports.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A number with its unit, or null with a reason. Never a sentinel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
#[schema(as = FigureValue)]
pub enum Value {
    /// A number: counts, shares 0 to 1 unrounded, seconds, factors, points.
    Number {
        /// Full precision.
        number: f64,
    },
    /// An amount.
    Money {
        /// Minor units as decimal text, unrounded.
        amount: String,
        /// ISO 4217 code.
        currency: String,
    },
    /// Cannot be computed.
    Null {
        /// Why.
        reason: NullReason,
    },
}

/// The same under the name that the description of the API uses: there, a field of a type called `Value` would be
/// any JSON at all.
pub type FigureValue = Value;

/// Why there is no number (catalogue 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NullReason {
    /// The divisor is zero.
    NoDenominator,
    /// No rows at all for an average or quantile.
    NoData,
    /// The observation window has not passed, or the period has not begun.
    NotObservedYet,
    /// Grows beyond all bounds, such as a lifetime at zero churn.
    Unbounded,
    /// An exchange rate is missing for everything that would count.
    MissingFx,
    /// The viewer may not see it.
    Restricted,
    /// Fewer answers about a person than may be shown.
    FewAnswers,
    /// History does not reach back far enough.
    InsufficientHistory,
    /// The data it needs were never imported (see `needs`), or no row of the period has an amount.
    NeedsData,
    /// The target is reached: nothing is left to divide by.
    Met,
    /// Nobody has set a goal for it.
    NoGoal,
    /// It is told in another unit than the whole, so that the two cannot stand beside each other.
    OtherUnit,
    /// A filter of the query does not exist for this metric.
    FilterNotApplicable,
    /// The answer is a table or a list of steps, not one number.
    IsTable,
    /// Larger than can be computed.
    TooLarge,
    /// The store cannot compute an own metric on the present data; the others have their figures.
    Failed,
    /// The typed numbers cannot all be true: more are lost than there were.
    Contradiction,
}

/// A value with what is needed to read it honestly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figure {
    /// The value.
    pub value: FigureValue,
    /// Top of the formula's quotient, in its own unit (money in minor units), when it is one.
    pub numerator: Option<String>,
    /// Bottom of the formula's quotient.
    pub denominator: Option<String>,
    /// Rows (or members) that were counted: of the denominator when there is one.
    pub n: u64,
    /// Rows left out because their window has not passed yet.
    pub pending: u64,
    /// Rows left out because an exchange rate is missing.
    pub missing_fx: u64,
    /// Fewer rows than the metric asks for an unmarked value.
    pub low_n: bool,
    /// 95 % interval of shares (Wilson), NPS and means that are no amounts, in the unit of the value.
    pub interval: Option<(f64, f64)>,
}

/// A period on the workspace's calendar; both days belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeriodAnswer {
    /// First day, `2026-11-01`.
    pub start: String,
    /// Last day.
    pub end: String,
    /// The period is not over: figures cover only its elapsed part.
    pub partial: bool,
    /// Days of it that have passed, whole or begun.
    pub elapsed_days: u32,
    /// Days it has in all.
    pub total_days: u32,
}

/// Change against the comparison period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The figure of the comparison period.
    pub figure: Figure,
    /// (now − then) ÷ |then|; null when then is 0 or null. Only for amounts, counts and factors.
    pub relative: Option<f64>,
    /// now − then: points for shares (0.01 is one point), score points, seconds, minor units.
    pub absolute: Option<f64>,
    /// Good, bad or neither, by the metric's direction.
    pub judgement: Judgement,
    /// 95 % interval of the change in the unit of `absolute`, for counts beyond what the length of the periods
    /// explains; none where no interval is known.
    pub interval: Option<(f64, f64)>,
}

/// What a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// In the good direction.
    Better,
    /// In the bad direction.
    Worse,
    /// The metric has no direction.
    Neutral,
    /// No change, or its interval includes zero.
    NoClearChange,
    /// Too few rows to say.
    TooFew,
    /// It moved, and nothing is known about how much of that is chance: amounts, balances, medians, models.
    NotTested,
    /// There was nothing before.
    New,
    /// One of the two is null.
    Unknown,
}

/// One point of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Point {
    /// The bucket.
    pub period: PeriodAnswer,
    /// Its figure.
    pub figure: Figure,
}

/// A goal and how far the metric is on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalAnswer {
    /// Names it when it is changed or removed.
    pub key: String,
    /// It came with an import.
    pub imported: bool,
    /// Dimension and value it is set for; none is the whole.
    pub part: Option<(String, String)>,
    /// Its period.
    pub period: PeriodAnswer,
    /// The number to reach; an amount in another currency at the rate of the last day of its period that has begun.
    pub target: FigureValue,
    /// The target as it was set, where that is another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<FigureValue>,
    /// What is reached so far.
    pub actual: Figure,
    /// actual ÷ target; null when less is better or the target is 0.
    pub attainment: Option<f64>,
    /// How far from the target, in the unit of the value (money in minor units): positive is good.
    pub margin: Option<f64>,
    /// What the judgement rests on.
    pub basis: PaceBasis,
    /// Earlier years whose course was followed.
    pub years: u32,
    /// Where the metric should be today, in the unit of the value.
    pub expected: Option<f64>,
    /// How far from there: positive is good.
    pub lead: Option<f64>,
    /// In one word.
    pub verdict: GoalVerdict,
    /// What the period will end with.
    pub forecast: Option<f64>,
    /// Between which it will end, by the most and the least hurried of the earlier years.
    pub forecast_range: Option<(f64, f64)>,
}

/// Many goals with their pace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalsAnswer {
    /// ISO 4217 code of amounts.
    pub currency: String,
    /// The goals that were asked for and are known.
    pub goals: Vec<GoalPace>,
}

/// A goal of a metric with its pace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalPace {
    /// Metric id.
    pub metric: String,
    /// Unit of the metric.
    pub unit: String,
    /// As in [`Tile`].
    pub better: String,
    /// The goal.
    pub goal: GoalAnswer,
}

/// What the judgement of a goal rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaceBasis {
    /// The part of the total reached by the same day of earlier years.
    Season,
    /// A straight line, because there is no earlier year to follow.
    Line,
    /// The value as it stands: a balance or a quotient does not add up over the period.
    Level,
    /// The period is over.
    Finished,
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalVerdict {
    /// At or ahead of where it should be today.
    OnPace,
    /// Not there.
    Behind,
    /// Over, and reached.
    Met,
    /// Over, and not reached.
    Missed,
    /// It cannot be said.
    Unknown,
}

/// A benchmark or threshold set beside the figure of the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MarkAnswer {
    /// `benchmark` or `threshold`.
    pub kind: String,
    /// Position in its list.
    pub position: u32,
    /// Value as it was given, in the unit of the figure (money in minor units).
    pub given: f64,
    /// `day`, `week`, `month`, `quarter`, `year`: the length of time it speaks of.
    pub per: String,
    /// The value for the length of the shown period.
    pub value: f64,
    /// How it was converted.
    pub conversion: Conversion,
    /// Length of the shown period in lengths of `per`.
    pub times: f64,
    /// Who says so, of a benchmark.
    pub source: Option<String>,
    /// `above` or `below` is bad, of a threshold.
    pub bad: Option<String>,
    /// The figure stands on the bad side of it; null when that cannot be said.
    pub crossed: Option<bool>,
}

/// How a value for one length of time became one for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// Both are the same length.
    Same,
    /// Multiplied: so many a month are twelve times as many a year.
    Linear,
    /// A rate of loss: 1 − (1 − value) ^ times.
    Loss,
    /// A rate of keeping: value ^ times.
    Kept,
    /// A rate of growth: (1 + value) ^ times − 1.
    Growth,
    /// Not at all: the value does not depend on the length of the period.
    Level,
}

/// One tile of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Tile {
    /// Metric id.
    pub metric: String,
    /// `money`, `count`, `share`, `duration`, `ratio`, `score`, `whole_score`, `money_per_day`.
    pub unit: String,
    /// `higher`, `lower`, `neither`; for surveys taken from the question's polarity.
    pub better: String,
    /// The period's figure.
    pub figure: Figure,
    /// Against the comparison period, when one was asked for.
    pub change: Option<Change>,
    /// Sparkline: buckets up to the end of the period.
    pub series: Vec<Point>,
    /// The goal of the day the period reaches to.
    pub goal: Option<GoalAnswer>,
    /// A threshold is crossed.
    pub alarming: bool,
    /// The figure hardly moved, where that is bad.
    pub stagnating: bool,
    /// What is missing, as `entity` or `entity.column`, when the reason is `needs_data`.
    pub needs: Vec<String>,
    /// When the reason is `not_observed_yet` and a length of time must pass: the day from which its first rows count.
    pub known_from: Option<String>,
}

/// Tiles under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TileGroup {
    /// Id of the heading.
    pub id: String,
    /// Tiles in reading order.
    pub tiles: Vec<Tile>,
}

/// A whole board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardAnswer {
    /// Board id.
    pub board: String,
    /// What the figures stand on.
    pub frame: Frame,
    /// Groups of tiles.
    pub groups: Vec<TileGroup>,
}

/// What every answer stands on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Frame {
    /// The period asked for.
    pub period: PeriodAnswer,
    /// The period it is compared with, cut to the same elapsed part.
    pub comparison: Option<PeriodAnswer>,
    /// `previous`, `year`, or `none`.
    pub comparison_kind: String,
    /// Size of the buckets: `day`, `week`, `month`, `quarter`, `year`.
    pub grain: String,
    /// Filters in force.
    pub filters: Vec<FilterAnswer>,
    /// Values of the filters that no data know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<UnknownValue>,
    /// Moment of the question, RFC 3339.
    pub as_of: String,
    /// IANA zone of all days.
    pub zone: String,
    /// ISO 4217 code of all money.
    pub currency: String,
    /// The day whose exchange rates hold for every amount; each has those of its own day when absent.
    #[serde(default)]
    pub rates_of: Option<String>,
    /// Grows with every change of the data.
    pub data_version: u64,
}

/// A filter in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FilterAnswer {
    /// Dimension id.
    pub dimension: String,
    /// Values; an empty text is "not set".
    pub values: Vec<String>,
    /// The values are left out instead of kept.
    pub exclude: bool,
}

/// A value that no data know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnknownValue {
    /// Dimension id.
    pub dimension: String,
    /// The value.
    pub value: String,
    /// The value that was probably meant.
    pub nearest: Option<String>,
    /// Some values that there are, the nearest first, then the most frequent.
    pub known: Vec<String>,
}

/// One metric in full: the value, its history, its parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MetricAnswer {
    /// Metric id.
    pub metric: String,
    /// As in [`Tile`].
    pub unit: String,
    /// As in [`Tile`].
    pub better: String,
    /// What the figures stand on.
    pub frame: Frame,
    /// Parameters in force.
    pub parameters: Vec<ParameterAnswer>,
    /// The period's figure.
    pub figure: Figure,
    /// Against the comparison period.
    pub change: Option<Change>,
    /// Buckets of the period.
    pub series: Vec<Point>,
    /// Buckets of the comparison period, aligned by position.
    pub comparison_series: Vec<Point>,
    /// Parts by a dimension, when one was asked for.
    pub slices: Option<SliceAnswer>,
    /// Where the customers stand, for metrics that score them.
    pub grid: Option<GridAnswer>,
    /// Goals of the day the period reaches to, the shortest first.
    pub goals: Vec<GoalAnswer>,
    /// Benchmarks and thresholds beside the figure.
    pub marks: Vec<MarkAnswer>,
    /// The figure hardly moved, where that is bad.
    pub stagnating: bool,
    /// What is missing when the reason is `needs_data`.
    pub needs: Vec<String>,
    /// When the reason is `not_observed_yet` and a length of time must pass: the day from which its first rows count.
    pub known_from: Option<String>,
}

/// Customers by how lately, and how often and for how much, they bought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GridAnswer {
    /// Every cell, the latest first, within that the lowest first.
    pub cells: Vec<GridCell>,
    /// Customers in all cells.
    pub customers: u64,
    /// What they brought within the window.
    pub value: FigureValue,
}

/// One cell of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GridCell {
    /// Score of recency, 1 to 5.
    pub recency: u8,
    /// Mean of the scores of frequency and value, 1 to 5.
    pub frequency_value: u8,
    /// Segment the cell belongs to.
    pub segment: String,
    /// Customers in it.
    pub customers: u64,
    /// What they brought within the window.
    pub value: FigureValue,
}

/// A parameter in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParameterAnswer {
    /// Name.
    pub name: String,
    /// Value in force.
    pub value: String,
    /// It is the default.
    pub is_default: bool,
    /// Where its word stands for what the rows of the period say most often: what they say and how many rows do, the
    /// one that is taken first. Rows that say something else do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<FoundAnswer>,
}

/// A value with the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundAnswer {
    /// As the rows say it.
    pub value: String,
    /// How many do.
    pub rows: u64,
}

/// The parts of a value; the total is computed at its own grain, never from the parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SliceAnswer {
    /// Dimension id.
    pub dimension: String,
    /// A row may stand in several parts.
    pub overlap: bool,
    /// Parts, largest first; an empty value is "not set".
    pub rows: Vec<SliceRow>,
    /// The whole.
    pub total: Figure,
    /// Parts beyond the limit that are not listed.
    pub more: u64,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SliceRow {
    /// Value of the dimension; null is "not set".
    pub value: Option<String>,
    /// Its figure.
    pub figure: Figure,
    /// Against the comparison period.
    pub change: Option<Change>,
    /// What a parameter's word stands for in this part, where it is not what it stands for in the whole: the part is
    /// beside the whole, not in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnWord>,
}

/// What a parameter's word stands for in one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnWord {
    /// Name of the parameter.
    pub parameter: String,
    /// What the rows of the part say most often.
    pub value: String,
}

/// Everything behind one value, enough to compute it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// Metric id.
    pub metric: String,
    /// Version of the definition.
    pub definition_version: u32,
    /// What the figures stand on.
    pub frame: Frame,
    /// Parameters in force.
    pub parameters: Vec<ParameterAnswer>,
    /// Whose eyes: `everything`, or the rules in words.
    pub scope: String,
    /// The formula with names, such as `numerator / denominator`.
    pub formula: String,
    /// The value.
    pub figure: Figure,
    /// Each measure with its number.
    pub measures: Vec<MeasureReceipt>,
    /// How far each source reaches.
    pub sources: Vec<SourceFreshness>,
    /// Number that stands for query, scope and data version.
    pub fingerprint: String,
}

/// One measure of a receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MeasureReceipt {
    /// Name in the metric's file, `metric.measure` when it belongs to another metric.
    pub name: String,
    /// Fact it is taken over; the other metric where it is its figure or goal.
    pub fact: String,
    /// `flow`, `distinct`, `balance`, `opening`, `nested`, `quantile`, `model`; `metric`, `goal` for the figure and the
    /// goal of another metric, which this one is about.
    pub kind: String,
    /// Its number; money in minor units.
    pub number: Option<String>,
    /// It is money.
    pub money: bool,
    /// First day of its window.
    pub window_start: String,
    /// Last day of its window.
    pub window_end: String,
    /// Rows (or members) counted.
    pub rows_counted: u64,
    /// Rows in the window that were left out, by reason.
    pub rows_left_out: Vec<LeftOut>,
    /// The condition in the metric's file.
    pub condition: Option<String>,
    /// Of what a comparison counts: outcomes that became known after this moment are left out, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_until: Option<String>,
    /// What was fitted, when the number comes from a fitted model.
    pub model: Option<ModelAnswer>,
    /// The statement that gave the number.
    pub sql: String,
}

/// A fitted model: its parameters and what it was fitted on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelAnswer {
    /// False for parameters that were given.
    pub fitted: bool,
    /// `r`, `alpha_weeks`, `a`, `b` of the purchases, `p`, `q`, `v_minor_units` of the values.
    pub parameters: Vec<ModelParameter>,
    /// Log-likelihood of the purchases.
    pub log_likelihood: Option<f64>,
    /// Log-likelihood of the values.
    pub value_log_likelihood: Option<f64>,
    /// Correlation of repeat purchases and mean value; the model takes it to be none.
    pub frequency_value_correlation: Option<f64>,
    /// Customers with a purchase.
    pub customers: u64,
    /// Of these, those who bought again.
    pub repeat_customers: u64,
    /// Of these, those whose values were used.
    pub value_customers: Option<u64>,
    /// Customers with one purchase that the model expects.
    pub expected_one_time_buyers: Option<f64>,
    /// Days from the first purchase of all to the end of the period.
    pub history_days: u32,
    /// Why nothing was fitted: `too_few_repeat_customers`, `history_too_short`, `no_best_parameters`.
    pub refusal: Option<String>,
}

/// A parameter of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelParameter {
    /// Name.
    pub name: String,
    /// Value.
    pub value: f64,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeftOut {
    /// `condition`, `immature`, `missing_fx`, `no_amount`, `filter`, `replaced_answer`, `too_few_purchases`.
    pub reason: String,
    /// How many.
    pub rows: u64,
}

/// How far the data of one source reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SourceFreshness {
    /// Source id.
    pub source: String,
    /// When its last batch was acknowledged, RFC 3339.
    pub last_import_at: String,
    /// Rows it has delivered.
    pub rows: u64,
}

/// The customers behind a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomersAnswer {
    /// Metric id; of a metric about another one the other, whose customers these are.
    pub metric: String,
    /// What the figures stand on.
    pub frame: Frame,
    /// What the value of a customer is made of, where it is made of several; names in the order of the rows'.
    pub components: Vec<Component>,
    /// One page of customers, those to act upon first unless another order is asked for.
    pub rows: Vec<CustomerRow>,
    /// Customers in all.
    pub total_customers: u64,
    /// The value itself, which the whole list adds up to again.
    pub total: Figure,
    /// True when the contributions of all customers add up to numerator and denominator.
    pub adds_up: bool,
    /// Numerators are amounts, in minor units.
    pub numerator_money: bool,
    /// Denominators are amounts, in minor units.
    pub denominator_money: bool,
    /// Rows say what customers have brought in all.
    pub revenue_known: bool,
    /// The page after this one, or none.
    pub next_page: Option<u32>,
}

/// One customer's part in a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomerRow {
    /// Customer id; null for rows that belong to no known customer.
    pub customer: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Its own figure with numerator and denominator.
    pub figure: Figure,
    /// What it is made of, in the order of the answer's components; null where nobody knows.
    pub components: Vec<Option<f64>>,
    /// Net revenue of all time in minor units of the workspace's currency; null where nobody knows, or the value itself
    /// is an amount.
    pub revenue: Option<String>,
}

/// One of the values that the value of a customer is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Component {
    /// Name.
    pub name: String,
    /// Mean over the customers of whom it is known.
    pub mean: Option<f64>,
    /// How many these are.
    pub customers: u64,
}

/// The fact rows behind one customer's part in a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowsAnswer {
    /// Metric id.
    pub metric: String,
    /// One table per measure.
    pub tables: Vec<RowsTable>,
}

/// Rows of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowsTable {
    /// Measure name.
    pub measure: String,
    /// Fact.
    pub fact: String,
    /// Columns, in the order of the cells.
    pub columns: Vec<RowColumn>,
    /// Cells as text, null where empty: amounts in minor units, moments in UTC.
    pub rows: Vec<Vec<Option<String>>>,
    /// There are more.
    pub more: bool,
}

/// A column of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowColumn {
    /// Name.
    pub name: String,
    /// `text`, `integer`, `decimal`, `money`, `date`, `instant`, `boolean`.
    pub kind: String,
    /// Of an amount: the column that names its currency.
    pub currency: Option<String>,
}

/// Whether a metric can be computed on the data there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MetricStatus {
    /// Metric id.
    pub metric: String,
    /// Its family.
    pub family: String,
    /// What was never imported, as `entity` or `entity.column`; empty when it is computed.
    pub needs: Vec<String>,
    /// All it is computed from, as `entity` or `entity.column`.
    pub reads: Vec<String>,
}
