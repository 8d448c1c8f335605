//! A formula with the numbers in it, as pieces that the page writes in the reader's digits.

use super::answer::{FormulaToken, TokenKind};
use crate::query::{CountBack, Operator, ResolvedFormula};
use catalogue::definition::Formula;
use rust_decimal::Decimal;

/// A metric's formula with arithmetic over inputs in place of its measures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree<'a> {
    Number(Decimal),
    Input(&'a str),
    Operation(Operator, Box<Tree<'a>>, Box<Tree<'a>>),
}

impl<'a> Tree<'a> {
    /// Puts the arithmetic of each measure, by position, into the formula; `value` is what it gives, where
    /// enough is typed.
    pub(crate) fn of(
        formula: &ResolvedFormula,
        measures: &'a [Formula],
        value: &dyn Fn(&Formula) -> Option<Decimal>,
    ) -> Self {
        let of = |formula: &ResolvedFormula| Self::of(formula, measures, value);
        match formula {
            ResolvedFormula::Number(number) => Self::Number(*number),
            ResolvedFormula::Measure(measure) => Self::of_measure(&measures[*measure]),
            ResolvedFormula::Operation(operator, left, right) => Self::operation(*operator, of(left), of(right)),
            ResolvedFormula::CountBack(back) => {
                let number = |formula: &ResolvedFormula| match formula {
                    ResolvedFormula::Number(number) => Some(*number),
                    ResolvedFormula::Measure(measure) => value(&measures[*measure]),
                    _ => None,
                };
                walked(back, &of, &number)
            }
        }
    }

    fn of_measure(formula: &'a Formula) -> Self {
        let both = |operator, left: &'a Formula, right: &'a Formula| {
            Self::operation(operator, Self::of_measure(left), Self::of_measure(right))
        };
        match formula {
            Formula::Number(number) => Self::Number(*number),
            Formula::Measure(id) | Formula::Metric(id) => Self::Input(id),
            Formula::Add(left, right) => both(Operator::Add, left, right),
            Formula::Subtract(left, right) => both(Operator::Subtract, left, right),
            Formula::Multiply(left, right) => both(Operator::Multiply, left, right),
            Formula::Divide(left, right) => both(Operator::Divide, left, right),
            // What is typed is only added, subtracted, multiplied and divided.
            Formula::CountBack { balance, .. } => Self::of_measure(balance),
        }
    }

    /// What changes nothing is not written down.
    fn operation(operator: Operator, left: Self, right: Self) -> Self {
        let nothing = |tree: &Self| matches!(tree, Self::Number(number) if number.is_zero());
        let one = |tree: &Self| matches!(tree, Self::Number(number) if *number == Decimal::ONE);
        match operator {
            Operator::Add | Operator::Subtract if nothing(&right) => left,
            Operator::Add if nothing(&left) => right,
            Operator::Divide | Operator::Multiply if one(&right) => left,
            Operator::Multiply if one(&left) => right,
            Operator::Multiply if nothing(&left) || nothing(&right) => Self::Number(Decimal::ZERO),
            _ => Self::Operation(operator, Box::new(left), Box::new(right)),
        }
    }

    /// The pieces in reading order; `input` says what stands for an input.
    pub(crate) fn tokens(&self, input: &dyn Fn(&str) -> FormulaToken) -> Vec<FormulaToken> {
        let mut out = Vec::new();
        self.write(input, &mut out);
        out
    }

    fn write(&self, input: &dyn Fn(&str) -> FormulaToken, out: &mut Vec<FormulaToken>) {
        match self {
            Self::Number(number) => {
                let kind = if is_unit_of_time(*number) { TokenKind::Duration } else { TokenKind::Number };
                out.push(FormulaToken { kind, text: number.normalize().to_string() });
            }
            Self::Input(id) => number(input(id), out),
            Self::Operation(operator, left, right) => {
                let own = self.binding();
                let strict = matches!(operator, Operator::Subtract | Operator::Divide);
                left.operand(left.binding() < own, input, out);
                out.push(sign(symbol(*operator)));
                right.operand(right.binding() < own || (strict && right.binding() == own), input, out);
            }
        }
    }

    fn operand(&self, parentheses: bool, input: &dyn Fn(&str) -> FormulaToken, out: &mut Vec<FormulaToken>) {
        if parentheses {
            out.push(sign("("));
        }
        self.write(input, out);
        if parentheses {
            out.push(sign(")"));
        }
    }

    fn binding(&self) -> u8 {
        match self {
            Self::Operation(Operator::Add | Operator::Subtract, ..) => 1,
            Self::Operation(..) => 2,
            Self::Number(_) | Self::Input(_) => 3,
        }
    }
}

/// A negative number after a sign stands in brackets: two signs in a row are hard to read.
fn number(token: FormulaToken, out: &mut Vec<FormulaToken>) {
    let after_a_sign = out.last().is_some_and(|before| before.kind == TokenKind::Sign && before.text != "(");
    if after_a_sign && token.kind != TokenKind::Missing && token.text.starts_with('-') {
        out.extend([sign("("), token, sign(")")]);
    } else {
        out.push(token);
    }
}

