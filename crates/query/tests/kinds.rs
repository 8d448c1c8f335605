//! Every kind of measure on a company small enough to calculate by hand.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use model::aims::{Aims, Goal, GoalPart};
use query::answer::NullReason;
use query::request::Comparison;
use query::scope::Scope;
use std::collections::BTreeMap;

const ORDERS: &str =
    "placed_at:instant customer_id:text:customer net:money:currency currency:text:currency channel:text:channel";

fn orders(rows: &[&str]) -> Company {
    Company::new().fact("orders", ORDERS, false, rows)
}

fn january() -> Company {
    orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 1000, 'EUR', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'A', 3000, 'EUR', 'mail')",
        "(NULL, '2026-01-31', 'B', 500, 'EUR', NULL)",
        "('2026-02-01 00:00', '2026-02-01', 'B', 70000, 'EUR', 'shop')",
    ])
}

/// Customers with numerator and denominator, after the check that they add up.
fn behind(
    company: &Company,
    metric: &str,
    period: &str,
) -> Vec<(&'static str, Option<&'static str>, Option<&'static str>)> {
    let asked = question(metric, period);
    let answer = query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers");
    assert!(answer.adds_up, "{metric}");
    let known =
        |text: &Option<String>| ["A", "B", "0", "1", "9"].into_iter().find(|known| text.as_deref() == Some(*known));
    answer
        .rows
        .iter()
        .map(|row| {
            (known(&row.customer).expect("customer"), known(&row.figure.numerator), known(&row.figure.denominator))
        })
        .collect()
}

fn count() -> Measure {
    placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows))
}

fn net() -> Measure {
    placed("orders", "placed_at", MeasureKind::Flow(sum("net")))
}

#[test]
fn a_flow_adds_what_lies_in_the_period() {
    let company =
        january().metric(single("revenue", Unit::Money, net())).metric(single("orders", Unit::Count, count()));
    let revenue = company.figure("revenue", "2026-01");
    assert_eq!((amount(&revenue), revenue.n), ("4500", 3));
    assert_eq!(number(&company.figure("orders", "2026-02")), 1.0);
    assert_eq!(number(&company.figure("orders", "2025-12")), 0.0, "nothing is a count of zero");
}

#[test]
fn a_quotient_keeps_its_parts_and_is_null_over_nothing() {
    let company = january().metric(quotient("aov", Unit::Money, net(), count()));
    let aov = company.figure("aov", "2026-01");
    assert_eq!((amount(&aov), aov.numerator.as_deref(), aov.denominator.as_deref()), ("1500", Some("4500"), Some("3")));
    assert_eq!(reason(&company.figure("aov", "2025-12")), NullReason::NoDenominator);
}

#[test]
fn an_amount_nobody_knows_is_not_nothing() {
    let company = orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 1000, 'EUR', 'shop')",
        "('2026-01-04 10:00', '2026-01-04', 'A', NULL, 'EUR', 'mail')",
        "('2026-02-04 10:00', '2026-02-04', 'B', NULL, 'EUR', 'mail')",
    ])
    .metric(single("revenue", Unit::Money, net()))
    .metric(quotient("aov", Unit::Money, net(), count()));
    let known = company.figure("revenue", "2026-01");
    assert_eq!((amount(&known), known.n), ("1000", 1));
    assert_eq!(reason(&company.figure("revenue", "2026-02")), NullReason::NeedsData);
    assert_eq!(reason(&company.figure("aov", "2026-02")), NullReason::NeedsData);
    assert_eq!(amount(&company.figure("revenue", "2026-03")), "0", "nothing sold");
    let asked = question("revenue", "2026-01").slice("channel");
    let parts = company.answer(&asked).slices.expect("parts").rows;
    let mail = parts.iter().find(|part| part.value.as_deref() == Some("mail")).expect("part");
    assert_eq!(reason(&mail.figure), NullReason::NeedsData);
    let receipt = query::receipt(&company.context(), &asked.scope, asked.request).expect("receipt");
    let measure = &receipt.measures[0];
    assert_eq!(measure.rows_counted, 1);
    let left_out: Vec<(&str, u64)> =
        measure.rows_left_out.iter().map(|left| (left.reason.as_str(), left.rows)).collect();
    assert_eq!(left_out, [("no_amount", 1)]);
}

