//! What a question for cohorts answers.

use crate::answer::{Figure, FigureValue, Frame, NullReason, ParameterAnswer, PeriodAnswer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A table of cohorts: one row for each bucket in which members joined, one column for each bucket after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortAnswer {
    /// Metric id.
    pub metric: String,
    /// As in a tile.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// What the figures stand on; `grain` is the size of the buckets.
    pub frame: Frame,
    /// Parameters in force.
    pub parameters: Vec<ParameterAnswer>,
    /// The cells are amounts over the amount of the first bucket, not members over members.
    pub of_money: bool,
    /// Columns; bucket 0 is the one in which members joined.
    pub columns: u32,
    /// What each column takes together, where brackets of buckets were asked for; null for one bucket a column.
    pub brackets: Option<Vec<Bracket>>,
    /// Cohorts, the oldest first.
    pub rows: Vec<CohortRow>,
    /// All cohorts that are observed so long, each weighted by its size: Σ numerators ÷ Σ denominators.
    pub overall: Vec<CohortCell>,
    /// The same for each part, when a dimension was asked for.
    pub parts: Option<CohortParts>,
    /// Why nothing is computed.
    pub blocked: Option<NullReason>,
    /// What is missing when the reason is `needs_data`.
    pub needs: Vec<String>,
}

/// Buckets that one column takes together; both belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bracket {
    /// Buckets after joining.
    pub first: u32,
    /// Buckets after joining.
    pub last: u32,
}

/// The members who joined in one bucket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortRow {
    /// The bucket.
    pub cohort: PeriodAnswer,
    /// How many joined.
    pub size: u64,
    /// Their amount in the first bucket.
    pub base: Option<FigureValue>,
    /// One cell per column; what is not observed yet is null.
    pub cells: Vec<CohortCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortCell {
    /// Column: buckets after joining, or the place of a bracket of them.
    pub at: u32,
    /// Share of the cohort, with members (or amounts in minor units) as numerator and denominator.
    pub figure: Figure,
    /// The bucket is not over: the number can still grow.
    pub partial: bool,
}

/// The table by a dimension, over all cohorts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortParts {
    /// Dimension id.
    pub dimension: String,
    /// Parts, the largest first.
    pub rows: Vec<CohortPart>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortPart {
    /// Value of the dimension; null is "not set".
    pub value: Option<String>,
    /// Members of all cohorts.
    pub size: u64,
    /// One cell per column.
    pub cells: Vec<CohortCell>,
}