/// Whether a number of a definition is the seconds of an hour, a day or a mean month.
fn is_unit_of_time(number: Decimal) -> bool {
    [3_600, 86_400, 2_628_000].into_iter().any(|seconds| number == Decimal::from(seconds))
}

/// A walk back as the sum it comes to: the worth of the layers that are filled, and the part of the last one.
/// Until all is typed nobody knows where it ends, and every layer stands there.
fn walked<'a>(
    back: &CountBack,
    of: &dyn Fn(&ResolvedFormula) -> Tree<'a>,
    number: &dyn Fn(&ResolvedFormula) -> Option<Decimal>,
) -> Tree<'a> {
    let mut left_over = of(&back.balance);
    let mut total = Tree::Number(Decimal::ZERO);
    let mut left = number(&back.balance);
    for (size, worth) in &back.layers {
        let known = left.zip(number(size));
        if known.is_some_and(|(left, size)| left <= size) {
            let part = Tree::operation(Operator::Divide, left_over, of(size));
            return Tree::operation(Operator::Add, total, Tree::operation(Operator::Multiply, part, of(worth)));
        }
        left_over = Tree::operation(Operator::Subtract, left_over, of(size));
        total = Tree::operation(Operator::Add, total, of(worth));
        left = known.map(|(left, size)| left - size.max(Decimal::ZERO));
    }
    total
}

fn sign(text: &str) -> FormulaToken {
    FormulaToken { kind: TokenKind::Sign, text: text.to_owned() }
}

fn symbol(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "−",
        Operator::Multiply => "×",
        Operator::Divide => "÷",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tree: &Tree<'_>) -> String {
        let tokens = tree.tokens(&|id| FormulaToken { kind: TokenKind::Missing, text: id.to_owned() });
        tokens.into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    }

    fn nothing_typed(_: &Formula) -> Option<Decimal> {
        None
    }

    fn measure(name: &str) -> Box<Formula> {
        Box::new(Formula::Measure(name.to_owned()))
    }

    #[test]
    fn parentheses_stand_only_where_the_value_needs_them() {
        let kept = Formula::Subtract(measure("start"), Box::new(Formula::Add(measure("lost"), measure("less"))));
        let start = Formula::Measure("start".to_owned());
        let quotient = |top, bottom| ResolvedFormula::Operation(Operator::Divide, Box::new(top), Box::new(bottom));
        let formula = quotient(ResolvedFormula::Measure(0), ResolvedFormula::Measure(1));
        assert_eq!(
            text(&Tree::of(&formula, &[kept, start.clone()], &nothing_typed)),
            "( start − ( lost + less ) ) ÷ start"
        );
        let chain = quotient(formula.clone(), formula);
        assert_eq!(
            text(&Tree::of(&chain, &[start.clone(), start], &nothing_typed)),
            "start ÷ start ÷ ( start ÷ start )"
        );
    }

    #[test]
    fn a_measure_that_stays_empty_is_not_written() {
        let (one, none) = (Formula::Measure("one".to_owned()), Formula::Number(Decimal::ZERO));
        let sum = ResolvedFormula::Operation(
            Operator::Add,
            Box::new(ResolvedFormula::Measure(0)),
            Box::new(ResolvedFormula::Measure(1)),
        );
        assert_eq!(text(&Tree::of(&sum, &[one, none], &nothing_typed)), "one");
    }

    #[test]
    fn a_negative_number_after_a_sign_stands_in_brackets() {
        let sum = |left, right| {
            ResolvedFormula::Operation(
                Operator::Add,
                Box::new(ResolvedFormula::Measure(left)),
                Box::new(ResolvedFormula::Measure(right)),
            )
        };
        let measures = [Formula::Measure("lost".to_owned()), Formula::Measure("start".to_owned())];
        let typed = |id: &str| {
            let text = if id == "lost" { "-230" } else { "100" };
            FormulaToken { kind: TokenKind::Money, text: text.to_owned() }
        };
        let text = |formula: &ResolvedFormula| {
            let tokens = Tree::of(formula, &measures, &nothing_typed).tokens(&typed);
            tokens.into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(text(&sum(1, 0)), "100 + ( -230 )");
        assert_eq!(text(&sum(0, 1)), "-230 + 100", "nothing stands before it");
    }

    #[test]
    fn a_walk_back_is_written_as_the_sum_it_comes_to() {
        let (owed, sold, before) = (measure("owed"), measure("sold"), measure("before"));
        let days = || ResolvedFormula::Number(Decimal::from(30));
        let layers = vec![(ResolvedFormula::Measure(1), days()), (ResolvedFormula::Measure(2), days())];
        let back = CountBack { balance: ResolvedFormula::Measure(0), layers };
        let typed = |formula: &Formula| match formula {
            Formula::Measure(name) => Some(Decimal::from(match name.as_str() {
                "owed" => 120,
                "sold" => 100,
                _ => 80,
            })),
            _ => None,
        };
        let formula = ResolvedFormula::CountBack(Box::new(back));
        let measures = [*owed, *sold, *before];
        let tree = Tree::of(&formula, &measures, &typed);
        assert_eq!(text(&tree), "30 + ( owed − sold ) ÷ before × 30");
    }
}
