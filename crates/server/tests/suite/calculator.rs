//! The calculator over HTTP: typed numbers, what is missing, and the workspace's own figures.

use crate::support::App;
use axum::http::StatusCode;
use serde_json::Value;

fn result<'answer>(answer: &'answer Value, metric: &str) -> &'answer Value {
    let sections = answer["sections"].as_array().expect("sections").iter();
    let mut results = sections.flat_map(|section| section["results"].as_array().expect("results"));
    results.find(|result| result["metric"] == metric).expect("the metric")
}

#[tokio::test]
async fn typed_numbers_give_figures_and_missing_ones_are_named() {
    let app = App::empty();
    let answer = app.get("/api/v1/calculator?param.customers_start=1000&param.customers_lost=30").await.json();
    let churn = result(&answer, "customer_churn_rate");
    assert_eq!(churn["figure"]["value"]["number"], 0.03);
    assert_eq!(churn["figure"]["n"], 1000);
    // 1 − 0.97¹²
    let year = churn["compounded"]["year"].as_f64().expect("a year");
    assert!((year - 0.306_157_6).abs() < 1e-7, "{year}");
    let formula: Vec<&str> =
        churn["formula"].as_array().expect("tokens").iter().filter_map(|token| token["text"].as_str()).collect();
    assert_eq!(formula, ["30", "÷", "1000"]);
    let nps = result(&answer, "nps");
    assert_eq!(nps["figure"]["value"]["reason"], "needs_data");
    assert_eq!(nps["needs"], serde_json::json!(["promoters", "detractors", "passives"]));
    assert_eq!(nps["sensitivity"], serde_json::json!([]));
}

#[tokio::test]
async fn one_number_at_a_time_is_changed_and_the_strongest_stands_first() {
    let app = App::empty();
    let address = "/api/v1/calculator?param.mrr_start=100&param.mrr_expansion=10&param.mrr_contraction=10\
                   &param.mrr_churned=5&by=20";
    let answer = app.get(address).await.json();
    assert_eq!(answer["step"], 0.2);
    let nrr = result(&answer, "nrr");
    // (100 + 10 − 10 − 5) ÷ 100; churn by a fifth moves it by 1 point each way, expansion by 2.
    assert_eq!(nrr["figure"]["value"]["number"], 0.95);
    let effects = nrr["sensitivity"].as_array().expect("effects");
    assert_eq!(effects.len(), 4);
    assert_eq!(effects[3]["input"], "mrr_churned");
    assert_eq!(effects[3]["lower"]["number"], 0.96);
    assert_eq!(effects[3]["upper"]["number"], 0.94);
    // Half of what is typed: the start alone down to 80 is (80 + 10 − 10 − 5) ÷ 80.
    let start = effects.iter().find(|effect| effect["input"] == "mrr_start").expect("the start");
    assert_eq!(start["lower"]["number"], 0.9375);
}

#[tokio::test]
async fn money_is_typed_in_major_units_of_the_workspace() {
    let app = App::empty();
    let answer = app.get("/api/v1/calculator?param.revenue=1000&param.orders=23").await.json();
    let aov = result(&answer, "aov");
    let amount: f64 = aov["figure"]["value"]["amount"].as_str().expect("minor units").parse().expect("a number");
    assert!((amount - 4_347.826_086_956_522).abs() < 1e-6, "{amount}");
    assert_eq!(aov["figure"]["low_n"], true);
}

#[tokio::test]
async fn nps_has_the_interval_of_its_answers() {
    let app = App::empty();
    let answer = app.get("/api/v1/calculator?param.promoters=162&param.passives=108&param.detractors=54").await.json();
    let interval = &result(&answer, "nps")["figure"]["interval"];
    // Standard error 100·√(5/9 ÷ 324) = 4.1409 points, 1.96 of it on each side of 33.33.
    let (low, high) = (interval[0].as_f64().expect("low"), interval[1].as_f64().expect("high"));
    assert!((low - 25.2174).abs() < 1e-3 && (high - 41.4493).abs() < 1e-3, "{low} {high}");
}

#[tokio::test]
async fn what_is_no_number_is_refused() {
    let app = App::empty();
    for address in [
        "param.customers_start=many",
        "param.customers_start=-1",
        "param.customers_strat=10",
        "by=0",
        "param.customers_start=1e40",
        "param.gross_margin=80",
        "param.revenue=99999999999999999999",
    ] {
        let answer = app.get(&format!("/api/v1/calculator?{address}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}: {}", answer.text);
        assert_eq!(answer.json()["code"], "bad_parameter");
    }
}

#[tokio::test]
async fn own_figures_stand_beside() {
    let app = App::with_orders();
    let alone = app.get("/api/v1/metrics/aov/query?p=2026-01").await.json();
    let own = app.get("/api/v1/calculator/own?p=2026-01").await.json();
    let figures = own["figures"].as_array().expect("figures");
    let aov = figures.iter().find(|figure| figure["metric"] == "aov").expect("aov");
    assert_eq!(aov["figure"]["value"], alone["figure"]["value"]);
    assert_eq!(aov["figure"]["value"]["state"], "money");
    assert_eq!(own["frame"]["period"]["start"], "2026-01-01");
}
