//! What is fitted to purchases and what is scored over them, asked like every other figure.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::*;
use common::*;
use query::answer::NullReason;
use query::context::AnswerCache;
use query::request::{Comparison, Subject};
use query::scope::Scope;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const PURCHASES: &str = "booked_at:instant customer_id:text:customer purchase_day:date net:money:currency \
                         currency:text:currency channel:text:channel owner:text:owner";

fn modelled(model: Model, gives: ModelOutput, options: &[(&str, &str)]) -> Measure {
    let text = |(name, value): &(&str, &str)| {
        let value = match value.strip_prefix(':') {
            Some(parameter) => TextOrParameter::Parameter(parameter.to_owned()),
            None => TextOrParameter::Text((*value).to_owned()),
        };
        ((*name).to_owned(), value)
    };
    let kind = MeasureKind::Model(ModelMeasure {
        per: "customer_id".to_owned(),
        occasion: "purchase_day".to_owned(),
        amount: "net".to_owned(),
        model,
        gives,
        options: options.iter().map(text).collect(),
    });
    placed("purchases", "booked_at", kind)
}

fn lifetime(gives: ModelOutput, options: &[(&str, &str)]) -> Measure {
    modelled(Model::Lifetime, gives, options)
}

fn row(customer: &str, day: &str, net: i64, channel: &str) -> String {
    format!("('{day} 10:00', '{day}', '{customer}', '{day}', {net}, 'EUR', '{channel}', 'Ann')")
}

/// 160 customers of two channels in 2025; every fourth bought once, the others up to four times.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for customer in 0..160_u32 {
        let (name, channel) = (format!("C{customer}"), if customer % 2 == 0 { "shop" } else { "mail" });
        for purchase in 0..=customer % 4 {
            let month = 1 + customer % 3 + purchase * (1 + customer % 5 / 3);
            let (day, net) =
                (1 + (customer * 7 + purchase * 11) % 28, 1_000 + (customer * 37 + purchase * 13) % 400 * 10);
            rows.push(row(&name, &format!("2025-{month:02}-{day:02}"), i64::from(net), channel));
        }
    }
    rows
}

fn company(rows: &[String]) -> Company {
    let parameter = |default: &str| ParameterDefinition {
        kind: ParameterKind::Numbers,
        default: default.to_owned(),
        setting: None,
        most_used: None,
        options: Vec::new(),
        most: LONGEST_LENGTH,
    };
    let known = [("purchase_model", ":purchase_model"), ("value_model", "fitted")];
    let year = [("purchase_model", ":purchase_model"), ("horizon_months", "12"), ("monthly_discount_percent", "1")];
    let with_parameter = |mut metric: Metric| {
        metric.parameters.insert("purchase_model".to_owned(), parameter("fitted"));
        metric
    };
    let alive = quotient(
        "alive",
        Unit::Share,
        lifetime(ModelOutput::Alive, &known),
        lifetime(ModelOutput::RepeatCustomers, &known),
    );
    let value =
        quotient("value", Unit::Money, lifetime(ModelOutput::Value, &year), lifetime(ModelOutput::Customers, &known));
    let purchases = single("purchases", Unit::Count, lifetime(ModelOutput::Purchases, &year));
    let window = Some(Length::Days(NumberOrParameter::Number(365)));
    let score = |gives| Measure { window: window.clone(), ..modelled(Model::Rfm, gives, &[]) };
    let score = quotient("score", Unit::Score, score(ModelOutput::Score), score(ModelOutput::Customers));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Company::new()
        .fact("purchases", PURCHASES, false, &rows)
        .metric(with_parameter(alive))
        .metric(with_parameter(value))
        .metric(with_parameter(purchases))
        .metric(score)
        .board("all", &["alive", "value", "purchases", "score"])
}

fn customers(company: &Company, metric: &str) -> query::answer::CustomersAnswer {
    let question = question(metric, "2025-12");
    query::customers_behind(&company.context(), &question.scope, question.request, 0).expect("customers")
}

#[test]
fn all_models_of_a_fact_are_one_statement() {
    let company = company(&rows());
    let before = company.store.count();
    let mut request = question("value", "2025-12").compared(Comparison::Previous).request;
    request.subject = Subject::Board("all".to_owned());
    let board = query::board(&company.context(), &Scope::everything(), request).expect("board");
    let tiles = &board.groups[0].tiles;
    assert_eq!(tiles.len(), 4);
    assert!(number(&tiles[0].figure) > 0.0 && tiles[0].change.is_some());
    assert!(tiles.iter().all(|tile| tile.series.is_empty()), "a model has no line");
    assert_eq!(company.store.count() - before, 2, "what there is, and the fact");
}

