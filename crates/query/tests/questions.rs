//! What may be asked beside the value: slices, filters, comparisons, viewers, boards, receipts.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use query::ErrorCode;
use query::answer::{Judgement, NullReason};
use query::request::{Comparison, Subject};
use query::scope::Scope;
use query::sort::Sort;

const ORDERS: &str = "placed_at:instant customer_id:text:customer net:money:currency currency:text:currency channel:text:channel owner:text:owner";

fn company() -> Company {
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let net = placed("orders", "placed_at", MeasureKind::Flow(sum("net")));
    let visits = placed("visits", "day", MeasureKind::Flow(Aggregate::CountRows));
    let mut conversion = quotient("conversion", Unit::Share, count.clone(), visits.clone());
    conversion.slices = vec!["channel".to_owned()];
    let mut needy = single("needy", Unit::Count, visits.clone());
    needy.needs = vec!["ticket".to_owned(), "ticket.created_at".to_owned()];
    Company::new()
        .fact(
            "orders",
            ORDERS,
            false,
            &[
                "('2026-01-03 10:00', '2026-01-03', 'A', 1000, 'EUR', 'shop', 'Ann')",
                "('2026-01-09 10:00', '2026-01-09', 'A', 3000, 'EUR', 'mail', 'Ben')",
                "('2026-01-31 23:30', '2026-01-31', 'B', 500, 'EUR', NULL, 'Ann')",
                "('2026-01-31 23:30', '2026-01-31', NULL, 50, 'EUR', 'it''s', NULL)",
                "('2025-12-05 10:00', '2025-12-05', 'C', 700, 'EUR', 'shop', 'Ann')",
            ],
        )
        .fact(
            "visits",
            "day:date customer_id:text:customer channel:text:channel",
            false,
            &[
                "('2026-01-03', 'A', 'shop')",
                "('2026-01-04', NULL, 'shop')",
                "('2026-01-04', NULL, 'mail')",
                "('2026-01-04', NULL, 'mail')",
            ],
        )
        .metric(single("orders", Unit::Count, count.clone()))
        .metric(single("revenue", Unit::Money, net.clone()))
        .metric(quotient("aov", Unit::Money, net, count))
        .metric(conversion)
        .metric(single("visits", Unit::Count, visits))
        .metric(needy)
        .board("overview", &["orders", "revenue", "aov", "conversion", "visits", "needy"])
}

#[test]
fn parts_show_what_is_not_set_and_the_whole_at_its_own_grain() {
    let answer = company().answer(&question("aov", "2026-01").slice("channel"));
    let slices = answer.slices.expect("slices");
    let parts: Vec<(Option<&str>, &str)> =
        slices.rows.iter().map(|row| (row.value.as_deref(), amount(&row.figure))).collect();
    // Equal weights: one order each, so the amounts decide.
    assert_eq!(parts, [(Some("mail"), "3000"), (Some("shop"), "1000"), (None, "500"), (Some("it's"), "50")]);
    assert_eq!(amount(&slices.total), "1137.5");
    assert_eq!((slices.more, slices.overlap), (0, false));
}

#[test]
fn filters_keep_or_leave_out_and_know_what_is_not_set() {
    let company = company();
    let count = |question: common::Question| number(&company.answer(&question).figure);
    let all = question("orders", "2026-01");
    assert_eq!(count(all.clone().filter("channel", &["shop", "it's"], false)), 2.0);
    assert_eq!(count(all.clone().filter("channel", &["shop"], true)), 3.0);
    assert_eq!(count(all.clone().filter("channel", &[""], false)), 1.0);
    assert_eq!(count(all.clone().filter("channel", &["", "shop"], true)), 2.0);
    assert_eq!(count(all.clone().filter("channel", &["') OR TRUE --"], false)), 0.0);
    assert_eq!(count(all.filter("channel", &["shop"], false).filter("owner", &["Ben"], false)), 0.0);
}

