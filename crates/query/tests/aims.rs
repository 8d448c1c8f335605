//! Goals, thresholds and benchmarks beside figures, worked out by hand.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use model::aims::*;
use query::answer::{Conversion, GoalVerdict, MetricAnswer, NullReason, PaceBasis, Value};
use query::request::{Comparison, Subject};
use query::scope::Scope;

/// Orders of April in three years: 2024 a quarter of them by the 10th, 2025 a half; 2026 three until the 10th.
/// The data begin on 20 April 2023: that year has no course.
const ROWS: &[&str] = &[
    "('2023-04-20', 'a', 'shop')",
    "('2024-04-03', 'a', 'shop')",
    "('2024-04-12', 'a', 'shop')",
    "('2024-04-20', 'a', 'shop')",
    "('2024-04-30', 'a', 'shop')",
    "('2025-04-01', 'a', 'shop')",
    "('2025-04-20', 'a', 'mail')",
    "('2026-04-01', 'a', 'shop')",
    "('2026-04-02', 'a', 'shop')",
    "('2026-04-10', 'a', 'mail')",
];

fn goal(part: Option<(&str, &str)>, target: i64) -> Goal {
    Goal {
        metric: "orders".to_owned(),
        part: part.map(|(dimension, value)| GoalPart { dimension: dimension.to_owned(), value: value.to_owned() }),
        first: "2026-04-01".parse().expect("day"),
        last: "2026-04-30".parse().expect("day"),
        target: target.into(),
        currency: None,
        imported: false,
    }
}

fn company() -> Company {
    let count = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let mut churn = quotient("churn", Unit::Share, opening(Some("closing = 0")), opening(None));
    churn.better = Better::Lower;
    churn.additivity = Additivity::Ratio;
    churn.over_time = Some(OverTime::Lost);
    Company::new()
        .fact("orders", "day:date customer_id:text:customer channel:text:channel", false, ROWS)
        .fact("states", "from_at:instant to_at:instant customer_id:text:customer channel:text:channel", true, STATES)
        .metric(single("orders", Unit::Count, count))
        .metric(churn)
        .board("overview", &["orders"])
}

/// Of ten customers at the start of April one leaves.
const STATES: &[&str] = &[
    "('2026-01-01', '2026-01-01', '2026-04-05', '2026-04-05', 'a', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'b', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'c', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'd', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'e', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'f', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'g', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'h', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'i', NULL)",
    "('2026-01-01', '2026-01-01', NULL, NULL, 'j', NULL)",
];

fn opening(having: Option<&str>) -> Measure {
    let having = having.map_or("opening > 0".to_owned(), |having| format!("opening > 0 AND {having}"));
    let kind = MeasureKind::Opening {
        per: "customer_id".to_owned(),
        amount: None,
        arrivals: false,
        part_at_end: false,
        outer: Aggregate::CountRows,
        having: Some(having),
    };
    measure("states", kind)
}

fn ask(company: &Company, aims: &Aims, question: &Question) -> MetricAnswer {
    query::metric(&company.context().with_aims(aims), &question.scope, question.request.clone()).expect("answer")
}

/// The end of 10 April in the zone of the workspace.
const TENTH: &str = "2026-04-11T00:00:00Z";

fn in_utc() -> Company {
    company().in_zone("UTC")
}

#[test]
fn the_pace_follows_the_course_of_earlier_years() {
    let aims = Aims { goals: vec![goal(None, 8)], ..Aims::default() };
    let answer = ask(&in_utc(), &aims, &question("orders", "2026-04").at(TENTH));
    let goal = &answer.goals[0];
    // 2025: 1 of 2 by the 10th, 2024: 1 of 4; in 2023 the data begin after the 10th and tell nothing. On average 37.5 %: of 8 that is 3, and 3 are there.
    assert_eq!((goal.basis, goal.years, goal.verdict), (PaceBasis::Season, 2, GoalVerdict::OnPace));
    assert_eq!((goal.expected, goal.lead, goal.attainment), (Some(3.0), Some(0.0), Some(0.375)));
    // 3 ÷ 0.375 = 8, between 3 ÷ 0.5 = 6 and 3 ÷ 0.25 = 12.
    assert_eq!((goal.forecast, goal.forecast_range), (Some(8.0), Some((6.0, 12.0))));
}

