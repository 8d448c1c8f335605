//! Positions in the messages of the SQL parser.

use crate::expression::{ExpressionError, ExpressionErrorKind};
use sqlparser::parser::ParserError;

/// The parser's words without their `at Line: 1, Column: 5`, which becomes the position.
pub(crate) fn syntax(error: &ParserError) -> ExpressionError {
    let (ParserError::TokenizerError(message) | ParserError::ParserError(message)) = error else {
        return ExpressionError { kind: ExpressionErrorKind::TooLong, line: 1, column: 1 };
    };
    let (words, place) = message.split_once(" at Line: ").unwrap_or((message, ""));
    let mut numbers = place.split(", Column: ").map(|number| number.trim().parse().unwrap_or(1_usize).max(1));
    ExpressionError {
        kind: ExpressionErrorKind::Syntax(words.to_owned()),
        line: numbers.next().unwrap_or(1),
        column: numbers.next().unwrap_or(1),
    }
}
