//! The workspace's own figures beside typed numbers.

use super::answer::{CalculatorOwn, OwnFigure};
use crate::answer::TileGroup;
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::request::{Request, Subject};
use crate::scope::Scope;
use catalogue::definition::{Board, BoardGroup, Catalogue};
use std::collections::BTreeMap;

const BOARD: &str = "calculator";

/// The workspace's figures of every metric that can be calculated, from one statement per fact.
///
/// # Errors
/// When the store fails.
pub fn own(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<CalculatorOwn, QueryError> {
    let catalogue = with_board(context.catalogue);
    // Answers are remembered by the name of a board, and this one is made for one question.
    let context = QueryContext { catalogue: &catalogue, cache: None, ..*context };
    let request = Request { subject: Subject::Board(BOARD.to_owned()), slice: None, ..request };
    let answer = crate::board(&context, scope, request)?;
    let tiles = answer.groups.into_iter().flat_map(|TileGroup { tiles, .. }| tiles);
    let figures = tiles.map(|tile| OwnFigure { metric: tile.metric, figure: tile.figure }).collect();
    Ok(CalculatorOwn { frame: answer.frame, figures })
}

/// What a question about own figures is read for: one of the metrics, which knows the filters there are.
///
/// # Errors
/// `unknown_metric` when nothing can be calculated.
pub fn subject(catalogue: &Catalogue) -> Result<Subject, QueryError> {
    let mut calculations = catalogue.calculator.values().flat_map(|section| &section.calculations);
    let first = calculations.next().ok_or_else(|| QueryError::new(ErrorCode::UnknownMetric, BOARD))?;
    Ok(Subject::Metric(first.metric.clone()))
}

/// The catalogue with a board of all metrics that can be calculated.
fn with_board(catalogue: &Catalogue) -> Catalogue {
    let calculations = catalogue.calculator.values().flat_map(|section| &section.calculations);
    let metrics = calculations.map(|calculation| calculation.metric.clone()).collect();
    let groups = vec![BoardGroup { id: BOARD.to_owned(), name: None, metrics }];
    let board = Board { id: BOARD.to_owned(), name: None, groups };
    Catalogue { boards: BTreeMap::from([(BOARD.to_owned(), board)]), ..catalogue.clone() }
}
