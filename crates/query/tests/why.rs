//! Why a number changed: exact splits on the real engine.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use proptest::prelude::*;
use query::answer::Value;
use query::request::Comparison;
use query::why::{WhyAnswer, WhyDimension, WhyKind, WhyPart, WhyRefusal, WhyState, why};
use rust_decimal::Decimal;

const ORDERS: &str = "placed_at:instant customer_id:text:customer net:money:currency currency:text:currency channel:text:channel owner:text:owner";

fn company(rows: &[String]) -> Company {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let net = placed("orders", "placed_at", MeasureKind::Flow(sum("net")));
    let buyers = placed("orders", "placed_at", MeasureKind::Distinct { of: "customer_id".to_owned() });
    let median =
        placed("orders", "placed_at", MeasureKind::Quantile { of: "net".to_owned(), share: Share::Fixed(0.5) });
    let product = Formula::Multiply(
        Box::new(Formula::Measure("measure".to_owned())),
        Box::new(Formula::Measure("measure".to_owned())),
    );
    let mut cost = quotient(
        "cost",
        Unit::Money,
        filtered(net.clone(), "owner = 'cost'"),
        filtered(count.clone(), "owner = 'won'"),
    );
    cost.slices = vec!["channel".to_owned()];
    let ones = placed("orders", "placed_at", MeasureKind::Quantile { of: "1".to_owned(), share: Share::Fixed(0.5) });
    let measures = vec![("net", net.clone()), ("count", count.clone()), ("goal", filtered(ones, "owner = 'Ann'"))];
    let of = |name: &str| Box::new(Formula::Measure(name.to_owned()));
    let base = Formula::Multiply(of("count"), of("goal"));
    let with_goal = metric("with_goal", Unit::Money, measures, Formula::Divide(of("net"), Box::new(base)));
    Company::new()
        .fact("orders", ORDERS, false, &rows)
        .metric(single("revenue", Unit::Money, net.clone()))
        .metric(single("buyers", Unit::Count, buyers))
        .metric(single("median", Unit::Money, median))
        .metric(metric("squared", Unit::Count, vec![("measure", count.clone())], product))
        .metric(quotient("aov", Unit::Money, net, count))
        .metric(cost)
        .metric(with_goal)
}

fn row(day: &str, customer: &str, net: i64, channel: Option<&str>, owner: &str) -> String {
    let channel = channel.map_or("NULL".to_owned(), |channel| format!("'{channel}'"));
    format!("('{day} 10:00', '{day}', '{customer}', {net}, 'EUR', {channel}, '{owner}')")
}

fn asked(company: &Company, metric: &str, period: &str) -> WhyAnswer {
    let question = question(metric, period).compared(Comparison::Previous);
    why(&company.context(), &question.scope, question.request).expect("answer")
}

fn dimension<'a>(answer: &'a WhyAnswer, id: &str) -> &'a WhyDimension {
    answer.dimensions.iter().find(|dimension| dimension.dimension == id).expect("dimension")
}

fn part<'a>(dimension: &'a WhyDimension, value: Option<&str>) -> &'a WhyPart {
    dimension.parts.iter().find(|part| part.value.as_deref() == value).expect("part")
}

fn sum_of(dimension: &WhyDimension) -> Decimal {
    let rest: Decimal = dimension.rest.as_deref().map_or(Decimal::ZERO, |rest| rest.parse().expect("rest"));
    dimension.parts.iter().map(WhyPart::amount).sum::<Decimal>() + rest
}

