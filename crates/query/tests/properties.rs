//! Invariants on random small companies, computed by the real engine (catalogue section 7).

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use proptest::prelude::*;
use query::answer::Value;
use query::request::Comparison;
use rust_decimal::Decimal;

const ORDERS: &str =
    "placed_at:instant customer_id:text:customer net:money:currency currency:text:currency channel:text:channel";
const STATES: &str = "from_at:instant to_at:instant customer_id:text:customer annual_amount:money:currency currency:text:currency channel:text:channel";

/// Day of the quarter, hour, customer, amount, channel.
type Order = (u8, u8, u8, i64, u8);

fn order() -> impl Strategy<Value = Order> {
    (0_u8..90, 0_u8..24, 0_u8..5, -5_000_i64..50_000, 0_u8..4)
}

fn company(orders: &[Order]) -> Company {
    let rows: Vec<String> = orders
        .iter()
        .map(|(day, hour, customer, net, channel)| {
            let day = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(i64::from(*day));
            let customer = if *customer == 0 { "NULL".to_owned() } else { format!("'c{customer}'") };
            let channel = if *channel == 0 { "NULL".to_owned() } else { format!("'{channel}'") };
            let currency = if net % 3 == 0 { "USD" } else { "EUR" };
            format!("('{day} {hour:02}:30', '{day}', {customer}, {net}, '{currency}', {channel})")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let net = placed("orders", "placed_at", MeasureKind::Flow(sum("net")));
    let buyers = placed("orders", "placed_at", MeasureKind::Distinct { of: "customer_id".to_owned() });
    let rates: Vec<String> = (0..90)
        .map(|day| {
            let day = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(day);
            format!("('{day}', 'USD', 'EUR', 0.{}37)", 1 + day.day() % 9)
        })
        .collect();
    let rates: Vec<&str> = rates.iter().map(String::as_str).collect();
    Company::new()
        .fact("orders", ORDERS, false, &rows)
        .fact("exchange_rates", "day:date currency:text base_currency:text rate:decimal", false, &rates)
        .metric(single("revenue", Unit::Money, net.clone()))
        .metric(single("orders", Unit::Count, count.clone()))
        .metric(single("buyers", Unit::Count, buyers))
        .metric(quotient("aov", Unit::Money, net, count))
}

fn exact(value: &Value) -> Decimal {
    match value {
        Value::Money { amount, .. } => amount.parse().expect("decimal"),
        Value::Number { number } => Decimal::from_f64_retain(*number).expect("number"),
        Value::Null { .. } => Decimal::ZERO,
    }
}

fn part(text: &Option<String>) -> Decimal {
    text.as_ref().map_or(Decimal::ZERO, |text| text.parse().expect("decimal"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn parts_months_and_customers_add_up(orders in prop::collection::vec(order(), 0..60)) {
        let company = company(&orders);
        for metric in ["revenue", "orders"] {
            let whole = exact(&company.figure(metric, "2026-Q1").value);
            let slices = company.answer(&question(metric, "2026-Q1").slice("channel")).slices.expect("slices");
            let parts: Decimal = slices.rows.iter().map(|row| exact(&row.figure.value)).sum();
            prop_assert_eq!(whole, parts);
            let months: Decimal =
                ["2026-01", "2026-02", "2026-03"].iter().map(|month| exact(&company.figure(metric, month).value)).sum();
            prop_assert_eq!(whole, months);
            let mut weekly = question(metric, "2026-Q1");
            weekly.request.grain = Some(model::calendar::Grain::Week);
            let weeks: Decimal = company.answer(&weekly).series.iter().map(|point| exact(&point.figure.value)).sum();
            prop_assert_eq!(whole, weeks);
        }
        let asked = question("aov", "2026-Q1");
        let behind = query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers");
        prop_assert!(behind.adds_up);
        let tops: Decimal = behind.rows.iter().map(|row| part(&row.figure.numerator)).sum();
        prop_assert_eq!(tops, part(&behind.total.numerator));
        let bottoms: Decimal = behind.rows.iter().map(|row| part(&row.figure.denominator)).sum();
        prop_assert_eq!(bottoms, part(&behind.total.denominator));
    }

    #[test]
    fn sums_equal_the_sums_of_the_rows(orders in prop::collection::vec(order(), 0..60), first in 0_u8..80, days in 1_u8..10) {
        let company = company(&orders);
        let day = |number: u8| jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(i64::from(number));
        let period = format!("{}..{}", day(first), day(first + days - 1));
        let inside = || orders.iter().filter(|order| (first..first + days).contains(&order.0));
        let expected: Decimal = inside()
            .map(|(at, _, _, net, _)| {
                let rate: Decimal = format!("0.{}37", 1 + day(*at).day() % 9).parse().expect("rate");
                Decimal::from(*net) * if net % 3 == 0 { rate } else { Decimal::ONE }
            })
            .sum();
        prop_assert_eq!(exact(&company.figure("revenue", &period).value), expected);
        let buyers: std::collections::BTreeSet<u8> = inside().map(|order| order.2).filter(|customer| *customer > 0).collect();
        prop_assert_eq!(number(&company.figure("buyers", &period)), buyers.len() as f64);
    }

    #[test]
    fn a_cut_comparison_counts_the_same_hours(orders in prop::collection::vec(order(), 0..60), day in 1_i8..28, hour in 0_i8..24) {
        let company = company(&orders);
        let as_of = format!("2026-02-{day:02}T{hour:02}:45:00Z");
        let asked = question("orders", "2026-02").compared(Comparison::Previous).at(&as_of);
        let answer = company.answer(&asked);
        let upto = |first: u8| {
            let cut = first + day as u8 - 1;
            orders.iter().filter(|order| order.0 >= first && (order.0 < cut || (order.0 == cut && order.1 <= hour as u8))).count()
        };
        prop_assert_eq!(number(&answer.figure), upto(31) as f64);
        prop_assert_eq!(number(&answer.change.expect("change").figure), upto(0) as f64);
    }

    #[test]
    fn the_bridge_from_balance_to_balance_closes(
        states in prop::collection::vec((0_u8..80, 1_u8..60, any::<bool>(), 0_u8..4, 1_i64..9_000), 0..25),
    ) {
        let rows: Vec<String> = states
            .iter()
            .map(|(from, length, ends, customer, amount)| {
                let day = |number: i64| jiff::civil::date(2025, 12, 1) + jiff::Span::new().days(number);
                let (start, end) = (day(i64::from(*from)), day(i64::from(*from) + i64::from(*length)));
                let end = if *ends { format!("'{end} 12:00', '{end}'") } else { "NULL, NULL".to_owned() };
                format!("('{start} 12:00', '{start}', {end}, 'c{customer}', {amount}, 'EUR', 'x')")
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let movement = |of: &str, having: &str| {
            let kind = MeasureKind::Opening {
                per: "customer_id".to_owned(),
                amount: Some("annual_amount".to_owned()),
                arrivals: true,
                part_at_end: false,
                outer: sum(of),
                having: Some(having.to_owned()),
            };
            measure("mrr", kind)
        };
        let company = Company::new()
            .fact("mrr", STATES, true, &rows)
            .metric(single("mrr", Unit::Money, measure("mrr", MeasureKind::Balance(sum("annual_amount")))))
            .metric(single("new", Unit::Money, movement("closing", "opening = 0 AND closing > 0 AND earlier = 0")))
            .metric(single("back", Unit::Money, movement("closing", "opening = 0 AND closing > 0 AND earlier > 0")))
            .metric(single("change", Unit::Money, movement("closing - opening", "opening > 0 AND closing > 0")))
            .metric(single("lost", Unit::Money, movement("opening", "opening > 0 AND closing = 0")));
        let value = |metric: &str, period: &str| exact(&company.figure(metric, period).value);
        let bridged = value("mrr", "2025-12") + value("new", "2026-01") + value("back", "2026-01")
            + value("change", "2026-01") - value("lost", "2026-01");
        prop_assert_eq!(bridged, value("mrr", "2026-01"));
    }
}
