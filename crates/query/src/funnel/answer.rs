//! What a question for a funnel answers.

use crate::answer::{Figure, Frame, NullReason, ParameterAnswer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The steps of subjects that started in the period, followed until the moment of the question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelAnswer {
    /// Metric id.
    pub metric: String,
    /// As in a tile.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// What the figures stand on.
    pub frame: Frame,
    /// Parameters in force.
    pub parameters: Vec<ParameterAnswer>,
    /// Steps in order.
    pub steps: Vec<FunnelStep>,
    /// Parts with steps of their own, such as pipelines; none where there is only one.
    pub parts: Option<FunnelParts>,
    /// Why nothing is computed.
    pub blocked: Option<NullReason>,
    /// What is missing when the reason is `needs_data`.
    pub needs: Vec<String>,
}

/// Values of a dimension that have steps of their own. Which one is shown is among the filters of the frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelParts {
    /// Dimension id.
    pub dimension: String,
    /// Those in which anybody started, and the one that is shown, by value.
    pub values: Vec<FunnelPart>,
    /// All of them have the same steps and may be shown as one.
    pub together: bool,
}

/// One such value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelPart {
    /// The value; none where there is none.
    pub value: Option<String>,
    /// Subjects that started in the period.
    pub began: u64,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FunnelStep {
    /// Its name in the data.
    pub step: String,
    /// Its place.
    pub position: i64,
    /// Subjects that reached it, or a later one: what is skipped counts as passed.
    pub reached: u64,
    /// Of those who reached the step before; none for the first step.
    pub step_rate: Option<Figure>,
    /// Of those who started.
    pub overall_rate: Figure,
    /// Median seconds since the step before, over subjects that did both; none for the first step.
    pub median_time: Option<Figure>,
}
