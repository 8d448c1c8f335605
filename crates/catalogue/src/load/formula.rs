//! `value:` — arithmetic over measures, metrics and numbers.

use crate::definition::{Formula, Measure};
use crate::expression::{BinaryOperator, Expression, ExpressionError, ExpressionErrorKind, Node};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Reads a formula; a name that is no measure of the file is taken for a metric and checked later.
pub(super) fn read(text: &str, measures: &BTreeMap<String, Measure>) -> Result<Formula, ExpressionError> {
    let expression = Expression::parse(text)?;
    formula(expression.root(), measures).ok_or_else(|| ExpressionError {
        kind: ExpressionErrorKind::NotAllowed(text.to_owned()),
        line: 1,
        column: 1,
    })
}

fn formula(node: &Node, measures: &BTreeMap<String, Measure>) -> Option<Formula> {
    match node {
        Node::Column(name) if measures.contains_key(name) => Some(Formula::Measure(name.clone())),
        Node::Column(name) => Some(Formula::Metric(name.clone())),
        Node::Number(number) => number.parse::<Decimal>().ok().map(Formula::Number),
        Node::Negative(inner) => {
            let inner = formula(inner, measures)?;
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
            Some(make(Box::new(formula(left, measures)?), Box::new(formula(right, measures)?)))
        }
        _ => None,
    }
}