#[test]
fn a_part_follows_its_earlier_years_also_where_its_dimension_cuts_the_page() {
    let aims = Aims { goals: vec![goal(Some(("channel", "shop")), 4)], ..Aims::default() };
    let filtered = question("orders", "2026-04").filter("channel", &["shop"], false).at(TENTH);
    for asked in [filtered.clone(), filtered.slice("channel")] {
        let answer = ask(&in_utc(), &aims, &asked);
        let goal = &answer.goals[0];
        // 2025: 1 of 1 by the 10th, 2024: 1 of 4. On average 62.5 %: of 4 that is 2.5, and 2 are there.
        assert_eq!((goal.basis, goal.years, goal.verdict), (PaceBasis::Season, 2, GoalVerdict::Behind));
        assert_eq!((goal.expected, goal.lead), (Some(2.5), Some(-0.5)));
    }
}

#[test]
fn a_part_has_its_own_goal_and_without_history_a_straight_line() {
    let aims = Aims { goals: vec![goal(None, 8), goal(Some(("channel", "post")), 6)], ..Aims::default() };
    let company = in_utc();
    company.run("INSERT INTO fact.orders VALUES ('2026-04-05', 'a', 'post')");
    let asked = question("orders", "2026-04").filter("channel", &["post"], false).at(TENTH);
    let answer = ask(&company, &aims, &asked);
    assert_eq!(answer.goals.len(), 1, "only the goal of the part");
    let goal = &answer.goals[0];
    // 10 of 30 days: 2 of 6 should be there, 1 is; 1 ÷ (1/3) = 3.
    assert_eq!((goal.basis, goal.verdict, goal.forecast_range), (PaceBasis::Line, GoalVerdict::Behind, None));
    let close = |found: Option<f64>, wanted: f64| assert!((found.expect("number") - wanted).abs() < 1e-9, "{found:?}");
    close(goal.expected, 2.0);
    close(goal.lead, -1.0);
    close(goal.forecast, 3.0);
}

#[test]
fn a_goal_that_is_over_is_met_or_missed_and_tiles_know_it_with_the_same_statements() {
    let company = in_utc();
    let aims = Aims { goals: vec![goal(None, 4)], ..Aims::default() };
    let mut asked = question("orders", "2026-04");
    asked.request.subject = Subject::Board("overview".to_owned());
    let before = company.store.count();
    query::board(&company.context(), &asked.scope, asked.request.clone()).expect("board");
    let plain = company.store.count() - before;
    let board = query::board(&company.context().with_aims(&aims), &asked.scope, asked.request.clone()).expect("board");
    assert_eq!(company.store.count() - before, 2 * plain, "goals cost no statement");
    let goal = board.groups[0].tiles[0].goal.as_ref().expect("goal");
    assert_eq!((goal.verdict, goal.margin, goal.basis), (GoalVerdict::Missed, Some(-1.0), PaceBasis::Finished));
}

#[test]
fn a_threshold_of_a_year_is_converted_for_a_month_and_shown() {
    let threshold = |value: &str, per| Threshold { bad: Side::Above, value: value.parse().expect("number"), per };
    let marks = Marks {
        thresholds: vec![threshold("0.07", Per::Year), threshold("0.11", Per::Month)],
        benchmarks: vec![Benchmark {
            value: "0.05".parse().expect("number"),
            source: "A study".to_owned(),
            per: Per::Month,
        }],
        stagnation: None,
    };
    let aims = Aims { marks: [("churn".to_owned(), marks)].into(), ..Aims::default() };
    let answer = ask(&in_utc(), &aims, &question("churn", "2026-04"));
    assert!((number(&answer.figure) - 0.1).abs() < 1e-12);
    let of = |kind: &str| answer.marks.iter().filter(|mark| mark.kind == kind).cloned().collect::<Vec<_>>();
    // 1 − 0.93^(1/12) = 0.60292 % a month, and 10 % are lost.
    let yearly = &of("threshold")[0];
    assert_eq!((yearly.conversion, yearly.crossed), (Conversion::Loss, Some(true)));
    assert!((yearly.value - 0.006_029).abs() < 1e-6, "{}", yearly.value);
    let monthly = &of("threshold")[1];
    assert_eq!((monthly.conversion, monthly.crossed, monthly.value), (Conversion::Same, Some(false), 0.11));
    assert_eq!(of("benchmark")[0].source.as_deref(), Some("A study"));
}

