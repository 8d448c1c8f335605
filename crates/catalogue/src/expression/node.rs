//! The tree of an expression.

use super::functions::{self, FunctionKind};

/// One part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A column, or a variable such as `opening`.
    Column(String),
    /// A `:parameter`, without the colon.
    Parameter(String),
    /// A number as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// `NULL`.
    Null,
    /// `DATE '2026-01-31'`.
    Date(String),
    /// `NOT x`.
    Not(Box<Node>),
    /// `-x`.
    Negative(Box<Node>),
    /// Two parts and what stands between them.
    Binary(BinaryOperator, Box<Node>, Box<Node>),
    /// `x IS NULL`, or negated.
    IsNull(Box<Node>, bool),
    /// `x IS TRUE` or `x IS FALSE`, or negated.
    IsBoolean {
        /// What is asked about.
        of: Box<Node>,
        /// `TRUE` or `FALSE`.
        value: bool,
        /// `IS NOT`.
        negated: bool,
    },
    /// `x IS DISTINCT FROM y`, or negated.
    IsDistinct(Box<Node>, Box<Node>, bool),
    /// `x IN (a, b)`, or negated.
    In(Box<Node>, Vec<Node>, bool),
    /// `x BETWEEN a AND b`, or negated.
    Between(Box<Node>, Box<Node>, Box<Node>, bool),
    /// `x LIKE y`, or negated.
    Like(Box<Node>, Box<Node>, bool),
    /// `CASE`.
    Case {
        /// What the `WHEN`s are compared with, if anything.
        operand: Option<Box<Node>>,
        /// Conditions and results.
        branches: Vec<(Node, Node)>,
        /// `ELSE`.
        otherwise: Option<Box<Node>>,
    },
    /// `CAST(x AS type)`.
    Cast(Box<Node>, CastTarget),
    /// A function of the list.
    Call(Call),
}

/// A function with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Name, lower case; one of [`super::known_functions`].
    pub name: String,
    /// Arguments; none for `count(*)`.
    pub arguments: Vec<Node>,
    /// `count(DISTINCT x)`.
    pub distinct: bool,
    /// `FILTER (WHERE …)`.
    pub filter: Option<Box<Node>>,
}

impl Call {
    /// Whether it makes one value of many rows.
    pub fn is_aggregate(&self) -> bool {
        functions::kind(&self.name) == Some(FunctionKind::Aggregate)
    }
}

/// What stands between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `||`
    Concatenate,
}

impl BinaryOperator {
    /// As SQL writes it.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Concatenate => "||",
        }
    }
}

/// What a value may be cast to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastTarget {
    /// 64-bit whole number.
    Integer,
    /// Exact number with six digits after the point.
    Decimal,
    /// Floating number.
    Double,
    /// Text.
    Text,
    /// Date.
    Date,
}

impl CastTarget {
    /// As SQL writes it.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Integer => "BIGINT",
            Self::Decimal => "DECIMAL(18,6)",
            Self::Double => "DOUBLE",
            Self::Text => "VARCHAR",
            Self::Date => "DATE",
        }
    }
}

impl Node {
    /// Shows every part to `see`, outer before inner, left before right.
    pub fn visit<'tree>(&'tree self, see: &mut dyn FnMut(&'tree Node)) {
        see(self);
        match self {
            Self::Column(_)
            | Self::Parameter(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Boolean(_)
            | Self::Null
            | Self::Date(_) => {}
            Self::Not(inner)
            | Self::Negative(inner)
            | Self::IsNull(inner, _)
            | Self::IsBoolean { of: inner, .. }
            | Self::Cast(inner, _) => inner.visit(see),
            Self::Binary(_, left, right) | Self::IsDistinct(left, right, _) | Self::Like(left, right, _) => {
                left.visit(see);
                right.visit(see);
            }
            Self::In(of, list, _) => {
                of.visit(see);
                list.iter().for_each(|item| item.visit(see));
            }
            Self::Between(of, low, high, _) => [of, low, high].into_iter().for_each(|part| part.visit(see)),
            Self::Case { operand, branches, otherwise } => {
                operand.iter().for_each(|part| part.visit(see));
                for (condition, result) in branches {
                    condition.visit(see);
                    result.visit(see);
                }
                otherwise.iter().for_each(|part| part.visit(see));
            }
            Self::Call(call) => {
                call.arguments.iter().for_each(|argument| argument.visit(see));
                call.filter.iter().for_each(|filter| filter.visit(see));
            }
        }
    }
}
