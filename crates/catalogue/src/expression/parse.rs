//! From text to tree: `sqlparser` reads, and what is not on our list is refused.

use super::functions;
use super::node::{BinaryOperator, Call, CastTarget, Node};
use super::{ExpressionError, ExpressionErrorKind as Kind};
use sqlparser::ast::{self, Expr, Spanned, Value};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;

/// Longest text in bytes; a chain of operators nests one level per operator.
const MOST_BYTES: usize = 4_000;
/// Deepest nesting.
const MOST_LEVELS: usize = 120;

pub(super) fn parse(text: &str) -> Result<Node, ExpressionError> {
    if text.len() > MOST_BYTES {
        return Err(at_start(Kind::TooLong));
    }
    let dialect = GenericDialect {};
    let mut parser = Parser::new(&dialect).try_with_sql(text).map_err(|error| crate::sql::syntax(&error))?;
    let expression = parser.parse_expr().map_err(|error| crate::sql::syntax(&error))?;
    let rest = parser.peek_token();
    if rest.token != Token::EOF {
        return Err(ExpressionError {
            kind: Kind::Syntax(format!("'{}' does not belong here", rest.token)),
            line: position(rest.span.start.line),
            column: position(rest.span.start.column),
        });
    }
    node(&expression, MOST_LEVELS)
}

fn position(number: u64) -> usize {
    usize::try_from(number).unwrap_or(1).max(1)
}

fn at_start(kind: Kind) -> ExpressionError {
    ExpressionError { kind, line: 1, column: 1 }
}

fn at(expression: &Expr, kind: Kind) -> ExpressionError {
    let start = expression.span().start;
    ExpressionError { kind, line: position(start.line), column: position(start.column) }
}

fn boxed(expression: &Expr, levels: usize) -> Result<Box<Node>, ExpressionError> {
    node(expression, levels).map(Box::new)
}

fn node(expression: &Expr, levels: usize) -> Result<Node, ExpressionError> {
    let Some(levels) = levels.checked_sub(1) else {
        return Err(at_start(Kind::TooLong));
    };
    let inner = |part: &Expr| boxed(part, levels);
    Ok(match expression {
        Expr::Nested(part) => node(part, levels)?,
        Expr::Identifier(name) => Node::Column(name.value.clone()),
        Expr::Value(value) => literal(expression, &value.value)?,
        Expr::TypedString(typed) => date(expression, typed)?,
        Expr::UnaryOp { op, expr } => match op {
            ast::UnaryOperator::Not => Node::Not(inner(expr)?),
            ast::UnaryOperator::Minus => Node::Negative(inner(expr)?),
            ast::UnaryOperator::Plus => node(expr, levels)?,
            other => return Err(at(expression, Kind::NotAllowed(other.to_string()))),
        },
        Expr::BinaryOp { left, op, right } => {
            let Some(operator) = operator(op) else {
                return Err(at(expression, Kind::NotAllowed(op.to_string())));
            };
            Node::Binary(operator, inner(left)?, inner(right)?)
        }
        Expr::IsNull(part) => Node::IsNull(inner(part)?, false),
        Expr::IsNotNull(part) => Node::IsNull(inner(part)?, true),
        Expr::IsTrue(part) => Node::IsBoolean { of: inner(part)?, value: true, negated: false },
        Expr::IsNotTrue(part) => Node::IsBoolean { of: inner(part)?, value: true, negated: true },
        Expr::IsFalse(part) => Node::IsBoolean { of: inner(part)?, value: false, negated: false },
        Expr::IsNotFalse(part) => Node::IsBoolean { of: inner(part)?, value: false, negated: true },
        Expr::IsDistinctFrom(left, right) => Node::IsDistinct(inner(left)?, inner(right)?, false),
        Expr::IsNotDistinctFrom(left, right) => Node::IsDistinct(inner(left)?, inner(right)?, true),
        Expr::InList { expr, list, negated } => {
            let items = list.iter().map(|item| node(item, levels)).collect::<Result<_, _>>()?;
            Node::In(inner(expr)?, items, *negated)
        }
        Expr::Between { expr, negated, low, high } => Node::Between(inner(expr)?, inner(low)?, inner(high)?, *negated),
        Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
            Node::Like(inner(expr)?, inner(pattern)?, *negated)
        }
        Expr::Cast { kind: ast::CastKind::Cast | ast::CastKind::DoubleColon, expr, data_type, format: None } => {
            let Some(target) = cast_target(data_type) else {
                return Err(at(expression, Kind::NotAllowed(data_type.to_string())));
            };
            Node::Cast(inner(expr)?, target)
        }
        Expr::Floor { expr, field } | Expr::Ceil { expr, field } if is_plain_rounding(field) => {
            let name = if matches!(expression, Expr::Floor { .. }) { "floor" } else { "ceil" };
            Node::Call(Call {
                name: name.to_owned(),
                arguments: vec![node(expr, levels)?],
                distinct: false,
                filter: None,
            })
        }
        Expr::Trim { trim_where: None, trim_what: None, expr, trim_characters: None } => Node::Call(Call {
            name: "trim".to_owned(),
            arguments: vec![node(expr, levels)?],
            distinct: false,
            filter: None,
        }),
        Expr::Case { operand, conditions, else_result, .. } => Node::Case {
            operand: operand.as_deref().map(inner).transpose()?,
            branches: conditions
                .iter()
                .map(|when| Ok((node(&when.condition, levels)?, node(&when.result, levels)?)))
                .collect::<Result<_, ExpressionError>>()?,
            otherwise: else_result.as_deref().map(inner).transpose()?,
        },
        Expr::Function(function) => Node::Call(call(expression, function, levels)?),
        other => return Err(at(other, Kind::NotAllowed(shortened(&other.to_string())))),
    })
}