#[test]
fn amounts_that_add_up_are_multiplied_and_standing_still_is_noticed() {
    let threshold = Threshold { bad: Side::Below, value: 2.into(), per: Per::Month };
    let stagnation = Some(Stagnation { within: "0.02".parse().expect("number") });
    let marks = Marks { thresholds: vec![threshold], benchmarks: Vec::new(), stagnation };
    let aims = Aims { marks: [("orders".to_owned(), marks)].into(), ..Aims::default() };
    let company = in_utc();
    // 2 a month are 6 a quarter; the second quarter of 2026 has 3.
    let quarter = ask(&company, &aims, &question("orders", "2026-Q2"));
    assert_eq!((quarter.marks[0].value, quarter.marks[0].conversion), (6.0, Conversion::Linear));
    assert_eq!(quarter.marks[0].crossed, Some(true));
    // While it runs, too few is no verdict yet.
    let running = ask(&company, &aims, &question("orders", "2026-Q2").at(TENTH));
    assert_eq!(running.marks[0].crossed, None);
    let grown = ask(&company, &aims, &question("orders", "2026-04").compared(Comparison::Year));
    assert!(!grown.stagnating, "from 2 to 3");
    company.run("INSERT INTO fact.orders VALUES ('2025-04-21', 'a', 'mail')");
    let still = ask(&company, &aims, &question("orders", "2026-04").compared(Comparison::Year));
    assert!(still.stagnating, "3 as before");
}

#[test]
fn growth_compounds_counts_are_multiplied_and_a_window_of_its_own_is_not_touched() {
    let count = || placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let mut growth = quotient("growth", Unit::Share, opening(Some("closing > 0")), opening(None));
    growth.additivity = Additivity::Ratio;
    growth.over_time = Some(OverTime::Grown);
    let mut windowed = quotient("windowed", Unit::Share, opening(Some("closing > 0")), opening(None));
    windowed.additivity = Additivity::Ratio;
    for measure in windowed.measures.values_mut() {
        measure.window = Some(Length::Months(NumberOrParameter::Number(12)));
    }
    let mut buyers = single("buyers", Unit::Count, count());
    buyers.additivity = Additivity::Distinct;
    let mut recent =
        single("recent", Unit::Count, Measure { window: windowed.measures["numerator"].window.clone(), ..count() });
    recent.additivity = Additivity::Distinct;
    let company = in_utc().metric(growth).metric(windowed).metric(buyers).metric(recent);
    let mark = |metric: &str, value: &str, per, period: &str| {
        let marks = Marks {
            thresholds: vec![Threshold { bad: Side::Below, value: value.parse().expect("number"), per }],
            ..Marks::default()
        };
        let aims = Aims { marks: [(metric.to_owned(), marks)].into(), ..Aims::default() };
        let answer = ask(&company, &aims, &question(metric, period));
        (answer.marks[0].value, answer.marks[0].conversion)
    };
    // 20 % a year are 1.2^(1/12) − 1 = 1.53095 % a month.
    let (value, conversion) = mark("growth", "0.2", Per::Year, "2026-04");
    assert!((value - 0.015_309_5).abs() < 1e-7, "{value}");
    assert_eq!(conversion, Conversion::Growth);
    assert_eq!(mark("windowed", "0.9", Per::Year, "2026-04"), (0.9, Conversion::Level));
    assert_eq!(mark("buyers", "5", Per::Month, "2026"), (60.0, Conversion::Linear));
    assert_eq!(mark("recent", "5", Per::Month, "2026"), (5.0, Conversion::Level));
}

#[test]
fn what_looks_back_over_its_own_window_does_not_add_up_towards_its_goal() {
    let window = Some(Length::Days(NumberOrParameter::Number(30)));
    let of = placed("orders", "day", MeasureKind::Distinct { of: "customer_id".to_owned() });
    let mut active = single("active", Unit::Count, Measure { window, ..of });
    active.additivity = Additivity::Distinct;
    let company = in_utc().metric(active);
    let aims = Aims { goals: vec![Goal { metric: "active".to_owned(), ..goal(None, 1) }], ..Aims::default() };
    let answer = ask(&company, &aims, &question("active", "2026-04").at(TENTH));
    // One of one is active on 10 April: as it stands, not a third of a month.
    let goal = &answer.goals[0];
    assert_eq!((goal.basis, goal.expected, goal.forecast), (PaceBasis::Level, Some(1.0), None));
    assert_eq!(goal.verdict, GoalVerdict::OnPace);
}

