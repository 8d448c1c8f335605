//! What needs attention, in a small company whose list is worked out by hand.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use model::aims::*;
use query::alerts::{Alert, AlertDoubt, AlertKind, AlertsAnswer, Since, alerts};
use query::answer::{GoalVerdict, NullReason};
use query::request::{Comparison, Request, Subject};
use query::scope::Scope;

/// Orders by month: five in January, two in February, two in March, three in April. Nothing before.
const ORDERS: &[&str] = &[
    "('2026-01-02', 'a', 200, 'EUR', 'shop')",
    "('2026-01-03', 'a', 200, 'EUR', 'shop')",
    "('2026-01-04', 'a', 200, 'EUR', 'shop')",
    "('2026-01-05', 'a', 200, 'EUR', 'shop')",
    "('2026-01-06', 'a', 200, 'EUR', 'shop')",
    "('2026-02-03', 'a', 500, 'EUR', 'shop')",
    "('2026-02-04', 'b', 500, 'EUR', 'shop')",
    "('2026-03-03', 'a', 500, 'EUR', 'shop')",
    "('2026-03-04', 'b', 500, 'EUR', 'shop')",
    "('2026-04-01', 'a', 500, 'EUR', 'shop')",
    "('2026-04-02', 'a', 500, 'EUR', 'mail')",
    "('2026-04-03', 'b', 4, 'EUR', 'mail')",
];

/// A hundred calls in March of which 90 were answered, a hundred in April of which 60 were.
fn calls() -> Vec<String> {
    let month = |month: u32, answered: usize| {
        (0..100).map(move |call| format!("('2026-0{month}-10', 'c{call}', {})", call < answered))
    };
    month(3, 90).chain(month(4, 60)).collect()
}

fn company() -> Company {
    let calls = calls();
    let calls: Vec<&str> = calls.iter().map(String::as_str).collect();
    let orders = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let revenue = placed("orders", "day", MeasureKind::Flow(sum("net")));
    let taken = placed("calls", "day", MeasureKind::Flow(Aggregate::CountRows));
    let mut answered = quotient("answered", Unit::Share, filtered(taken.clone(), "answered"), taken);
    answered.additivity = Additivity::Ratio;
    let gone = filtered(orders.clone(), "channel = 'gone'");
    let mut dead = quotient("dead", Unit::Share, gone.clone(), gone);
    dead.additivity = Additivity::Ratio;
    Company::new()
        .in_zone("UTC")
        .fact(
            "orders",
            "day:date customer_id:text:customer net:money:currency currency:text:currency channel:text:channel",
            false,
            ORDERS,
        )
        .fact("calls", "day:date customer_id:text:customer answered:boolean", false, &calls)
        .metric(single("orders", Unit::Count, orders.clone()))
        .metric(single("revenue", Unit::Money, revenue))
        .metric(single("other", Unit::Count, orders))
        .metric(answered)
        .metric(dead)
}

fn threshold(bad: Side, value: &str) -> Marks {
    let threshold = Threshold { bad, value: value.parse().expect("number"), per: Per::Month };
    Marks { thresholds: vec![threshold], ..Marks::default() }
}

fn goal(metric: &str, channel: Option<&str>, target: i64) -> Goal {
    Goal {
        metric: metric.to_owned(),
        part: channel.map(|value| GoalPart { dimension: "channel".to_owned(), value: value.to_owned() }),
        first: "2026-04-01".parse().expect("day"),
        last: "2026-04-30".parse().expect("day"),
        target: target.into(),
        currency: None,
        imported: false,
    }
}

