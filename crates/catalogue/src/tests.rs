//! A small right catalogue, broken in one place at a time: each mistake is found where it stands.

use crate::definition::{Aggregate, Better, Catalogue, Formula, MeasureKind};
use crate::loaded::{Loaded, load};
use crate::problem::{Problem, ProblemCode};
use crate::source_files::SourceFile;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ORDERS: &str = "/*
fact: orders
row: one order
refresh_by: order
columns:
  order_id:  { kind: text }
  placed_at: { kind: instant }
  net:       { kind: money, currency: currency }
  currency:  { kind: text, dimension: currency }
  channel:   { kind: text, dimension: channel }
*/
SELECT d.id AS order_id, d.issued_at AS placed_at, d.issued_day AS placed_day, d.net, d.currency, d.channel
FROM sales_document d
";

const STATES: &str = "/*
fact: states
row: one state
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  customer_id: { kind: text }
  from_at:     { kind: instant }
  to_at:       { kind: instant }
  amount:      { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
*/
WITH known AS (SELECT order_id FROM fact.orders)
SELECT s.id AS customer_id, s.from_at, s.from_day, s.to_at, s.to_day, s.unit_price AS amount, s.currency
FROM subscription_state s
JOIN known k ON k.order_id = s.id;
";

const AOV: &str = "id: aov
family: revenue
version: 1
unit: money
better: higher
additivity: ratio
numerator:   { fact: orders, kind: flow, at: placed_at, sum: net, where: net > :least }
denominator: { fact: orders, kind: flow, at: placed_at, count: rows }
slices: [channel, currency]
needs: [sales_document.issued_at]
minimum_n: 30
parameters: { least: { kind: integer, default: 0 } }
examples:
  - name: two orders
    given:
      order:
        - { customer: A, issued_at: 2026-01-03, net: 10.00 }
        - { customer: A, issued_at: 2026-01-04, net: 30.00 }
    period: 2026-01
    gives: 20.00
  - name: none
    period: 2026-01
    gives: null
    because: no_denominator
";

const CHURN: &str = "id: churned
family: revenue
version: 1
unit: count
better: lower
additivity: semi_additive
measures:
  lost: { fact: states, kind: opening, per: customer_id, amount: amount, count: rows, having: opening > 0 AND closing = 0 }
  often: { fact: orders, kind: nested, at: placed_at, per: order_id, inner: { orders: count(*) }, count: rows, having: orders >= 2 }
value: (lost + often) * 100 - -aov
examples:
  - { name: one, period: 2026-01, gives: 0 }
  - { name: two, period: 2026-02, gives: 0 }
";

const BOARD: &str = "id: overview
groups:
  - id: revenue
    metrics: [aov, churned]
";

const CALCULATOR: &str = "id: orders
inputs: { revenue: money, orders: count }
metrics:
  aov: { numerator: revenue, denominator: orders }
examples:
  - { name: one, metric: aov, inputs: { revenue: 10, orders: 2 }, gives: 5 }
";

fn files() -> Vec<(&'static str, String)> {
    vec![
        ("facts/orders.sql", ORDERS.to_owned()),
        ("facts/states.sql", STATES.to_owned()),
        ("metrics/revenue/aov.yaml", AOV.to_owned()),
        ("metrics/revenue/churned.yaml", CHURN.to_owned()),
        ("dimensions/channel.yaml", "id: channel\n".to_owned()),
        ("dimensions/currency.yaml", "id: currency\nperson: false\n".to_owned()),
        ("boards/overview.yaml", BOARD.to_owned()),
        ("calculator/orders.yaml", CALCULATOR.to_owned()),
    ]
}

fn sources(files: &[(&str, String)]) -> Vec<SourceFile> {
    let source =
        |(path, text): &(&str, String)| SourceFile { path: (*path).to_owned(), content: Ok(text.clone().into_bytes()) };
    files.iter().map(source).collect()
}

fn loaded(files: &[(&str, String)]) -> Loaded {
    load(&sources(files), &[])
}

fn lines(loaded: &Loaded) -> Vec<String> {
    loaded.problems.iter().map(ToString::to_string).collect()
}

/// The files with one passage of one file replaced.
fn with_mistake(path: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
    let mut files = files();
    let file = files.iter_mut().find(|(name, _)| *name == path).expect(path);
    assert!(file.1.contains(from), "{path} does not contain {from}");
    file.1 = file.1.replacen(from, to, 1);
    files
}

fn broken(path: &str, from: &str, to: &str) -> Loaded {
    loaded(&with_mistake(path, from, to))
}

const FACT: &str = "facts/orders.sql";
const STATE_FACT: &str = "facts/states.sql";
const METRIC: &str = "metrics/revenue/aov.yaml";
const BOARD_FILE: &str = "boards/overview.yaml";
const TYPED: &str = "calculator/orders.yaml";
const OTHER: &str = "metrics/revenue/churned.yaml";

#[test]
fn a_right_catalogue_has_no_problems() {
    let loaded = loaded(&files());
    assert_eq!(lines(&loaded), Vec::<String>::new());
    let fact = &loaded.catalogue.facts["states"];
    assert_eq!(fact.reads, ["fact.orders", "subscription_state"]);
    assert!(fact.sql.starts_with("WITH known") && !fact.sql.contains(';'), "{}", fact.sql);
    assert_eq!(loaded.catalogue.metrics["aov"].examples[1].line, 21);
    let Formula::Subtract(_, right) = &loaded.catalogue.metrics["churned"].value else {
        panic!("a difference was written");
    };
    assert!(matches!(right.as_ref(), Formula::Subtract(zero, aov)
        if matches!(zero.as_ref(), Formula::Number(number) if number.is_zero())
        && **aov == Formula::Metric("aov".to_owned())));
}

/// File, passage, what replaces it; line and first words of the place that is pointed at, part of the message.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str, &str, usize, &str, &str)] = &[
    (FACT,       "fact: orders",               "fact: order", 2, "order\n", r#"wrong_id expected="orders" id="order""#),
    (FACT,       "/*",                         "", 1, "\n", "missing_header"),
    (FACT,       "refresh_by",                 "refreshed_by", 4, "refreshed_by", r#"unknown_key key="refreshed_by" nearest="refresh_by""#),
    (FACT,       "refresh_by: order",          "", 2, "fact: orders", r#"missing_key key="refresh_by""#),
    (FACT,       "row: one order",             "row: one order\nrow: two", 4, "row: two", r#"duplicate_key key="row""#),
    (FACT,       "kind: instant",              "kind: instance", 7, "instance", r#"nearest="instant""#),
    (FACT,       "row: one order",             "row: *order", 3, "*order", "syntax"),
    (FACT,       "kind: money, currency: currency", "kind: money, currency: curency", 8, "curency", r#"unknown_column column="curency" table="orders" nearest="currency""#),
    (FACT,       "currency: currency",         "currency: placed_at", 8, "placed_at", "wrong_column_kind"),
    (FACT,       "dimension: channel",         "dimension: chanel", 10, "chanel", r#"unknown_dimension dimension="chanel" nearest="channel""#),
    (FACT,       "d.issued_day AS placed_day, ", "", 7, "placed_at:", r#"columns_differ header="placed_day" position="3" select="net""#),
    (FACT,       "d.currency, d.channel",      "d.channel, d.currency", 9, "currency:", r#"columns_differ header="currency" position="5" select="channel""#),
    (FACT,       "SELECT d.id",                "SELEKT d.id", 12, "SELEKT", "syntax"),
    (FACT,       "SELECT d.id",                "DROP TABLE x; SELECT d.id", 1, "", "not_allowed"),
    (FACT,       "sales_document d",           "sales_documents d", 13, "sales_documents", r#"unknown_table table="sales_documents" nearest="sales_document""#),
    (FACT,       "sales_document d",           "read_csv('/etc/passwd') d", 13, "read_csv", "not_allowed"),
    (FACT,       "sales_document d",           "fact.states d", 2, "orders\n", r#"cyclic_facts path="orders → states → orders""#),
    (STATE_FACT, "known AS",                   "person AS", 13, "person AS", r#"hidden_table table="person""#),
    (STATE_FACT, "fact.orders",               "fact.order", 2, "fact: states", r#"unknown_fact fact="order" nearest="orders""#),
    (STATE_FACT, "to: to_at",                  "to: till_at", 5, "till_at", "unknown_column"),
    (STATE_FACT, "interval: { from: from_at, to: to_at }\n", "", 8, "states,", r#"missing_interval fact="states""#),
    (OTHER,      "inner: { orders: count(*) }", "inner: { orders: count(*), \"x, (SELECT 1) AS y\": count(*) }", 9, "count(*) }", "wrong_value"),
    (OTHER,      "count(*) }, count",          "count(*) }, derived: { twice: 2 * order, thrice: 3 * orders }, count", 9, "order,", r#"unknown_column column="order" table="orders" nearest="orders""#),
    (OTHER,      "count(*) }, count",          "count(*) }, derived: { more: 2 * twice, twice: 2 * orders }, count", 9, "twice, twice", r#"unknown_column column="twice""#),
    (OTHER,      "count(*) }, count",          "count(*) }, derived: { twice: 2 * sum(orders) }, count", 9, "2 * sum", "wrong_aggregate"),
    (OTHER,      "count(*) }, count",          "count(*) }, derived: { orders: 1 }, count", 9, "{ fact", r#"duplicate_key key="orders""#),
    (OTHER,      "count(*) }, count",          "count(*) }, derived: { twice: 2 * :factor }, count", 9, "2 * :factor", r#"unknown_parameter parameter="factor""#),
    (OTHER,      "value: (lost",               "  again: { like: oftenn, sum: orders }\nvalue: (lost", 10, "oftenn", r#"wrong_value expected="lost | often | metric.measure" key="like" value="oftenn" nearest="often""#),
    (OTHER,      "value: (lost",               "  again: { like: more }\n  more: { like: often }\nvalue: (lost", 10, "more }", r#"wrong_value expected="lost | often | metric.measure""#),
    (OTHER,      "value: (lost",               "  again: { like: aov.numerator }\nvalue: (lost", 10, "aov.numerator }", r#"wrong_value expected="lost | often | metric.measure" key="like" value="aov.numerator""#),
    (OTHER,      "value: (lost",               "  again: { like: often, sum: order }\nvalue: (lost", 10, "order }", r#"unknown_column column="order" table="orders" nearest="orders""#),
    (METRIC,     "default: 0",                 "default: 7, most: 6", 12, "7", "wrong_value"),
    (TYPED,      "revenue: money",             "revenue: mony", 2, "mony", r#"wrong_value expected="count | money"#),
    (TYPED,      "numerator: revenue",         "numerator: revenues", 4, "revenues", r#"unknown_input input="revenues" nearest="revenue""#),
    (TYPED,      "numerator: revenue",         "numerator: sum(revenue)", 4, "sum(revenue)", "not_allowed"),
    (TYPED,      ", denominator: orders",      "", 4, "{ numerator", r#"missing_key key="denominator""#),
    (TYPED,      "denominator: orders",        "denominator: orders, other: orders", 4, "orders }", r#"unknown_key key="other""#),
    (TYPED,      "  aov:",                     "  aovv:", 4, "{ numerator", r#"unknown_metric metric="aovv" nearest="aov""#),
    (TYPED,      "orders: 2",                  "order: 2", 6, "2", r#"unknown_input input="order" nearest="orders""#),
    (TYPED,      "gives: 5",                   "gives: null", 6, "{ name", r#"missing_key key="because""#),
    (METRIC,     "id: aov",                    "id: average", 1, "average", r#"wrong_id expected="aov""#),
    (METRIC,     "family: revenue",            "family: sales", 2, "sales\n", r#"wrong_family expected="revenue" family="sales""#),
    (METRIC,     "unit: money",                "unit: mony", 4, "mony", r#"nearest="money""#),
    (METRIC,     "minimum_n: 30",              "minimum_n: many", 11, "many", r#"wrong_value expected="30" key="minimum_n" value="many""#),
    (METRIC,     "minimum_n",                  "minimun_n", 11, "minimun_n", r#"unknown_key key="minimun_n" nearest="minimum_n""#),
    (METRIC,     "sum: net",                   "sum: nett", 7, "nett", r#"unknown_column column="nett" table="orders" nearest="net""#),
    (METRIC,     "net > :least",               "net > person.email", 7, "person.email", "not_allowed"),
    (METRIC,     "net > :least",               "net > lest(:least)", 7, "lest(", r#"unknown_function function="lest" nearest="least""#),
    (METRIC,     "net > :least",               "net > > :least", 7, "> :least", "syntax"),
    (METRIC,     "sum: net",                   "sum: sum(net)", 7, "sum(net)", "wrong_aggregate"),
    (METRIC,     "net > :least",               "net > :leest", 7, "net > :leest", r#"unknown_parameter parameter="leest" nearest="least""#),
    (METRIC,     "net > :least",               "net > 0", 12, "{ kind", r#"unused_parameter parameter="least""#),
    (METRIC,     "default: 0",                 "default: none", 12, "none", "wrong_value"),
    (METRIC,     "fact: orders",               "fact: order", 7, "order,", r#"unknown_fact fact="order" nearest="orders""#),
    (METRIC,     "at: placed_at",              "at: net", 7, "net,", "wrong_column_kind"),
    (METRIC,     "at: placed_at",              "at: \":least\"", 7, ":least\"", r#"unknown_column column=":least" table="orders""#),
    (METRIC,     "at: placed_at, ",            "", 7, "{ fact", r#"missing_key key="at""#),
    (METRIC,     "sum: net",                   "count: rows", 4, "money", "no_money_measure"),
    (METRIC,     "sum: net, ",                 "", 7, "{ fact", r#"missing_key key="sum | count""#),
    (METRIC,     "sum: net",                   "sum: net, window: { weeks: 2 }", 7, "{ weeks", "wrong_value"),
    (METRIC,     "sum: net",                   "sum: net, maturity: { from: placed_at }", 7, "{ from", "wrong_value"),
    (METRIC,     "sum: net",                   "sum: net, maturity: { days: 7, from: net }", 7, "net }", "wrong_column_kind"),
    (METRIC,     "sum: net",                   "sum: net, maturity: { days: 7, from: placed }", 7, "placed }", r#"unknown_column column="placed" table="orders""#),
    (METRIC,     "sum: net",                   "sum: net, named_parts: perhaps", 7, "perhaps", "wrong_value"),
    (METRIC,     "sum: net",                   "sum: net, known_at: net", 7, "net, where", "wrong_column_kind"),
    (METRIC,     "sum: net",                   "sum: net, known_at: payed_at", 7, "payed_at, where", r#"unknown_column column="payed_at" table="orders""#),
    (OTHER,      "kind: opening",              "kind: opening, known_at: placed_at", 8, "known_at", r#"unknown_key key="known_at""#),
    (METRIC,     "[channel, currency]",        "[channel, curency]", 9, "curency", r#"unknown_dimension dimension="curency" nearest="currency""#),
    (METRIC,     "sales_document.issued_at",   "sales_document.issued_on", 10, "sales_document.issued_on", r#"unknown_need need="sales_document.issued_on" nearest="sales_document.issued_at""#),
    (METRIC,     "sales_document.issued_at",   "sales_document.kind=retrn", 10, "sales_document.kind=retrn", r#"unknown_need need="sales_document.kind=retrn" nearest="sales_document.kind=return""#),
    (METRIC,     "sales_document.issued_at",   "sales_document.issued_at | sales_document.status=open", 10, "sales_document.issued_at |", r#"unknown_need need="sales_document.status=open" nearest="sales_document.status""#),
    (METRIC,     "order:",                     "orders:", 16, "orders:", r#"unknown_entity entity="orders" nearest="order""#),
    (METRIC,     "customer: A, issued_at",     "customer: A, issued", 17, "issued:", r#"unknown_field entity="sales_document" field="issued" nearest="issued_at""#),
    (METRIC,     "    because: no_denominator\n", "", 21, "name: none", r#"missing_key key="because""#),
    (OTHER,      "  - { name: two, period: 2026-02, gives: 0 }\n", "", 12, "- {", r#"too_few_examples found="1" needed="2""#),
    (OTHER,      "- -aov",                     "- -aow", 10, "(lost", r#"unknown_metric metric="aow" nearest="aov""#),
    (OTHER,      "- -aov",                     "- churned", 10, "(lost", r#"cyclic_metrics path="churned → churned""#),
    (OTHER,      "(lost + often)",             "greatest(lost, often)", 10, "greatest", "not_allowed"),
    (OTHER,      "opening > 0",                "openning > 0", 8, "openning", r#"unknown_column column="openning" table="states" nearest="opening""#),
    (OTHER,      "orders: count(*)",           "orders: placed_at", 9, "placed_at", "wrong_aggregate"),
    (METRIC,     "better: higher",             "better: higer", 5, "higer", r#"wrong_value expected="higher | lower | neither" key="better" value="higer" nearest="higher""#),
    (METRIC,     "better: higher",             "better: { sums: 1 }", 5, "sums", r#"unknown_key key="sums" nearest="sum""#),
    (METRIC,     "better: higher",             "better: { sum: CASE WHEN nett > 0 THEN -1 ELSE 1 END }", 5, "nett", r#"unknown_column column="nett" table="orders" nearest="net""#),
    (METRIC,     "better: higher",             "better: { sum: CASE WHEN :leest > 0 THEN -1 ELSE 1 END }", 5, "CASE", r#"unknown_parameter parameter="leest" nearest="least""#),
    (OTHER,      "better: lower",              "better: { sum: 1 }", 5, "{ sum", r#"missing_key key="denominator: { kind: flow, count: rows }""#),
    (OTHER,      "better: lower\n",            "better: lower\nslices: [channel]\n", 6, "channel]", r#"slice_not_on_fact dimension="channel" fact="states" measure="lost""#),
    (OTHER,      "better: lower\n",            "better: lower\ntold_by: { chanel: aov }\n", 6, "aov }", r#"unknown_dimension dimension="chanel" nearest="channel""#),
    (OTHER,      "better: lower\n",            "better: lower\ntold_by: { channel: aow }\n", 6, "aow }", r#"unknown_metric metric="aow" nearest="aov""#),
    (OTHER,      "better: lower\n",            "better: lower\ntold_by: { channel: churned }\n", 6, "churned }", r#"told_without_slice dimension="channel" metric="churned""#),
    (OTHER,      "better: lower\n",            "better: lower\ntold_by: aov\n", 6, "aov", r#"wrong_value expected="key: value" key="told_by" value="aov""#),
    (METRIC,     "minimum_n: 30",              "told_by: { channel: churned }\nminimum_n: 30", 11, "churned }", r#"duplicate_key key="channel""#),
    ("dimensions/channel.yaml", "id: channel", "id: channel\nperson: perhaps", 2, "perhaps", "wrong_value"),
    ("boards/overview.yaml", "[aov, churned]", "[aov, churn]", 4, "churn]", r#"unknown_metric metric="churn" nearest="churned""#),
];

#[test]
fn every_mistake_is_found_where_it_stands() {
    let mut missed = Vec::new();
    for (path, from, to, line, words, message) in MISTAKES {
        let files = with_mistake(path, from, to);
        let found = loaded(&files).problems;
        let expected = |problem: &&Problem| {
            problem.line == *line
                && text_at(&files, problem).starts_with(words)
                && problem.to_string().contains(message)
        };
        if !found.iter().any(|problem| expected(&problem)) {
            let found: Vec<String> =
                found.iter().map(|problem| format!("{problem} at {:.20?}", text_at(&files, problem))).collect();
            missed.push(format!("{from:?} → {to:?}: expected {line} {words:?} {message}\n  {}", found.join("\n  ")));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The text of the file from the place of a problem on.
fn text_at(files: &[(&str, String)], problem: &Problem) -> String {
    let text = files.iter().find(|(path, _)| *path == problem.file).map_or("", |(_, text)| text.as_str());
    let rest: Vec<&str> = text.split_inclusive('\n').skip(problem.line - 1).collect();
    rest.concat().chars().skip(problem.column - 1).collect()
}

#[test]
fn every_code_is_provoked_by_a_test() {
    let elsewhere =
        ["unreadable_file", "misplaced_file", "duplicate_id", "missing_text", "not_answered", "unknown_family"];
    let provoked: BTreeSet<ProblemCode> = MISTAKES
        .iter()
        .flat_map(|(path, from, to, ..)| broken(path, from, to).problems)
        .map(|problem| problem.code)
        .collect();
    for code in ProblemCode::ALL {
        assert!(provoked.contains(code) || elsewhere.contains(&code.code()), "no test provokes {}", code.code());
    }
}

#[test]
fn a_measure_is_written_like_another_but_for_what_it_says_itself() {
    let again = "  again: { like: often, sum: orders, having: orders < 2, window: { days: 90 } }\nvalue: (lost + again";
    let loaded = broken(OTHER, "value: (lost", again);
    assert_eq!(lines(&loaded), Vec::<String>::new());
    let measure = &loaded.catalogue.metrics["churned"].measures["again"];
    assert_eq!((measure.fact.as_str(), measure.at.as_deref()), ("orders", Some("placed_at")));
    assert!(measure.window.is_some());
    let MeasureKind::Nested { per, inner, outer, having, .. } = &measure.kind else {
        panic!("as the other one");
    };
    assert_eq!((per.as_str(), inner["orders"].as_str()), ("order_id", "count(*)"));
    assert_eq!((outer, having.as_deref()), (&Aggregate::Sum("orders".to_owned()), Some("orders < 2")));
}

#[test]
fn a_measure_is_written_like_one_of_another_metric_also_in_own_files() {
    let mine = "id: mine
name: Mine
meaning: My own.
family: revenue
version: 1
unit: count
better: lower
additivity: semi_additive
measures: { once: { like: churned.often, having: orders < 2 } }
value: once
examples:
  - { name: one, period: 2026-01, gives: 0 }
  - { name: two, period: 2026-02, gives: 0 }
";
    let own = |text: &str, base: &[(&str, String)]| {
        load(&sources(base), &sources(&[("metrics/revenue/mine.yaml", text.to_owned())]))
    };
    let loaded = own(mine, &files());
    assert_eq!(lines(&loaded), Vec::<String>::new());
    let once = &loaded.catalogue.metrics["mine"].measures["once"];
    assert!(matches!(&once.kind, MeasureKind::Nested { inner, having: Some(having), .. }
        if inner["orders"] == "count(*)" && having == "orders < 2"));
    // What is wrong in the other file is also wrong here, at the reference.
    let wrong = with_mistake(OTHER, "count(*)", "count(*) + max(nett)");
    let found = lines(&own(mine, &wrong));
    assert!(found.iter().any(|line| line.contains("mine.yaml:9:") && line.contains("nett")), "{found:?}");
}

#[test]
fn a_derived_value_of_customers_has_its_inner_ones_as_components() {
    let (customers, orders) = (
        "fact: states, kind: nested, at: from_at, per: customer_id",
        "fact: orders, kind: nested, at: placed_at, per: order_id",
    );
    let with = |members: &str, more: &str| {
        let text = format!("{members}, inner: {{ orders: count(*) }}, {more}count: rows, having: orders >= 2");
        let before = format!("{orders}, inner: {{ orders: count(*) }}, count: rows, having: orders >= 2");
        let loaded = load(&sources(&with_mistake(OTHER, &before, &text)), &[]);
        loaded.catalogue.metrics["churned"].components.clone()
    };
    let found = with(customers, "derived: { twice: 2 * orders }, ");
    assert_eq!(found.keys().collect::<Vec<_>>(), ["orders"]);
    assert!(
        matches!(&found["orders"].kind, MeasureKind::Nested { outer: Aggregate::Sum(of), having: Some(having), .. }
        if of == "orders" && having == "orders IS NOT NULL")
    );
    assert!(with(customers, "").is_empty() && with(orders, "derived: { twice: 2 * orders }, ").is_empty());
}

#[test]
fn a_mistake_that_measures_share_is_named_once_where_it_is_written() {
    let mut files = with_mistake(OTHER, "value: (lost", "  again: { like: often }\nvalue: (lost");
    let file = files.iter_mut().find(|(path, _)| *path == OTHER).expect("the file");
    file.1 = file.1.replace("count(*)", "count(*) + max(nett)");
    let loaded = loaded(&files);
    assert_eq!(lines(&loaded).len(), 1, "{:?}", lines(&loaded));
    assert_eq!(loaded.problems[0].line, 9);
}

#[test]
fn a_derived_value_is_an_amount_when_it_is_computed_from_one() {
    let inner = [("spent".to_owned(), "sum(net)".to_owned()), ("orders".to_owned(), "count(*)".to_owned())].into();
    let derived: Vec<(String, String)> =
        [("twice", "2 * spent"), ("share", "spent / twice"), ("more", "twice + spent")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    let is_amount = |name: &str| crate::definition::member_amount(&inner, &derived, name, &|text| text == "sum(net)");
    let names = ["spent", "orders", "twice", "share", "more", "other"];
    assert_eq!(names.map(is_amount), [true, false, true, false, true, false]);
}

#[test]
fn what_is_good_is_added_up_over_the_rows_of_the_denominator() {
    let sum = "CASE WHEN net > :least THEN -1 ELSE 1 END";
    let only = "{ fact: orders, kind: flow, at: placed_at, count: rows, where: net > 0 }";
    let files = with_mistake(METRIC, "better: higher", &format!("better: {{ sum: {sum} }}"));
    let text = files.iter().find(|(path, _)| *path == METRIC).expect("file").1.replace(
        "denominator: { fact: orders, kind: flow, at: placed_at, count: rows }",
        &format!("denominator: {only}"),
    );
    let loaded = load(
        &sources(&files),
        &sources(&[(
            "metrics/revenue/mine.yaml",
            text.replacen("id: aov", "id: mine\nname: Mine\nmeaning: My own.", 1),
        )]),
    );
    assert_eq!(lines(&loaded), Vec::<String>::new());
    let metric = &loaded.catalogue.metrics["mine"];
    let direction = metric.direction.as_ref().expect("direction");
    assert_eq!(metric.better, Better::ByQuestion);
    assert!(matches!(&direction.kind, MeasureKind::Flow(Aggregate::Sum(of)) if of == sum), "{direction:?}");
    assert_eq!((direction.filter.as_deref(), direction.at.as_deref()), (Some("net > 0"), Some("placed_at")));
    assert_eq!(metric.measures.len(), 2, "it is no measure of the formula");
}

#[test]
fn a_broken_file_takes_along_only_what_rests_on_it() {
    let loaded = broken(FACT, "SELECT d.id", "SELEKT d.id");
    assert_eq!(lines(&loaded).len(), 1, "{:?}", lines(&loaded));
    assert!(loaded.catalogue.facts.is_empty(), "states reads orders");
    assert!(loaded.catalogue.metrics.is_empty());
    let loaded = broken(OTHER, "better: lower", "better: down");
    assert_eq!(loaded.catalogue.metrics.keys().collect::<Vec<_>>(), ["aov"]);
    assert_eq!(loaded.catalogue.boards["overview"].groups[0].metrics, ["aov"]);
}

#[test]
fn own_files_add_and_do_not_replace() {
    let own = |text: String| load(&sources(&files()), &sources(&[("metrics/revenue/mine.yaml", text)]));
    let mine = AOV.replacen("id: aov", "id: mine\nname: Mine\nmeaning: My own.", 1);
    let loaded = own(mine);
    assert_eq!(lines(&loaded), Vec::<String>::new());
    assert_eq!(loaded.catalogue.metrics["mine"].own.as_ref().map(|own| own.name.as_str()), Some("Mine"));
    let loaded = own(AOV.replacen("id: aov", "id: mine", 1));
    assert!(lines(&loaded)[0].contains("missing_key"), "{:?}", lines(&loaded));

    let named = AOV.replacen("id: aov", "id: aov\nname: Mine\nmeaning: My own.", 1);
    let loaded = load(
        &sources(&files()),
        &sources(&[("metrics/sales/aov.yaml", named.replace("family: revenue", "family: sales"))]),
    );
    assert!(lines(&loaded)[0].contains("duplicate_id"), "{:?}", lines(&loaded));
    assert_eq!(loaded.catalogue.metrics["aov"].family, "revenue");
}

/// Mistakes of every step at once: a key twice, an unknown key, wrong words, a parameter and an expression.
const ALL_WRONG: &str = "\
id: mine
id: mine
family: revenu
version: 1
name: Mine
meaning: My own.
unit: mony
better: hihger
numerator: { fact: orders, kind: flow, at: placed_on, sum: nett, where: \"net > :leest\" }
denominator: { fact: order, kind: flow, at: placed_at, count: rows }
slices: [chanel]
needs: [sales_document.issued_on]
minimun_n: 5
parameters: { least: { kind: integer, default: many } }
examples:
  - { name: one, given: { orders: [] }, period: 2026-01, gives: 1 }
  - { name: two, given: {}, period: 2026-01, gives: many }
";

#[test]
fn all_mistakes_of_a_file_are_told_at_once_and_none_follows_from_another() {
    let loaded = load(&sources(&files()), &sources(&[("metrics/revenu/mine.yaml", ALL_WRONG.to_owned())]));
    let told: Vec<(usize, &str, Option<&str>)> =
        loaded.problems.iter().map(|p| (p.line, p.code.code(), p.suggestion.as_deref())).collect();
    assert_eq!(
        told,
        [
            (1, "missing_key", None),
            (2, "duplicate_key", None),
            (3, "unknown_family", Some("revenue")),
            (7, "wrong_value", Some("money")),
            (8, "wrong_value", Some("higher")),
            (9, "unknown_column", Some("placed_at")),
            (9, "unknown_column", Some("net")),
            (9, "unknown_parameter", Some("least")),
            (10, "unknown_fact", Some("orders")),
            (11, "unknown_dimension", Some("channel")),
            (12, "unknown_need", Some("sales_document.issued_at")),
            (13, "unknown_key", Some("minimum_n")),
            (14, "wrong_value", None),
            (16, "unknown_entity", Some("order")),
            (17, "wrong_value", None),
        ],
        "{:?}",
        lines(&loaded)
    );
    assert!(!loaded.catalogue.metrics.contains_key("mine") && loaded.catalogue.metrics.contains_key("aov"));
}

#[test]
fn a_wrong_id_hides_no_other_mistake() {
    let mine = AOV.replacen("id: aov", "id: aov\nname: Mine\nmeaning: My own.", 1).replace("sum: net", "sum: nett");
    for path in ["metrics/revenue/mine.yaml", "metrics/revenue/aov.yaml"] {
        let loaded = load(&sources(&files()), &sources(&[(path, mine.clone())]));
        let codes: Vec<&str> = loaded.problems.iter().map(|problem| problem.code.code()).collect();
        let expected = if path.ends_with("aov.yaml") { "duplicate_id" } else { "wrong_id" };
        assert_eq!(codes, [expected, "unknown_column"], "{:?}", lines(&loaded));
    }
    let loaded = broken(BOARD_FILE, "metrics: [aov, churned]", "metrics: [aov, churn]\n    titel: Money");
    let codes: Vec<&str> = loaded.problems.iter().map(|problem| problem.code.code()).collect();
    assert_eq!(codes, ["unknown_metric", "unknown_key"], "{:?}", lines(&loaded));
}

#[test]
fn files_that_cannot_be_read_or_lie_elsewhere_are_reported() {
    let mut sources = sources(&files());
    let file = |path: &str, content| SourceFile { path: path.to_owned(), content };
    sources.push(file("metrics/aov.yaml", Ok(Vec::new())));
    sources.push(file("facts/odd.sql", Ok(vec![0xff, 0xfe])));
    sources.push(file("facts/gone.sql", Err("no permission".to_owned())));
    sources.push(file("README.md", Ok(Vec::new())));
    let codes: Vec<&str> = load(&sources, &[]).problems.iter().map(|problem| problem.code.code()).collect();
    assert_eq!(codes, ["unreadable_file", "unreadable_file", "misplaced_file"]);
}

#[test]
fn missing_texts_are_listed_with_their_languages() {
    let catalogue = loaded(&files()).catalogue;
    let complete = crate::check_texts(&catalogue, &["en", "lt"], &|_: &str, _: &str| true);
    assert!(complete.is_empty());
    let problems = crate::check_texts(&catalogue, &["en", "lt"], &|tag: &str, key: &str| {
        tag == "en" || key != "metrics.aov.formula"
    });
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines, [r#"metrics/revenue/aov.yaml:1:1: missing_text key="metrics.aov.formula" languages="lt""#]);
    let keys: BTreeSet<String> = crate::check_texts(&catalogue, &["en"], &|_: &str, _: &str| false)
        .into_iter()
        .filter_map(|problem| problem.arguments.get("key").cloned())
        .collect();
    for key in
        ["metrics.aov.name", "metrics.aov.meaning", "dimensions.channel", "boards.overview", "boards.groups.revenue"]
    {
        assert!(keys.contains(key), "{key} is not asked for");
    }
}

#[test]
fn a_change_of_the_file_changes_the_version() {
    let version = |catalogue: &Catalogue| catalogue.facts["orders"].version.clone();
    let before = version(&loaded(&files()).catalogue);
    let after = version(&broken(FACT, "row: one order", "row: an order").catalogue);
    assert_eq!(before.len(), 32);
    assert_ne!(before, after);
}

proptest! {
    /// Whatever stands in a file, reading it ends with problems and not with a crash.
    #[test]
    fn no_bytes_make_the_loader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0_usize..4) {
        let path = ["facts/orders.sql", "metrics/revenue/aov.yaml", "dimensions/channel.yaml", "boards/overview.yaml"][kind];
        let file = SourceFile { path: path.to_owned(), content: Ok(bytes) };
        load(&[file], &[]);
    }

    /// The same for files that are nearly right: a passage cut out, another put in.
    #[test]
    fn no_edit_makes_the_loader_panic(which in 0_usize..7, at in 0_usize..1_000, length in 0_usize..40, put in "[ -~\n]{0,12}") {
        let mut files = files();
        let text: Vec<char> = files[which].1.chars().collect();
        let start = at.min(text.len());
        let end = (start + length).min(text.len());
        files[which].1 = text[..start].iter().copied().chain(put.chars()).chain(text[end..].iter().copied()).collect();
        loaded(&files);
    }
}
