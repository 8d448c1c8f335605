use super::*;
use crate::definition::{FactColumn, FactColumnKind};

fn rendered(text: &str) -> String {
    let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    expression.render(&mut |column| format!("f.{column}"), &mut |parameter| format!("<{parameter}>"))
}

fn refusal(text: &str) -> ExpressionErrorKind {
    Expression::parse(text).expect_err(text).kind
}

fn orders() -> Fact {
    let column = |name: &str, kind, currency: Option<&str>| FactColumn {
        name: name.to_owned(),
        kind,
        currency: currency.map(str::to_owned),
        dimension: None,
        answers: false,
        meaning: None,
    };
    Fact {
        name: "orders".to_owned(),
        row: String::new(),
        refresh_by: "order".to_owned(),
        columns: vec![
            column("net", FactColumnKind::Money, Some("currency")),
            column("tax", FactColumnKind::Money, Some("currency")),
            column("currency", FactColumnKind::Text, None),
            column("lines", FactColumnKind::Integer, None),
        ],
        interval: None,
        answers: false,
        sql: String::new(),
        reads: Vec::new(),
        version: String::new(),
    }
}

#[test]
fn columns_are_qualified_and_parameters_replaced() {
    assert_eq!(rendered("net - tax"), "(f.net - f.tax)");
    assert_eq!(
        rendered("kind = 'won' AND days_between(placed_day, paid_day) <= :days"),
        "((f.kind = 'won') AND (days_between(f.placed_day, f.paid_day) <= <days>))"
    );
    assert_eq!(rendered("count(*)"), "count(*)");
    assert_eq!(rendered("count(distinct customer_id)"), "count(DISTINCT f.customer_id)");
    assert_eq!(rendered("sum(net) filter (where is_first)"), "sum(f.net) FILTER (WHERE f.is_first)");
    assert_eq!(rendered("CASE WHEN a IS NULL THEN 0 ELSE -a END"), "CASE WHEN (f.a IS NULL) THEN 0 ELSE (-f.a) END");
    assert_eq!(rendered("channel NOT IN ('email', 'it''s')"), "(f.channel NOT IN ('email', 'it''s'))");
    assert_eq!(rendered("day >= DATE '2026-01-31'"), "(f.day >= DATE '2026-01-31')");
    assert_eq!(rendered("CAST(score AS DOUBLE)"), "CAST(f.score AS DOUBLE)");
    assert_eq!(rendered("floor(x)"), "floor(f.x)");
    assert_eq!(rendered("a + b * c"), "(f.a + (f.b * f.c))");
    assert_eq!(rendered("(a + b) * c"), "((f.a + f.b) * f.c)");
}

#[test]
fn nothing_else_can_be_read() {
    for text in [
        "(SELECT 1)",
        "EXISTS (SELECT 1)",
        "net IN (SELECT net FROM person)",
        "person.email",
        "sum(net) OVER ()",
        "$1",
        "?",
        "CAST(net AS STRUCT(a INT))",
        "INTERVAL '1' DAY",
        "x[1]",
        "ARRAY[1]",
        "count(DISTINCT *)",
        "sum()",
        "count()",
        "abs(a, b)",
        "TIMESTAMP '2026-01-01 00:00:00'",
        "DATE 'tomorrow'",
        "a -> 'b'",
        "*",
        "lower(DISTINCT a)",
    ] {
        assert!(
            matches!(refusal(text), ExpressionErrorKind::NotAllowed(_) | ExpressionErrorKind::Syntax(_)),
            "{text} was let through"
        );
    }
    for text in ["read_csv('/etc/passwd')", "getenv('HOME')", "main.sum(net)"] {
        assert!(matches!(refusal(text), ExpressionErrorKind::UnknownFunction(_)), "{text}");
    }
}

#[test]
fn mistakes_have_a_position() {
    let error = Expression::parse("net > 0\n  AND nosuch(net)").expect_err("unknown function");
    assert_eq!((error.line, error.column), (2, 7));
    let error = Expression::parse("net > 0 net").expect_err("trailing text");
    assert_eq!((error.line, error.column), (1, 9));
    let error = Expression::parse("net > ").expect_err("half an expression");
    assert_eq!(error.line, 1);
}

#[test]
fn names_are_listed_once_in_order() {
    let expression = Expression::parse("net + :a * tax + net - :b - :a").expect("expression");
    assert_eq!(expression.columns(), ["net", "tax"]);
    assert_eq!(expression.parameters(), ["a", "b"]);
    assert!(!expression.has_aggregate());
    assert!(Expression::parse("1 + max(net)").expect("expression").has_aggregate());
}

#[test]
fn money_is_what_has_a_currency() {
    let fact = orders();
    for (text, money) in [
        ("net", true),
        ("net - tax", true),
        ("0.5 * net", true),
        ("net / 2", true),
        ("CASE WHEN lines > 1 THEN net ELSE 0 END", true),
        ("coalesce(net, 0)", true),
        ("sum(net)", true),
        ("net / tax", false),
        ("net > 0", false),
        ("CASE WHEN net > 0 THEN 1 ELSE 0 END", false),
        ("count(net)", false),
        ("lines", false),
    ] {
        let found = Expression::parse(text).expect(text).is_money(&fact);
        assert_eq!(found, money.then_some("currency"), "{text}");
    }
}

#[test]
fn an_endless_chain_is_refused_and_does_not_overflow() {
    let chain = vec!["1"; 1_900].join("+");
    assert_eq!(refusal(&chain), ExpressionErrorKind::TooLong);
    assert_eq!(refusal(&"(".repeat(5_000)), ExpressionErrorKind::TooLong);
    assert!(Expression::parse(&"(".repeat(2_000)).is_err());
}

/// What can never hold with the parameters given, and what of the rest looks at rows.
#[test]
fn filled_in_parameters_settle_what_they_can() {
    let settled = |text: &str| {
        let parsed = Expression::parse(text).expect(text);
        let literal = |name: &str| match name {
            "rule" => Some("'one_touch'".to_owned()),
            "days" => Some("7".to_owned()),
            _ => None,
        };
        let settled = parsed.settled(&literal);
        (settled.truth, settled.columns.into_iter().map(str::to_owned).collect::<Vec<_>>().join(" "))
    };
    let is = |truth: Option<bool>, columns: &str| (truth, columns.to_owned());
    assert_eq!(settled(":rule = 'survey' AND said"), is(Some(false), ""));
    assert_eq!(settled("(:rule = 'one_touch' AND net > 1) OR (:rule = 'survey' AND said)"), is(None, "net"));
    assert_eq!(settled(":rule IN ('one_touch', 'survey') OR said"), is(Some(true), ""));
    assert_eq!(settled(":rule NOT IN ('one_touch') AND said"), is(Some(false), ""));
    assert_eq!(settled("NOT (:rule <> 'one_touch') AND :days = 7.0"), is(Some(true), ""));
    assert_eq!(
        settled("CASE :rule WHEN 'survey' THEN said WHEN 'one_touch' THEN touched ELSE net > 0 END"),
        is(None, "touched")
    );
    assert_eq!(settled("CASE WHEN net > 0 THEN :rule = 'survey' ELSE :rule = 'survey' END"), is(None, "net"));
    assert_eq!(settled("CASE WHEN :days = 0 THEN said ELSE :rule = 'survey' END"), is(Some(false), ""));
    assert_eq!(settled(":unknown = 'a' OR said"), is(None, "said"));
    assert_eq!(settled(":days > 3 AND said IS NULL"), is(None, "said"));
}
