//! Where the question decides which way is good, the answer says what its rows say.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use model::aims::*;
use query::answer::{GoalVerdict, Judgement, MetricAnswer};
use query::experiment::answer::VerdictKind;
use query::experiment::{Asked, measured};
use query::request::{Comparison, Subject};
use std::collections::BTreeMap;

const ANSWERS: &str =
    "day:date customer_id:text:customer score:decimal polarity:text channel:text:channel owner:text:owner";

/// Answers of a month: effort is asked for as a low number (`low_good`), ease as a high one (`high_good`).
fn asked(month: &str, channel: &str, polarity: &str, scores: &[i64]) -> Vec<String> {
    scores.iter().map(|score| format!("('{month}-05', 'A', {score}, '{polarity}', '{channel}', 'Ann')")).collect()
}

fn effort() -> Metric {
    let count = placed("answers", "day", MeasureKind::Flow(Aggregate::CountRows));
    let total = placed("answers", "day", MeasureKind::Flow(sum("score")));
    let of_each = "CASE WHEN :score = 'neutral' THEN 0 WHEN polarity = 'low_good' THEN -1 ELSE 1 END";
    let score = ParameterDefinition {
        kind: ParameterKind::Choice,
        default: "mean".to_owned(),
        options: vec!["mean".to_owned(), "neutral".to_owned()],
        most: 0,
        setting: None,
        most_used: None,
    };
    Metric {
        better: Better::ByQuestion,
        direction: Some(placed("answers", "day", MeasureKind::Flow(sum(of_each)))),
        additivity: Additivity::Ratio,
        parameters: BTreeMap::from([("score".to_owned(), score)]),
        ..quotient("effort", Unit::Score, total, count)
    }
}

fn company(rows: &[Vec<String>]) -> Company {
    let rows: Vec<&str> = rows.iter().flatten().map(String::as_str).collect();
    Company::new().fact("answers", ANSWERS, false, &rows).metric(effort()).board("overview", &["effort"]).in_zone("UTC")
}

/// From a mean of 11 to one of 21, far outside of chance.
fn risen(then: &str, now: &str) -> Company {
    company(&[asked("2026-01", "shop", then, &[10, 11, 12]), asked("2026-02", "shop", now, &[20, 21, 22])])
}

fn february(company: &Company) -> MetricAnswer {
    company.answer(&question("effort", "2026-02").compared(Comparison::Previous))
}

/// Direction and judgement.
fn said(answer: &MetricAnswer) -> (&str, Judgement) {
    (&answer.better, answer.change.as_ref().expect("change").judgement)
}

#[test]
fn the_rows_say_whether_more_is_good() {
    assert_eq!(said(&february(&risen("low_good", "low_good"))), ("lower", Judgement::Worse));
    assert_eq!(said(&february(&risen("high_good", "high_good"))), ("higher", Judgement::Better));
    let fallen = company(&[
        asked("2026-01", "shop", "low_good", &[20, 21, 22]),
        asked("2026-02", "shop", "low_good", &[10, 11, 12]),
    ]);
    assert_eq!(said(&february(&fallen)), ("lower", Judgement::Better));
}

#[test]
fn rows_that_do_not_agree_say_neither() {
    let mixed = company(&[
        asked("2026-01", "shop", "low_good", &[10, 11, 12]),
        asked("2026-02", "shop", "low_good", &[20, 21]),
        asked("2026-02", "shop", "high_good", &[22]),
    ]);
    assert_eq!(said(&february(&mixed)), ("neither", Judgement::Neutral));
    // Each period agrees with itself, but not with the other.
    assert_eq!(said(&february(&risen("low_good", "high_good"))), ("neither", Judgement::Neutral));
    let alone = |period: &str| risen("low_good", "high_good").answer(&question("effort", period)).better;
    assert_eq!((alone("2026-01").as_str(), alone("2026-02").as_str()), ("lower", "higher"));
    assert_eq!(alone("2026-03"), "neither", "nobody was asked");
}

#[test]
fn a_parameter_may_leave_no_direction() {
    let low = risen("low_good", "low_good");
    let neutral = question("effort", "2026-02").compared(Comparison::Previous).parameter("score", "neutral");
    assert_eq!(said(&low.answer(&neutral)), ("neither", Judgement::Neutral));
}