/// How much of its goal another metric has reached.
fn attainment() -> Metric {
    let mut attainment = metric("attained", Unit::Share, Vec::new(), Formula::Number(0.into()));
    attainment.about = Some(About::Goal);
    attainment.better = Better::Higher;
    let other = ParameterDefinition {
        kind: ParameterKind::Metric,
        default: "left".to_owned(),
        options: Vec::new(),
        most: LONGEST_LENGTH,
        setting: None,
        most_used: None,
    };
    attainment.parameters.insert("metric".to_owned(), other);
    attainment
}

#[test]
fn a_goal_of_less_is_told_as_a_difference_in_the_unit_of_its_metric() {
    let mut left = single("left", Unit::Count, opening(Some("closing = 0")));
    left.better = Better::Lower;
    let company = in_utc().metric(left).metric(attainment()).board("both", &["attained", "orders"]);
    let part = Some(("channel", "post"));
    let aims = Aims {
        goals: vec![
            Goal { metric: "left".to_owned(), ..goal(None, 4) },
            Goal { metric: "left".to_owned(), ..goal(part, 2) },
            goal(None, 6),
        ],
        ..Aims::default()
    };
    // One customer of no channel leaves, at most 4 should: 3 under the goal; of those by post none, 2 under it.
    let answer = ask(&company, &aims, &question("attained", "2026-04").slice("channel"));
    assert_eq!((answer.unit.as_str(), number(&answer.figure)), ("count", 3.0));
    assert_eq!((answer.better.as_str(), answer.figure.numerator), ("higher", None), "a difference has no parts");
    let rows = answer.slices.expect("parts").rows;
    assert_eq!(rows.iter().map(|row| number(&row.figure)).collect::<Vec<f64>>(), [2.0]);
    // Three orders of six are a share.
    let more = ask(&company, &aims, &question("attained", "2026-04").parameter("metric", "orders"));
    assert_eq!((more.unit.as_str(), number(&more.figure)), ("share", 0.5));
    // The receipt says how the figure comes about, and what each of the two numbers stands on.
    let asked = question("attained", "2026-04").parameter("metric", "orders");
    let context = company.context().with_aims(&aims);
    let receipt = query::receipt(&context, &asked.scope, asked.request.clone()).expect("receipt");
    assert_eq!((receipt.metric.as_str(), receipt.formula.as_str()), ("attained", "reached / target"));
    assert_eq!(number(&receipt.figure), 0.5);
    let told: Vec<(&str, Option<&str>)> =
        receipt.measures.iter().map(|measure| (measure.name.as_str(), measure.number.as_deref())).collect();
    assert_eq!(told, [("reached", Some("3")), ("target", Some("6")), ("reached.measure", Some("3"))]);
    let behind = query::customers_behind(&context, &asked.scope, asked.request, 0).expect("customers");
    assert_eq!((behind.metric.as_str(), number(&behind.total)), ("orders", 3.0));
    let mut asked = question("attained", "2026-04");
    let receipt = query::receipt(&context, &asked.scope, asked.request.clone()).expect("receipt");
    assert_eq!((receipt.formula.as_str(), number(&receipt.figure)), ("target − reached", 3.0));
    asked.request.subject = Subject::Board("both".to_owned());
    let board = query::board(&company.context().with_aims(&aims), &asked.scope, asked.request).expect("board");
    let tile = &board.groups[0].tiles[0];
    assert_eq!((tile.unit.as_str(), number(&tile.figure)), ("count", 3.0));
}

