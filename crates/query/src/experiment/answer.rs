//! What a comparison of groups says.

use crate::answer::Frame;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Groups beside each other: the verdict first, then the numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExperimentAnswer {
    /// The metric, when the groups come from the workspace's data.
    pub metric: Option<String>,
    /// As in a tile; shares are 0 to 1, money is in minor units.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// ISO 4217 code of money.
    pub currency: String,
    /// What figures of the workspace stand on.
    pub frame: Option<Frame>,
    /// In words: the text `ui.experiments.verdict.<kind>`.
    pub verdict: Verdict,
    /// What one has to know before one believes it.
    pub warnings: Vec<ExperimentWarning>,
    /// The groups, the one that the others are compared with first.
    pub groups: Vec<GroupAnswer>,
    /// Every other group against the first.
    pub comparisons: Vec<Comparison>,
    /// Whether any group differs, when there are more than two.
    pub overall: Option<OverallTest>,
    /// Whether the groups have the sizes that were meant.
    pub allocation: Option<AllocationTest>,
}

/// What can be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Verdict {
    /// Which sentence.
    pub kind: VerdictKind,
    /// The group it is about.
    pub group: Option<String>,
    /// The group it is compared with.
    pub against: Option<String>,
    /// How far they are apart at least, without sign.
    pub least: Option<f64>,
    /// How far they are apart at most, without sign.
    pub most: Option<f64>,
}

/// Which sentence is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// The group is better.
    Better,
    /// The group is worse.
    Worse,
    /// The group is higher, which is neither good nor bad.
    Higher,
    /// The group is lower, which is neither good nor bad.
    Lower,
    /// The interval includes no difference.
    NoClearDifference,
    /// Nothing can be tested on so few.
    TooFew,
    /// All values of each group are the same: chance cannot be judged.
    NoSpread,
}

/// What one has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExperimentWarning {
    /// The planned size is not reached: looking early finds differences that are not there.
    Peeking,
    /// The sizes do not fit what was meant: something is wrong with the assignment.
    UnequalAllocation,
    /// The groups were not drawn by lot: a difference is seen, its cause is not.
    NotByLot,
    /// Rows may stand in several groups.
    Overlap,
    /// Only rows in the workspace's own currency are compared.
    OwnCurrencyOnly,
    /// The test over all groups stands on too few cases.
    SmallCounts,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupAnswer {
    /// Its name; null is "not set".
    pub name: Option<String>,
    /// Members.
    pub n: f64,
    /// Members that count, for shares.
    pub successes: Option<f64>,
    /// Share or mean.
    pub value: f64,
    /// Standard deviation, for means.
    pub deviation: Option<f64>,
    /// 95 % interval of the value.
    pub interval: Option<(f64, f64)>,
}

/// A group against the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// The group.
    pub group: Option<String>,
    /// The group less the first.
    pub difference: f64,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Difference ÷ value of the first.
    pub relative: Option<f64>,
    /// Which test; none when there are too few.
    pub test: Option<GroupTest>,
    /// z or t.
    pub statistic: Option<f64>,
    /// Degrees of freedom of t.
    pub degrees: Option<f64>,
    /// How likely a difference at least as large is when there is none.
    pub p_value: Option<f64>,
    /// The same, with regard to the number of comparisons (Holm).
    pub adjusted_p_value: Option<f64>,
}

/// How two groups are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupTest {
    /// Two-proportion z test.
    TwoProportions,
    /// Fisher's exact test, for small counts.
    Fisher,
    /// Welch's t test.
    Welch,
}

/// A test of all groups together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverallTest {
    /// `chi_square` or `analysis_of_variance`.
    pub test: String,
    /// Chi-square or F.
    pub statistic: f64,
    /// How likely differences at least as large are when there are none.
    pub p_value: f64,
}

/// Sizes against what was meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AllocationTest {
    /// Chi-square.
    pub statistic: f64,
    /// How likely sizes at least as far off are when the assignment works.
    pub p_value: f64,
}

/// How many are needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExperimentPlan {
    /// Members of each group.
    pub per_group: Option<f64>,
    /// Members of all groups.
    pub total: Option<f64>,
    /// How often the difference is seen with the given members per group.
    pub power: Option<f64>,
    /// The smallest difference that the given members per group see with the wanted power: of a share the smallest rise.
    pub detectable: Option<f64>,
    /// How often a difference may be reported where there is none.
    pub alpha: f64,
    /// The same for each comparison with the first group.
    pub alpha_each: f64,
    /// How often the difference is to be seen.
    pub wanted_power: f64,
}

/// A metric whose groups can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComparableMetric {
    /// Metric id.
    pub metric: String,
    /// As in a tile.
    pub unit: String,
    /// Dimensions whose values may be the groups.
    pub slices: Vec<String>,
    /// Those of them that lots were drawn for, as in an experiment, and that some of its rows have.
    pub drawn: Vec<String>,
}