#[test]
fn a_filter_that_a_fact_lacks_gives_no_number() {
    let company = company();
    let asked = question("conversion", "2026-01").filter("owner", &["Ann"], false);
    assert_eq!(reason(&company.answer(&asked).figure), NullReason::FilterNotApplicable);
    let receipt = query::receipt(&company.context(), &asked.scope, asked.request.clone()).expect("receipt");
    assert!(receipt.measures.is_empty());
    let behind = query::customers_behind(&company.context(), &asked.scope, asked.request, 0).expect("customers");
    assert!(behind.rows.is_empty() && !behind.adds_up);
}

#[test]
fn two_facts_meet_in_one_quotient_and_its_parts() {
    let answer = company().answer(&question("conversion", "2026-01").slice("channel"));
    let slices = answer.slices.expect("slices");
    let part =
        |value: Option<&str>| &slices.rows.iter().find(|row| row.value.as_deref() == value).expect("part").figure;
    assert_eq!(number(&answer.figure), 1.0);
    assert_eq!(number(part(Some("mail"))), 0.5);
    assert_eq!(reason(part(None)), NullReason::NoDenominator);
}

#[test]
fn what_was_never_imported_is_named() {
    let company = company();
    company.run("INSERT INTO meta.coverage VALUES ('ticket', '', 3), ('ticket', 'created_at', 0)");
    let answer = company.answer(&question("needy", "2026-01"));
    assert_eq!(
        (reason(&answer.figure), answer.needs.as_slice()),
        (NullReason::NeedsData, ["ticket.created_at".to_owned()].as_slice())
    );
    let status = query::status(&company.context()).expect("status");
    let needy: Vec<&str> =
        status.iter().filter(|status| !status.needs.is_empty()).map(|status| status.metric.as_str()).collect();
    assert_eq!(needy, ["needy"]);
}

#[test]
fn a_board_asks_each_fact_once() {
    let company = company();
    let mut asked = question("orders", "2026-01").compared(Comparison::Previous);
    asked.request.subject = Subject::Board("overview".to_owned());
    let before = company.store.count();
    let board = query::board(&company.context(), &asked.scope, asked.request.clone()).expect("board");
    assert_eq!(company.store.count() - before, 3, "two facts, and what is covered");
    let tiles = &board.groups[0].tiles;
    assert_eq!(tiles.len(), 6);
    assert_eq!(number(&tiles[0].figure), 4.0);
    assert_eq!(number(&tiles[0].change.as_ref().expect("change").figure), 1.0);
    // A line of weeks that reaches further back than the period; its last five weeks are January.
    let line: Vec<f64> = tiles[0].series.iter().map(|point| number(&point.figure)).collect();
    assert_eq!((line.len(), board.frame.grain.as_str()), (12, "week"));
    assert_eq!(line[7..], [1.0, 1.0, 0.0, 0.0, 2.0]);
    assert_eq!(line[..7].iter().sum::<f64>(), 1.0);
    assert_eq!(reason(&tiles[5].figure), NullReason::NeedsData);
}

#[test]
fn an_answer_is_remembered_for_its_data_version_and_viewer() {
    let company = company();
    let cache = query::AnswerCache::new(10);
    let asked = question("orders", "2026-01");
    let ask = |version: u64, scope: &Scope| {
        let mut context = company.context().with_cache(&cache);
        context.data_version = version;
        let before = company.store.count();
        query::metric(&context, scope, asked.request.clone()).expect("answer");
        company.store.count() - before
    };
    assert_eq!(ask(1, &asked.scope), 2);
    assert_eq!(ask(1, &asked.scope), 0);
    assert_eq!(ask(2, &asked.scope), 2);
    assert_eq!(ask(2, &Scope::limited(vec![("owner".to_owned(), vec!["Ann".to_owned()])], Vec::new())), 2);
}

