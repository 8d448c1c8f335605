//! The funnels of deals and leads against a count by hand over the rows as they were given.

use crate::ask::{ASKED_AT, CATALOGUE, company, question};
use crate::history::{self, QUARTER};
use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use query::answer::{Figure, Value};
use query::funnel::{FunnelAnswer, FunnelStep, funnel, funnel_customers};
use query::scope::Scope;
use serde_json::json;
use std::collections::BTreeMap;
use workspace::check::{Company, Given};

const DEAL_STEPS: [&str; 5] = ["deal_opened", "new", "talks", "offer", "won"];

/// When a subject did which step itself, by the place of the step.
type Way = BTreeMap<usize, DateTime>;

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn steps_are_those_of_a_count_by_hand(given in history::company()) {
        let given = with_stages_and_leads(given);
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let deals = ways_of_deals(&given);
        if !deals.is_empty() {
            let ways: Vec<Way> = deals.values().cloned().collect();
            compare(&company, "pipeline_funnel", &DEAL_STEPS, &ways)?;
            let lead_steps: Vec<&str> = std::iter::once("lead_created").chain(DEAL_STEPS).collect();
            compare(&company, "lead_funnel", &lead_steps, &ways_of_leads(&given, &deals))?;
        }
    }
}

/// Deals 0 and 1 come of lead 0, deal 2 of none, 3 and 4 of lead 3, and so on; every lead is there up to four days
/// before its first deal.
fn with_stages_and_leads(mut given: Given) -> Given {
    let row = |value: serde_json::Value| value.as_object().expect("row").clone().into_iter().collect();
    let stages = ["new", "talks", "offer"].iter().zip(1..);
    given.insert("stage".to_owned(), stages.map(|(name, at)| row(json!({ "name": name, "position": at }))).collect());
    let mut leads = vec![row(json!({ "id": "alone", "created_at": "2026-02-10T10:00" }))];
    for (number, deal) in (0_usize..).zip(given.entry("opportunity".to_owned()).or_default().iter_mut()) {
        if number % 3 < 2 {
            deal.insert("lead_id".to_owned(), json!(format!("l{}", number - number % 3)));
        }
        if number % 3 == 0 {
            let created = moment(&deal["created_at"]) - ((number % 5) as i64).days();
            leads.push(row(
                json!({ "id": format!("l{number}"), "created_at": created.strftime("%Y-%m-%dT%H:%M").to_string() }),
            ));
        }
    }
    given.insert("lead".to_owned(), leads);
    given
}

fn moment(value: &serde_json::Value) -> DateTime {
    value.as_str().and_then(|text| text.parse().ok()).expect("moment")
}

fn asked_at() -> DateTime {
    ASKED_AT.to_zoned(TimeZone::UTC).datetime()
}

/// Of each deal the first time at every step, unless it had been further before.
fn ways_of_deals(given: &Given) -> BTreeMap<String, Way> {
    let mut ways = BTreeMap::new();
    for deal in &given["opportunity"] {
        let mut way = Way::from([(0, moment(&deal["created_at"]))]);
        let mut events: Vec<_> =
            given["stage_event"].iter().filter(|event| event["opportunity_id"] == deal["id"]).collect();
        events.sort_by_key(|event| moment(&event["changed_at"]));
        for event in events {
            let at = moment(&event["changed_at"]);
            let place = DEAL_STEPS.iter().position(|step| event["to_stage"] == *step);
            if let Some(place) = place.filter(|place| at < asked_at() && !way.keys().any(|before| before >= place)) {
                way.insert(place, at);
            }
        }
        way.retain(|_, at| *at < asked_at());
        ways.insert(deal["id"].as_str().expect("id").to_owned(), way);
    }
    ways
}

