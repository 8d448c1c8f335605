//! What typed numbers give.

use crate::answer::{Figure, FigureValue, Frame};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything the calculator asks for, and what the typed numbers give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalculatorAnswer {
    /// ISO 4217 code of all money.
    pub currency: String,
    /// By which part one number at a time is changed for the sensitivities, 0.1 for a tenth.
    pub step: f64,
    /// Numbers that are changed to see what follows.
    pub what_if: Vec<ChangedInput>,
    /// Groups in reading order.
    pub sections: Vec<CalculatorSectionAnswer>,
}

/// Numbers to type and what they give; the heading is the text `calculator.sections.<id>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalculatorSectionAnswer {
    /// Id.
    pub id: String,
    /// Numbers to type.
    pub inputs: Vec<InputAnswer>,
    /// What they give.
    pub results: Vec<CalculatorResult>,
}

/// A number to type; its label is the text `calculator.inputs.<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InputAnswer {
    /// Id; given as `param.<id>`.
    pub id: String,
    /// `count`, `money` (major units), `share` (0 to 1), `days`, `hours`, `months`, `years`, `number`.
    pub unit: String,
    /// What was typed.
    pub value: Option<String>,
    /// What it is taken to be when nothing is typed; without it the number has to be typed.
    pub usual: Option<String>,
}

/// A number that is changed to see what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedInput {
    /// Id of the number.
    pub input: String,
    /// As it is typed or usual.
    pub before: Option<String>,
    /// After the change.
    pub after: String,
}

/// A number that nobody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssumedInput {
    /// Id of the number.
    pub input: String,
    /// What it is taken to be: money in major units, shares 0 to 1.
    pub value: String,
}

/// A way of counting that may be chosen; given as `param.<metric>.<parameter>`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OptionAnswer {
    /// The metric's parameter; its name is the text `ui.parameter.<parameter>`.
    pub parameter: String,
    /// The words that may be chosen; none where it is a number.
    pub values: Vec<String>,
    /// The word in force.
    pub value: String,
    /// The word in force when nothing is chosen.
    pub usual: String,
    /// Id of the number to type that is the same thing.
    pub input: Option<String>,
}

/// What follows when the numbers of `what_if` are changed together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIf {
    /// The figure afterwards.
    pub figure: Figure,
    /// How far it moves, in the unit of the figure; money in minor units.
    pub absolute: Option<f64>,
    /// The same as a part of the figure before.
    pub relative: Option<f64>,
}

/// A metric computed from typed numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalculatorResult {
    /// Metric id.
    pub metric: String,
    /// As in a tile.
    pub unit: String,
    /// As in a tile.
    pub better: String,
    /// The figure; `needs_data` when numbers are missing.
    pub figure: Figure,
    /// Numbers it is computed from, in the order of the formula.
    pub inputs: Vec<String>,
    /// Numbers that are missing.
    pub needs: Vec<String>,
    /// Numbers that nobody typed and that have a usual value.
    pub assumed: Vec<AssumedInput>,
    /// Ways of counting that may be chosen.
    pub options: Vec<OptionAnswer>,
    /// What the changes of `what_if` would do.
    pub what_if: Option<WhatIf>,
    /// The formula with the numbers in it.
    pub formula: Vec<FormulaToken>,
    /// The same share for a month and for a year.
    pub compounded: Option<Compounded>,
    /// What a change of one number would do, the strongest first.
    pub sensitivity: Vec<Sensitivity>,
}

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormulaToken {
    /// What the text is.
    pub kind: TokenKind,
    /// A sign, a number, or the id of a number that is missing.
    pub text: String,
}

/// What a piece of a formula is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// `+`, `−`, `×`, `÷` or a parenthesis.
    Sign,
    /// A plain number.
    Number,
    /// A length of time, in seconds.
    Duration,
    /// An amount in minor units.
    Money,
    /// A part of a whole, 0 to 1.
    Share,
    /// The id of a number that was not typed.
    Missing,
}

/// A share of one period as a share of others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Compounded {
    /// Months that the typed numbers cover.
    pub months: f64,
    /// The share of one month.
    pub month: f64,
    /// The share of twelve months.
    pub year: f64,
}

/// What a change of one number would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sensitivity {
    /// Id of the number.
    pub input: String,
    /// The metric with the number made smaller.
    pub lower: FigureValue,
    /// The metric with the number made larger.
    pub upper: FigureValue,
}

/// The workspace's own figures of the metrics that can be calculated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalculatorOwn {
    /// What the figures stand on.
    pub frame: Frame,
    /// Figures.
    pub figures: Vec<OwnFigure>,
}

/// A figure of the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OwnFigure {
    /// Metric id.
    pub metric: String,
    /// Its figure in the period.
    pub figure: Figure,
}
