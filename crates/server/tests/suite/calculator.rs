//! The calculator over HTTP: typed numbers, what is missing, and the workspace's own figures.

use crate::support::App;
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
async fn what_is_no_number_is_refused_with_its_name() {
    let app = App::empty();
    for (address, code, named) in [
        ("param.customers_start=many", "bad_value", "customers_start"),
        ("param.customers_start=-1", "bad_value", "customers_start"),
        ("param.customers_strat=10", "unknown_input", "customers_strat"),
        ("by=0", "bad_value", "by"),
        ("param.customers_start=1e40", "bad_value", "customers_start"),
        ("param.gross_margin=80", "bad_value", "gross_margin"),
        ("param.orders=5%25", "bad_value", "orders"),
        ("param.revenue=99999999999999999999", "bad_value", "revenue"),
        ("currency=EURO", "bad_value", "EURO"),
        ("param.dso.day_cout=360", "unknown_option", "day_cout"),
        ("param.dso.day_count=361", "bad_value", "day_count"),
        ("param.dos.day_count=360", "unknown_metric", "dos"),
        ("param.orders=5&what_if=orders:10%25", "bad_value", "orders"),
        ("param.orders=5&what_if=orders:-6", "bad_value", "-1"),
        ("what_if=ordres:1", "unknown_input", "ordres"),
    ] {
        let answer = app.get(&format!("/api/v1/calculator?{address}")).await;
        assert!(answer.status.is_client_error(), "{address}: {}", answer.text);
        let (body, message) = (answer.json(), answer.json()["message"].clone());
        assert_eq!(body["code"], code, "{address}");
        assert!(message.as_str().expect("words").contains(named), "{address}: {message}");
    }
    let misspelt = app.get("/api/v1/calculator?param.customers_strat=10").await.json();
    assert_eq!(misspelt["details"]["suggestion"], "customers_start");
}

#[tokio::test]
async fn a_number_that_is_usually_nothing_need_not_be_typed_and_is_named() {
    let app = App::empty();
    let address = "/api/v1/calculator?param.mrr_new=20000&param.mrr_expansion=8000&param.mrr_churned=5000\
                   &param.mrr_contraction=3000";
    let answer = app.get(address).await.json();
    let quick = result(&answer, "quick_ratio");
    // (20,000 + 8,000) ÷ (5,000 + 3,000)
    assert_eq!(quick["figure"]["value"]["number"], 3.5);
    assert_eq!(quick["assumed"], serde_json::json!([{"input": "mrr_reactivated", "value": "0"}]));
    let returned = app.get(&format!("{address}&param.mrr_reactivated=4000")).await.json();
    assert_eq!(result(&returned, "quick_ratio")["figure"]["value"]["number"], 4.0);
    assert_eq!(result(&returned, "quick_ratio")["assumed"], serde_json::json!([]));
    let left_out =
        app.get(&format!("{address}&param.mrr_reactivated=4000&param.quick_ratio.reactivation=left_out")).await.json();
    assert_eq!(result(&left_out, "quick_ratio")["figure"]["value"]["number"], 3.5);
    assert_eq!(result(&left_out, "quick_ratio")["options"][0]["value"], "left_out");
    // An option of one metric is none of another's.
    assert_eq!(result(&left_out, "net_mrr_churn_rate")["options"][0]["value"], "netted");
}

#[tokio::test]
async fn changes_are_tried_together() {
    let app = App::empty();
    let address = "/api/v1/calculator?param.customers_start=1000&param.customers_lost=30\
                   &what_if=customers_lost:-10%25|customers_start:%2B80";
    let answer = app.get(address).await.json();
    let churn = result(&answer, "customer_churn_rate");
    assert_eq!(churn["figure"]["value"]["number"], 0.03);
    // 27 ÷ 1,080
    assert_eq!(churn["what_if"]["figure"]["value"]["number"], 0.025);
    assert!((churn["what_if"]["absolute"].as_f64().expect("a step") + 0.005).abs() < 1e-12);
    assert!((churn["what_if"]["relative"].as_f64().expect("a part") + 1.0 / 6.0).abs() < 1e-12);
    let changed = serde_json::json!([
        {"input": "customers_lost", "before": "30", "after": "27"},
        {"input": "customers_start", "before": "1000", "after": "1080"},
    ]);
    assert_eq!(answer["what_if"], changed);
    assert_eq!(result(&answer, "nps")["what_if"], Value::Null, "no number of it is changed");
}

#[tokio::test]
async fn money_is_of_the_currency_that_is_said() {
    let app = App::empty();
    let answer = app.get("/api/v1/calculator?param.revenue=1000&param.orders=8&currency=JPY").await.json();
    // The yen has no minor unit.
    assert_eq!(result(&answer, "aov")["figure"]["value"]["amount"], "125");
    assert_eq!(result(&answer, "aov")["figure"]["value"]["currency"], "JPY");
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
