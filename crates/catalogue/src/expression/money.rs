//! Which expressions are amounts of money.

use super::node::{BinaryOperator, Node};

/// The currency column of an expression whose value is an amount.
pub(super) fn currency<'name>(node: &Node, of: &dyn Fn(&str) -> Option<&'name str>) -> Option<&'name str> {
    match node {
        Node::Column(name) => of(name),
        Node::Negative(inner) | Node::Cast(inner, _) => currency(inner, of),
        Node::Binary(operator, left, right) => binary(*operator, left, right, of),
        Node::Case { branches, otherwise, .. } => branches
            .iter()
            .map(|(_, result)| result)
            .chain(otherwise.as_deref())
            .find_map(|result| currency(result, of)),
        Node::Call(call) if call.name == "nullif" => call.arguments.first().and_then(|first| currency(first, of)),
        Node::Call(call) if keeps_money(&call.name) => {
            call.arguments.iter().find_map(|argument| currency(argument, of))
        }
        _ => None,
    }
}

fn binary<'name>(
    operator: BinaryOperator,
    left: &Node,
    right: &Node,
    of: &dyn Fn(&str) -> Option<&'name str>,
) -> Option<&'name str> {
    let (left, right) = (currency(left, of), currency(right, of));
    match operator {
        BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Multiply => left.or(right),
        BinaryOperator::Divide if right.is_none() => left,
        _ => None,
    }
}

fn keeps_money(function: &str) -> bool {
    matches!(
        function,
        "sum" | "avg" | "min" | "max" | "coalesce" | "least" | "greatest" | "abs" | "round" | "floor" | "ceil"
    )
}
