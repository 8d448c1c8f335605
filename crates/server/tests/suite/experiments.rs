//! Experiments over HTTP: typed groups, groups of the data, and planning.

use crate::support::App;
use axum::http::StatusCode;

#[tokio::test]
async fn typed_groups_have_a_verdict_and_warnings() {
    let app = App::empty();
    // Day 7 of the game whose gate was moved, as published: 19.02 % against 18.20 %, −1.33 to −0.31 points.
    let address = "/api/v1/experiments?groups=gate_30:44700:8502%7Cgate_40:45489:8279&planned=50000";
    let answer = app.get(address).await.json();
    assert_eq!(answer["verdict"]["kind"], "worse");
    assert_eq!(answer["verdict"]["group"], "gate_40");
    let close = |found: &serde_json::Value, expected: f64| {
        let found = found.as_f64().expect("a number");
        assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
    };
    close(&answer["comparisons"][0]["interval"][0], -0.013_281_941);
    close(&answer["comparisons"][0]["interval"][1], -0.003_121_303);
    close(&answer["comparisons"][0]["p_value"], 0.001_554_250);
    close(&answer["allocation"]["p_value"], 0.008_607_988);
    assert_eq!(answer["warnings"], serde_json::json!(["peeking", "unequal_allocation"]));
    assert_eq!(answer["comparisons"][0]["test"], "two_proportions");
}

#[tokio::test]
async fn small_counts_are_tested_exactly_and_lower_may_be_better() {
    let app = App::empty();
    let answer = app.get("/api/v1/experiments?groups=A:8:7%7CB:8:1&better=lower").await.json();
    assert_eq!(answer["comparisons"][0]["test"], "fisher");
    // Tables with the margins 8, 8 and 8 of 16 that are no likelier than 7 to 1: 2·(8·8 + 1) of 12,870.
    let p_value = answer["comparisons"][0]["p_value"].as_f64().expect("p");
    assert!((p_value - 130.0 / 12_870.0).abs() < 1e-9, "{p_value}");
    assert_eq!(answer["verdict"]["kind"], "better");
}

#[tokio::test]
async fn means_are_compared_by_welch_and_several_groups_together() {
    let app = App::empty();
    let address = "/api/v1/experiments?groups=A:3:2:1%7CB:3:3:1%7CC:3:7:1&split=1:1:1";
    let answer = app.get(address).await.json();
    assert_eq!(answer["comparisons"][1]["test"], "welch");
    assert_eq!(answer["overall"]["test"], "analysis_of_variance");
    let p_value = answer["overall"]["p_value"].as_f64().expect("p");
    assert!((p_value - 1.0 / 512.0).abs() < 1e-9, "{p_value}");
    assert_eq!(answer["verdict"]["kind"], "better");
    assert_eq!(answer["verdict"]["group"], "C");
}