#[test]
fn a_part_without_rows_that_count_is_none() {
    let company = january().metric(quotient(
        "by_mail",
        Unit::Money,
        filtered(net(), "channel = 'mail'"),
        filtered(count(), "channel = 'mail'"),
    ));
    let parts = company.answer(&question("by_mail", "2026-01").slice("channel")).slices.expect("parts").rows;
    let values: Vec<Option<&str>> = parts.iter().map(|part| part.value.as_deref()).collect();
    assert_eq!(values, [Some("mail")], "neither the shop nor what has no channel");
    // In February nothing counts; what counted in the month before stays.
    let compared = question("by_mail", "2026-02").slice("channel").compared(Comparison::Previous);
    let parts = company.answer(&compared).slices.expect("parts").rows;
    assert_eq!(parts.len(), 1);
    assert_eq!(reason(&parts[0].figure), NullReason::NoDenominator);
}

#[test]
fn a_share_is_the_nearest_float() {
    let company = january().metric(single("fifths", Unit::Ratio, Measure { factor: Some((4, 15)), ..count() }));
    assert_eq!(number(&company.figure("fifths", "2026-01")), 0.8);
}

#[test]
fn amounts_are_exact_beyond_the_precision_of_floats() {
    let company = orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 9007199254740993, 'EUR', 'shop')",
        "('2026-01-03 10:00', '2026-01-03', 'A', 9223372036854775807, 'EUR', 'shop')",
    ])
    .metric(single("revenue", Unit::Money, net()));
    assert_eq!(amount(&company.figure("revenue", "2026-01")), "9232379236109516800");
}

#[test]
fn money_is_converted_row_by_row_and_what_has_no_rate_is_named() {
    let company = orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 10000, 'USD', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'A', 10000, 'USD', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'B', 1000, 'EUR', 'mail')",
        "('2026-01-09 10:00', '2026-01-09', 'B', 5000, 'JPY', 'mail')",
        "('2026-01-10 10:00', '2026-01-10', 'C', 777, 'GBP', 'fair')",
    ])
    .fact(
        "exchange_rates",
        "day:date currency:text base_currency:text rate:decimal",
        false,
        &[
            "('2026-01-03', 'USD', 'EUR', 0.90)",
            "('2026-01-09', 'USD', 'EUR', 0.80)",
            "('2026-01-09', 'JPY', 'EUR', 0.006)",
            "('2026-01-10', 'GBP', 'USD', 1.2)",
        ],
    )
    .fact("currency_units", "currency:text minor_units:integer", false, &["('JPY', 1)"])
    .metric(single("revenue", Unit::Money, net()));
    // 90.00 + 80.00 + 10.00 + 5000 yen at 0.006 = 30.00.
    let answer = company.answer(&question("revenue", "2026-01").slice("channel"));
    assert_eq!((amount(&answer.figure), answer.figure.n, answer.figure.missing_fx), ("21000", 4, 1));
    let fair = &answer.slices.expect("slices").rows[2];
    assert_eq!((fair.value.as_deref(), reason(&fair.figure)), (Some("fair"), NullReason::MissingFx));
}

#[test]
fn what_is_divided_by_may_be_the_whole_along_a_dimension() {
    // Customers have no currency: a part is what of the mean was spent in it, and the parts add up.
    let company = january()
        .fact(
            "costs",
            "day:date amount:money:currency currency:text:currency channel:text:channel",
            false,
            &["('2026-01-05', 3000, 'USD', 'shop')", "('2026-01-06', 6000, 'EUR', 'shop')"],
        )
        .fact(
            "exchange_rates",
            "day:date currency:text base_currency:text rate:decimal",
            false,
            &["('2026-01-05', 'USD', 'EUR', 0.50)"],
        );
    let spent = placed("costs", "day", MeasureKind::Flow(sum("amount")));
    let all = Measure { of_all: OfAll::Along(vec!["currency".to_owned()]), ..count() };
    let mut cost = quotient("cost", Unit::Money, spent, all);
    cost.slices.push("currency".to_owned());
    let company = company.metric(cost).metric(single("orders", Unit::Count, count()));
    let asked = question("cost", "2026-01");
    let answer = company.answer(&asked.clone().slice("currency"));
    assert_eq!(amount(&answer.figure), "2500", "7500 for three orders");
    let parts = answer.slices.expect("slices").rows;
    let parts: Vec<_> = parts.iter().map(|part| (part.value.as_deref(), amount(&part.figure))).collect();
    assert_eq!(parts, [(Some("EUR"), "2000"), (Some("USD"), "500")]);
    let dollars = company.answer(&asked.filter("currency", &["USD"], false)).figure;
    assert_eq!((amount(&dollars), dollars.denominator.as_deref()), ("500", Some("3")), "a filter gives its part");
    let orders = company.answer(&question("orders", "2026-01").filter("currency", &["USD"], false)).figure;
    assert_eq!(number(&orders), 0.0, "who has the dimension and ignores nothing is filtered");
}