#[test]
fn customers_add_up_to_the_value_and_parts_to_the_whole() {
    let company = company(&rows());
    for metric in ["alive", "value", "purchases", "score"] {
        let answer = customers(&company, metric);
        assert!(answer.adds_up, "{metric}");
        assert_eq!(answer.total_customers, if metric == "alive" { 120 } else { 160 }, "{metric}");
    }
    let whole = company.answer(&question("purchases", "2025-12").slice("channel"));
    let parts = whole.slices.expect("slices");
    assert_eq!(parts.rows.len(), 2);
    let sum: f64 = parts.rows.iter().map(|row| number(&row.figure)).sum();
    assert!((sum - number(&whole.figure)).abs() < 1e-6, "one fit for all parts");
}

#[test]
fn a_filter_and_a_rule_give_what_the_part_of_a_cut_gives() {
    let company = company(&rows());
    for metric in ["alive", "value", "purchases", "score"] {
        let cut = company.answer(&question(metric, "2025-12").slice("channel")).slices.expect("slices");
        for part in &cut.rows {
            let channel = part.value.as_deref().expect("channel");
            let filtered = company.answer(&question(metric, "2025-12").filter("channel", &[channel], false)).figure;
            assert_eq!((&filtered.value, filtered.n), (&part.figure.value, part.figure.n), "{metric} of {channel}");
            let scope = Scope::limited(vec![("channel".to_owned(), vec![channel.to_owned()])], Vec::new());
            let limited = company.answer(&Question { scope, ..question(metric, "2025-12") }).figure;
            assert_eq!((&limited.value, limited.n), (&part.figure.value, part.figure.n), "{metric} of {channel}");
        }
    }
}

#[test]
fn a_filtered_customer_is_scored_among_all() {
    let rows =
        [row("A", "2025-12-30", 500, "shop"), row("B", "2025-12-20", 400, "mail"), row("C", "2025-01-01", 100, "mail")];
    let company = company(&rows);
    // Of three, two were here longer ago than A and brought less, none bought less often: recency 1 + 5 × 2/3 = 4,
    // frequency 1, value 4. Alone it would have 1 for each.
    let asked = question("score", "2025-12").filter("channel", &["shop"], false);
    let answer = company.answer(&asked);
    assert!((number(&answer.figure) - 3.0).abs() < 1e-8);
    let grid = answer.grid.expect("grid");
    let filled: Vec<(u8, u8, u64)> = grid
        .cells
        .iter()
        .filter(|cell| cell.customers > 0)
        .map(|cell| (cell.recency, cell.frequency_value, cell.customers))
        .collect();
    // (1 + 4) / 2 goes up to 3.
    assert_eq!((filled, grid.customers), (vec![(4, 3, 1)], 1));
}

#[test]
fn purchases_after_the_period_are_not_known_in_it() {
    let mut more = rows();
    let early = company(&more).figure("value", "2025-12");
    more.push(row("C1", "2026-01-01", 900_000, "mail"));
    more.push(row("new", "2026-01-01", 900_000, "mail"));
    assert_eq!(company(&more).figure("value", "2025-12"), early);
    assert_ne!(company(&more).figure("value", "2026-01").value, company(&rows()).figure("value", "2026-01").value);
}

#[test]
fn a_give_back_counts_on_the_day_of_its_purchase_once_it_is_known() {
    let back = |booked: &str| format!("('{booked} 10:00', '{booked}', 'A', '2025-06-01', -400, 'EUR', 'shop', 'Ann')");
    let rows = [row("A", "2025-06-01", 400, "shop"), row("B", "2025-06-01", 500, "shop"), back("2025-07-01")];
    let monetary = Measure {
        window: Some(Length::Days(NumberOrParameter::Number(365))),
        ..modelled(Model::Rfm, ModelOutput::Monetary, &[("monetary_limits", "-9 1 4 5")])
    };
    let company = company(&rows).metric(single("monetary", Unit::Score, monetary));
    // In June 4 and 5 reach three and four limits; in July nothing of A is left, and that is the lowest score.
    assert_eq!(number(&company.figure("monetary", "2025-06")), 4.0 + 5.0);
    assert_eq!(number(&company.figure("monetary", "2025-07")), 1.0 + 5.0);
    assert_eq!(company.figure("monetary", "2025-07").n, 2, "and it is no purchase of its own");
}

#[test]
fn a_customer_without_a_rate_is_left_out_and_counted() {
    let mut with_foreign = rows();
    with_foreign.push(row("C1", "2025-11-05", 100, "mail").replace("EUR", "XTS"));
    let company = company(&with_foreign);
    let figure = company.figure("value", "2025-12");
    assert_eq!((figure.n, figure.missing_fx > 0), (159, true));
    assert_eq!(figure.denominator.as_deref(), Some("159"));
}

