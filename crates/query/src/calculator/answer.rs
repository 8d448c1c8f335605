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
    /// Numbers that are missing.
    pub needs: Vec<String>,
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
