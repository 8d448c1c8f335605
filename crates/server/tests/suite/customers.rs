//! From a board to the customers behind a figure and their rows.

use crate::support::App;

#[tokio::test]
async fn a_figure_can_be_followed_to_its_customers() {
    let app = App::with_orders();
    let january = "p=2026-01&vs=none";
    let metric = app.get(&format!("/api/v1/metrics/aov/query?{january}&slice=sales_channel")).await.json();
    // 100.00 over 4 orders.
    assert_eq!(metric["figure"]["value"]["amount"], "2500", "{metric:#}");
    let parts = metric["slices"]["rows"].as_array().expect("parts");
    assert!(parts.iter().any(|part| part["value"].is_null()), "an order without a channel is its own part");

    let behind = app.get(&format!("/api/v1/metrics/aov/customers?{january}")).await.json();
    let names: Vec<&str> =
        behind["rows"].as_array().expect("rows").iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names, ["Boris", "Anna"]);
    assert_eq!(behind["adds_up"], true);

    let boris = behind["rows"][0]["customer"].as_str().expect("id");
    let rows = app.get(&format!("/api/v1/metrics/aov/rows?{january}&customer={boris}")).await.json();
    assert_eq!(rows["tables"][0]["rows"].as_array().map(Vec::len), Some(2), "{rows:#}");
    let one = app.get(&format!("/api/v1/customers/{boris}")).await.json();
    assert_eq!(
        one.pointer("/name").or_else(|| one.pointer("/customer/name")).and_then(|name| name.as_str()),
        Some("Boris"),
        "{one:#}"
    );

    let receipt = app.get(&format!("/api/v1/metrics/aov/receipt?{january}")).await.json();
    assert_eq!(receipt["figure"]["value"], metric["figure"]["value"]);
    assert_eq!(receipt["sources"][0]["source"], "shop");
    assert_eq!(receipt["sources"][0]["rows"], 4);
}

#[tokio::test]
async fn the_lists_say_what_can_be_computed() {
    let app = App::with_orders();
    let metrics = app.get("/api/v1/metrics").await.json();
    let find =
        |id: &str| metrics.as_array().expect("list").iter().find(|metric| metric["id"] == id).expect("metric").clone();
    assert_eq!(find("aov")["computed"], true);
    assert_eq!(find("nps")["computed"], false);
    assert!(find("nps")["needs"].as_array().is_some_and(|needs| !needs.is_empty()));
    let definition = app.get("/api/v1/metrics/aov").await.json();
    assert_eq!(definition["formula"], "numerator ÷ denominator");
    let workspace = app.get("/api/v1/workspace").await.json();
    assert_eq!((&workspace["empty"], &workspace["demo"]), (&false.into(), &false.into()));
    assert_eq!(workspace["now"], crate::support::NOW);
}