#[test]
fn distinct_counts_a_customer_once_per_window() {
    let of = MeasureKind::Distinct { of: "customer_id".to_owned() };
    let company = january().metric(single("buyers", Unit::Count, placed("orders", "placed_at", of)));
    assert_eq!(number(&company.figure("buyers", "2026-01")), 2.0);
    assert_eq!(number(&company.figure("buyers", "2026-Q1")), 2.0, "not 2 + 1");
}

#[test]
fn a_quantile_interpolates_and_is_null_over_nothing() {
    let of = MeasureKind::Quantile { of: "net".to_owned(), share: Share::Fixed(0.5) };
    let company = january().metric(single("median", Unit::Money, placed("orders", "placed_at", of)));
    assert_eq!(amount(&company.figure("median", "2026-01")), "1000");
    assert_eq!(amount(&company.figure("median", "2026-Q1")), "2000");
    assert_eq!(reason(&company.figure("median", "2025-12")), NullReason::NoData);
}

const STATES: &str = "from_at:instant to_at:instant customer_id:text:customer annual_amount:money:currency currency:text:currency channel:text:channel";

/// A stays and grows, B leaves on 20 January, C arrives, D comes back after a gap.
fn subscriptions() -> Company {
    Company::new().fact(
        "mrr",
        STATES,
        true,
        &[
            "('2025-06-01 00:00', '2025-06-01', '2026-01-10 00:00', '2026-01-10', 'A', 12000, 'EUR', 'shop')",
            "('2026-01-10 00:00', '2026-01-10', NULL, NULL, 'A', 24000, 'EUR', 'shop')",
            "('2025-06-01 00:00', '2025-06-01', NULL, '2026-01-20', 'B', 6000, 'EUR', 'mail')",
            "(NULL, '2026-01-31', NULL, NULL, 'C', 3600, 'EUR', 'mail')",
            "('2025-01-01 00:00', '2025-01-01', '2025-03-01 00:00', '2025-03-01', 'D', 1200, 'EUR', 'shop')",
            "('2026-01-05 00:00', '2026-01-05', NULL, NULL, 'D', 1200, 'EUR', 'shop')",
            "('2026-02-01 00:00', '2026-02-01', NULL, NULL, 'E', 99999, 'EUR', 'shop')",
        ],
    )
}

#[test]
fn a_balance_is_what_holds_just_before_the_end() {
    let twelfth = Measure { factor: Some((1, 12)), ..measure("mrr", MeasureKind::Balance(sum("annual_amount"))) };
    let company = subscriptions().metric(single("mrr", Unit::Money, twelfth));
    assert_eq!(amount(&company.figure("mrr", "2025-12")), "1500", "A 1000 and B 500");
    assert_eq!(amount(&company.figure("mrr", "2026-01")), "2400", "A 2000, C 300, D 100; E only from the next moment");
    assert_eq!(amount(&company.figure("mrr", "2026-01-19")), "2600", "B's last day");
    assert_eq!(amount(&company.figure("mrr", "2026-01-20")), "2100", "B has gone");
}

fn opening(arrivals: bool, outer: Aggregate, having: &str) -> Measure {
    measure(
        "mrr",
        MeasureKind::Opening {
            per: "customer_id".to_owned(),
            amount: Some("annual_amount".to_owned()),
            arrivals,
            part_at_end: false,
            outer,
            having: Some(having.to_owned()),
        },
    )
}

