//! `value:` — arithmetic over measures, metrics and numbers.

use crate::definition::Formula;
use crate::expression::{BinaryOperator, Expression, ExpressionError, ExpressionErrorKind, Node};
use rust_decimal::Decimal;

/// Reads a formula; a name that is no measure of the file is taken for a metric and checked later.
pub(super) fn read(text: &str, is_measure: &dyn Fn(&str) -> bool) -> Result<Formula, ExpressionError> {
    let expression = Expression::parse(text)?;
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
        _ => None,
    }
}
