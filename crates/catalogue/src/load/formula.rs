//! `value:` — arithmetic over measures, metrics and numbers.

use crate::definition::Formula;
use crate::expression::{BinaryOperator, COUNT_BACK, Call, Expression, ExpressionError, ExpressionErrorKind, Node};
use rust_decimal::Decimal;

/// Reads a formula; a name that is no measure of the file is taken for a metric and checked later.
pub(super) fn read(text: &str, is_measure: &dyn Fn(&str) -> bool) -> Result<Formula, ExpressionError> {
    of(&Expression::parse_formula(text)?, text, is_measure)
}

/// Reads arithmetic over typed numbers, which knows no functions.
pub(super) fn arithmetic(text: &str, is_input: &dyn Fn(&str) -> bool) -> Result<Formula, ExpressionError> {
    of(&Expression::parse(text)?, text, is_input)
}

fn of(expression: &Expression, text: &str, is_measure: &dyn Fn(&str) -> bool) -> Result<Formula, ExpressionError> {
    formula(expression.root(), is_measure).ok_or_else(|| ExpressionError {
        kind: ExpressionErrorKind::NotAllowed(text.to_owned()),
        line: 1,
        column: 1,
    })
}

fn formula(node: &Node, is_measure: &dyn Fn(&str) -> bool) -> Option<Formula> {
    match node {
        Node::Column(name) if is_measure(name) => Some(Formula::Measure(name.clone())),
        Node::Column(name) => Some(Formula::Metric(name.clone())),
        Node::Number(number) => number.parse::<Decimal>().ok().map(Formula::Number),
        Node::Negative(inner) => {
            let inner = formula(inner, is_measure)?;
            Some(Formula::Subtract(Box::new(Formula::Number(Decimal::ZERO)), Box::new(inner)))
        }
        Node::Binary(operator, left, right) => {
            let make = match operator {
                BinaryOperator::Add => Formula::Add,
                BinaryOperator::Subtract => Formula::Subtract,
                BinaryOperator::Multiply => Formula::Multiply,
                BinaryOperator::Divide => Formula::Divide,
                _ => return None,
            };
            Some(make(Box::new(formula(left, is_measure)?), Box::new(formula(right, is_measure)?)))
        }
        Node::Call(call) if call.name == COUNT_BACK => count_back(call, is_measure),
        _ => None,
    }
}

/// `count_back(balance, size, worth, …)`, the newest layer first.
fn count_back(call: &Call, is_measure: &dyn Fn(&str) -> bool) -> Option<Formula> {
    let (balance, layers) = call.arguments.split_first()?;
    let (pairs, rest) = layers.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let layers = pairs
        .iter()
        .map(|[size, worth]| Some((formula(size, is_measure)?, formula(worth, is_measure)?)))
        .collect::<Option<_>>()?;
    Some(Formula::CountBack { balance: Box::new(formula(balance, is_measure)?), layers })
}
