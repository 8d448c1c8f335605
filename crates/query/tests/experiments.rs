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

/// Visitors in two versions drawn by lot, as shares of those who bought.
fn versions(slice: &str, rows: &[(&str, u32, u32)]) -> query::experiment::answer::ExperimentAnswer {
    const ROWS: &str =
        "id:text customer_id:text:customer seen_at:instant bought:boolean variant:text:variant channel:text:channel";
    let row = |version: &str, number: u32, bought: bool| {
        let variant = if version.is_empty() { "NULL".to_owned() } else { format!("'{version}'") };
        format!("('{version}{number}', 'c', '2026-01-05 08:00', '2026-01-05', {bought}, {variant}, 'web')")
    };
    let rows: Vec<String> = rows
        .iter()
        .flat_map(|(version, members, bought)| (0..*members).map(move |number| row(version, number, number < *bought)))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut top = placed("things", "seen_at", MeasureKind::Flow(Aggregate::CountRows));
    top.filter = Some("bought".to_owned());
    let bottom = placed("things", "seen_at", MeasureKind::Flow(Aggregate::CountRows));
    let mut share = quotient("bought_share", Unit::Share, top, bottom);
    share.slices = vec!["variant".to_owned(), "channel".to_owned()];
    let company = Company::new().fact("things", ROWS, false, &rows).metric(share);
    let question = question("bought_share", "2026-01").slice(slice);
    let against = if slice == "variant" { "a" } else { "" };
    let asked = Asked::parse(&[("against".to_owned(), against.to_owned())]).expect("experiment");
    measured(&company.context(), &question.scope, "bought_share", &question.request, &asked).expect("groups")
}

#[test]
fn a_variant_is_drawn_by_lot_and_meant_to_be_equally_large() {
    use query::experiment::answer::ExperimentWarning;
    let equal = versions("variant", &[("a", 200, 20), ("b", 200, 60), ("", 300, 30)]);
    let names: Vec<Option<&str>> = equal.groups.iter().map(|group| group.name.as_deref()).collect();
    assert_eq!(names, [Some("a"), Some("b")], "whoever has no variant is no part of it");
    assert_eq!(equal.warnings, []);
    assert!((equal.comparisons[0].difference - 0.2).abs() < 1e-12);
    // 200 and 400 where halves were meant: 100² ÷ 300 twice is 66.7.
    let unlike = versions("variant", &[("a", 200, 20), ("b", 400, 60)]);
    assert_eq!(unlike.warnings, [ExperimentWarning::UnequalAllocation]);
    assert!((unlike.allocation.expect("sizes").statistic - 200.0 / 3.0).abs() < 1e-9);
    // Of anything else nobody drew lots.
    assert_eq!(versions("channel", &[("a", 200, 20), ("b", 400, 60)]).warnings, [ExperimentWarning::NotByLot]);
}
