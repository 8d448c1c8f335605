//! Deals of several pipelines: each has its own steps.

use crate::support::{NOW, Place, number};
use query::funnel::{FunnelAnswer, funnel, funnel_customers};

/// In January four deals begin in Sales and one in Renewals; of those in Sales one is offered and won.
fn place() -> Place {
    let place = Place::new();
    place.import(
        "opportunity",
        "person_id: customer, pipeline: pipeline, stage: stage, status: status, created_at: created, closed_at: closed",
        "id,customer,pipeline,stage,status,created,closed\n\
         1,a,Sales,won,won,2026-01-02,2026-01-20\n\
         2,b,Sales,new,open,2026-01-03,\n\
         3,b,Sales,new,open,2026-01-04,\n\
         4,c,Sales,new,open,2026-01-05,\n\
         5,c,Renewals,sent,open,2026-01-06,\n",
    );
    place.import("person", "full_name: name", "id,name\na,Anna\nb,Boris\nc,Cem\n");
    place
}

const MOVES: &str = "opportunity_id: deal, from_stage: from, to_stage: to, status: status, changed_at: at";

fn with_own_steps() -> Place {
    let place = place();
    place.import(
        "opportunity_stage_event",
        MOVES,
        "id,deal,from,to,status,at\n\
         1,1,,new,open,2026-01-02\n2,1,new,offer,open,2026-01-10\n3,1,offer,won,won,2026-01-20\n\
         4,2,,new,open,2026-01-03\n5,3,,new,open,2026-01-04\n6,4,,new,open,2026-01-05\n\
         7,5,,due,open,2026-01-06\n8,5,due,sent,open,2026-01-12\n",
    );
    place
}

fn asked(place: &Place, filter: &[(&str, &str)]) -> FunnelAnswer {
    place.ask(funnel, "pipeline_funnel", filter, NOW)
}

fn steps(answer: &FunnelAnswer) -> Vec<(&str, u64)> {
    answer.steps.iter().map(|step| (step.step.as_str(), step.reached)).collect()
}

fn shown(answer: &FunnelAnswer) -> Vec<&str> {
    answer.frame.filters.iter().flat_map(|filter| &filter.values).map(String::as_str).collect()
}

#[test]
fn the_pipeline_with_most_deals_is_shown_and_says_so() {
    let place = with_own_steps();
    let answer = asked(&place, &[]);
    assert_eq!(steps(&answer), [("deal_opened", 4), ("new", 4), ("offer", 1), ("won", 1)]);
    assert_eq!(shown(&answer), ["Sales"]);
    let parts = answer.parts.expect("parts");
    let began: Vec<(Option<&str>, u64)> = parts.values.iter().map(|part| (part.value.as_deref(), part.began)).collect();
    assert_eq!((began, parts.together), (vec![(Some("Renewals"), 1), (Some("Sales"), 4)], false));
}

#[test]
fn another_pipeline_is_asked_for_with_its_own_steps_and_customers() {
    let place = with_own_steps();
    let renewals = [("f", "pipeline:Renewals")];
    let answer = asked(&place, &renewals);
    assert_eq!(steps(&answer), [("deal_opened", 1), ("due", 1), ("sent", 1)]);
    assert_eq!(answer.parts.map(|parts| parts.values.len()), Some(2), "the other one can still be chosen");
    let behind = place.ask(
        |context, scope, request| funnel_customers(context, scope, request, "new", 0),
        "pipeline_funnel",
        &[],
        NOW,
    );
    let names: Vec<Option<&str>> = behind.rows.iter().map(|row| row.name.as_deref()).collect();
    assert_eq!(names, [Some("Boris"), Some("Anna"), Some("Cem")], "of Cem only the deal in Sales");
    assert_eq!(behind.rows[2].figure.denominator.as_deref(), Some("1"));
}

#[test]
fn both_at_once_are_not_mixed_unless_their_steps_are_the_same() {
    let both = [("f", "pipeline:Renewals|Sales")];
    assert_eq!(shown(&asked(&with_own_steps(), &both)), ["Sales"]);
    let alike = place();
    alike.import(
        "opportunity_stage_event",
        MOVES,
        "id,deal,from,to,status,at\n1,1,,new,open,2026-01-02\n2,1,new,won,won,2026-01-20\n4,2,,new,open,2026-01-03\n\
         5,3,,new,open,2026-01-04\n6,4,,new,open,2026-01-05\n7,5,,new,open,2026-01-06\n8,5,new,won,won,2026-01-12\n",
    );
    let answer = asked(&alike, &[]);
    assert_eq!(steps(&answer), [("deal_opened", 5), ("new", 5), ("won", 2)]);
    assert!(shown(&answer).is_empty() && answer.parts.is_some_and(|parts| parts.together));
}

#[test]
fn passages_and_sums_are_cut_by_pipeline() {
    let place = with_own_steps();
    // In Sales 2 of 5 passages led on, in Renewals 1 of 2.
    assert_eq!(place.value("stage_conversion_rate", &[("f", "pipeline:Sales")]), number(0.4));
    assert_eq!(place.value("stage_conversion_rate", &[("f", "pipeline:Renewals")]), number(0.5));
    let open: Vec<_> = place.parts("open_opportunities", "pipeline");
    assert_eq!(open, [(Some("Renewals".to_owned()), number(1.0)), (Some("Sales".to_owned()), number(3.0))]);
}
