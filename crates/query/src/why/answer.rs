//! What the question "why did it change" answers.

use crate::answer::{Change, Figure, Frame};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The change of a metric, split by dimensions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhyAnswer {
    /// Metric id.
    pub metric: String,
    /// As in a tile.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// What the figures stand on.
    pub frame: Frame,
    /// The period's figure.
    pub figure: Figure,
    /// Against the comparison period.
    pub change: Option<Change>,
    /// How the change is split; none when it is not.
    pub kind: Option<WhyKind>,
    /// Why it is not split.
    pub refused: Option<WhyRefusal>,
    /// now − then as decimal text, in the unit of the value (money in minor units): what the effects of each
    /// dimension add up to, in the last digit.
    pub difference: Option<String>,
    /// One split for each dimension, the one with the largest cause first. Each explains the same change.
    pub dimensions: Vec<WhyDimension>,
    /// What is missing when nothing is computed.
    pub needs: Vec<String>,
}

/// How a change is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyKind {
    /// Parts of a sum: each contributes its own change.
    Sum,
    /// Parts of a ratio: each by its own rate, and by its weight in the base.
    Ratio,
}

/// Why there is no exact split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyRefusal {
    /// There is no value now or in the comparison period.
    NoValue,
    /// A median or another quantile: parts do not add up to it.
    Quantile,
    /// Computed from several figures that change each other's effect.
    Model,
    /// The metric cannot be cut by anything.
    NoDimension,
}

/// What a dimension says about the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyState {
    /// Its parts add up to the change.
    Split,
    /// Its parts overlap: something that counts once stands in several, so that they do not add up.
    Overlap,
    /// All rows have the same value.
    Single,
    /// What is divided stands in other parts than what it is divided by, as costs that nobody assigns to a segment: no
    /// part has a rate.
    Apart,
    /// Too few answers about a person.
    Restricted,
}

/// The change by one dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhyDimension {
    /// Dimension id.
    pub dimension: String,
    /// Whether it splits the change.
    pub state: WhyState,
    /// Parts, the largest effect first.
    pub parts: Vec<WhyPart>,
    /// Parts that are not listed.
    pub more: u64,
    /// The sum of their effects.
    pub rest: Option<String>,
}

/// One part with its effect on the whole. Effects are decimal text in the unit of the value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhyPart {
    /// Value of the dimension; null is "not set".
    pub value: Option<String>,
    /// By how much it moved the whole: `rate` + `mix` + `without_base` where those are given.
    pub effect: String,
    /// Because its own rate changed.
    pub rate: Option<String>,
    /// Because its weight changed: a part better than the whole that grows lifts the whole.
    pub mix: Option<String>,
    /// Because of what has no base to be measured by, such as costs without customers.
    pub without_base: Option<String>,
    /// Its share of the base, now.
    pub weight_now: Option<f64>,
    /// Its share of the base, then.
    pub weight_then: Option<f64>,
    /// There was nothing of it then.
    pub appeared: bool,
    /// There is nothing of it now.
    pub vanished: bool,
    /// Its figure now.
    pub now: Figure,
    /// Its figure then.
    pub then: Figure,
}

impl WhyPart {
    /// The effect as a number.
    pub fn amount(&self) -> Decimal {
        self.effect.parse().unwrap_or_default()
    }

    pub(super) fn size(&self) -> Decimal {
        self.amount().abs()
    }
}

impl WhyDimension {
    /// The size of its largest effect; none when it does not split the change.
    pub(super) fn largest(&self) -> Option<Decimal> {
        match self.state {
            WhyState::Split => self.parts.iter().map(WhyPart::size).max(),
            WhyState::Overlap | WhyState::Single | WhyState::Apart | WhyState::Restricted => None,
        }
    }
}
