//! What a condition comes to when its parameters are filled in and nothing is known of its rows.

use super::{BinaryOperator, Expression, Node};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What is left of a condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled<'tree> {
    /// What it is for every row; none where the rows decide.
    pub truth: Option<bool>,
    /// The columns that still matter.
    pub columns: BTreeSet<&'tree str>,
}

/// The literal of a parameter: `365`, or `'closed'`.
type Literal<'call> = &'call dyn Fn(&str) -> Option<String>;

impl Expression {
    /// The condition with its parameters filled in.
    pub fn settled(&self, literal: Literal<'_>) -> Settled<'_> {
        settled(self.root(), literal)
    }
}

fn settled<'tree>(node: &'tree Node, literal: Literal<'_>) -> Settled<'tree> {
    let of = |node: &'tree Node| settled(node, literal);
    match node {
        Node::Boolean(truth) => known(*truth),
        Node::Not(inner) => {
            let inner = of(inner);
            Settled { truth: inner.truth.map(|truth| !truth), ..inner }
        }
        Node::Binary(BinaryOperator::And, left, right) => joined([of(left), of(right)], false),
        Node::Binary(BinaryOperator::Or, left, right) => joined([of(left), of(right)], true),
        Node::Binary(BinaryOperator::Equal, left, right) => by_rows(equal(left, right, literal), node),
        Node::Binary(BinaryOperator::NotEqual, left, right) => {
            by_rows(equal(left, right, literal).map(|equal| !equal), node)
        }
        Node::In(of, list, negated) => {
            let equal: Option<Vec<bool>> = list.iter().map(|item| equal(of, item, literal)).collect();
            by_rows(equal.map(|equal| equal.contains(&true) != *negated), node)
        }
        Node::Case { operand, branches, otherwise } => {
            let decides = |condition: &'tree Node| match operand {
                None => of(condition),
                Some(operand) => by_rows(equal(operand, condition, literal), node),
            };
            let mut left = Settled::default();
            let mut undecided = false;
            for (condition, result) in branches {
                let condition = decides(condition);
                if condition.truth == Some(false) {
                    continue;
                }
                let result = of(result);
                let decided = condition.truth == Some(true);
                if decided && !undecided {
                    return result;
                }
                undecided = true;
                left.columns.extend(condition.columns.into_iter().chain(result.columns));
                if decided {
                    return left;
                }
            }
            let otherwise = otherwise.as_deref().map(of).unwrap_or_default();
            left.columns.extend(otherwise.columns);
            Settled { truth: otherwise.truth.filter(|_| !undecided), ..left }
        }
        _ => by_rows(None, node),
    }
}

fn known<'tree>(truth: bool) -> Settled<'tree> {
    Settled { truth: Some(truth), columns: BTreeSet::new() }
}

/// What is known without the rows, else every column that is mentioned.
fn by_rows(truth: Option<bool>, node: &Node) -> Settled<'_> {
    let mut columns = BTreeSet::new();
    if truth.is_none() {
        node.visit(&mut |part| {
            if let Node::Column(name) = part {
                columns.insert(name.as_str());
            }
        });
    }
    Settled { truth, columns }
}

/// Two conditions of which one that is `deciding` decides: `FALSE` for both together, `TRUE` for either.
fn joined(parts: [Settled<'_>; 2], deciding: bool) -> Settled<'_> {
    if parts.iter().any(|part| part.truth == Some(deciding)) {
        return known(deciding);
    }
    let truth = parts.iter().all(|part| part.truth.is_some()).then_some(!deciding);
    Settled { truth, columns: parts.into_iter().flat_map(|part| part.columns).collect() }
}

/// Whether two literals or parameters are the same; none where one is neither.
fn equal(left: &Node, right: &Node, literal: Literal<'_>) -> Option<bool> {
    let (left, right) = (constant(left, literal)?, constant(right, literal)?);
    let numbers = left.parse::<Decimal>().ok().zip(right.parse::<Decimal>().ok());
    Some(numbers.map_or_else(|| left == right, |(left, right)| left == right))
}

fn constant(node: &Node, literal: Literal<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(format!("'{}'", text.replace('\'', "''"))),
        Node::Number(number) => Some(number.clone()),
        Node::Parameter(name) => literal(name),
        _ => None,
    }
}