fn aims() -> Aims {
    let benchmark = Benchmark { value: "0.8".parse().expect("number"), source: "A study".to_owned(), per: Per::Month };
    let stagnation = Some(Stagnation { within: "0.01".parse().expect("number") });
    Aims {
        goals: vec![goal("orders", None, 4), goal("orders", Some("shop"), 3), goal("orders", Some("mail"), 2)],
        marks: [
            ("orders".to_owned(), threshold(Side::Below, "4")),
            ("answered".to_owned(), Marks { benchmarks: vec![benchmark], ..Marks::default() }),
            ("revenue".to_owned(), Marks { stagnation, ..threshold(Side::Above, "20") }),
            ("dead".to_owned(), threshold(Side::Above, "0.5")),
            ("removed".to_owned(), threshold(Side::Above, "0.5")),
        ]
        .into(),
    }
}

fn request(period: &str) -> Request {
    Request { subject: Subject::Board("alerts".to_owned()), ..question("orders", period).request }
}

fn asked(company: &Company, aims: &Aims, request: Request, scope: &Scope) -> AlertsAnswer {
    alerts(&company.context().with_aims(aims), scope, request).expect("answer")
}

fn of_april(company: &Company, aims: &Aims) -> AlertsAnswer {
    asked(company, aims, request("2026-04"), &Scope::everything())
}

/// Kind, metric and part of each.
fn listed(answer: &AlertsAnswer) -> Vec<(AlertKind, &str, Option<&str>)> {
    fn part(alert: &Alert) -> Option<&str> {
        alert.part.as_ref().map(|(_, value)| value.as_str())
    }
    answer.alerts.iter().map(|alert| (alert.kind, alert.metric.as_str(), part(alert))).collect()
}

#[test]
fn the_whole_list_of_a_month_in_order_of_seriousness() {
    let answer = of_april(&company(), &aims());
    let wanted = [
        // 3 of at least 4.
        (AlertKind::Threshold, "orders", None),
        // 1 of 3 in the shop is 67 % off, 3 of 4 altogether 25 %; mail has its 2.
        (AlertKind::Goal, "orders", Some("shop")),
        (AlertKind::Goal, "orders", None),
        // 60 of 100 after 90 of 100.
        (AlertKind::Change, "answered", None),
        // 10.04 after 10.00 is 0.4 %, and below 20.
        (AlertKind::Stagnation, "revenue", None),
    ];
    assert_eq!(listed(&answer), wanted);
    assert_eq!(answer.watched, 4, "the metric that was removed is not asked");
    let orders = &answer.alerts[0];
    assert_eq!(orders.threshold.as_ref().map(|mark| (mark.value, mark.bad.as_deref())), Some((4.0, Some("below"))));
    // February, March and April have 2, 2 and 3; January had 5.
    let since = Since { day: "2026-02-01".to_owned(), periods: 3, at_least: false };
    assert_eq!(orders.since.as_ref(), Some(&since));
    let goals: Vec<_> = answer.alerts[1..3].iter().filter_map(|alert| alert.goal.as_ref()).collect();
    assert_eq!(
        goals.iter().map(|goal| (goal.verdict, goal.lead)).collect::<Vec<_>>(),
        [(GoalVerdict::Missed, Some(-2.0)), (GoalVerdict::Missed, Some(-1.0)),]
    );
    assert_eq!(answer.alerts[4].within, Some(0.01));
    // A share of nothing is neither above nor below.
    let doubts: Vec<_> = answer.undecided.iter().map(|one| (one.metric.as_str(), one.doubt, one.reason)).collect();
    assert_eq!(doubts, [("dead", AlertDoubt::NoValue, Some(NullReason::NoDenominator))]);
}

#[test]
fn a_quiet_month_has_an_empty_list() {
    let company = company();
    let quiet = Aims { marks: [("orders".to_owned(), threshold(Side::Below, "3"))].into(), ..Aims::default() };
    let answer = of_april(&company, &quiet);
    assert_eq!((answer.alerts.len(), answer.undecided.len(), answer.watched), (0, 0, 1));
    let nothing = of_april(&company, &Aims::default());
    assert_eq!((nothing.alerts.len(), nothing.watched), (0, 0));
}

