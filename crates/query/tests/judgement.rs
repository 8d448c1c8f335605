//! Which changes are called real: shares, means and counts against their intervals, the rest not at all.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use query::answer::{Change, Judgement};
use query::request::Comparison;

const ANSWERS: &str = "day:date customer_id:text:customer score:decimal channel:text:channel owner:text:owner";
const ORDERS: &str = "day:date customer_id:text:customer net:money:currency currency:text:currency channel:text:channel owner:text:owner";

/// Answers of a month with their scores.
fn scores(month: &str, channel: &str, scores: &[i64]) -> Vec<String> {
    scores.iter().map(|score| format!("('{month}-05', 'A', {score}, '{channel}', 'Ann')")).collect()
}

/// So many answers in a month.
fn many(month: &str, count: usize) -> Vec<String> {
    scores(month, "shop", &vec![1; count])
}

fn company(rows: &[Vec<String>]) -> Company {
    let rows: Vec<&str> = rows.iter().flatten().map(String::as_str).collect();
    let count = placed("answers", "day", MeasureKind::Flow(Aggregate::CountRows));
    let total = placed("answers", "day", MeasureKind::Flow(sum("score")));
    let median = placed("answers", "day", MeasureKind::Quantile { of: "score".to_owned(), share: Share::Fixed(0.5) });
    let mut context = single("context", Unit::Count, total.clone());
    context.better = Better::Neither;
    Company::new()
        .fact("answers", ANSWERS, false, &rows)
        .metric(single("answers", Unit::Count, count.clone()))
        .metric(quotient("mean", Unit::Score, total.clone(), count))
        .metric(single("points", Unit::Count, total))
        .metric(single("median", Unit::Score, median))
        .metric(context)
}

fn change(company: &Company, metric: &str, period: &str) -> Change {
    company.answer(&question(metric, period).compared(Comparison::Previous)).change.expect("change")
}

fn near(found: Option<(f64, f64)>, expected: (f64, f64)) {
    let (low, high) = found.expect("an interval");
    let close = |found: f64, expected: f64| (found - expected).abs() < 0.001 * expected.abs().max(1.0);
    assert!(close(low, expected.0) && close(high, expected.1), "{low} … {high} and not {expected:?}");
}

#[test]
fn a_change_of_means_must_leave_its_interval() {
    let company = company(&[
        scores("2025-12", "shop", &[1, 2, 3]),
        scores("2026-01", "shop", &[2, 4, 6]),
        scores("2026-02", "shop", &[20, 21, 22]),
    ]);
    // 2 ± 3.18 × √(1/3 + 4/3), by 50/17 degrees: more than 2 on either side.
    let unclear = change(&company, "mean", "2026-01");
    assert_eq!(unclear.judgement, Judgement::NoClearChange);
    assert!(unclear.interval.is_some_and(|(low, high)| low < 0.0 && high > 4.0), "{unclear:?}");
    // 21 − 4 = 17, error √(4/3 + 1/3) = 1.290994, degrees 50/17 again.
    let clear = change(&company, "mean", "2026-02");
    assert_eq!(clear.judgement, Judgement::Better);
    // Of one mean: 21 ± 4.302653 × √(1/3).
    near(company.figure("mean", "2026-02").interval, (18.515_86, 23.484_14));
}

#[test]
fn the_interval_of_a_change_of_means_is_that_of_welch() {
    let company = company(&[scores("2025-12", "shop", &[10, 11, 12]), scores("2026-01", "shop", &[20, 21, 22])]);
    // Variances 1 and 1: error √(2/3), degrees (4/9) ÷ (1/18 + 1/18) = 4, t = 2.776445: 10 ± 2.266958.
    near(change(&company, "mean", "2026-01").interval, (7.733_04, 12.266_96));
}

#[test]
fn parts_are_judged_by_their_own_rows() {
    let company = company(&[
        scores("2025-12", "shop", &[10, 11, 12]),
        scores("2026-01", "shop", &[20, 21, 22]),
        scores("2025-12", "mail", &[1, 2, 3]),
        scores("2026-01", "mail", &[2, 4, 6]),
        scores("2025-12", "fair", &[5]),
        scores("2026-01", "fair", &[7]),
    ]);
    let asked = question("mean", "2026-01").compared(Comparison::Previous).slice("channel");
    let rows = company.answer(&asked).slices.expect("parts").rows;
    let judged = |channel: &str| {
        let row = rows.iter().find(|row| row.value.as_deref() == Some(channel)).expect("part");
        row.change.as_ref().expect("change").judgement
    };
    assert_eq!(judged("shop"), Judgement::Better);
    assert_eq!(judged("mail"), Judgement::NoClearChange);
    assert_eq!(judged("fair"), Judgement::TooFew, "one answer has no spread");
}

