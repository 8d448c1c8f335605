//! What the list of alerts answers.

use crate::answer::{Change, Figure, Frame, GoalAnswer, MarkAnswer, NullReason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything that needs attention in a period, the most serious first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AlertsAnswer {
    /// What the figures stand on.
    pub frame: Frame,
    /// Metrics that are watched: those with marks or a goal.
    pub watched: u32,
    /// Crossed thresholds, then goals missed or behind, then changes for the worse, then what stands still; within
    /// each the farthest off first.
    pub alerts: Vec<Alert>,
    /// What cannot be said, and why: it is no alert, and no all-clear either.
    pub undecided: Vec<Undecided>,
}

/// One thing that needs attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Alert {
    /// Metric id.
    pub metric: String,
    /// Unit of the metric.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// What fires.
    pub kind: AlertKind,
    /// Dimension and value of the goal's part; none is the whole.
    pub part: Option<(String, String)>,
    /// The figure that fires: of the period, or what is reached of the goal.
    pub figure: Figure,
    /// The threshold that is crossed.
    pub threshold: Option<MarkAnswer>,
    /// The goal that is missed or behind.
    pub goal: Option<GoalAnswer>,
    /// The change that is for the worse, or so small that the figure stands still.
    pub change: Option<Change>,
    /// A relative change of at most this is standing still.
    pub within: Option<f64>,
    /// Since when a threshold is crossed, where that is known.
    pub since: Option<Since>,
}

/// What fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// The figure is on the bad side of a threshold.
    Threshold,
    /// A goal is missed, or behind its pace.
    Goal,
    /// A change that is no chance, and for the worse.
    Change,
    /// The figure stands still, where that is bad.
    Stagnation,
}

/// An unbroken row of periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Since {
    /// First day of the first of them.
    pub day: String,
    /// How many, with the one that is shown.
    pub periods: u32,
    /// Whether it began earlier still is not known.
    pub at_least: bool,
}

/// Something that is watched and cannot be judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Undecided {
    /// Metric id.
    pub metric: String,
    /// What would fire.
    pub kind: AlertKind,
    /// Dimension and value of the goal's part; none is the whole.
    pub part: Option<(String, String)>,
    /// Why.
    pub doubt: AlertDoubt,
    /// Why there is no value, when that is the doubt.
    pub reason: Option<NullReason>,
}

/// Why something cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertDoubt {
    /// There is no value.
    NoValue,
    /// The period is not over, and too little is no verdict yet.
    Unfinished,
    /// There is nothing to compare with.
    NoComparison,
    /// The answers do not agree on what is good.
    NoDirection,
}