#[test]
fn opening_members_are_followed_to_the_end() {
    let lost = opening(false, Aggregate::CountRows, "opening > 0 AND closing = 0");
    let base = opening(false, Aggregate::CountRows, "opening > 0");
    let company = subscriptions()
        .metric(quotient("churn", Unit::Share, lost, base))
        .metric(single(
            "new",
            Unit::Money,
            opening(true, sum("closing"), "opening = 0 AND closing > 0 AND earlier = 0"),
        ))
        .metric(single(
            "back",
            Unit::Money,
            opening(true, sum("closing"), "opening = 0 AND closing > 0 AND earlier > 0"),
        ))
        .metric(single(
            "grown",
            Unit::Money,
            opening(true, sum("closing - opening"), "opening > 0 AND closing > opening"),
        ))
        .metric(single("lost", Unit::Money, opening(true, sum("opening"), "opening > 0 AND closing = 0")));
    let churn = company.figure("churn", "2026-01");
    assert_eq!((number(&churn), churn.numerator.as_deref(), churn.n), (0.5, Some("1"), 2));
    assert_eq!(behind(&company, "churn", "2026-01"), [("A", Some("0"), Some("1")), ("B", Some("1"), Some("1"))]);
    assert_eq!(amount(&company.figure("new", "2026-01")), "3600");
    assert_eq!(amount(&company.figure("back", "2026-01")), "1200");
    assert_eq!(amount(&company.figure("grown", "2026-01")), "12000");
    assert_eq!(amount(&company.figure("lost", "2026-01")), "6000");
}

#[test]
fn members_belong_whole_to_the_part_they_had_at_the_start() {
    // A moves from mail to shop and pays twice as much; B has both and most of it in shop; C arrives in mail.
    let company = Company::new().fact(
        "mrr",
        STATES,
        true,
        &[
            "('2025-06-01 00:00', '2025-06-01', '2026-01-10 00:00', '2026-01-10', 'A', 1200, 'EUR', 'mail')",
            "('2026-01-10 00:00', '2026-01-10', NULL, NULL, 'A', 2400, 'EUR', 'shop')",
            "('2025-06-01 00:00', '2025-06-01', NULL, NULL, 'B', 500, 'EUR', 'mail')",
            "('2025-06-01 00:00', '2025-06-01', NULL, NULL, 'B', 700, 'EUR', 'shop')",
            "('2026-01-12 00:00', '2026-01-12', NULL, NULL, 'C', 300, 'EUR', 'mail')",
        ],
    );
    let opening_value = opening(false, sum("opening"), "opening > 0");
    let company = company
        .metric(quotient("kept", Unit::Share, opening(false, sum("closing"), "opening > 0"), opening_value))
        .metric(single("new", Unit::Money, opening(true, sum("closing"), "opening = 0 AND closing > 0")));
    let kept = company.answer(&question("kept", "2026-01").slice("channel")).slices.expect("slices");
    let parts: Vec<(&str, f64)> =
        kept.rows.iter().map(|row| (row.value.as_deref().unwrap_or("-"), number(&row.figure))).collect();
    // C came later and is nobody to keep.
    assert_eq!(parts, [("mail", 2.0), ("shop", 1.0)]);
    assert_eq!(number(&company.figure("kept", "2026-01")), 1.5);
    let of_mail = company.answer(&question("kept", "2026-01").filter("channel", &["mail"], false));
    assert_eq!((number(&of_mail.figure), of_mail.figure.n), (2.0, 1), "the filter chooses the same members");
    assert_eq!(amount(&company.answer(&question("new", "2026-01").filter("channel", &["mail"], false)).figure), "300");
    assert_eq!(amount(&company.answer(&question("new", "2026-01").filter("channel", &["shop"], false)).figure), "0");
}

#[test]
fn an_opening_window_of_its_own_moves_the_start() {
    let base = opening(false, Aggregate::CountRows, "opening > 0");
    let year = Measure { window: Some(Length::Months(NumberOrParameter::Number(12))), ..base };
    let company = subscriptions().metric(single("base", Unit::Count, year));
    // Twelve months before 1 February 2026 only D's first subscription was running.
    assert_eq!(number(&company.figure("base", "2026-01")), 1.0);
}