/// `floor(x)` and not `floor(x TO day)`.
fn is_plain_rounding(field: &ast::CeilFloorKind) -> bool {
    matches!(field, ast::CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime))
}

fn literal(expression: &Expr, value: &Value) -> Result<Node, ExpressionError> {
    Ok(match value {
        Value::Number(number, false) => Node::Number(number.clone()),
        Value::SingleQuotedString(text) => Node::Text(text.clone()),
        Value::Boolean(value) => Node::Boolean(*value),
        Value::Null => Node::Null,
        Value::Placeholder(name) if is_parameter(name) => Node::Parameter(name[1..].to_owned()),
        other => return Err(at(expression, Kind::NotAllowed(shortened(&other.to_string())))),
    })
}

/// `:name` in snake case; `$1` and `?` are the engine's own placeholders and not for authors.
fn is_parameter(name: &str) -> bool {
    name.strip_prefix(':').is_some_and(crate::name::is_name)
}

fn date(expression: &Expr, typed: &ast::TypedString) -> Result<Node, ExpressionError> {
    match (&typed.data_type, &typed.value.value) {
        (ast::DataType::Date, Value::SingleQuotedString(day)) if day.parse::<jiff::civil::Date>().is_ok() => {
            Ok(Node::Date(day.clone()))
        }
        _ => Err(at(expression, Kind::NotAllowed(shortened(&expression.to_string())))),
    }
}

fn operator(operator: &ast::BinaryOperator) -> Option<BinaryOperator> {
    Some(match operator {
        ast::BinaryOperator::Plus => BinaryOperator::Add,
        ast::BinaryOperator::Minus => BinaryOperator::Subtract,
        ast::BinaryOperator::Multiply => BinaryOperator::Multiply,
        ast::BinaryOperator::Divide => BinaryOperator::Divide,
        ast::BinaryOperator::Modulo => BinaryOperator::Remainder,
        ast::BinaryOperator::Eq => BinaryOperator::Equal,
        ast::BinaryOperator::NotEq => BinaryOperator::NotEqual,
        ast::BinaryOperator::Lt => BinaryOperator::Less,
        ast::BinaryOperator::LtEq => BinaryOperator::LessOrEqual,
        ast::BinaryOperator::Gt => BinaryOperator::Greater,
        ast::BinaryOperator::GtEq => BinaryOperator::GreaterOrEqual,
        ast::BinaryOperator::And => BinaryOperator::And,
        ast::BinaryOperator::Or => BinaryOperator::Or,
        ast::BinaryOperator::StringConcat => BinaryOperator::Concatenate,
        _ => return None,
    })
}

fn cast_target(data_type: &ast::DataType) -> Option<CastTarget> {
    use ast::DataType as Type;
    Some(match data_type {
        Type::BigInt(None) | Type::Int(None) | Type::Integer(None) => CastTarget::Integer,
        Type::Decimal(_) | Type::Numeric(_) => CastTarget::Decimal,
        Type::Double(ast::ExactNumberInfo::None) | Type::DoublePrecision => CastTarget::Double,
        Type::Varchar(None) | Type::Text => CastTarget::Text,
        Type::Date => CastTarget::Date,
        _ => return None,
    })
}

fn call(expression: &Expr, function: &ast::Function, levels: usize) -> Result<Call, ExpressionError> {
    let name = function.name.to_string().to_ascii_lowercase();
    let Some(kind) = functions::kind(&name) else {
        return Err(at(expression, Kind::UnknownFunction(name)));
    };
    let refused = || at(expression, Kind::NotAllowed(shortened(&expression.to_string())));
    let ast::FunctionArguments::List(list) = &function.args else {
        return Err(refused());
    };
    let plain = function.over.is_none()
        && function.within_group.is_empty()
        && function.null_treatment.is_none()
        && !function.uses_odbc_syntax
        && matches!(function.parameters, ast::FunctionArguments::None)
        && list.clauses.is_empty();
    if !plain {
        return Err(refused());
    }
    let distinct = list.duplicate_treatment == Some(ast::DuplicateTreatment::Distinct);
    if kind != functions::FunctionKind::Aggregate && (distinct || function.filter.is_some()) {
        return Err(refused());
    }
    let mut arguments = Vec::with_capacity(list.args.len());
    for argument in &list.args {
        match argument {
            ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(part)) => arguments.push(node(part, levels)?),
            ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Wildcard)
                if name == "count" && list.args.len() == 1 && !distinct => {}
            _ => return Err(refused()),
        }
    }
    if !functions::takes(&name, arguments.len()) || list.args.is_empty() {
        return Err(refused());
    }
    let filter = function.filter.as_deref().map(|filter| boxed(filter, levels)).transpose()?;
    Ok(Call { name, arguments, distinct, filter })
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(std::iter::once('…')).collect()
}