#[tokio::test]
async fn groups_that_cannot_be_are_refused() {
    let app = App::empty();
    for address in [
        "groups=A:10:1",
        "groups=A:10:11%7CB:10:1",
        "groups=A:10:1%7CB:10:1:1",
        "planned=0",
        "better=x",
        "groups=A:10:1%7CA:10:2",
        "groups=A:10:1%7CB:10:2&against=C",
        "groups=A:10:1%7CB:10:2&split=1:1:1",
    ] {
        let answer = app.get(&format!("/api/v1/experiments?{address}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}: {}", answer.text);
    }
    for (address, code) in [
        ("groups=A:10:1", "group_alone"),
        ("groups=A:10:11%7CB:10:1", "more_than_all"),
        ("groups=A:10:x%7CB:10:1", "bad_value"),
    ] {
        let answer = app.get(&format!("/api/v1/experiments?{address}")).await.json();
        assert_eq!(answer["code"], code, "{answer}");
    }
    let answer = app.get("/api/v1/experiments?metric=revenue_net").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
}

#[tokio::test]
async fn groups_of_the_data_are_the_values_of_a_dimension() {
    let app = App::with_orders();
    let answer = app.get("/api/v1/experiments?metric=aov&slice=sales_channel&p=2026").await.json();
    let slices = app.get("/api/v1/metrics/aov/query?slice=sales_channel&p=2026&f=currency:EUR").await.json();
    let groups = answer["groups"].as_array().expect("groups");
    assert!(!groups.is_empty(), "{answer}");
    for group in groups {
        let rows = slices["slices"]["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["value"] == group["name"]).expect("the same part");
        let mean: f64 = row["figure"]["value"]["amount"].as_str().expect("money").parse().expect("a number");
        assert!((group["value"].as_f64().expect("a mean") - mean).abs() < 1e-6);
        assert_eq!(group["n"].as_f64(), row["figure"]["n"].as_f64());
    }
    assert_eq!(answer["warnings"], serde_json::json!(["not_by_lot", "own_currency_only"]));
}

/// Orders name the version that was seen, visits do not: only what is counted over orders is an experiment.
#[tokio::test]
async fn what_lots_were_drawn_for_is_found_in_the_data() {
    let drawn = |answer: &serde_json::Value, metric: &str| {
        let found = answer.as_array().expect("metrics").iter().find(|known| known["metric"] == metric);
        found.unwrap_or_else(|| panic!("no {metric}"))["drawn"].clone()
    };
    let app = App::with_orders();
    let before = app.get("/api/v1/experiments/metrics").await.json();
    assert_eq!(drawn(&before, "aov"), serde_json::json!([]), "orders without a version are no experiment");
    let mapping = "mapping: 1\nsource: test\nobject: order\nentities:\n  - entity: sales_document\n    id: id\n    \
                   fields: { kind: { constant: order }, issued_at: day, net: net, variant: version }\n";
    let landed = app.upload("/api/v1/imports", "id,day,net,version\nx1,2026-01-05,10.00,new\n", Some(mapping)).await;
    assert!(landed.status.is_success(), "{}", landed.text);
    let after = app.get("/api/v1/experiments/metrics").await.json();
    assert_eq!(drawn(&after, "aov"), serde_json::json!(["variant"]));
    assert_eq!(drawn(&after, "visitor_lead_rate"), serde_json::json!([]));
}

#[tokio::test]
async fn a_plan_says_how_many_and_how_often() {
    let app = App::empty();
    let plan = app.get("/api/v1/experiments/plan?base=0.1&effect=0.02&n=3841").await.json();
    assert_eq!(plan["per_group"], 3841.0);
    assert_eq!(plan["total"], 7682.0);
    assert!((plan["power"].as_f64().expect("power") - 0.8).abs() < 1e-3);
    assert!((plan["detectable"].as_f64().expect("a rise") - 0.02).abs() < 1e-5);
    let at_hand = app.get("/api/v1/experiments/plan?base=0.1&n=3841").await.json();
    assert_eq!((&at_hand["per_group"], &at_hand["detectable"]), (&serde_json::Value::Null, &plan["detectable"]));
    let means = app.get("/api/v1/experiments/plan?deviation=1&effect=0.5&groups=3").await.json();
    // Two comparisons at 0.025 each: (2.2414 + 0.8416)² · 2 ÷ 0.5² = 76.04, of three groups.
    assert_eq!(means["per_group"], 77.0);
    assert_eq!(means["total"], 231.0);
    assert_eq!((&means["alpha"], &means["alpha_each"]), (&serde_json::json!(0.05), &serde_json::json!(0.025)));
    let two = app.get("/api/v1/experiments/plan?deviation=1&effect=0.5").await.json();
    // (1.96 + 0.8416)² · 8 = 62.79.
    assert_eq!((&two["per_group"], &two["alpha_each"]), (&serde_json::json!(63.0), &serde_json::json!(0.05)));
    let beyond = app.get("/api/v1/experiments/plan?base=0.9&effect=0.2").await;
    assert_eq!(beyond.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn sizes_that_were_meant_go_with_their_groups() {
    let app = App::empty();
    // 100 and 300 as 1 to 3 is what was meant, whoever is compared with whom.
    for against in ["A", "B"] {
        let address = format!("/api/v1/experiments?groups=A:100:50%7CB:300:150&split=1:3&against={against}");
        let answer = app.get(&address).await.json();
        assert_eq!(answer["warnings"], serde_json::json!([]), "{against}");
        assert!(answer["allocation"]["statistic"].as_f64().expect("number").abs() < 1e-12);
    }
}

#[tokio::test]
async fn many_equal_things_are_not_too_few_and_few_cases_of_many_groups_are_named() {
    let app = App::empty();
    let flat = app.get("/api/v1/experiments?groups=A:1000:5:0%7CB:1000:6:0").await.json();
    assert_eq!(flat["verdict"]["kind"], "no_spread");
    let single = app.get("/api/v1/experiments?groups=A:8:0%7CB:8:0").await.json();
    assert_eq!(single["verdict"]["kind"], "no_clear_difference");
    // 5 of 30: fewer than five are expected in each of three groups; 60 of 120 have twenty.
    let few = app.get("/api/v1/experiments?groups=A:10:5%7CB:10:0%7CC:10:0").await.json();
    assert_eq!(few["warnings"], serde_json::json!(["small_counts"]));
    let many = app.get("/api/v1/experiments?groups=A:40:20%7CB:40:20%7CC:40:20").await.json();
    assert_eq!(many["warnings"], serde_json::json!([]));
}

#[tokio::test]
async fn plans_that_cannot_be_are_refused() {
    let app = App::empty();
    for address in ["base=0.1&effect=0.02&groups=2.5", "base=0.1&effect=-0.1", "base=0.1&effect=0.9"] {
        let answer = app.get(&format!("/api/v1/experiments/plan?{address}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}: {}", answer.text);
    }
    let beyond = app.get("/api/v1/experiments/plan?base=0.995&effect=0.01").await.text;
    assert!(beyond.contains("-0.995 < effect < 0.005\""), "{beyond}");
}