#[test]
fn nested_looks_at_members_first() {
    let inner = [("orders".to_owned(), "count(*)".to_owned()), ("spent".to_owned(), "sum(net)".to_owned())].into();
    let derived = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let nested = |outer: Aggregate, having: Option<&str>| {
        let kind = MeasureKind::Nested {
            per: "customer_id".to_owned(),
            inner: BTreeMap::clone(&inner),
            derived: vec![derived("more", "orders + :least - 1"), derived("most", "more * more")],
            whole: false,
            outer,
            having: having.map(str::to_owned),
        };
        placed("orders", "placed_at", kind)
    };
    let again = nested(Aggregate::CountRows, Some("orders >= :least"));
    let mut rate = quotient("repeat", Unit::Share, again, nested(Aggregate::CountRows, None));
    let least = ParameterDefinition {
        kind: ParameterKind::Integer,
        default: "2".to_owned(),
        options: Vec::new(),
        most: LONGEST_LENGTH,
        setting: None,
        most_used: None,
    };
    rate.parameters.insert("least".to_owned(), least.clone());
    let most = nested(Aggregate::Sum("most".to_owned()), Some("more > 2"));
    let mut mean = quotient("mean", Unit::Score, most, nested(Aggregate::CountRows, Some("more > 2")));
    mean.parameters.insert("least".to_owned(), least);
    let median = nested(Aggregate::Quantile { of: "spent".to_owned(), share: Share::Fixed(0.5) }, None);
    let company = january().metric(rate).metric(mean).metric(single("spent", Unit::Money, median));
    assert_eq!(number(&company.figure("mean", "2026-01")), 9.0, "of A (2 + 1) × (2 + 1); B has 2 × 2");
    assert_eq!(behind(&company, "mean", "2026-Q1"), [("A", Some("9"), Some("1")), ("B", Some("9"), Some("1"))]);
    assert_eq!(number(&company.figure("repeat", "2026-01")), 0.5, "A twice, B once");
    assert_eq!(behind(&company, "repeat", "2026-01"), [("B", Some("0"), Some("1")), ("A", Some("1"), Some("1"))]);
    assert_eq!(number(&company.figure("repeat", "2026-Q1")), 1.0);
    assert_eq!(number(&company.answer(&question("repeat", "2026-Q1").parameter("least", "3")).figure), 0.0);
    assert_eq!(amount(&company.figure("spent", "2026-01")), "2250", "between 4000 and 500");
}

