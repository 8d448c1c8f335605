//! What people decide about metrics holds at once: goals, thresholds, metrics of their own.

use crate::support::App;
use axum::http::{Method, StatusCode};
use serde_json::json;

pub(crate) const OWN: &str = "id: web_orders
family: revenue
version: 1
name: Orders on the web
meaning: Orders that came over the web shop.
boards: [overview.mine]
unit: count
better: higher
additivity: additive
measure: { fact: orders, kind: flow, at: placed_at, count: rows, where: \"sales_channel = 'web'\" }
slices: [sales_channel]
needs: []
examples:
  - name: two of three
    given:
      order:
        - { customer: A, issued_at: 2026-01-03, net: 1.00, channel: web }
        - { customer: A, issued_at: 2026-01-04, net: 1.00, channel: web }
        - { customer: A, issued_at: 2026-01-05, net: 1.00, channel: store }
    period: 2026-01
    gives: 2
  - name: none
    given: {}
    period: 2026-01
    gives: 0
";
pub(crate) const PATH: &str = "metrics/revenue/web_orders.yaml";

fn draft(text: &str) -> serde_json::Value {
    json!({ "path": PATH, "text": text })
}

#[tokio::test]
async fn a_goal_is_on_the_tile_and_in_the_list_until_it_is_removed() {
    let app = App::with_orders();
    let goal = json!({ "metric": "orders", "first": "2026-01-01", "last": "2026-01-31", "target": "4" });
    let saved = app.change(Method::PUT, "/api/v1/goals", &goal).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let answer = app.get("/api/v1/metrics/orders/query?p=2026-01").await.json();
    assert_eq!(answer["goals"][0]["verdict"], "met", "{answer:#}");
    let attained = app.get("/api/v1/metrics/goal_attainment/query?p=2026-01&param.metric=orders").await.json();
    assert_eq!(attained["figure"]["value"]["number"], 1.0, "{attained:#}");
    assert_eq!(attained["goals"], json!([]), "the goal is one of orders, not of a share");
    let key = saved.json()["key"].as_str().expect("key").replace('|', "%7C");
    let left = app.change(Method::DELETE, &format!("/api/v1/goals?key={key}"), &json!(null)).await.json();
    assert_eq!(left, json!([]));
    let again = app.change(Method::DELETE, &format!("/api/v1/goals?key={key}"), &json!(null)).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_goal_for_a_value_that_no_data_know_is_refused_with_the_nearest() {
    let app = App::with_orders();
    let refused =
        app.change(Method::PUT, "/api/v1/goals", &goal("orders", "2026-01-01", "2026-01-31", "4", Some("Wep"))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    let error = refused.json();
    assert_eq!((&error["code"], &error["details"]["suggestion"]), (&json!("unknown_value"), &json!("web")));
    assert_eq!(app.get("/api/v1/goals").await.json(), json!([]));
    // A filter with one that is gone still answers, and says so.
    let answer = app.get("/api/v1/metrics/orders/query?p=2026-01&f=sales_channel:wep").await.json();
    assert_eq!(answer["frame"]["unknown"][0]["nearest"], "web", "{answer:#}");
    let known = app.get("/api/v1/metrics/orders/query?p=2026-01&f=sales_channel:web").await.json();
    assert_eq!(known["frame"].get("unknown"), None);
}

#[tokio::test]
async fn the_order_of_a_list_that_has_one_only_is_refused() {
    let app = App::with_orders();
    for address in ["pipeline_funnel/customers?step=x", "cohort_retention/customers?at=1"] {
        let refused = app.get(&format!("/api/v1/metrics/{address}&sort=-value")).await;
        let error = refused.json();
        assert_eq!((refused.status, &error["code"]), (StatusCode::BAD_REQUEST, &json!("bad_parameter")), "{address}");
        assert!(error["message"].as_str().is_some_and(|text| text.contains("sort=-value")), "{error:#}");
    }
    assert_eq!(app.get("/api/v1/metrics/orders/customers?p=2026-01&sort=-value").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_share_is_set_in_percent_and_not_above_all() {
    let app = App::with_orders();
    let set = async |metric: &str, target: &str| {
        let goal = goal(metric, "2026-01-01", "2026-01-31", target, None);
        app.change(Method::PUT, "/api/v1/goals", &goal).await.json()
    };
    assert_eq!(set("returning_order_share", "40%").await["target"], "0.4");
    assert_eq!(set("returning_order_share", "1").await["target"], "1");
    let refused = set("returning_order_share", "40").await;
    assert_eq!(refused["code"], "share_above_all");
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("4000%")), "{refused:#}");
    // Amounts of today over those of before may be more than all of before.
    assert_eq!(set("nrr", "110%").await["target"], "1.1");
    assert_eq!(set("orders", "40%").await["code"], "aim_invalid");
}

fn goal(metric: &str, first: &str, last: &str, target: &str, channel: Option<&str>) -> serde_json::Value {
    let dimension = channel.map(|_| "sales_channel");
    json!({ "metric": metric, "first": first, "last": last, "target": target, "dimension": dimension, "value": channel })
}

#[tokio::test]
async fn the_pace_of_many_goals_is_one_answer() {
    let app = App::with_orders();
    let mut keys = Vec::new();
    for (last, channel) in
        [("2026-01-31", None), ("2026-12-31", None), ("2026-01-31", Some("web")), ("2026-01-31", Some(""))]
    {
        let saved = app.change(Method::PUT, "/api/v1/goals", &goal("orders", "2026-01-01", last, "8", channel)).await;
        keys.push(saved.json()["key"].as_str().expect("key").to_owned());
    }
    let asked: Vec<String> = keys.iter().map(|key| format!("key={}", encoded(key))).collect();
    let answer = app.get(&format!("/api/v1/goals/pace?{}&key=unknown", asked.join("&"))).await.json();
    let found = answer["goals"].as_array().expect("goals");
    let reached: Vec<_> = keys
        .iter()
        .map(|key| found.iter().find(|row| row["goal"]["key"] == *key.as_str()).expect(key))
        .map(|row| row["goal"]["actual"]["value"]["number"].as_f64())
        .collect();
    // Four orders in January: two on the web, one without a channel.
    assert_eq!(reached, [Some(4.0), Some(4.0), Some(2.0), Some(1.0)], "{answer:#}");
    assert_eq!((found.len(), &found[0]["unit"]), (4, &json!("count")));
}

#[tokio::test]
async fn a_tile_has_the_goal_of_exactly_its_period_before_a_shorter_one() {
    let app = App::with_orders();
    let of_the_tile = async || {
        let board = app.get("/api/v1/boards/overview?p=2026-01").await.json();
        let groups = board["groups"].as_array().expect("groups").clone();
        let tiles = groups.iter().flat_map(|group| group["tiles"].as_array().expect("tiles").clone());
        tiles.filter(|tile| tile["metric"] == "aov").map(|tile| tile["goal"]["period"]["start"].clone()).next()
    };
    app.change(Method::PUT, "/api/v1/goals", &goal("aov", "2026-01-25", "2026-01-31", "30", None)).await;
    assert_eq!(of_the_tile().await, Some(json!("2026-01-25")));
    app.change(Method::PUT, "/api/v1/goals", &goal("aov", "2026-01-01", "2026-01-31", "30", None)).await;
    assert_eq!(of_the_tile().await, Some(json!("2026-01-01")));
}

#[tokio::test]
async fn a_typed_goal_for_the_won_value_is_a_quota_until_it_is_removed() {
    let app = App::empty();
    let mapping = "mapping: 1\nsource: crm\nobject: deal\nentities:\n  - entity: opportunity\n    id: id\n    \
        fields: { status: status, amount: amount, created_at: created, closed_at: closed, \
        expected_close_on: expected }\n";
    let deals = "id,status,amount,created,closed,expected\n1,open,900,2026-01-05,,2026-01-31\n\
                 2,won,90,2026-01-05,2026-01-20,2026-01-31\n";
    let imported = app.upload("/api/v1/imports", deals, Some(mapping)).await;
    assert!(imported.status.is_success(), "{}", imported.text);
    let figures = async || {
        let figure = async |metric: &str| {
            let answer = app.get(&format!("/api/v1/metrics/{metric}/query?p=2026-01")).await.json();
            answer["figure"]["value"].clone()
        };
        (figure("quota_attainment").await, figure("pipeline_coverage").await)
    };
    let (missing, _) = figures().await;
    assert_eq!(missing["reason"], "needs_data", "{missing:#}");
    let goal = json!({ "metric": "won_value", "first": "2026-01-01", "last": "2026-01-31", "target": "180" });
    let saved = app.change(Method::PUT, "/api/v1/goals", &goal).await.json();
    assert_eq!(saved["currency"], "EUR", "{saved:#}");
    // 90 ÷ 180, and 900 for the 90 that are missing.
    let (attained, covered) = figures().await;
    assert_eq!((&attained["number"], &covered["number"]), (&json!(0.5), &json!(10.0)));
    let key = saved["key"].as_str().expect("key").replace('|', "%7C");
    app.change(Method::DELETE, &format!("/api/v1/goals?key={key}"), &json!(null)).await;
    assert_eq!(figures().await, (missing.clone(), missing));
}

#[tokio::test]
async fn a_goal_of_an_unknown_metric_is_refused_with_the_nearest_name() {
    let app = App::with_orders();
    let goal = json!({ "metric": "ordres", "first": "2026-01-01", "last": "2026-01-31", "target": "4" });
    let refused = app.change(Method::PUT, "/api/v1/goals", &goal).await;
    assert_eq!((refused.status, &refused.json()["details"]["suggestion"]), (StatusCode::NOT_FOUND, &json!("orders")));
}

#[tokio::test]
async fn thresholds_carry_a_period_and_are_kept() {
    let app = App::with_orders();
    let without = json!({ "benchmarks": [], "thresholds": [{ "bad": "above", "value": "0.07" }] });
    let refused = app.change(Method::PUT, "/api/v1/metrics/orders/marks", &without).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let marks = json!({
        "benchmarks": [{ "value": "10", "source": "A study", "per": "month" }],
        "thresholds": [{ "bad": "below", "value": "60", "per": "year" }],
        "stagnation_within": "0.01",
    });
    let saved = app.change(Method::PUT, "/api/v1/metrics/orders/marks", &marks).await;
    assert_eq!(saved.json(), marks, "{}", saved.text);
    assert_eq!(app.get("/api/v1/metrics/orders/marks").await.json(), marks);
    // 60 a year are 5 a month; there are 4.
    let answer = app.get("/api/v1/metrics/orders/query?p=2026-01").await.json();
    let threshold = &answer["marks"][1];
    assert_eq!((&threshold["value"], &threshold["crossed"]), (&json!(5.0), &json!(true)), "{answer:#}");
}

#[tokio::test]
async fn an_own_metric_is_checked_previewed_saved_and_everywhere() {
    let app = App::with_orders();
    let checked = app.change(Method::POST, "/api/v1/definitions/check?p=2026-01", &draft(OWN)).await.json();
    assert_eq!(checked["problems"], json!([]), "{checked:#}");
    assert_eq!(checked["preview"]["figure"]["value"]["number"], 2.0, "{checked:#}");
    let right: Vec<_> = checked["examples"].as_array().expect("examples").iter().map(|row| &row["ok"]).collect();
    assert_eq!(right, [true, true], "{checked:#}");
    let saved = app.change(Method::PUT, "/api/v1/definitions", &draft(OWN)).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let answer = app.get("/api/v1/metrics/web_orders/query?p=2026-01").await.json();
    assert_eq!(answer["figure"]["value"]["number"], 2.0);
    let listed = app.get("/api/v1/metrics?search=web%20shop").await.json();
    assert_eq!((&listed[0]["id"], &listed[0]["boards"]), (&json!("web_orders"), &json!(["overview"])), "{listed:#}");
    let board = app.get("/api/v1/boards/overview?p=2026-01").await.json();
    let groups = board["groups"].as_array().expect("groups");
    assert!(groups.iter().any(|group| group["id"] == "mine" && group["tiles"][0]["metric"] == "web_orders"));
    let workspace = app.get("/api/v1/workspace").await.json();
    assert_eq!(workspace["own_texts"]["metrics.web_orders.name"], "Orders on the web");
}

#[tokio::test]
async fn a_changed_definition_keeps_the_old_one_beside_it() {
    let app = App::with_orders();
    app.change(Method::PUT, "/api/v1/definitions", &draft(OWN)).await;
    let changed = OWN.replace("sales_channel = 'web'", "sales_channel = 'store'").replace("gives: 2", "gives: 1");
    let unnamed = app.change(Method::PUT, "/api/v1/definitions", &draft(&changed)).await;
    assert_eq!(
        (unnamed.status, unnamed.json()["code"].clone()),
        (StatusCode::PRECONDITION_FAILED, json!("definition_changed"))
    );
    assert_eq!(app.save_over(1, &draft(&changed)).await.json()["version"], 2);
    let late = app.save_over(1, &draft(OWN)).await;
    assert_eq!((late.status, &late.json()["details"]["version"]), (StatusCode::PRECONDITION_FAILED, &json!(2)));
    let listed = app.get("/api/v1/definitions").await.json();
    assert_eq!((&listed[0]["version"], &listed[0]["text"]), (&json!(2), &json!(changed)), "{listed:#}");
    let versions = app.get("/api/v1/metrics/web_orders/versions").await.json();
    assert_eq!(versions.as_array().map(Vec::len), Some(2), "{versions:#}");
    assert_eq!((&versions[0]["text"], &versions[0]["stated"]), (&json!(OWN), &json!(1)));
    let renamed = changed.replace("name: ", "name: The same ");
    assert_eq!(app.save_over(2, &draft(&renamed)).await.json()["version"], 3);
    let versions = app.get("/api/v1/metrics/web_orders/versions").await.json();
    assert_eq!(versions.as_array().map(Vec::len), Some(2), "a name is no version: {versions:#}");
    assert_eq!((&versions[1]["text"], &versions[1]["version"]), (&json!(renamed), &json!(3)));
    let figure = |answer: serde_json::Value| answer["figure"]["value"]["number"].clone();
    assert_eq!(figure(app.get("/api/v1/metrics/web_orders/query?p=2026-01").await.json()), 1.0);
    assert_eq!(figure(app.get("/api/v1/metrics/web_orders/versions/1/query?p=2026-01").await.json()), 2.0);
}

#[tokio::test]
async fn a_broken_file_is_refused_by_line_and_one_edited_by_hand_leaves_the_rest() {
    let app = App::with_orders();
    let broken = OWN.replace("fact: orders", "fact: ordres");
    let refused = app.change(Method::PUT, "/api/v1/definitions", &draft(&broken)).await;
    assert_eq!((refused.status, &refused.json()["details"]["lines"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!([10])));
    let checked = app.change(Method::POST, "/api/v1/definitions/check", &draft(&broken)).await.json();
    let problem = &checked["problems"][0];
    assert_eq!((&problem["line"], &problem["refuses"]), (&json!(10), &json!(true)), "{checked:#}");
    assert!(problem["message"].as_str().is_some_and(|text| text.contains("orders")), "{problem:#}");
    let outside = json!({ "path": "metrics/../../evil.yaml", "text": OWN });
    let refused = app.change(Method::PUT, "/api/v1/definitions", &outside).await;
    assert_eq!(refused.json()["code"], "definition_path");

    let file = app.data().join("catalogue").join(PATH);
    std::fs::create_dir_all(file.parent().expect("folder")).expect("folder");
    std::fs::write(&file, &broken).expect("file");
    let now = crate::support::NOW.parse().expect("moment");
    assert!(app.workspace.reload_own(now).expect("read"));
    let listed = app.get("/api/v1/definitions").await.json();
    assert_eq!(listed[0]["problems"][0]["line"], 10, "{listed:#}");
    let answer = app.get("/api/v1/metrics/orders/query?p=2026-01").await.json();
    assert_eq!(answer["figure"]["value"]["number"], 4.0, "the rest is as before");
    for address in ["/api/v1/metrics/web_orders", "/api/v1/metrics/web_orders/query?p=2026-01"] {
        let left_out = app.get(address).await;
        assert_eq!(
            (left_out.status, left_out.json()["code"].as_str()),
            (StatusCode::NOT_FOUND, Some("metric_left_out"))
        );
        let message = left_out.json()["message"].as_str().expect("message").to_owned();
        assert!(message.contains(PATH) && message.contains("10") && message.contains("ordres"), "{message}");
    }
}

#[tokio::test]
async fn what_the_store_cannot_compute_takes_no_board_down() {
    let app = App::with_orders();
    let failing = OWN.replace("sales_channel = 'web'", "net >= 'abc'");
    assert_ne!(failing, OWN);
    let checked = app.change(Method::POST, "/api/v1/definitions/check", &draft(&failing)).await.json();
    let problem = &checked["problems"][0];
    assert_eq!((&problem["code"], &problem["refuses"]), (&json!("not_answered"), &json!(true)), "{checked:#}");
    let refused = app.change(Method::PUT, "/api/v1/definitions", &draft(&failing)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let file = app.data().join("catalogue").join(PATH);
    std::fs::create_dir_all(file.parent().expect("folder")).expect("folder");
    std::fs::write(&file, &failing).expect("file");
    assert!(app.workspace.reload_own(crate::support::NOW.parse().expect("moment")).expect("read"));
    assert_eq!(app.get("/api/v1/boards/overview?p=2026-01").await.status, StatusCode::OK);
    let listed = app.get("/api/v1/definitions").await.json();
    assert_eq!(listed[0]["problems"][0]["code"], "not_answered", "{listed:#}");
}

#[tokio::test]
async fn a_file_changed_by_another_program_is_not_overwritten() {
    let app = App::with_orders();
    app.change(Method::PUT, "/api/v1/definitions", &draft(OWN)).await;
    let by_hand = OWN.replace("name: Orders on the web", "name: Web orders");
    assert_ne!(by_hand, OWN);
    std::fs::write(app.data().join("catalogue").join(PATH), &by_hand).expect("file");
    let late = app.save_over(1, &draft(OWN)).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.text);
    assert_eq!(std::fs::read_to_string(app.data().join("catalogue").join(PATH)).expect("file"), by_hand);
    assert_eq!(app.save_over(2, &draft(OWN)).await.status, StatusCode::OK);
    let gone = app.change(Method::DELETE, &format!("/api/v1/definitions?path={PATH}"), &json!({})).await;
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
    assert_eq!(app.save_over(3, &draft(OWN)).await.status, StatusCode::PRECONDITION_FAILED, "it is not there any more");
    assert_eq!(app.change(Method::PUT, "/api/v1/definitions", &draft(OWN)).await.status, StatusCode::OK);
}

/// Right as long as every channel is a number; the engine fails on the first other one.
const FAILS_ON_WORDS: &str = "CAST(sales_channel AS INTEGER) = 1";

#[tokio::test]
async fn what_fails_only_on_new_data_is_one_card_of_a_board() {
    let app = App::empty();
    let failing = OWN.replace("sales_channel = 'web'", FAILS_ON_WORDS);
    let saved = app.change(Method::PUT, "/api/v1/definitions", &draft(&failing)).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    app.import_orders();
    let tiles = |board: &serde_json::Value| -> Vec<serde_json::Value> {
        let groups = board["groups"].as_array().cloned().unwrap_or_default();
        groups.iter().flat_map(|group| group["tiles"].as_array().cloned().unwrap_or_default()).collect()
    };
    let board = app.get("/api/v1/boards/overview?p=2026-01").await;
    assert_eq!(board.status, StatusCode::OK, "{}", board.text);
    let shown = tiles(&board.json());
    let of = |id: &str| shown.iter().find(|tile| tile["metric"] == id).expect(id)["figure"]["value"].clone();
    assert_eq!(of("web_orders"), json!({ "state": "null", "reason": "failed" }));
    // 10 + 30 + 40 + 20 over four orders.
    assert_eq!(of("aov")["amount"], "2500", "{:#}", of("aov"));
    let alone = app.get("/api/v1/metrics/web_orders/query?p=2026-01").await;
    assert_eq!((alone.status, &alone.json()["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("store_failed")));
}

#[tokio::test]
async fn what_could_not_be_computed_is_tried_again_after_a_while() {
    let app = App::with_orders();
    let file = app.data().join("catalogue").join(PATH);
    std::fs::create_dir_all(file.parent().expect("folder")).expect("folder");
    std::fs::write(&file, OWN.replace("sales_channel = 'web'", FAILS_ON_WORDS)).expect("file");
    let now: jiff::Timestamp = crate::support::NOW.parse().expect("moment");
    let after = |seconds| now.saturating_add(jiff::SignedDuration::from_secs(seconds)).expect("moment");
    assert!(app.workspace.reload_own(now).expect("read"));
    assert_eq!(app.get("/api/v1/metrics/web_orders/query").await.status, StatusCode::NOT_FOUND);

    let numbers = crate::support::ORDERS.replace("web", "1").replace("store", "2");
    let imported = app.upload("/api/v1/imports", &numbers, Some(crate::support::MAPPING)).await;
    assert!(imported.status.is_success(), "{}", imported.text);
    assert!(!app.workspace.reload_own(after(59)).expect("read"), "not all the time");
    assert!(app.workspace.reload_own(after(60)).expect("read"));
    let answer = app.get("/api/v1/metrics/web_orders/query?p=2026-01").await.json();
    assert_eq!(answer["figure"]["value"]["number"], 2.0, "{answer:#}");
    assert!(!app.workspace.reload_own(after(180)).expect("read"), "nothing is left to try");
}

#[tokio::test]
async fn an_example_the_engine_cannot_compute_says_so_in_plain_words() {
    let app = App::empty();
    let failing = OWN.replace("sales_channel = 'web'", FAILS_ON_WORDS);
    let checked = app.change(Method::POST, "/api/v1/definitions/check?p=2020-01", &draft(&failing)).await.json();
    let found = checked["examples"][0]["found"].as_str().expect("words").to_owned();
    assert!(found.starts_with("It could not be computed."), "{found}");
    assert!(!found.contains("Error") && !found.contains("CAST"), "{found}");
}

#[tokio::test]
async fn metrics_are_found_in_every_language() {
    let app = App::empty();
    for (search, id) in [
        ("churn", "customer_churn_rate"),
        ("klientu pasitraukimo", "customer_churn_rate"),
        ("نرخ نزديكي", "win_rate"),
        ("لوله كشي", "pipeline_value"),
        ("分辨率", "resolution_time_full"),
        ("ＮＰＳ", "nps"),
    ] {
        let listed = app.get(&format!("/api/v1/metrics?search={}", encoded(search))).await.json();
        let ids: Vec<_> = listed.as_array().expect("list").iter().map(|row| row["id"].clone()).collect();
        assert!(ids.contains(&json!(id)), "{search}: {ids:?}");
    }
    let none = app.get("/api/v1/metrics?search=zzzz").await.json();
    assert_eq!(none, json!([]));
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