/// The first time at every step over all deals of a lead.
fn ways_of_leads(given: &Given, deals: &BTreeMap<String, Way>) -> Vec<Way> {
    let way = |lead: &BTreeMap<String, serde_json::Value>| {
        let mut way = Way::from([(0, moment(&lead["created_at"]))]);
        for deal in given["opportunity"].iter().filter(|deal| deal.get("lead_id") == lead.get("id")) {
            for (place, at) in &deals[deal["id"].as_str().expect("id")] {
                let known = way.entry(place + 1).or_insert(*at);
                *known = (*known).min(*at);
            }
        }
        way
    };
    given["lead"].iter().map(way).collect()
}

fn compare(company: &Company<'_>, metric: &str, steps: &[&str], ways: &[Way]) -> Result<(), TestCaseError> {
    let context = company.context();
    let answer: FunnelAnswer = funnel(&context, &Scope::everything(), question(metric, QUARTER)).expect("funnel");
    let quarter = date(2026, 1, 1).at(0, 0, 0, 0)..date(2026, 4, 1).at(0, 0, 0, 0);
    let started: Vec<&Way> =
        ways.iter().filter(|way| way.values().min().is_some_and(|at| quarter.contains(at))).collect();
    let reached = |place: usize| started.iter().filter(|way| way.keys().any(|at| *at >= place)).count() as u64;
    let known: Vec<&str> = answer.steps.iter().map(|step| step.step.as_str()).collect();
    // A step that no deal ever came to may be absent, if it is not among the stages.
    prop_assert!(known.iter().all(|step| steps.contains(step)), "{known:?}");
    let mut before = None;
    for step in &answer.steps {
        let place = steps.iter().position(|name| *name == step.step).expect("step");
        prop_assert_eq!(step.reached, reached(place), "{} at {}", metric, step.step);
        prop_assert_eq!(number(&step.overall_rate), share(step.reached, reached(0)));
        if let Some(before) = before {
            prop_assert_eq!(step.step_rate.as_ref().and_then(number), share(step.reached, reached(before)));
            prop_assert_eq!(step.median_time.as_ref().and_then(number), median_time(&started, before, place));
        }
        before = Some(place);
        behind_adds_up(company, metric, step)?;
    }
    Ok(())
}

/// The customers behind a step hold all subjects that reached it.
fn behind_adds_up(company: &Company<'_>, metric: &str, step: &FunnelStep) -> Result<(), TestCaseError> {
    let asked = question(metric, QUARTER);
    let behind = funnel_customers(&company.context(), &Scope::everything(), asked, &step.step, 0).expect("customers");
    let sum: u64 = behind.rows.iter().filter_map(|row| row.figure.numerator.as_ref()?.parse::<u64>().ok()).sum();
    prop_assert_eq!(sum, step.reached);
    Ok(())
}

fn share(of: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| of as f64 / all as f64)
}

fn number(figure: &Figure) -> Option<f64> {
    match figure.value {
        Value::Number { number } => Some(number),
        _ => None,
    }
}

/// The middle of the times between two steps, of those who did both in this order.
fn median_time(started: &[&Way], before: usize, place: usize) -> Option<f64> {
    let seconds = |way: &&Way| {
        let (from, to) = (*way.get(&before)?, *way.get(&place)?);
        let passed: Span = to - from;
        let seconds = passed.total((jiff::Unit::Second, from)).ok()?;
        (seconds >= 0.0).then_some(seconds)
    };
    let mut times: Vec<f64> = started.iter().filter_map(seconds).collect();
    times.sort_by(f64::total_cmp);
    let (low, high) = (times.get(times.len().checked_sub(1)? / 2)?, times.get(times.len() / 2)?);
    Some((low + high) / 2.0)
}

#[test]
fn the_shipped_funnels_are_checked_here() {
    let funnels: Vec<&str> = CATALOGUE
        .metrics
        .values()
        .filter(|metric| metric.form() == catalogue::definition::Form::Funnel)
        .map(|metric| metric.id.as_str())
        .collect();
    assert_eq!(funnels, ["lead_funnel", "pipeline_funnel", "web_funnel"]);
}
