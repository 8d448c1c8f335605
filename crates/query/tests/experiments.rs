//! Groups of the workspace's data beside each other on the real engine.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::{Aggregate, MeasureKind, Unit};
use common::*;
use query::experiment::answer::GroupAnswer;
use query::experiment::{Asked, measured};

const ROWS: &str = "id:text customer_id:text:customer seen_at:instant score:decimal amount:money:currency currency:text:currency channel:text:channel";

fn groups(unit: Unit, of: &str) -> Vec<GroupAnswer> {
    let row = |id: &str, score: &str, amount: &str, channel: &str| {
        format!("('{id}', 'c', '2026-01-05 08:00', '2026-01-05', {score}, {amount}, 'EUR', '{channel}')")
    };
    let rows = [
        row("1", "1300", "130000000000", "a"),
        row("2", "1302", "130200000000", "a"),
        row("3", "50000", "5000000000000", "b"),
        row("4", "50000", "5000000000000", "b"),
        row("5", "50006", "5000600000000", "b"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let top = placed("things", "seen_at", MeasureKind::Flow(sum(of)));
    let bottom = placed("things", "seen_at", MeasureKind::Flow(Aggregate::CountRows));
    let mut mean = quotient("mean", unit, top, bottom);
    mean.slices = vec!["channel".to_owned(), "currency".to_owned()];
    let company = Company::new().fact("things", ROWS, false, &rows).metric(mean);
    let question = question("mean", "2026-01").slice("channel");
    let asked = Asked::parse(&[("against".to_owned(), "a".to_owned())]).expect("experiment");
    let answer = measured(&company.context(), &question.scope, "mean", &question.request, &asked);
    answer.expect("groups").groups
}

/// 1,300 and 1,302 deviate from their mean by √2; 50,000 twice and 50,006 by √((4 + 4 + 16) ÷ 2).
#[test]
fn squares_of_large_scores_and_amounts_do_not_overflow() {
    for (unit, of, scale) in [(Unit::Score, "score", 1.0), (Unit::Money, "amount", 1e8)] {
        let groups = groups(unit, of);
        let expected = [(1_301.0, 2.0_f64.sqrt()), (50_002.0, 12.0_f64.sqrt())];
        for (group, (mean, deviation)) in groups.iter().zip(expected) {
            assert!((group.value / scale - mean).abs() < 1e-9, "{group:?}");
            let found = group.deviation.expect("deviation") / scale;
            assert!((found - deviation).abs() < 1e-4, "{group:?}");
        }
        assert_eq!(groups.len(), 2);
    }
}