#[test]
fn every_dimension_tells_the_whole_change_and_the_clearest_comes_first() {
    let company = company(&[
        row("2026-01-03", "A", 10_000, Some("shop"), "Ann"),
        row("2026-01-04", "B", 5_000, None, "Ben"),
        row("2026-02-03", "A", 4_000, Some("shop"), "Ann"),
        row("2026-02-04", "B", 2_000, None, "Ann"),
        row("2026-02-05", "C", 1_000, Some("mail"), "Ben"),
    ]);
    let answer = asked(&company, "revenue", "2026-02");
    assert_eq!((answer.kind, answer.difference.as_deref()), (Some(WhyKind::Sum), Some("-8000")));
    let order: Vec<&str> = answer.dimensions.iter().map(|found| found.dimension.as_str()).collect();
    assert_eq!(order, ["channel", "owner"], "−6000 by channel, −4000 by owner");
    let channels = dimension(&answer, "channel");
    let effects: Vec<(Option<&str>, &str)> =
        channels.parts.iter().map(|part| (part.value.as_deref(), part.effect.as_str())).collect();
    assert_eq!(effects, [(Some("shop"), "-6000"), (None, "-3000"), (Some("mail"), "1000")]);
    assert!(part(channels, Some("mail")).appeared);
    assert_eq!(sum_of(dimension(&answer, "owner")), Decimal::from(-8000));
}

#[test]
fn a_ratio_splits_into_rates_and_weights() {
    // January: shop 2 orders of 100, mail 2 of 20: mean 60. February: shop 1 of 120, mail 3 of 20: mean 45.
    let rows = [("2026-01-03", 100, "shop"), ("2026-01-04", 100, "shop"), ("2026-01-03", 20, "mail")]
        .into_iter()
        .chain([("2026-01-05", 20, "mail"), ("2026-02-03", 120, "shop"), ("2026-02-03", 20, "mail")])
        .chain([("2026-02-04", 20, "mail"), ("2026-02-05", 20, "mail")])
        .map(|(day, net, channel)| row(day, "A", net, Some(channel), "Ann"));
    let answer = asked(&company(&rows.collect::<Vec<_>>()), "aov", "2026-02");
    assert_eq!((answer.kind, answer.difference.as_deref()), (Some(WhyKind::Ratio), Some("-15")));
    let channels = dimension(&answer, "channel");
    // Rate 0.375 × 20 = 7.5; mix −0.25 × (110 − 52.5) = −14.375.
    let shop = part(channels, Some("shop"));
    assert_eq!((shop.rate.as_deref(), shop.mix.as_deref()), (Some("7.5"), Some("-14.375")));
    assert_eq!((shop.weight_then, shop.weight_now), (Some(0.5), Some(0.25)));
    // Mix 0.25 × (20 − 52.5) = −8.125.
    let mail = part(channels, Some("mail"));
    assert_eq!((mail.rate.as_deref(), mail.mix.as_deref()), (Some("0"), Some("-8.125")));
    assert_eq!(dimension(&answer, "owner").state, WhyState::Single);
}

#[test]
fn a_condition_of_the_whole_does_not_stand_in_the_way() {
    // The numbers of the test above; only Ann, who sells in the shop, has a goal.
    let rows = [("2026-01-03", 100, "shop"), ("2026-01-04", 100, "shop"), ("2026-01-03", 20, "mail")]
        .into_iter()
        .chain([("2026-01-05", 20, "mail"), ("2026-02-03", 120, "shop"), ("2026-02-03", 20, "mail")])
        .chain([("2026-02-04", 20, "mail"), ("2026-02-05", 20, "mail")])
        .map(|(day, net, channel)| row(day, "A", net, Some(channel), if channel == "shop" { "Ann" } else { "Ben" }));
    let company = company(&rows.collect::<Vec<_>>());
    let answer = asked(&company, "with_goal", "2026-02");
    assert_eq!((answer.kind, answer.refused, answer.difference.as_deref()), (Some(WhyKind::Ratio), None, Some("-15")));
    let channels = dimension(&answer, "channel");
    assert_eq!(part(channels, Some("shop")).effect, "-6.875");
    assert_eq!(part(channels, Some("mail")).effect, "-8.125");
    // Where nobody has a goal the whole has no value, and nothing is split.
    company.run("DELETE FROM fact.orders WHERE owner = 'Ann'");
    assert_eq!(asked(&company, "with_goal", "2026-02").refused, Some(WhyRefusal::NoValue));
}