#[test]
fn while_a_month_runs_too_little_is_no_verdict_but_too_much_is() {
    let company = company();
    let running = Request { as_of: instant("2026-04-03T00:00:00Z"), ..request("2026-04") };
    let at = |aims: &Aims| asked(&company, aims, running.clone(), &Scope::everything());
    let too_little =
        at(&Aims { marks: [("orders".to_owned(), threshold(Side::Below, "4"))].into(), ..Aims::default() });
    assert_eq!(too_little.alerts, []);
    assert_eq!(too_little.undecided[0].doubt, AlertDoubt::Unfinished);
    let too_much = at(&Aims { marks: [("orders".to_owned(), threshold(Side::Above, "1"))].into(), ..Aims::default() });
    assert_eq!(listed(&too_much), [(AlertKind::Threshold, "orders", None)]);
    // Two in March, two in February, five in January, none before: nothing was counted then.
    let since = Since { day: "2026-01-01".to_owned(), periods: 4, at_least: false };
    assert_eq!(too_much.alerts[0].since.as_ref(), Some(&since));
}

#[test]
fn nothing_to_compare_with_is_no_standstill() {
    let stagnation = Some(Stagnation { within: "0.5".parse().expect("number") });
    let aims =
        Aims { marks: [("orders".to_owned(), Marks { stagnation, ..Marks::default() })].into(), ..Aims::default() };
    let answer = asked(&company(), &aims, request("2026-01"), &Scope::everything());
    assert_eq!((answer.alerts.len(), answer.undecided[0].doubt), (0, AlertDoubt::NoComparison));
}

#[test]
fn the_viewer_sees_only_what_it_may_see() {
    let company = company();
    let hidden = Scope::limited(Vec::new(), vec!["orders".to_owned()]);
    let answer = asked(&company, &aims(), request("2026-04"), &hidden);
    let kinds: Vec<&str> = answer.alerts.iter().map(|alert| alert.metric.as_str()).collect();
    assert_eq!((kinds, answer.watched), (vec!["answered", "revenue"], 3));
    // Of the shop alone: one order of at least four, and no call has a channel by which it could be told.
    let shop = Scope::limited(vec![("channel".to_owned(), vec!["shop".to_owned()])], Vec::new());
    let answer = asked(&company, &aims(), request("2026-04"), &shop);
    assert_eq!(answer.alerts[0].threshold.as_ref().map(|_| number(&answer.alerts[0].figure)), Some(1.0));
    assert!(answer.alerts.iter().all(|alert| alert.metric != "answered"), "{answer:#?}");
    assert!(answer.undecided.iter().all(|one| one.metric != "answered"), "{answer:#?}");
}

#[test]
fn the_list_costs_a_statement_for_each_fact() {
    let company = company();
    let aims = Aims { goals: vec![goal("orders", None, 4)], ..aims() };
    let before = company.store.count();
    of_april(&company, &aims);
    // Which entities there are, and one each for orders and calls.
    assert_eq!(company.store.count() - before, 3);
}

#[test]
fn an_own_metric_is_watched_too_and_one_that_fails_takes_down_no_other() {
    let own = |mut metric: Metric| {
        metric.own = Some(OwnTexts { name: "Mine".to_owned(), meaning: "Mine.".to_owned(), boards: Vec::new() });
        metric
    };
    let orders = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let broken = placed("gone", "day", MeasureKind::Flow(Aggregate::CountRows));
    let company = company()
        .fact("gone", "day:date customer_id:text:customer channel:text:channel", false, &[])
        .metric(own(single("mine", Unit::Count, filtered(orders, "channel = 'mail'"))))
        .metric(own(single("broken", Unit::Count, broken)));
    company.run("DROP TABLE fact.gone");
    let marks = [("mine".to_owned(), threshold(Side::Above, "1")), ("broken".to_owned(), threshold(Side::Above, "1"))];
    let answer = of_april(&company, &Aims { marks: marks.into(), ..Aims::default() });
    assert_eq!(listed(&answer), [(AlertKind::Threshold, "mine", None)]);
    assert_eq!(answer.undecided[0].reason, Some(NullReason::Failed));
}