#[test]
fn a_member_may_stand_whole_in_the_part_of_its_latest_row() {
    let of = |whole: bool| {
        let kind = MeasureKind::Nested {
            per: "customer_id".to_owned(),
            inner: [("spent".to_owned(), "sum(net)".to_owned())].into(),
            derived: Vec::new(),
            whole,
            outer: sum("spent"),
            having: None,
        };
        placed("orders", "placed_at", kind)
    };
    // A buys at the shop, then by mail; B last without a channel.
    let company = orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 1000, 'EUR', 'shop')",
        "('2026-01-03 11:00', '2026-01-03', 'A', 3000, 'EUR', 'mail')",
        "('2026-01-04 10:00', '2026-01-04', 'B', 400, 'EUR', 'shop')",
        "(NULL, '2026-01-31', 'B', 500, 'EUR', NULL)",
    ])
    .metric(single("whole", Unit::Money, of(true)))
    .metric(single("split", Unit::Money, of(false)));
    let parts = |metric: &str| {
        let answer = company.answer(&question(metric, "2026-01").slice("channel"));
        assert_eq!(amount(&answer.figure), "4900");
        let rows = answer.slices.expect("slices").rows;
        rows.iter().map(|row| (row.value.clone(), amount(&row.figure).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let told = |value: Option<&str>, amount: &str| (value.map(str::to_owned), amount.to_owned());
    assert_eq!(parts("whole"), [told(Some("mail"), "4000"), told(None, "900")].into());
    assert_eq!(parts("split"), [told(Some("mail"), "3000"), told(Some("shop"), "1400"), told(None, "500")].into());
    let filtered = |channel: &str| company.answer(&question("whole", "2026-01").filter("channel", &[channel], false));
    assert_eq!(amount(&filtered("mail").figure), "4000", "a filter gives its part");
    assert_eq!((amount(&filtered("shop").figure), amount(&filtered("").figure)), ("0", "900"));
}

#[test]
fn a_member_of_whom_an_amount_is_unknown_is_left_out_whole() {
    let company = orders(&[
        "('2026-01-03 10:00', '2026-01-03', 'A', 1000, 'EUR', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'A', 500, 'USD', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'A', 500, 'GBP', 'shop')",
        "('2026-01-03 10:00', '2026-01-03', 'B', 700, 'EUR', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'B', NULL, 'EUR', 'shop')",
        "('2026-01-03 10:00', '2026-01-03', 'C', 300, 'EUR', 'shop')",
        "('2026-01-09 10:00', '2026-01-09', 'C', 0, 'USD', 'shop')",
    ]);
    let nested = |outer: Aggregate| {
        let kind = MeasureKind::Nested {
            per: "customer_id".to_owned(),
            inner: [("spent".to_owned(), "sum(net)".to_owned())].into(),
            derived: Vec::new(),
            whole: false,
            outer,
            having: None,
        };
        placed("orders", "placed_at", kind)
    };
    let company = company.metric(quotient("worth", Unit::Money, nested(sum("spent")), nested(Aggregate::CountRows)));
    let asked = question("worth", "2026-01");
    let receipt = query::receipt(&company.context(), &asked.scope, asked.request).expect("receipt");
    assert_eq!((amount(&receipt.figure), receipt.figure.n), ("300", 1), "of C, whose gift needs no rate");
    assert_eq!(receipt.figure.missing_fx, 1, "A, once");
    let left_out = &receipt.measures[0].rows_left_out;
    assert!(left_out.iter().any(|told| told.reason == "no_amount" && told.rows == 1), "B: {left_out:?}");
}

#[test]
fn a_trailing_window_ends_with_the_period() {
    let trailing = Measure { window: Some(Length::Days(NumberOrParameter::Number(30))), ..count() };
    let company = january().metric(single("orders", Unit::Count, trailing));
    assert_eq!(number(&company.figure("orders", "2026-02-01")), 4.0, "from 3 January");
    assert_eq!(number(&company.figure("orders", "2026-02-02")), 3.0, "from 4 January");
}

#[test]
fn rows_whose_time_has_not_come_are_pending() {
    let mature = |filter: &str| Measure {
        maturity: Some(Maturity { length: Length::Days(NumberOrParameter::Number(30)), from: None }),
        ..filtered(count(), filter)
    };
    let company = january().metric(quotient("large", Unit::Share, mature("net >= 1000"), mature("TRUE")));
    // On 10 February at 12:00 the orders of 3 and 9 January are old enough, that of 31 January is not.
    let figure = company.answer(&question("large", "2026-01").at("2026-02-10T12:00:00Z")).figure;
    assert_eq!((number(&figure), figure.n, figure.pending), (1.0, 2, 1));
    let early = company.answer(&question("large", "2026-01").at("2026-01-20T12:00:00Z"));
    assert_eq!((reason(&early.figure), early.known_from.as_deref()), (NullReason::NotObservedYet, Some("2026-01-31")));
    // An order of 1 January could be judged by then; that there was none, nobody could have told before.
    let later = company.answer(&question("large", "2026-01").at("2026-02-01T12:00:00Z"));
    assert_eq!((reason(&later.figure), later.known_from), (NullReason::NotObservedYet, None));
}

#[test]
fn a_row_may_wait_since_another_time_than_the_one_that_places_it() {
    let asked = Company::new().fact(
        "requests",
        "created_at:instant solved_at:instant customer_id:text:customer",
        false,
        &[
            "('2026-01-05 10:00', '2026-01-05', '2026-01-06 10:00', '2026-01-06', 'A')",
            "('2026-01-05 10:00', '2026-01-05', '2026-02-05 10:00', '2026-02-05', 'B')",
            "('2026-01-05 10:00', '2026-01-05', NULL, NULL, 'C')",
            "('2026-01-30 10:00', '2026-01-30', NULL, NULL, 'D')",
        ],
    );
    let waiting = Maturity { length: Length::Days(NumberOrParameter::Number(14)), from: Some("solved_at".to_owned()) };
    let received = placed("requests", "created_at", MeasureKind::Flow(Aggregate::CountRows));
    let mature = Measure { maturity: Some(waiting), ..received };
    let company = asked.metric(single("settled", Unit::Count, mature));
    // On 10 February: solved long ago counts, solved on the 5th waits; never solved waits since it was asked.
    let figure = company.answer(&question("settled", "2026-01").at("2026-02-10T12:00:00Z")).figure;
    assert_eq!((number(&figure), figure.pending), (2.0, 2));
    let later = company.answer(&question("settled", "2026-01").at("2026-02-19T12:00:00Z")).figure;
    assert_eq!((number(&later), later.pending), (4.0, 0));
}

fn answers() -> Company {
    Company::new().fact(
        "answers",
        "responded_at:instant score:integer dedupe_key:text channel:text:channel customer_id:text:customer",
        false,
        &[
            "('2026-01-03 10:00', '2026-01-03', 9, 'x', 'mail', 'A')",
            "('2026-01-20 10:00', '2026-01-20', 5, 'x', 'mail', 'A')",
            "('2026-01-21 10:00', '2026-01-21', 10, 'y', 'mail', 'B')",
            "('2026-01-22 10:00', '2026-01-22', 8, 'z', 'chat', 'C')",
            "('2026-01-23 10:00', '2026-01-23', 10, NULL, 'chat', 'D')",
            "('2026-01-23 11:00', '2026-01-23', 10, NULL, 'chat', 'D')",
        ],
    )
}

#[test]
fn the_latest_answer_counts_and_only_that() {
    let of = |filter: &str| {
        let answer = placed("answers", "responded_at", MeasureKind::Flow(Aggregate::CountRows));
        Measure { latest_per: Some("dedupe_key".to_owned()), ..filtered(answer, filter) }
    };
    let measure = |name: &str| Box::new(Formula::Measure(name.to_owned()));
    let nps = metric(
        "nps",
        Unit::Score,
        vec![("promoters", of("score >= 9")), ("detractors", of("score <= 6")), ("answers", of("TRUE"))],
        Formula::Multiply(
            Box::new(Formula::Number(100.into())),
            Box::new(Formula::Divide(
                Box::new(Formula::Subtract(measure("promoters"), measure("detractors"))),
                measure("answers"),
            )),
        ),
    );
    let company = answers().metric(nps);
    let figure = company.figure("nps", "2026-01");
    // 5 answers: 3 promoters, 1 detractor (who had been a promoter), 1 passive.
    assert_eq!((number(&figure), figure.n), (40.0, 5));
    let standard_error = 100.0 * ((0.6 + 0.2 - 0.4_f64 * 0.4) / 5.0).sqrt();
    let (low, high) = figure.interval.expect("interval");
    assert!((low - (40.0 - 1.959_964 * standard_error)).abs() < 1e-3, "{low}");
    assert!(40.0 + 1.959_964 * standard_error > 100.0);
    assert_eq!(high, 100.0, "no score lies above its scale");
    let early = company.figure("nps", "2026-01-01..2026-01-10");
    assert_eq!(number(&early), 100.0, "in its own window the first answer was the latest");
}

#[test]
fn formulas_use_other_metrics_and_tell_no_base_from_no_bound() {
    let lost = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let formula =
        Formula::Divide(Box::new(Formula::Metric("aov".to_owned())), Box::new(Formula::Metric("rate".to_owned())));
    let company = january()
        .metric(quotient("aov", Unit::Money, net(), count()))
        .metric(quotient("rate", Unit::Share, filtered(lost, "channel = 'mail'"), count()))
        .metric(metric("lifetime", Unit::Money, Vec::new(), formula));
    assert_eq!(amount(&company.figure("lifetime", "2026-01")), "4500", "1500 at a third");
    assert_eq!(reason(&company.figure("lifetime", "2026-02")), NullReason::Unbounded);
    assert_eq!(reason(&company.figure("lifetime", "2025-12")), NullReason::NoDenominator);
}

/// A mean of answers on the scale that most people use; `rows` are answers: channel, who, scale, score.
fn on_the_usual_scale(rows: &[(&str, &str, &str, i64)]) -> Company {
    let rows: Vec<String> = rows
        .iter()
        .map(|(channel, who, scale, score)| {
            format!("('2026-01-05', '{who}', {score}, '{scale}', '{who}', '{channel}')")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let on_scale = |kind| filtered(placed("answers", "day", kind), "scale = :scale");
    let mut mean = quotient(
        "satisfaction",
        Unit::Score,
        on_scale(MeasureKind::Flow(sum("score"))),
        on_scale(MeasureKind::Flow(Aggregate::CountRows)),
    );
    let usual = MostUsed {
        word: "usual".to_owned(),
        fact: "answers".to_owned(),
        at: "day".to_owned(),
        column: "scale".to_owned(),
        filter: None,
        per: Some("who".to_owned()),
    };
    let scale = ParameterDefinition {
        kind: ParameterKind::Choice,
        default: "usual".to_owned(),
        options: vec!["usual".to_owned()],
        most: LONGEST_LENGTH,
        setting: None,
        most_used: Some(usual),
    };
    mean.parameters.insert("scale".to_owned(), scale);
    let columns = "day:date who:text score:integer scale:text customer_id:text:customer channel:text:channel";
    Company::new().fact("answers", columns, false, &rows).metric(mean)
}

#[test]
fn a_part_on_another_scale_is_what_its_filter_gives() {
    let company = on_the_usual_scale(&[
        ("shop", "a", "five", 5),
        ("shop", "b", "five", 3),
        ("shop", "c", "five", 1),
        ("mail", "d", "ten", 10),
        ("mail", "e", "ten", 8),
        // One says more often what fewer say.
        ("mail", "f", "five", 1),
        ("mail", "f", "five", 1),
        ("mail", "f", "five", 1),
    ]);
    let cut = company.answer(&question("satisfaction", "2026-01").slice("channel"));
    let parts = cut.slices.expect("parts");
    let part = |channel: &str| {
        let row = parts.rows.iter().find(|row| row.value.as_deref() == Some(channel)).expect("part");
        number(&row.figure)
    };
    assert_eq!((part("shop"), part("mail")), (3.0, 9.0), "(5 + 3 + 1) ÷ 3 of five, (10 + 8) ÷ 2 of ten");
    assert_eq!(number(&cut.figure), 2.0, "the whole on the scale of four people: (5 + 3 + 1 + 1 + 1 + 1) ÷ 6");
    assert!(!parts.overlap, "nobody stands in both");
    let own = |channel: &str| {
        let row = parts.rows.iter().find(|row| row.value.as_deref() == Some(channel)).expect("part");
        row.own.iter().map(|own| (own.parameter.clone(), own.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(own("shop"), [], "on the scale of the whole");
    assert_eq!(own("mail"), [("scale".to_owned(), "ten".to_owned())]);
    for channel in ["shop", "mail"] {
        let alone = company.answer(&question("satisfaction", "2026-01").filter("channel", &[channel], false));
        assert_eq!(number(&alone.figure), part(channel), "{channel}");
    }
}

/// In January three people answer of ten, in March two of five and one, by post, of ten.
#[test]
fn a_goal_is_counted_on_the_scale_of_its_own_days() {
    let company = on_the_usual_scale(&[("mail", "a", "ten", 9), ("mail", "b", "ten", 9), ("mail", "c", "ten", 9)]);
    company.run(
        "INSERT INTO fact.answers VALUES ('2026-03-05', 'd', 5, 'five', 'd', 'mail'), \
         ('2026-03-05', 'e', 3, 'five', 'e', 'mail'), ('2026-03-05', 'f', 10, 'ten', 'f', 'post')",
    );
    let goal = |part: Option<&str>| Goal {
        metric: "satisfaction".to_owned(),
        part: part.map(|value| GoalPart { dimension: "channel".to_owned(), value: value.to_owned() }),
        first: "2026-03-01".parse().expect("day"),
        last: "2026-03-31".parse().expect("day"),
        target: 4.into(),
        currency: None,
        imported: false,
    };
    let goals = [None, Some("mail"), Some("post")].map(goal);
    let aims = Aims { goals: goals.to_vec(), ..Aims::default() };
    let context = company.context().with_aims(&aims);
    let as_of = "2026-06-10T12:00:00Z";
    let keys = goals.iter().map(Goal::key).collect();
    let paced = query::goals_pace(&context, &Scope::everything(), &keys, instant(as_of)).expect("goals").goals;
    let listed = |goal: &Goal| paced.iter().find(|paced| paced.goal.key == goal.key()).expect("goal").goal.clone();
    // Of all times, as of January, most people answered of ten.
    assert_eq!(number(&listed(&goals[0]).actual), 4.0, "(5 + 3) ÷ 2 of five");
    assert_eq!(number(&listed(&goals[1]).actual), 4.0);
    assert_eq!(number(&listed(&goals[2]).actual), 10.0, "the one by post answered of ten");
    // Beside a longer period the goal still says the same.
    for period in ["2026-03", "2026-Q1"] {
        let asked = question("satisfaction", period).at(as_of);
        let answer = query::metric(&context, &asked.scope, asked.request).expect("answer");
        assert_eq!(answer.goals, [listed(&goals[0])], "{period}");
    }
}

#[test]
fn a_middle_and_a_product_are_not_made_of_those_of_customers() {
    let median =
        placed("orders", "placed_at", MeasureKind::Quantile { of: "net".to_owned(), share: Share::Fixed(0.5) });
    let of = |name: &str| Box::new(Formula::Measure(name.to_owned()));
    let product = Formula::Multiply(of("net"), of("count"));
    let company = january()
        .metric(single("middle", Unit::Money, median))
        .metric(metric("product", Unit::Money, vec![("net", net()), ("count", count())], product))
        .metric(single("revenue", Unit::Money, net()))
        .metric(quotient("aov", Unit::Money, net(), count()));
    let adds_up = |metric: &str| {
        let asked = question(metric, "2026-01");
        query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers").adds_up
    };
    assert_eq!(["middle", "product", "revenue", "aov"].map(adds_up), [false, false, true, true]);
}