#[test]
fn a_viewer_sees_its_rows_and_nothing_of_what_is_hidden() {
    let company = company();
    let mut asked = question("revenue", "2026-01");
    asked.scope = Scope::limited(vec![("owner".to_owned(), vec!["Ann".to_owned()])], vec!["orders".to_owned()]);
    assert_eq!(amount(&company.answer(&asked).figure), "1500");
    asked.request.subject = Subject::Metric("visits".to_owned());
    assert_eq!(reason(&company.answer(&asked).figure), NullReason::Restricted, "visits have no owner");
    asked.request.subject = Subject::Metric("orders".to_owned());
    assert_eq!(reason(&company.answer(&asked).figure), NullReason::Restricted);
}

#[test]
fn an_unfinished_period_is_compared_with_the_same_elapsed_part() {
    // Berlin changed to summer time on 29 March 2026: 1 to 30 March at 12:00 has 719 hours, 1 to 30 April 720.
    let rows = [
        "('2026-03-30 09:59', '2026-03-30', 'A', 1, 'EUR', 'x', 'x')", // 11:59 in Berlin
        "('2026-03-30 10:00', '2026-03-30', 'A', 1, 'EUR', 'x', 'x')", // 12:00
        "('2026-03-30 10:30', '2026-03-30', 'A', 1, 'EUR', 'x', 'x')",
        "('2026-02-28 22:59', '2026-02-28', 'A', 1, 'EUR', 'x', 'x')",
        "('2026-02-28 23:00', '2026-03-01', 'A', 1, 'EUR', 'x', 'x')", // midnight in Berlin, winter
        "('2026-03-31 22:00', '2026-04-01', 'A', 1, 'EUR', 'x', 'x')", // midnight in Berlin, summer
        "('2026-04-30 09:59', '2026-04-30', 'A', 1, 'EUR', 'x', 'x')",
        "('2026-04-30 10:01', '2026-04-30', 'A', 1, 'EUR', 'x', 'x')",
    ];
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let company = Company::new().in_zone("Europe/Berlin").fact("orders", ORDERS, false, &rows).metric(single(
        "orders",
        Unit::Count,
        count,
    ));
    let april = question("orders", "2026-04").compared(Comparison::Previous).at("2026-04-30T10:00:00Z");
    let answer = company.answer(&april);
    assert!(answer.frame.period.partial);
    assert_eq!((answer.frame.period.elapsed_days, answer.frame.period.total_days), (30, 30));
    let earlier = answer.frame.comparison.as_ref().expect("comparison");
    assert_eq!((earlier.start.as_str(), earlier.end.as_str(), earlier.elapsed_days), ("2026-03-01", "2026-03-31", 30));
    assert_eq!(number(&answer.figure), 2.0);
    assert_eq!(number(&answer.change.expect("change").figure), 2.0, "up to 12:00 on 30 March, local time");
}

#[test]
fn a_period_that_has_not_begun_has_no_number() {
    let asked = question("orders", "2026-03").at("2026-01-15T00:00:00Z");
    assert_eq!(reason(&company().answer(&asked).figure), NullReason::NotObservedYet);
}