#[test]
fn a_mean_of_amounts_is_spread_by_the_amounts_in_one_currency() {
    // At 0.5 the dollars are 10, 11 and 12 euros.
    let orders = [
        "('2025-12-05', 'A', 1000, 'EUR', 'x', 'y')",
        "('2025-12-05', 'A', 2200, 'USD', 'x', 'y')",
        "('2025-12-05', 'A', 1200, 'EUR', 'x', 'y')",
        "('2026-01-05', 'A', 4000, 'USD', 'x', 'y')",
        "('2026-01-05', 'A', 2100, 'EUR', 'x', 'y')",
        "('2026-01-05', 'A', 4400, 'USD', 'x', 'y')",
    ];
    let rates = ["('2025-12-05', 'USD', 'EUR', 0.5)", "('2026-01-05', 'USD', 'EUR', 0.5)"];
    let net = placed("orders", "day", MeasureKind::Flow(sum("net")));
    let count = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let company = Company::new()
        .fact("orders", ORDERS, false, &orders)
        .fact("exchange_rates", "day:date currency:text base_currency:text rate:decimal", false, &rates)
        .metric(quotient("aov", Unit::Money, net.clone(), count))
        .metric(single("revenue", Unit::Money, net));
    // As the scores of 10, 11, 12 and 20, 21, 22, in cents.
    let aov = change(&company, "aov", "2026-01");
    near(aov.interval, (773.304, 1_226.696));
    assert_eq!(aov.judgement, Judgement::Better);
    assert_eq!(company.figure("aov", "2026-01").interval, None, "amounts are shown without");
    assert_eq!(change(&company, "revenue", "2026-01").judgement, Judgement::NotTested);
}

#[test]
fn a_count_is_compared_by_the_exact_test() {
    let company = company(&[
        many("2025-11", 6),
        many("2025-12", 10),
        many("2026-01", 30),
        many("2026-03", 20),
        many("2026-04", 1),
    ]);
    // 30 of 40: 0.5880 to 0.8731 (Clopper and Pearson), so 1.4273 to 6.880 times as many as 10.
    let clear = change(&company, "answers", "2026-01");
    assert_eq!(clear.judgement, Judgement::Better);
    let (low, high) = clear.interval.expect("an interval");
    assert!((low - 4.27).abs() < 0.03 && (high - 58.8).abs() < 0.3, "{low} {high}");
    // 10 of 16 are no more than chance; nothing became of 30; the first ones are new.
    assert_eq!(change(&company, "answers", "2025-12").judgement, Judgement::NoClearChange);
    assert_eq!(change(&company, "answers", "2026-02").judgement, Judgement::Worse);
    assert_eq!(change(&company, "answers", "2026-03").judgement, Judgement::New);
    assert_eq!(change(&company, "answers", "2026-04").judgement, Judgement::Worse);
}

#[test]
fn a_shorter_month_is_no_decline() {
    let company = company(&[many("2026-01", 3_100), many("2026-02", 2_800)]);
    // A hundred a day in both; without regard to the days 300 fewer would be far outside of chance.
    let found = change(&company, "answers", "2026-02");
    assert_eq!((found.absolute, found.judgement), (Some(-300.0), Judgement::NoClearChange));
    assert!(found.interval.is_some_and(|(low, high)| low < 0.0 && high > 0.0));
}

#[test]
fn what_has_no_interval_is_not_called_good_or_bad() {
    let company = company(&[scores("2025-12", "shop", &[1, 2, 3]), scores("2026-01", "shop", &[20, 21, 22])]);
    let judged = |metric: &str| change(&company, metric, "2026-01").judgement;
    assert_eq!(judged("points"), Judgement::NotTested);
    assert_eq!(judged("median"), Judgement::NotTested);
    assert_eq!(judged("context"), Judgement::Neutral);
    assert_eq!(change(&company, "points", "2026-01").interval, None);
}

#[test]
fn a_balance_is_not_taken_for_a_count_of_events() {
    let open = measure("deals", MeasureKind::Balance(Aggregate::CountRows));
    let rows: Vec<String> = (0..40)
        .map(|deal| {
            let from = if deal < 5 { "2025-12-01" } else { "2026-01-10" };
            format!("('{from} 10:00', '{from}', NULL, NULL, 'A', 'x', 'y')")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let columns = "from_at:instant to_at:instant customer_id:text:customer channel:text:channel owner:text:owner";
    let company = Company::new().fact("deals", columns, true, &rows).metric(single("open", Unit::Count, open));
    assert_eq!(change(&company, "open", "2026-01").judgement, Judgement::NotTested);
}
