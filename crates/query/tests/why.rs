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
    let all = Measure { of_all: OfAll::Along(vec!["channel".to_owned()]), ..count.clone() };
    let mut per_order = quotient("per_order", Unit::Money, net.clone(), all);
    per_order.slices = vec!["channel".to_owned()];
    let ones = placed("orders", "placed_at", MeasureKind::Quantile { of: "1".to_owned(), share: Share::Fixed(0.5) });
    let measures = vec![("net", net.clone()), ("count", count.clone()), ("goal", filtered(ones, "owner = 'Ann'"))];
    let of = |name: &str| Box::new(Formula::Measure(name.to_owned()));
    let base = Formula::Multiply(of("count"), of("goal"));
    let with_goal = metric("with_goal", Unit::Money, measures, Formula::Divide(of("net"), Box::new(base)));
    Company::new()
        .fact("orders", ORDERS, false, &rows)
        .metric(single("revenue", Unit::Money, net.clone()))
        .metric(quotient("repliers", Unit::Share, filtered(buyers.clone(), "owner = 'Ann'"), buyers.clone()))
        .metric(single("buyers", Unit::Count, buyers))
        .metric(single("median", Unit::Money, median))
        .metric(metric("squared", Unit::Count, vec![("measure", count.clone())], product))
        .metric(quotient("aov", Unit::Money, net, count))
        .metric(cost)
        .metric(per_order)
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
fn parts_over_the_base_of_the_whole_add_up() {
    // 120 ÷ 2 = 60 before, 180 ÷ 4 = 45 now: the shop 50 → 30, mail 10 → 15.
    let rows = [("2026-01-03", 100, "shop"), ("2026-01-04", 20, "mail"), ("2026-02-03", 120, "shop")]
        .into_iter()
        .chain([("2026-02-04", 20, "mail"), ("2026-02-05", 20, "mail"), ("2026-02-06", 20, "mail")])
        .map(|(day, net, channel)| row(day, "A", net, Some(channel), "Ann"));
    let answer = asked(&company(&rows.collect::<Vec<_>>()), "per_order", "2026-02");
    assert_eq!(answer.difference.as_deref(), Some("-15"));
    let channels = dimension(&answer, "channel");
    assert_eq!(channels.state, WhyState::Split);
    assert_eq!(part(channels, Some("shop")).effect, "-20");
    assert_eq!(part(channels, Some("mail")).effect, "5");
    assert_eq!((part(channels, Some("shop")).rate.as_deref(), part(channels, Some("shop")).weight_now), (None, None));
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

#[test]
fn who_counts_once_is_split_where_nobody_is_in_two_parts() {
    // January: A and B in the shop, C by mail; Ann serves A and C. February: A in the shop, C and D by mail; Ann
    // serves A alone.
    let mut rows = vec![
        row("2026-01-03", "A", 1, Some("shop"), "Ann"),
        row("2026-01-04", "A", 1, Some("shop"), "Ann"),
        row("2026-01-04", "B", 1, Some("shop"), "Ben"),
        row("2026-01-05", "C", 1, Some("mail"), "Ann"),
        row("2026-02-03", "A", 1, Some("shop"), "Ann"),
        row("2026-02-04", "C", 1, Some("mail"), "Ben"),
        row("2026-02-05", "D", 1, Some("mail"), "Ben"),
    ];
    let answer = asked(&company(&rows), "buyers", "2026-02");
    assert_eq!((answer.refused, answer.kind, answer.difference.as_deref()), (None, Some(WhyKind::Sum), Some("0")));
    let channels = dimension(&answer, "channel");
    let effects = |name| part(channels, Some(name)).effect.clone();
    assert_eq!((effects("shop"), effects("mail")), ("-1".to_owned(), "1".to_owned()));

    // 2 of 3, then 1 of 3: −1/3. Shop 1/2 to 1/1 at weights 2/3 and 1/3; mail 1/1 to 0/2 at 1/3 and 2/3.
    // Shop: rate 1/2 × 1/2 = 1/4, mix −1/3 × (3/4 − 1/2) = −1/12, together 1/6.
    // Mail: rate 1/2 × −1 = −1/2, mix 1/3 × (1/2 − 1/2) = 0, together −1/2. And 1/6 − 1/2 = −1/3.
    let answer = asked(&company(&rows), "repliers", "2026-02");
    let channels = dimension(&answer, "channel");
    assert_eq!((answer.kind, channels.state), (Some(WhyKind::Ratio), WhyState::Split));
    let pieces = |name| {
        let part = part(channels, Some(name));
        let number =
            |text: &Option<String>| text.as_deref().expect("piece").parse::<Decimal>().expect("number").round_dp(6);
        (number(&part.rate), number(&part.mix))
    };
    assert_eq!(pieces("shop"), (Decimal::new(25, 2), Decimal::new(-83_333, 6)));
    assert_eq!(pieces("mail"), (Decimal::new(-5, 1), Decimal::ZERO));
    assert_eq!(sum_of(channels), answer.difference.as_deref().expect("difference").parse().expect("number"));

    // A also by mail: counted once in the whole, and in two parts.
    rows.push(row("2026-02-06", "A", 1, Some("mail"), "Ann"));
    for metric in ["buyers", "repliers"] {
        let answer = asked(&company(&rows), metric, "2026-02");
        assert_eq!((answer.refused, dimension(&answer, "channel").state), (None, WhyState::Overlap), "{metric}");
    }
}

#[test]
fn all_dimensions_are_told_by_one_statement() {
    let company = company(&[
        row("2026-01-03", "A", 100, Some("shop"), "Ann"),
        row("2026-02-03", "A", 300, Some("mail"), "Ben"),
        row("2026-02-03", "B", 300, Some("shop"), "Ann"),
    ]);
    let before = company.store.count();
    let answer = asked(&company, "aov", "2026-02");
    let split = answer.dimensions.iter().filter(|found| found.state == WhyState::Split).count();
    // Which entities there are and the fact, for the whole and for all parts.
    assert_eq!((split, company.store.count() - before), (2, 4));
}

const STATES: &str = "from_at:instant to_at:instant customer_id:text:customer mrr:money:currency \
    currency:text:currency channel:text:channel owner:text:owner";

/// A company that has every way in which rows become numbers, with two currencies.
fn every_shape(orders: &[String], states: &[String]) -> Company {
    let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
    let states: Vec<&str> = states.iter().map(String::as_str).collect();
    let slices = || ["channel", "owner", "currency", "customer"].map(str::to_owned).to_vec();
    let count = || placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let net = || placed("orders", "placed_at", MeasureKind::Flow(sum("net")));
    let buyers = || placed("orders", "placed_at", MeasureKind::Distinct { of: "customer_id".to_owned() });
    let latest = Measure { latest_per: Some("customer_id".to_owned()), ..count() };
    let nested = |having: Option<&str>, whole: bool| {
        let inner = [("n".to_owned(), "COUNT(*)".to_owned())].into();
        let having = having.map(str::to_owned);
        let per = "customer_id".to_owned();
        let outer = Aggregate::CountRows;
        placed("orders", "placed_at", MeasureKind::Nested { per, inner, derived: Vec::new(), whole, outer, having })
    };
    let opening = |of: &str, amount: bool| {
        let (per, having) = ("customer_id".to_owned(), Some("opening > 0 OR closing > 0".to_owned()));
        let amount = amount.then(|| "mrr".to_owned());
        let kind = MeasureKind::Opening { per, amount, arrivals: true, part_at_end: false, outer: sum(of), having };
        measure("states", kind)
    };
    let mut metrics = vec![
        single("net", Unit::Money, net()),
        quotient("aov", Unit::Money, net(), count()),
        quotient("per_buyer", Unit::Ratio, count(), buyers()),
        single("latest", Unit::Count, latest),
        quotient("repeat", Unit::Share, nested(Some("n > 1"), false), nested(None, false)),
        quotient("repeat_whole", Unit::Share, nested(Some("n > 1"), true), nested(None, true)),
        single("mrr", Unit::Money, measure("states", MeasureKind::Balance(sum("mrr")))),
        single("moved", Unit::Money, opening("closing - opening", true)),
        quotient("kept", Unit::Share, opening("closing", false), opening("opening", false)),
    ];
    metrics.iter_mut().for_each(|metric| metric.slices = slices());
    let company = Company::new().fact("orders", ORDERS, false, &orders).fact("states", STATES, true, &states).fact(
        "exchange_rates",
        "day:date currency:text base_currency:text rate:decimal",
        false,
        &["('2025-12-01', 'USD', 'EUR', 0.50)"],
    );
    metrics.into_iter().fold(company, Company::metric)
}

const EVERY_SHAPE: [&str; 9] = ["net", "aov", "per_buyer", "latest", "repeat", "repeat_whole", "mrr", "moved", "kept"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Asked together, every dimension says what it says alone, and what it splits adds up to the change.
    #[test]
    fn dimensions_asked_together_say_what_each_says_alone(
        orders in prop::collection::vec((0_i64..59, 0_u8..5, 1_i64..50_000, any::<bool>(), 0_u8..3, 0_u8..3), 2..40),
        states in prop::collection::vec((0_i64..50, 1_i64..40, 0_u8..5, 1_i64..9_000, any::<bool>(), 0_u8..3), 1..20),
    ) {
        let day = |days: i64| (jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(days)).to_string();
        let currency = |dollars: bool| if dollars { "USD" } else { "EUR" };
        let channel = |channel: u8| if channel == 0 { "NULL".to_owned() } else { format!("'c{channel}'") };
        let orders: Vec<String> = orders
            .iter()
            .map(|(at, who, net, dollars, by, owner)| {
                let (at, currency, by) = (day(*at), currency(*dollars), channel(*by));
                format!("('{at} 10:00', '{at}', 'k{who}', {net}, '{currency}', {by}, 'o{owner}')")
            })
            .collect();
        let states: Vec<String> = states
            .iter()
            .map(|(from, days, who, mrr, dollars, by)| {
                let (from, to) = (day(*from), day(from + days));
                let (currency, by) = (currency(*dollars), channel(*by));
                format!("('{from} 00:00', '{from}', '{to} 00:00', '{to}', 'k{who}', {mrr}, '{currency}', {by}, 'o')")
            })
            .collect();
        let company = every_shape(&orders, &states);
        for metric in EVERY_SHAPE {
            let together = asked(&company, metric, "2026-02");
            for found in &together.dimensions {
                let question = question(metric, "2026-02").compared(Comparison::Previous).slice(&found.dimension);
                let alone = why(&company.context(), &question.scope, question.request).expect("answer");
                prop_assert_eq!(&alone.dimensions, &vec![found.clone()], "{}", metric);
                if found.state == WhyState::Split {
                    let difference: Decimal = together.difference.as_deref().expect("difference").parse().expect("number");
                    prop_assert_eq!(sum_of(found), difference, "{} by {}", metric, &found.dimension);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A count of whom there is once splits exactly where nobody is in two parts of a period, and nowhere else.
    #[test]
    fn what_counts_once_splits_exactly_where_nothing_overlaps(
        orders in prop::collection::vec((0_i64..59, 0_u8..6, 0_u8..3, 0_u8..2), 2..14),
    ) {
        let day = |days: i64| (jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(days)).to_string();
        let owner = |owner: u8| if owner == 0 { "Ann" } else { "Ben" };
        let rows: Vec<String> = orders
            .iter()
            .map(|(at, who, by, by_whom)| row(&day(*at), &format!("k{who}"), 1, Some(&format!("c{by}")), owner(*by_whom)))
            .collect();
        let answer = asked(&company(&rows), "repliers", "2026-02");
        prop_assume!(answer.refused.is_none());
        let found = dimension(&answer, "channel");
        // The channels of each customer in each month, by all orders and by Ann's alone.
        let mut channels = std::collections::BTreeMap::<_, std::collections::BTreeSet<u8>>::new();
        for (at, who, by, _) in &orders {
            channels.entry((*at < 31, *who)).or_default().insert(*by);
        }
        if channels.values().any(|channels| channels.len() > 1) {
            prop_assert_eq!(found.state, WhyState::Overlap);
        } else if orders.iter().map(|(_, _, by, _)| by).collect::<std::collections::BTreeSet<_>>().len() < 2 {
            prop_assert_eq!(found.state, WhyState::Single);
        } else {
            prop_assert_eq!(found.state, WhyState::Split);
            let difference: Decimal = answer.difference.as_deref().expect("difference").parse().expect("number");
            prop_assert_eq!(sum_of(found), difference);
            for part in &found.parts {
                let pieces = [&part.rate, &part.mix, &part.without_base];
                let sum: Decimal = pieces.iter().filter_map(|piece| piece.as_ref()?.parse::<Decimal>().ok()).sum();
                prop_assert_eq!(sum, part.amount());
            }
        }
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
