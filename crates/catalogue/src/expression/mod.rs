//! Expressions of metric files: a small, closed part of SQL.
//!
//! A text is parsed by `sqlparser` and rebuilt as [`Node`], which has no form for subqueries, table
//! functions or qualified names. What cannot be written down here cannot reach the engine.

mod functions;
mod money;
mod node;
mod parse;
mod render;
mod settled;
mod window;

pub(crate) use functions::COUNT_BACK;
pub use functions::{FunctionKind, known_functions};
pub use node::{BinaryOperator, Call, CastTarget, Node};
pub use settled::Settled;
pub use window::{WINDOW_NAMES, is_window_name};

use crate::definition::Fact;

/// A checked expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    text: String,
    root: Node,
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct ExpressionError {
    /// What is wrong.
    pub kind: ExpressionErrorKind,
    /// Line within the text, from 1.
    pub line: usize,
    /// Column within the line, from 1.
    pub column: usize,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionErrorKind {
    /// Not SQL.
    #[error("{0}")]
    Syntax(String),
    /// SQL, but not of the part that is allowed here.
    #[error("not allowed here: {0}")]
    NotAllowed(String),
    /// A function outside the list.
    #[error("unknown function {0}")]
    UnknownFunction(String),
    /// Longer or deeper than any sensible expression.
    #[error("too long")]
    TooLong,
}

impl Expression {
    /// Reads a text.
    ///
    /// # Errors
    /// When it is not an expression of the allowed kind; the position is inside the text.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let expression = Self::parse_formula(text)?;
        match expression.formula_function() {
            None => Ok(expression),
            Some(name) => {
                let kind = ExpressionErrorKind::UnknownFunction(name.to_owned());
                Err(ExpressionError { kind, line: 1, column: 1 })
            }
        }
    }

    /// Reads the text of a `value:`, which may also call the functions over the numbers of measures.
    ///
    /// # Errors
    /// As [`Expression::parse`].
    pub(crate) fn parse_formula(text: &str) -> Result<Self, ExpressionError> {
        Ok(Self { text: text.to_owned(), root: parse::parse(text)? })
    }

    fn formula_function(&self) -> Option<&str> {
        let mut found = None;
        self.root.visit(&mut |node| {
            if let Node::Call(call) = node
                && functions::kind(&call.name) == Some(FunctionKind::Formula)
            {
                found = Some(call.name.as_str());
            }
        });
        found
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The expression as a tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Names of the columns (or variables) it mentions, each once, in order.
    pub fn columns(&self) -> Vec<&str> {
        self.names(|node| match node {
            Node::Column(name) => Some(name),
            _ => None,
        })
    }

    /// Names of its `:parameters` without the colon, each once, in order.
    pub fn parameters(&self) -> Vec<&str> {
        self.names(|node| match node {
            Node::Parameter(name) => Some(name),
            _ => None,
        })
    }

    /// Whether it contains an aggregate such as `count(*)` or `sum(net)`.
    pub fn has_aggregate(&self) -> bool {
        let mut found = false;
        self.root.visit(&mut |node| found |= matches!(node, Node::Call(call) if call.is_aggregate()));
        found
    }

    /// The currency column when its value is an amount: money columns, their sums and differences, and
    /// their products with plain numbers. Comparisons, counts and quotients of two amounts are not.
    pub fn is_money<'fact>(&self, fact: &'fact Fact) -> Option<&'fact str> {
        self.money(&|name| fact.column(name).and_then(|column| column.currency.as_deref()))
    }

    /// As [`Expression::is_money`] for other variables, such as `opening` or the names of an inner step:
    /// `currency_of` tells the currency column of a name that is money.
    pub fn money<'name>(&self, currency_of: &dyn Fn(&str) -> Option<&'name str>) -> Option<&'name str> {
        money::currency(&self.root, currency_of)
    }

    /// The expression as SQL in parentheses where needed: `column` writes a column (qualified by an alias, say),
    /// `parameter` a `:parameter` (a placeholder, or a literal the caller has checked).
    pub fn render(&self, column: &mut dyn FnMut(&str) -> String, parameter: &mut dyn FnMut(&str) -> String) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        render::Renderer { column, parameter }.node(&self.root, &mut out);
        out
    }

    fn names<'tree>(&'tree self, pick: impl Fn(&'tree Node) -> Option<&'tree String>) -> Vec<&'tree str> {
        let mut names: Vec<&str> = Vec::new();
        self.root.visit(&mut |node| {
            if let Some(name) = pick(node)
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        });
        names
    }
}

#[cfg(test)]
mod tests;