#[test]
fn the_year_before_is_taken_where_it_is_asked_for() {
    let company = company();
    company.run("INSERT INTO fact.orders VALUES ('2025-04-03', 'a', 1004, 'EUR', 'shop')");
    let stagnation = Some(Stagnation { within: "0.001".parse().expect("number") });
    let aims =
        Aims { marks: [("revenue".to_owned(), Marks { stagnation, ..Marks::default() })].into(), ..Aims::default() };
    assert_eq!(of_april(&company, &aims).alerts, [], "0.4 % more than in March");
    let by_year = Request { comparison: Comparison::Year, ..request("2026-04") };
    let answer = asked(&company, &aims, by_year, &Scope::everything());
    assert_eq!(listed(&answer), [(AlertKind::Stagnation, "revenue", None)]);
}

/// How much of its goal, or how much more than before, another metric has.
fn about(id: &str, what: About) -> Metric {
    let mut about_orders = metric(id, Unit::Share, Vec::new(), Formula::Number(0.into()));
    about_orders.about = Some(what);
    about_orders.additivity = Additivity::Ratio;
    let other = ParameterDefinition {
        kind: ParameterKind::Metric,
        default: "orders".to_owned(),
        options: Vec::new(),
        most: LONGEST_LENGTH,
        setting: None,
        most_used: None,
    };
    about_orders.parameters.insert("metric".to_owned(), other);
    about_orders
}

/// Three orders in April after two in March, of a goal of four.
#[test]
fn marks_of_metrics_about_others_are_judged() {
    let company = company().metric(about("attained", About::Goal)).metric(about("grown", About::Change));
    let marks =
        [("attained".to_owned(), threshold(Side::Below, "0.8")), ("grown".to_owned(), threshold(Side::Above, "0.4"))];
    let aims = Aims { goals: Vec::new(), marks: marks.clone().into() };
    let with_goal = Aims { goals: vec![goal("orders", None, 4)], marks: marks.into() };
    let answer = of_april(&company, &with_goal);
    let fired = answer.alerts.iter().map(|alert| (alert.kind, alert.metric.as_str(), number(&alert.figure)));
    let wanted = [
        // Half as many again are a quarter beyond 40 %, three quarters a sixteenth below 80 %.
        (AlertKind::Threshold, "grown", 0.5),
        (AlertKind::Threshold, "attained", 0.75),
        (AlertKind::Goal, "orders", 3.0),
    ];
    assert_eq!(fired.collect::<Vec<_>>(), wanted);
    assert_eq!((answer.watched, answer.undecided.len()), (3, 0));
    let page = query::metric(
        &company.context().with_aims(&with_goal),
        &Scope::everything(),
        question("attained", "2026-04").request,
    );
    assert_eq!(page.expect("answer").marks[0].crossed, Some(true));
    // Until the goal's month is over, too little of it is no verdict.
    let running = Request { as_of: instant("2026-04-03T00:00:00Z"), ..request("2026-04") };
    let early = asked(&company, &with_goal, running, &Scope::everything());
    assert!(early.alerts.iter().all(|alert| alert.metric != "attained"), "{early:#?}");
    assert!(early.undecided.iter().any(|one| (one.metric.as_str(), one.doubt) == ("attained", AlertDoubt::Unfinished)));
    // Without a goal there is nothing to hold it against.
    let without = of_april(&company, &aims);
    let doubts: Vec<_> = without.undecided.iter().map(|one| (one.metric.as_str(), one.doubt, one.reason)).collect();
    assert_eq!(doubts, [("attained", AlertDoubt::NoValue, Some(NullReason::NoGoal))]);
    // Who may not see the orders hears nothing about them.
    let blind = asked(&company, &with_goal, request("2026-04"), &Scope::limited(Vec::new(), vec!["orders".to_owned()]));
    assert_eq!((blind.alerts.len(), blind.undecided.len()), (0, 0), "{blind:#?}");
}