#[test]
fn costs_that_won_nobody_are_named() {
    let company = company(&[
        row("2026-01-03", "A", 100, Some("ads"), "cost"),
        row("2026-01-04", "B", 0, Some("ads"), "won"),
        row("2026-02-03", "A", 100, Some("ads"), "cost"),
        row("2026-02-04", "B", 0, Some("ads"), "won"),
        row("2026-02-05", "C", 40, Some("fair"), "cost"),
    ]);
    let answer = asked(&company, "cost", "2026-02");
    let fair = part(dimension(&answer, "channel"), Some("fair"));
    assert_eq!((fair.without_base.as_deref(), fair.effect.as_str(), fair.rate.as_deref()), (Some("40"), "40", None));
}

#[test]
fn what_has_no_exact_split_says_why() {
    let company =
        company(&[row("2026-01-03", "A", 100, Some("ads"), "x"), row("2026-02-03", "A", 100, Some("ads"), "x")]);
    let refused = |metric: &str, period: &str| asked(&company, metric, period).refused;
    assert_eq!(refused("median", "2026-02"), Some(WhyRefusal::Quantile));
    assert_eq!(refused("buyers", "2026-02"), Some(WhyRefusal::Distinct));
    assert_eq!(refused("squared", "2026-02"), Some(WhyRefusal::Model));
    assert_eq!(refused("aov", "2026-01"), Some(WhyRefusal::NoValue), "no orders in December");
    assert_eq!(refused("revenue", "2026-01"), None, "a sum over nothing is 0");
}

#[test]
fn a_filter_narrows_what_is_split() {
    let company = company(&[
        row("2026-01-03", "A", 100, Some("shop"), "Ann"),
        row("2026-02-03", "A", 300, Some("shop"), "Ben"),
        row("2026-02-03", "A", 900, Some("mail"), "Ben"),
    ]);
    let question = question("revenue", "2026-02").compared(Comparison::Previous).filter("channel", &["shop"], false);
    let answer = why(&company.context(), &question.scope, question.request).expect("answer");
    assert_eq!(answer.difference.as_deref(), Some("200"));
    assert_eq!(dimension(&answer, "channel").state, WhyState::Single);
    assert_eq!(sum_of(dimension(&answer, "owner")), Decimal::from(200));
}

fn exact(value: &Value) -> Decimal {
    match value {
        Value::Money { amount, .. } => amount.parse().expect("decimal"),
        Value::Number { number } => Decimal::from_f64_retain(*number).expect("number"),
        Value::Null { .. } => Decimal::ZERO,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Day of the two months, amount, channel (0 is not set), owner.
    #[test]
    fn effects_add_up_to_the_change(
        orders in prop::collection::vec((0_i64..59, -5_000_i64..50_000, 0_u8..5, 0_u8..3), 2..60),
    ) {
        let rows: Vec<String> = orders
            .iter()
            .map(|(day, net, channel, owner)| {
                let day = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(*day);
                let channel = (*channel > 0).then(|| format!("c{channel}"));
                row(&day.to_string(), "A", *net, channel.as_deref(), &format!("o{owner}"))
            })
            .collect();
        let company = company(&rows);
        for metric in ["revenue", "aov"] {
            let answer = asked(&company, metric, "2026-02");
            if answer.refused == Some(WhyRefusal::NoValue) {
                continue;
            }
            let difference: Decimal = answer.difference.as_deref().expect("difference").parse().expect("number");
            let change = exact(&answer.figure.value) - exact(&answer.change.as_ref().expect("change").figure.value);
            prop_assert!((difference - change).abs() <= Decimal::new(1, 6));
            for found in &answer.dimensions {
                if found.state == WhyState::Split {
                    prop_assert_eq!(sum_of(found), difference);
                    for part in &found.parts {
                        let pieces = [&part.rate, &part.mix, &part.without_base];
                        let pieces: Vec<Decimal> =
                            pieces.iter().filter_map(|piece| piece.as_ref()?.parse().ok()).collect();
                        prop_assert!(pieces.is_empty() || pieces.iter().sum::<Decimal>() == part.amount());
                    }
                } else {
                    prop_assert_eq!(found.state, WhyState::Single);
                }
            }
        }
    }
}