/// Metrics of every way in which rows become numbers, each with a goal for every part and for the whole.
fn with_goals_for_parts() -> (Company, Aims) {
    let buyers = placed("orders", "day", MeasureKind::Distinct { of: "customer_id".to_owned() });
    let nested = MeasureKind::Nested {
        per: "customer_id".to_owned(),
        inner: [("n".to_owned(), "count(*)".to_owned())].into(),
        derived: Vec::new(),
        whole: false,
        outer: Aggregate::CountRows,
        having: Some("n > 1".to_owned()),
    };
    let count = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let of_all = Measure { of_all: OfAll::Everywhere, ..count.clone() };
    let company = in_utc()
        .metric(single("buyers", Unit::Count, buyers))
        .metric(single("again", Unit::Count, placed("orders", "day", nested)))
        .metric(quotient("share", Unit::Share, count, of_all));
    company.run("INSERT INTO fact.orders VALUES ('2026-04-02', 'b', 'mail'), ('2026-04-03', 'b', NULL)");
    company.run("UPDATE fact.states SET channel = 'shop' WHERE customer_id < 'e'");
    let metrics = ["orders", "churn", "buyers", "again", "share"];
    let parts =
        [None, Some(("channel", "shop")), Some(("channel", "mail")), Some(("channel", "post")), Some(("channel", ""))];
    let of = |metric: &str| parts.map(|part| Goal { metric: metric.to_owned(), ..goal(part, 2) });
    (company, Aims { goals: metrics.into_iter().flat_map(of).collect(), ..Aims::default() })
}

#[test]
fn goals_of_many_parts_say_what_each_says_under_its_filter_and_cost_no_more_statements() {
    let (company, aims) = with_goals_for_parts();
    let keys = aims.goals.iter().map(Goal::key).collect();
    let question = |goal: &Goal| {
        let asked = question(&goal.metric, "2026-04").at(TENTH);
        match &goal.part {
            Some(part) => asked.filter(&part.dimension, &[part.value.as_str()], false),
            None => asked,
        }
    };
    let before = company.store.count();
    let context = company.context().with_aims(&aims);
    let found = query::goals_pace(&context, &Scope::everything(), &keys, instant(TENTH)).expect("answer").goals;
    // Which entities there are, orders and states: once for the whole and once for all parts.
    assert_eq!((company.store.count() - before, found.len()), (6, 25));
    for goal in &aims.goals {
        let paced = found.iter().find(|paced| paced.goal.key == goal.key()).expect("goal");
        let alone = ask(&company, &aims, &question(goal)).goals;
        assert_eq!(alone.as_slice(), std::slice::from_ref(&paced.goal), "{}", goal.key());
    }
    let actual = |metric: &str, part: &str| {
        let key = Goal { metric: metric.to_owned(), ..goal(Some(("channel", part)), 2) }.key();
        let paced = found.iter().find(|paced| paced.goal.key == key).expect("goal");
        (number(&paced.goal.actual), paced.goal.verdict)
    };
    // By 10 April a bought twice in the shop and once by mail, b once by mail and once nobody knows where.
    assert_eq!(actual("orders", "mail"), (2.0, GoalVerdict::Met));
    assert_eq!((actual("again", "shop").0, actual("again", "mail").0), (1.0, 0.0));
    assert_eq!((actual("orders", "").0, actual("orders", "post").0), (1.0, 0.0));
    // a is one of four customers of the shop, and has left.
    assert_eq!(actual("churn", "shop").0, 0.25);
}

/// 300 euros in April; a dollar costs 0.75 euros from the 9th, 0.5 from the 20th on.
#[test]
fn a_goal_in_another_currency_is_converted_on_the_last_day_of_its_period() {
    let sales = placed("sales", "day", MeasureKind::Flow(sum("net")));
    let mut cost = single("cost", Unit::Money, sales.clone());
    cost.better = Better::Lower;
    let company = in_utc()
        .fact(
            "sales",
            "day:date customer_id:text:customer net:money:currency currency:text:currency",
            false,
            &["('2026-04-02', 'a', 30000, 'EUR')"],
        )
        .fact(
            "exchange_rates",
            "day:date currency:text base_currency:text rate:decimal",
            false,
            &[
                "('2026-04-09', 'USD', 'EUR', 0.75)",
                "('2026-04-10', 'USD', 'EUR', 0.75)",
                "('2026-04-30', 'USD', 'EUR', 0.5)",
            ],
        )
        .metric(single("sales", Unit::Money, sales))
        .metric(attainment());
    let of =
        |currency: &str| Goal { metric: "sales".to_owned(), currency: Some(currency.to_owned()), ..goal(None, 400) };
    let money =
        |amount: &str, currency: &str| Value::Money { amount: amount.to_owned(), currency: currency.to_owned() };
    let asked = |currency: &str, as_of: &str| {
        let aims = Aims { goals: vec![of(currency)], ..Aims::default() };
        let goal = ask(&company, &aims, &question("sales", "2026-04").at(as_of)).goals.remove(0);
        let attained = question("attained", "2026-04").parameter("metric", "sales").at(as_of);
        (goal.target, goal.given, goal.attainment, ask(&company, &aims, &attained).figure.value)
    };
    // Over: 400 dollars are 200 euros. On the evening of the tenth they are 300.
    let given = Some(money("40000", "USD"));
    let over = (money("20000", "EUR"), given.clone(), Some(1.5), Value::Number { number: 1.5 });
    assert_eq!(asked("USD", "2026-06-01T00:00:00Z"), over);
    let runs = (money("30000", "EUR"), given, Some(1.0), Value::Number { number: 1.0 });
    assert_eq!(asked("USD", TENTH), runs);
    assert_eq!(asked("EUR", TENTH).0, money("40000", "EUR"));
    // Yen have no minor unit, and no rate: the reason is that, with what was set.
    let missing = Value::Null { reason: NullReason::MissingFx };
    assert_eq!(asked("JPY", TENTH), (missing.clone(), Some(money("400", "JPY")), None, missing));
}