#[test]
fn a_filter_and_a_part_have_the_direction_of_their_own_rows() {
    let company = company(&[
        asked("2026-01", "shop", "low_good", &[10, 11, 12]),
        asked("2026-02", "shop", "low_good", &[20, 21, 22]),
        asked("2026-01", "mail", "high_good", &[10, 11, 12]),
        asked("2026-02", "mail", "high_good", &[20, 21, 22]),
    ]);
    let compared = question("effort", "2026-02").compared(Comparison::Previous);
    let cut = company.answer(&compared.clone().slice("channel"));
    assert_eq!(said(&cut), ("neither", Judgement::Neutral));
    let rows = cut.slices.expect("parts").rows;
    let judged = |channel: &str| {
        let row = rows.iter().find(|row| row.value.as_deref() == Some(channel)).expect("part");
        row.change.as_ref().expect("change").judgement
    };
    assert_eq!((judged("shop"), judged("mail")), (Judgement::Worse, Judgement::Better));
    let of = |channel: &str| company.answer(&compared.clone().filter("channel", &[channel], false));
    assert_eq!(said(&of("shop")), ("lower", Judgement::Worse));
    assert_eq!(said(&of("mail")), ("higher", Judgement::Better));
    let why = query::why::why(&company.context(), &compared.scope, of_mail(&compared)).expect("why");
    assert_eq!(why.better, "higher");
}

fn of_mail(asked: &Question) -> query::request::Request {
    asked.clone().filter("channel", &["mail"], false).request
}

#[test]
fn an_experiment_over_two_periods_knows_it_too() {
    let verdict = |company: &Company| {
        let asked = question("effort", "2026-02").compared(Comparison::Previous);
        let plain = Asked::parse(&[]).expect("experiment");
        let answer = measured(&company.context(), &asked.scope, "effort", &asked.request, &plain).expect("groups");
        (answer.better, answer.verdict.kind)
    };
    assert_eq!(verdict(&risen("low_good", "low_good")), ("lower".to_owned(), VerdictKind::Worse));
    assert_eq!(verdict(&risen("high_good", "high_good")), ("higher".to_owned(), VerdictKind::Better));
    assert_eq!(verdict(&risen("low_good", "high_good")), ("neither".to_owned(), VerdictKind::Higher));
}

#[test]
fn a_goal_is_met_from_the_good_side() {
    let goal = |month: &str, last: &str| Goal {
        metric: "effort".to_owned(),
        part: None,
        first: format!("{month}-01").parse().expect("day"),
        last: last.parse().expect("day"),
        target: 15.into(),
        currency: None,
        imported: false,
    };
    let goals = vec![goal("2026-01", "2026-01-31"), goal("2026-02", "2026-02-28")];
    let aims = Aims { goals, ..Aims::default() };
    let verdict = |company: &Company, month: &str| {
        let asked = question("effort", month);
        let context = company.context();
        let answer = query::metric(&context.with_aims(&aims), &asked.scope, asked.request.clone()).expect("answer");
        (answer.goals[0].verdict, answer.goals[0].margin)
    };
    // 11 and 21 beside 15.
    let low = risen("low_good", "low_good");
    assert_eq!(verdict(&low, "2026-01"), (GoalVerdict::Met, Some(4.0)));
    assert_eq!(verdict(&low, "2026-02"), (GoalVerdict::Missed, Some(-6.0)));
    let high = risen("high_good", "high_good");
    assert_eq!(verdict(&high, "2026-01"), (GoalVerdict::Missed, Some(-4.0)));
    assert_eq!(verdict(&high, "2026-02"), (GoalVerdict::Met, Some(6.0)));
    let mixed = company(&[asked("2026-01", "shop", "low_good", &[10]), asked("2026-01", "shop", "high_good", &[12])]);
    assert_eq!(verdict(&mixed, "2026-01"), (GoalVerdict::Unknown, None));
}

#[test]
fn a_tile_knows_the_direction_from_the_same_statement() {
    let low = risen("low_good", "low_good");
    let mut asked = question("effort", "2026-02").compared(Comparison::Previous);
    asked.request.subject = Subject::Board("overview".to_owned());
    let statements = |company: &Company| {
        let before = company.store.count();
        let board = query::board(&company.context(), &asked.scope, asked.request.clone()).expect("board");
        (company.store.count() - before, board)
    };
    let (with, board) = statements(&low);
    let tile = &board.groups[0].tiles[0];
    let judged = tile.change.as_ref().expect("change").judgement;
    assert_eq!((tile.better.as_str(), judged), ("lower", Judgement::Worse));
    let plain = risen("low_good", "low_good").metric(Metric { better: Better::Lower, direction: None, ..effort() });
    assert_eq!(statements(&plain).0, with);
}
