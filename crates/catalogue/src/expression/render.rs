//! An expression as SQL.

use super::node::{Call, Node};

/// Writes nodes; the two functions decide how columns and parameters look.
pub(super) struct Renderer<'call> {
    pub(super) column: &'call mut dyn FnMut(&str) -> String,
    pub(super) parameter: &'call mut dyn FnMut(&str) -> String,
}

impl Renderer<'_> {
    /// Appends a node. Compound parts stand in parentheses, so no precedence has to be known here.
    pub(super) fn node(&mut self, node: &Node, out: &mut String) {
        match node {
            Node::Column(name) => out.push_str(&(self.column)(name)),
            Node::Parameter(name) => out.push_str(&(self.parameter)(name)),
            Node::Number(number) => out.push_str(number),
            Node::Text(text) => push_text(text, out),
            Node::Boolean(value) => out.push_str(if *value { "TRUE" } else { "FALSE" }),
            Node::Null => out.push_str("NULL"),
            Node::Date(day) => {
                out.push_str("DATE ");
                push_text(day, out);
            }
            Node::Call(call) => self.call(call, out),
            Node::Cast(inner, target) => {
                out.push_str("CAST(");
                self.node(inner, out);
                out.push_str(" AS ");
                out.push_str(target.sql());
                out.push(')');
            }
            Node::Case { operand, branches, otherwise } => {
                self.case(operand.as_deref(), branches, otherwise.as_deref(), out);
            }
            compound => {
                out.push('(');
                self.compound(compound, out);
                out.push(')');
            }
        }
    }

    fn compound(&mut self, node: &Node, out: &mut String) {
        match node {
            Node::Not(inner) => self.sequence(&["NOT "], &[inner], "", out),
            Node::Negative(inner) => self.sequence(&["-"], &[inner], "", out),
            Node::Binary(operator, left, right) => {
                let between = format!(" {} ", operator.sql());
                self.sequence(&["", &between], &[left, right], "", out);
            }
            Node::IsNull(inner, negated) => {
                self.sequence(&[""], &[inner], if *negated { " IS NOT NULL" } else { " IS NULL" }, out);
            }
            Node::IsBoolean { of, value, negated } => {
                let end = match (negated, value) {
                    (false, true) => " IS TRUE",
                    (false, false) => " IS FALSE",
                    (true, true) => " IS NOT TRUE",
                    (true, false) => " IS NOT FALSE",
                };
                self.sequence(&[""], &[of], end, out);
            }
            Node::IsDistinct(left, right, negated) => {
                let between = if *negated { " IS NOT DISTINCT FROM " } else { " IS DISTINCT FROM " };
                self.sequence(&["", between], &[left, right], "", out);
            }
            Node::Between(of, low, high, negated) => {
                let between = if *negated { " NOT BETWEEN " } else { " BETWEEN " };
                self.sequence(&["", between, " AND "], &[of, low, high], "", out);
            }
            Node::Like(left, right, negated) => {
                self.sequence(&["", if *negated { " NOT LIKE " } else { " LIKE " }], &[left, right], "", out);
            }
            Node::In(of, list, negated) => {
                self.sequence(&[""], &[of], if *negated { " NOT IN (" } else { " IN (" }, out);
                self.list(list, out);
                out.push(')');
            }
            simple => self.node(simple, out),
        }
    }

    fn call(&mut self, call: &Call, out: &mut String) {
        out.push_str(&call.name);
        out.push('(');
        if call.distinct {
            out.push_str("DISTINCT ");
        }
        if call.arguments.is_empty() {
            out.push('*');
        }
        self.list(&call.arguments, out);
        out.push(')');
        if let Some(filter) = &call.filter {
            out.push_str(" FILTER (WHERE ");
            self.node(filter, out);
            out.push(')');
        }
    }

    fn case(&mut self, operand: Option<&Node>, branches: &[(Node, Node)], otherwise: Option<&Node>, out: &mut String) {
        out.push_str("CASE");
        if let Some(operand) = operand {
            self.sequence(&[" "], &[operand], "", out);
        }
        for (condition, result) in branches {
            self.sequence(&[" WHEN ", " THEN "], &[condition, result], "", out);
        }
        if let Some(otherwise) = otherwise {
            self.sequence(&[" ELSE "], &[otherwise], "", out);
        }
        out.push_str(" END");
    }

    fn list(&mut self, nodes: &[Node], out: &mut String) {
        for (position, node) in nodes.iter().enumerate() {
            if position > 0 {
                out.push_str(", ");
            }
            self.node(node, out);
        }
    }

    /// Each word before its node, then the end.
    fn sequence(&mut self, words: &[&str], nodes: &[&Node], end: &str, out: &mut String) {
        for (word, node) in words.iter().zip(nodes) {
            out.push_str(word);
            self.node(node, out);
        }
        out.push_str(end);
    }
}

fn push_text(text: &str, out: &mut String) {
    out.push('\'');
    out.push_str(&text.replace('\'', "''"));
    out.push('\'');
}