/// Rows whose dimension is not set belong to the whole alone, in slices as under a filter.
#[test]
fn a_measure_of_named_parts_gives_nothing_to_what_is_not_set() {
    let won = placed("won", "day", MeasureKind::Flow(Aggregate::CountRows));
    let wanted = Measure { named_parts: true, ..placed("wanted", "day", MeasureKind::Flow(sum("n"))) };
    let mut reached = quotient("reached", Unit::Share, won, wanted);
    reached.without_denominator = Some(WithoutDenominator::NoGoal);
    let columns = "day:date customer_id:text:customer channel:text:channel n:integer";
    let with = |won: &[&str]| {
        in_utc()
            .fact("won", columns, false, won)
            .fact("wanted", columns, false, &["('2026-04-01', NULL, 'shop', 2)", "('2026-04-01', NULL, NULL, 8)"])
            .metric(reached.clone())
    };
    let parts = |company: &Company| {
        let rows = company.answer(&question("reached", "2026-04").slice("channel")).slices.expect("parts").rows;
        rows.into_iter().map(|row| (row.value, row.figure.numerator, row.figure.value)).collect::<Vec<_>>()
    };
    let shop = (Some("shop".to_owned()), Some("1".to_owned()), Value::Number { number: 0.5 });
    let named = with(&["('2026-04-02', 'a', 'shop', 0)"]);
    assert_eq!(parts(&named), std::slice::from_ref(&shop));
    assert_eq!(number(&named.figure("reached", "2026-04")), 0.1);
    let unnamed = with(&["('2026-04-02', 'a', 'shop', 0)", "('2026-04-02', 'a', NULL, 0)"]);
    let rest = (None, Some("1".to_owned()), Value::Null { reason: NullReason::NoGoal });
    assert_eq!(parts(&unnamed), [shop, rest]);
    let not_set = unnamed.answer(&question("reached", "2026-04").filter("channel", &[""], false)).figure;
    assert_eq!(reason(&not_set), NullReason::NoGoal);
    let only_the_rest = unnamed.answer(&question("reached", "2026-04").filter("channel", &["shop"], true)).figure;
    assert_eq!(only_the_rest.denominator.as_deref(), Some("8"));
}

#[test]
fn the_receipt_of_a_change_has_both_numbers() {
    let mut changed = attainment();
    changed.id = "changed".to_owned();
    changed.about = Some(About::Change);
    let company = in_utc().metric(changed);
    let aims = Aims::default();
    let asked = question("changed", "2026-04").parameter("metric", "orders").compared(Comparison::Year);
    // Three orders in April, two a year before.
    assert_eq!(number(&ask(&company, &aims, &asked).figure), 0.5);
    let receipt = query::receipt(&company.context(), &asked.scope, asked.request).expect("receipt");
    assert_eq!((receipt.formula.as_str(), number(&receipt.figure)), ("(now − before) / |before|", 0.5));
    let numbers: Vec<Option<&str>> = receipt.measures.iter().map(|measure| measure.number.as_deref()).collect();
    assert_eq!(numbers, [Some("3"), Some("2"), Some("3"), Some("2")]);
    let names: Vec<&str> = receipt.measures.iter().map(|measure| measure.name.as_str()).collect();
    assert_eq!(names, ["now", "before", "now.measure", "before.measure"]);
    assert_eq!(receipt.measures[3].window_start, "2025-04-01");
}