#[test]
fn the_receipt_shows_what_was_fitted_and_who_was_left_out() {
    let company = company(&rows());
    let question = question("alive", "2025-12");
    let receipt = query::receipt(&company.context(), &question.scope, question.request).expect("receipt");
    let numerator = receipt.measures.iter().find(|measure| measure.name == "numerator").expect("numerator");
    assert_eq!((numerator.kind.as_str(), numerator.rows_counted), ("model", 120));
    let left_out: Vec<(&str, u64)> =
        numerator.rows_left_out.iter().map(|left| (left.reason.as_str(), left.rows)).collect();
    assert_eq!(left_out, [("too_few_purchases", 40)]);
    let model = numerator.model.as_ref().expect("model");
    assert_eq!((model.customers, model.repeat_customers, model.fitted), (160, 120, true));
    let names: Vec<&str> = model.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["r", "alpha_weeks", "a", "b", "p", "q", "v_minor_units"]);
    assert!(model.log_likelihood.expect("fitted") < 0.0);
    // C0 bought first, on 1 January; 364 days later the year ended.
    assert_eq!((numerator.window_start.as_str(), model.history_days), ("2025-01-01", 364));
}

#[test]
fn parameters_that_are_given_are_used_and_wrong_ones_refused() {
    let company = company(&[row("A", "2025-01-01", 100, "shop"), row("A", "2025-06-01", 100, "shop")]);
    let given = |text: &str| question("alive", "2025-12").parameter("purchase_model", text);
    // a ÷ b × ((α + T) ÷ (α + t_x))^(r + 1) with T = 364 and t_x = 151 days: r = a = b = 1, α of a week.
    let odds = ((7.0 + 364.0) / (7.0 + 151.0_f64)).powi(2);
    let found = number(&company.answer(&given("1 1 1 1")).figure);
    assert!((found - 1.0 / (1.0 + odds)).abs() < 1e-8, "{found}");
    let numbers = ["1 1 1", "1 1 1 1 1", "1 1 0 1", "1 1 -1 1"].map(|wrong| (wrong, query::ErrorCode::BadParameter));
    for (wrong, code) in numbers.into_iter().chain([("one", query::ErrorCode::BadValue)]) {
        let error = company.ask(&given(wrong)).expect_err(wrong);
        assert_eq!(error.code, code, "{wrong}");
    }
    let nothing = company.ask(&given("")).expect_err("nothing");
    assert!(matches!(nothing.code, query::ErrorCode::BadParameter | query::ErrorCode::BadValue), "{nothing:?}");
    assert_eq!(reason(&company.figure("alive", "2025-12")), NullReason::InsufficientHistory);
}

#[test]
fn remembered_fits_give_the_same_figures() {
    let company = company(&rows());
    let cache = AnswerCache::new(8);
    let asked = question("value", "2025-12");
    let context = company.context().with_cache(&cache);
    let fresh = customers(&company, "value");
    for _ in 0..2 {
        let again = query::customers_behind(&context, &asked.scope, asked.request.clone(), 0).expect("customers");
        assert_eq!(again, fresh);
    }
}

#[test]
fn scores_are_those_of_ranks_by_hand() {
    let days =
        [("A", "2025-12-30"), ("B", "2025-12-30"), ("C", "2025-12-21"), ("D", "2025-12-11"), ("E", "2025-11-21")];
    let rows: Vec<String> = days.iter().map(|(customer, day)| row(customer, day, 100, "shop")).collect();
    let behind = customers(&company(&rows), "score");
    let scores: BTreeMap<String, Decimal> = behind
        .rows
        .iter()
        .map(|row| {
            let three =
                Decimal::from(3) * row.figure.numerator.as_deref().expect("sum").parse::<Decimal>().expect("number");
            (row.customer.clone().expect("customer"), three.round())
        })
        .collect();
    // Recency 4, 4, 3, 2, 1; frequency and value 1 each, because nobody is worse.
    let expected = [("A", 6), ("B", 6), ("C", 5), ("D", 4), ("E", 3)];
    assert_eq!(scores, expected.map(|(customer, score)| (customer.to_owned(), Decimal::from(score))).into());
}

#[test]
fn the_grid_holds_every_scored_customer_once() {
    let rows = [
        row("A", "2025-12-30", 500, "shop"),
        row("A", "2025-12-01", 500, "shop"),
        row("B", "2025-12-20", 400, "shop"),
        row("C", "2025-01-01", 100, "shop"),
    ];
    let company = company(&rows);
    let grid = company.answer(&question("score", "2025-12")).grid.expect("grid");
    let filled: Vec<(u8, u8, &str, u64)> = grid
        .cells
        .iter()
        .filter(|cell| cell.customers > 0)
        .map(|cell| (cell.recency, cell.frequency_value, cell.segment.as_str(), cell.customers))
        .collect();
    // Two of three, one of three, none of three are worse: scores 4, 2, 1. B is worse than A alone in frequency
    // (1 like C), and better than C in value: (1 + 2) / 2 goes up to 2.
    assert_eq!(filled, [(4, 4, "champion", 1), (2, 2, "about_to_sleep", 1), (1, 1, "lost", 1)]);
    assert_eq!((grid.cells.len(), grid.customers), (25, 3));
    assert_eq!(grid.value, query::answer::Value::Money { amount: "1500".to_owned(), currency: "EUR".to_owned() });
    assert_eq!(company.answer(&question("value", "2025-12")).grid, None, "nothing is scored");
}