#[test]
fn a_change_of_shares_must_leave_its_interval() {
    let rows: Vec<String> = [("2026-01", 100, 40), ("2026-02", 100, 47), ("2026-03", 100, 75)]
        .iter()
        .flat_map(|(month, all, won)| {
            (0..*all).map(move |i| {
                format!(
                    "('{month}-05 10:00', '{month}-05', 'A', 1, 'EUR', '{}', 'x')",
                    if i < *won { "won" } else { "lost" }
                )
            })
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let rate = quotient("rate", Unit::Share, filtered(count.clone(), "channel = 'won'"), count);
    let mut strict = rate.clone();
    strict.id = "strict".to_owned();
    strict.minimum_n = Some(101);
    let company = Company::new().fact("orders", ORDERS, false, &rows).metric(rate).metric(strict);
    let judged = |metric: &str, period: &str| {
        company.answer(&question(metric, period).compared(Comparison::Previous)).change.expect("change").judgement
    };
    assert_eq!(judged("rate", "2026-02"), Judgement::NoClearChange);
    assert_eq!(judged("rate", "2026-03"), Judgement::Better);
    assert_eq!(judged("strict", "2026-03"), Judgement::TooFew);
    assert_eq!(judged("rate", "2026-01"), Judgement::Unknown);
}

#[test]
fn a_receipt_says_what_was_counted_and_what_was_not() {
    let count = placed("orders", "placed_at", MeasureKind::Flow(Aggregate::CountRows));
    let company = company().metric(single("large", Unit::Count, filtered(count, "net >= 1000")));
    let asked = question("large", "2026-01").filter("owner", &["Ann"], false);
    let receipt = query::receipt(&company.context(), &asked.scope, asked.request.clone()).expect("receipt");
    let measure = &receipt.measures[0];
    assert_eq!((measure.rows_counted, measure.number.as_deref()), (1, Some("1")));
    let left_out: Vec<(&str, u64)> =
        measure.rows_left_out.iter().map(|left| (left.reason.as_str(), left.rows)).collect();
    assert_eq!(left_out, [("condition", 1), ("filter", 2)]);
    assert!(measure.sql.contains("'Ann'"));
    let again = query::receipt(&company.context(), &asked.scope, asked.request.clone()).expect("receipt");
    assert_eq!(receipt, again);
    // The statement of the receipt is complete: run by hand, it gives the number.
    let batches = store::Store::query(&company.store, &measure.sql, &[]).expect("statement");
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 1);
}

#[test]
fn the_customers_behind_a_value_add_up_to_it() {
    let company = company();
    company.run("INSERT INTO customer (id, name) VALUES ('A', 'Alpha'), ('B', 'Beta')");
    let asked = question("aov", "2026-01");
    let answer =
        query::customers_behind(&company.context(), &asked.scope, asked.request.clone(), 0).expect("customers");
    let rows: Vec<(Option<&str>, Option<&str>, &str)> = answer
        .rows
        .iter()
        .map(|row| (row.name.as_deref(), row.figure.numerator.as_deref(), amount(&row.figure)))
        .collect();
    assert_eq!(
        rows,
        [(Some("Alpha"), Some("4000"), "2000"), (Some("Beta"), Some("500"), "500"), (None, Some("50"), "50")]
    );
    assert!(answer.adds_up);
    assert_eq!((answer.total_customers, answer.next_page), (2, None));
    let rows = query::rows_behind(&company.context(), &asked.scope, asked.request.clone(), Some("A"), 1).expect("rows");
    let columns: Vec<(&str, &str)> =
        rows.tables[0].columns.iter().map(|column| (column.name.as_str(), column.kind.as_str())).collect();
    assert_eq!(columns[..2], [("placed_at", "instant"), ("placed_day", "date")]);
    assert_eq!(rows.tables[0].rows[0][1].as_deref(), Some("2026-01-09"));
    assert!(rows.tables[0].more);
    let nobody = query::rows_behind(&company.context(), &asked.scope, asked.request, None, 10).expect("rows");
    assert_eq!(nobody.tables[0].rows.len(), 1);
}

#[test]
fn of_a_share_those_to_act_upon_come_first_and_any_column_can_be_asked_for() {
    const PROMISES: &str = "due:date customer_id:text:customer kept:boolean";
    const SALES: &str = "day:date customer_id:text:customer net:money:currency currency:text";
    let rows = [
        "('2026-01-03', 'A', TRUE)",
        "('2026-01-04', 'A', TRUE)",
        "('2026-01-05', 'A', TRUE)",
        "('2026-01-03', 'B', FALSE)",
        "('2026-01-03', 'C', FALSE)",
        "('2026-01-04', 'C', TRUE)",
        "('2026-01-05', 'D', FALSE)",
        "('2026-01-06', 'D', FALSE)",
    ];
    let count = |filter: &str| filtered(placed("promises", "due", MeasureKind::Flow(Aggregate::CountRows)), filter);
    let revenue = placed("sales", "day", MeasureKind::Flow(sum("net")));
    let company = Company::new()
        .fact("promises", PROMISES, false, &rows)
        .fact("sales", SALES, false, &["('2025-01-01', 'C', 700, 'EUR')", "('2025-05-05', 'B', 300, 'EUR')"])
        .metric(quotient("kept", Unit::Share, count("kept"), count("TRUE")))
        .metric(single("revenue_net", Unit::Money, revenue));
    company.run("INSERT INTO customer (id, name) VALUES ('A', 'zeta'), ('B', 'Beta'), ('C', 'alpha')");
    let asked = question("kept", "2026-01");
    let order = |sort: Option<&str>| {
        let sort = sort.map(Sort::of);
        let request = asked.request.clone();
        let answer = query::customers_behind_by(&company.context(), &asked.scope, request, sort.as_ref(), 0);
        let id = |row: query::answer::CustomerRow| row.customer.unwrap_or_default();
        answer.expect("customers").rows.into_iter().map(id).collect::<String>()
    };
    // Broken: D 2, B and C 1 each, of whom C brings more; A none.
    assert_eq!(order(None), "DCBA");
    assert_eq!(order(Some("-rows")), "ACDB", "equal ones in the order of the whole list");
    assert_eq!(order(Some("-value")), "ACDB");
    assert_eq!(order(Some("revenue")), "BCAD", "of whom nothing is known are last");
    assert_eq!(order(Some("name")), "CBAD");
    let sort = Sort::of("size");
    let wrong = query::customers_behind_by(&company.context(), &asked.scope, asked.request.clone(), Some(&sort), 0);
    assert_eq!(wrong.expect_err("column").code, ErrorCode::BadValue);
}

#[test]
fn mistakes_have_codes_and_suggestions() {
    let company = company();
    let code = |asked: common::Question| {
        let error = company.ask(&asked).expect_err("mistake");
        (error.code, error.suggestion)
    };
    assert_eq!(code(question("ordrs", "2026-01")), (ErrorCode::UnknownMetric, Some("orders".to_owned())));
    assert_eq!(
        code(question("orders", "2026-01").slice("chanel")),
        (ErrorCode::UnknownDimension, Some("channel".to_owned()))
    );
    assert_eq!(code(question("orders", "2026-01").parameter("days", "3")).0, ErrorCode::BadParameter);
}

/// Two answers about Ann, both by mail; five about Bob, two of them by mail; of the others as many as are asked for, by
/// phone.
fn answers_and(others: u32) -> Company {
    let row = |day: u32, owner: &str, channel: &str| format!("('2026-01-{day:02}', 'c{day}', '{channel}', '{owner}')");
    let known =
        (1..=7).map(|day| row(day, if day <= 2 { "Ann" } else { "Bob" }, if day <= 4 { "mail" } else { "web" }));
    let rows: Vec<String> = known.chain((8..8 + others).map(|day| row(day, "Cid", "phone"))).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let count = placed("answers", "day", MeasureKind::Flow(Aggregate::CountRows));
    let mut metric = single("answers", Unit::Count, count);
    metric.family = "perception".to_owned();
    let columns = "day:date customer_id:text:customer channel:text:channel owner:text:owner";
    Company::new().fact("answers", columns, false, &rows).of_answers("answers").metric(metric)
}

fn answers() -> Company {
    answers_and(0)
}

#[test]
fn few_answers_about_a_person_are_hidden_however_they_are_asked_for() {
    let company = answers_and(5);
    let asked = || question("answers", "2026-01");
    let of = |owner: &str| asked().filter("owner", &[owner], false);
    assert_eq!(reason(&company.answer(&of("Ann")).figure), NullReason::FewAnswers);
    assert_eq!(number(&company.answer(&of("Bob")).figure), 5.0);
    assert_eq!(number(&company.answer(&asked()).figure), 12.0);
    // Everybody but Bob and Cid is Ann.
    let rest = asked().filter("owner", &["Bob", "Cid"], true);
    assert_eq!(reason(&company.answer(&rest).figure), NullReason::FewAnswers);
    let channels = company.answer(&of("Bob").slice("channel")).slices.expect("slices");
    let of_channel = |channel: &str| {
        let row = channels.rows.iter().find(|row| row.value.as_deref() == Some(channel));
        reason(&row.expect("channel").figure)
    };
    assert_eq!([of_channel("mail"), of_channel("web")], [NullReason::FewAnswers; 2]);
    let behind = |question: Question| {
        query::customers_behind(&company.context(), &question.scope, question.request, 0).expect("customers").rows.len()
    };
    assert_eq!((behind(asked()), behind(of("Ann")), behind(of("Bob"))), (12, 0, 0), "each customer gave one answer");
    let rows = |question: Question, customer: &str| {
        let answer = query::rows_behind(&company.context(), &question.scope, question.request, Some(customer), 10);
        answer.expect("rows").tables.iter().map(|table| table.rows.len()).sum::<usize>()
    };
    assert_eq!((rows(asked(), "c1"), rows(of("Ann"), "c1"), rows(of("Bob"), "c3")), (1, 0, 0));
    let receipt = |question: Question| {
        query::receipt(&company.context(), &question.scope, question.request).expect("receipt").measures.len()
    };
    assert_eq!((receipt(of("Ann")), receipt(of("Bob"))), (0, 1));
}

#[test]
fn few_answers_are_not_what_a_filter_leaves_out() {
    // Seven answers, five of them about Bob: the rest is about Ann, or about others in that channel.
    let company = answers();
    let bob = || question("answers", "2026-01").filter("owner", &["Bob"], false);
    assert_eq!(number(&company.figure("answers", "2026-01")), 7.0);
    assert_eq!(reason(&company.answer(&bob()).figure), NullReason::FewAnswers);
    let lines = company.answer(&bob()).series;
    assert!(lines.iter().all(|point| point.figure.n == 0), "{lines:?}");
    let enough = answers_and(3);
    assert_eq!(number(&enough.answer(&bob()).figure), 5.0, "two and three are five others");
    let by_mail = bob().filter("channel", &["mail"], false);
    assert_eq!(reason(&enough.answer(&by_mail).figure), NullReason::FewAnswers);
}

#[test]
fn few_answers_are_not_the_difference_to_the_whole() {
    // Ann's two would be seven less Bob's five.
    let company = answers();
    let parts = company.answer(&question("answers", "2026-01").slice("owner")).slices.expect("slices");
    assert_eq!(number(&parts.total), 7.0);
    let reasons: Vec<NullReason> = parts.rows.iter().map(|row| reason(&row.figure)).collect();
    assert_eq!(reasons, [NullReason::FewAnswers; 2]);
}

#[test]
fn few_answers_stay_hidden_in_a_metric_of_another_family_and_nobody_is_named_in_rows() {
    let count = placed("answers", "day", MeasureKind::Flow(Aggregate::CountRows));
    let metric = Metric { family: "service".to_owned(), ..single("own", Unit::Count, count) };
    let company = answers().metric(metric);
    let asked = question("own", "2026-01").filter("owner", &["Ann"], false);
    assert_eq!(reason(&company.answer(&asked).figure), NullReason::FewAnswers);
    let all = question("own", "2026-01");
    let rows = query::rows_behind(&company.context(), &all.scope, all.request, Some("c1"), 10).expect("rows");
    assert_eq!(rows.tables[0].rows.len(), 1);
    assert!(rows.tables[0].columns.iter().all(|column| column.name != "owner"), "{:?}", rows.tables[0].columns);
}

/// Five messages of January, one of February. Of January's, one was answered on its tenth day, one an hour after the
/// time of day of the question, one weeks later, one nobody knows when, one never.
fn messages() -> Company {
    let answered = Measure {
        filter: Some("has_answer".to_owned()),
        known_at: Some("answered_at".to_owned()),
        ..placed("messages", "sent_at", MeasureKind::Flow(Aggregate::CountRows))
    };
    let sent = placed("messages", "sent_at", MeasureKind::Flow(Aggregate::CountRows));
    let mut rate = quotient("answer_rate", Unit::Share, answered, sent);
    rate.slices = vec!["channel".to_owned()];
    let columns =
        "sent_at:instant answered_at:instant has_answer:boolean customer_id:text:customer channel:text:channel";
    let row = |sent: &str, answered: &str, customer: &str| {
        let known = answered != "never";
        let moment = |text: &str| match text.split_once(' ') {
            Some((day, _)) => format!("'{text}', '{day}'"),
            None => "NULL, NULL".to_owned(),
        };
        format!("({}, {}, {known}, '{customer}', 'mail')", moment(sent), moment(answered))
    };
    let rows = [
        row("2026-01-03 10:00", "2026-01-10 11:00", "A"),
        row("2026-01-03 10:00", "2026-01-10 13:00", "B"),
        row("2026-01-04 10:00", "2026-01-25 10:00", "C"),
        row("2026-01-04 10:00", "unknown", "D"),
        row("2026-01-05 10:00", "never", "E"),
        row("2026-02-03 10:00", "2026-02-04 10:00", "A"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Company::new().fact("messages", columns, false, &rows).metric(rate)
}

/// Ten and a half days into February, January is asked for what was known after as long a time.
#[test]
fn a_cut_comparison_counts_no_outcome_that_came_later() {
    let company = messages();
    let asked = || question("answer_rate", "2026-02").compared(Comparison::Previous).at("2026-02-10T12:00:00Z");
    let answer = company.answer(&asked());
    assert_eq!(number(&answer.figure), 1.0);
    let then = answer.change.expect("change").figure;
    assert_eq!((then.numerator.as_deref(), then.denominator.as_deref()), (Some("2"), Some("5")));
    // In parts as in the whole, and in the history of January all that is known.
    let parts = company.answer(&asked().slice("channel")).slices.expect("parts");
    assert_eq!(parts.rows[0].change.as_ref().expect("change").figure.numerator.as_deref(), Some("2"));
    assert_eq!(answer.comparison_series.iter().map(|point| point.figure.n).sum::<u64>(), 5);
    let january = company.answer(&question("answer_rate", "2026-01").at("2026-02-10T12:00:00Z")).figure;
    assert_eq!(january.numerator.as_deref(), Some("4"));
    // Asked when February is over, January is whole.
    let over = question("answer_rate", "2026-02").compared(Comparison::Previous).at("2026-04-01T00:00:00Z");
    assert_eq!(company.answer(&over).change.expect("change").figure.numerator.as_deref(), Some("4"));
}

#[test]
fn what_is_behind_a_cut_comparison_says_the_same() {
    let company = messages();
    let mut asked = question("answer_rate", "2026-02").compared(Comparison::Previous).at("2026-02-10T12:00:00Z");
    asked.request.of_comparison = true;
    let (context, scope) = (company.context(), asked.scope.clone());
    let receipt = query::receipt(&context, &scope, asked.request.clone()).expect("receipt");
    assert_eq!((receipt.frame.period.start.as_str(), receipt.frame.period.elapsed_days), ("2026-01-01", 10));
    assert_eq!(receipt.figure.numerator.as_deref(), Some("2"));
    assert_eq!(receipt.measures[0].number.as_deref(), Some("2"));
    assert_eq!(receipt.measures[0].known_until.as_deref(), Some("2026-01-10T12:00:00Z"));
    assert_eq!(receipt.measures[1].known_until, None);
    let behind = query::customers_behind(&context, &scope, asked.request.clone(), 0).expect("customers");
    let answered: f64 = behind.rows.iter().map(|row| number(&row.figure)).sum();
    assert!(behind.adds_up && behind.total_customers == 5 && answered == 2.0, "{behind:?}");
    let rows = |customer: &str| {
        let of = query::rows_behind(&context, &scope, asked.request.clone(), Some(customer), 10).expect("rows");
        of.tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>()
    };
    assert_eq!([rows("A"), rows("B"), rows("D")], [vec![1, 1], vec![0, 1], vec![1, 1]]);
    asked.request.comparison = Comparison::None;
    let nothing = query::receipt(&context, &scope, asked.request.clone()).expect_err("nothing to compare with");
    assert_eq!(nothing.code, ErrorCode::BadComparison);
}
