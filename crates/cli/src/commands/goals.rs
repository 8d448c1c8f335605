//! `pharos goals`: lists goals with how they stand, sets one, removes one.

use crate::arguments::GoalsArguments;
use crate::clock;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::{Exit, Failure};
use crate::figures;
use crate::judged::{self, Measured};
use locales::Argument;
use query::QueryError;
use query::answer::{GoalPace, GoalsAnswer};
use query::scope::Scope;
use serde::Serialize;
use server::api::goals::{GoalFields, GoalInput, GoalSummary, check, summaries};
use server::api::metrics::definition::MetricDefinition;
use server::errors::{ApiError, ErrorCode};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Goals whose pace a server tells at once.
const AT_ONCE: usize = 100;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: GoalsArguments) -> Result<(), Failure> {
    let sets = arguments.from.is_some() || arguments.to.is_some() || arguments.part.is_some();
    if let (Some(metric), None, true) = (&arguments.metric, &arguments.target, sets) {
        return Err(Failure::said(Exit::Refused, "no_target", "metric", metric));
    }
    let door = data::reach(console, asked)?;
    if let Some(key) = arguments.remove {
        return remove(console, &door, &key);
    }
    let (metric, target) = (arguments.metric.clone(), arguments.target.clone());
    if let (Some(metric), Some(target)) = (metric, target) {
        let part = arguments.part.as_deref().map(pair).transpose()?;
        let (dimension, value) = part.unzip();
        let (first, last) = (arguments.from.unwrap_or_default(), arguments.to.unwrap_or_default());
        set(&door, GoalInput { metric, dimension, value, first, last, target })?;
    }
    let mut goals = all(&door)?;
    goals.retain(|goal| arguments.metric.as_ref().is_none_or(|metric| goal.goal.metric == *metric));
    if let Some(metric) = arguments.metric.as_ref().filter(|_| goals.is_empty()) {
        known(&door, metric)?;
    }
    let mut goals = standings(&door, goals)?;
    if arguments.running {
        let is_over = |goal: &Standing| goal.pace.as_ref().is_some_and(|pace| !pace.goal.period.partial);
        goals.retain(|goal| !is_over(goal));
    }
    show(console, &goals);
    console.value(&goals)
}

fn pair(text: &str) -> Result<(String, String), Failure> {
    let pair = text.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    pair.ok_or_else(|| Failure::said(Exit::Refused, "not_a_part", "given", text))
}

fn set(door: &Door, input: GoalInput) -> Result<(), Failure> {
    match door {
        Door::Server(server) => {
            let _: GoalSummary = server.put("goals", &input)?;
        }
        Door::Here(workspace) => {
            let goal = input.read(&workspace.catalogue()).map_err(Failure::Api)?;
            check(workspace, &goal).map_err(Failure::Api)?;
            workspace.save_goal(&goal, clock::now())?;
        }
    }
    Ok(())
}

fn remove(console: &Console, door: &Door, key: &str) -> Result<(), Failure> {
    match door {
        Door::Server(server) => {
            let _: Vec<GoalSummary> = server.delete("goals", &[("key".to_owned(), key.to_owned())])?;
        }
        Door::Here(workspace) => {
            if !workspace.remove_goal(key, clock::now())? {
                return Err(Failure::Api(ApiError::new(ErrorCode::UnknownGoal)));
            }
        }
    }
    console.say("goal_removed", &[("key", Argument::from(key))]);
    Ok(())
}

fn all(door: &Door) -> Result<Vec<GoalSummary>, Failure> {
    Ok(match door {
        Door::Server(server) => server.get("goals", &[])?,
        Door::Here(workspace) => summaries(&workspace.aims().goals),
    })
}

/// A misspelt metric has no goals either, and is told apart from one that has none.
fn known(door: &Door, metric: &str) -> Result<(), Failure> {
    match door {
        Door::Server(server) => server.get::<MetricDefinition>(&format!("metrics/{metric}"), &[]).map(|_| ()),
        Door::Here(workspace) => {
            let catalogue = workspace.catalogue();
            let names = catalogue.metrics.keys().map(String::as_str);
            let unknown = || QueryError::new(query::ErrorCode::UnknownMetric, metric).suggesting(names);
            if catalogue.metrics.contains_key(metric) { Ok(()) } else { Err(unknown().into()) }
        }
    }
}

/// A goal and its pace, where it has one.
#[derive(Serialize)]
struct Standing {
    #[serde(flatten)]
    summary: GoalSummary,
    /// None where the metric has no figure.
    pace: Option<GoalPace>,
}

/// Every goal with its pace, in the order of the list.
fn standings(door: &Door, goals: Vec<GoalSummary>) -> Result<Vec<Standing>, Failure> {
    let keys: Vec<&str> = goals.iter().map(|goal| goal.key.as_str()).collect();
    let mut paces = Vec::new();
    for some in keys.chunks(AT_ONCE) {
        paces.extend(paced(door, some)?.goals);
    }
    let pace = |key: &str| paces.iter().find(|pace| pace.goal.key == key).cloned();
    Ok(goals.into_iter().map(|summary| Standing { pace: pace(&summary.key), summary }).collect())
}

fn paced(door: &Door, keys: &[&str]) -> Result<GoalsAnswer, Failure> {
    match door {
        Door::Server(server) => {
            let pairs: Vec<(String, String)> = keys.iter().map(|key| ("key".to_owned(), (*key).to_owned())).collect();
            server.get("goals/pace", &pairs)
        }
        Door::Here(workspace) => {
            let keys: BTreeSet<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            let (scope, as_of) = (Scope::everything(), workspace.as_of(clock::now()));
            Ok(workspace.with_query(|context| query::goals_pace(context, &scope, &keys, as_of))?)
        }
    }
}

fn show(console: &Console, goals: &[Standing]) {
    let rows: Vec<Vec<String>> = goals
        .iter()
        .map(|Standing { summary, pace }| {
            let goal = &summary.goal;
            let part = goal.dimension.clone().zip(goal.value.clone());
            let (reached, state) = pace.as_ref().map(|pace| stand(console, pace, goal)).unwrap_or_default();
            vec![
                goal.metric.clone(),
                part.map(|(dimension, value)| format!("{dimension}:{value}")).unwrap_or_default(),
                format!("{}..{}", goal.first, goal.last),
                target(console, pace.as_ref(), goal),
                reached,
                state,
                if summary.imported { console.text("goal_imported", &[]) } else { summary.key.clone() },
            ]
        })
        .collect();
    console.table(&["metric", "part", "period", "target", "reached", "state", "key"], &rows);
}

/// The target in the unit of its metric; of one without a figure, as it was given.
fn target(console: &Console, pace: Option<&GoalPace>, goal: &GoalFields) -> String {
    match pace {
        Some(pace) => figures::value(console, &pace.goal.target, &pace.unit),
        None => format!("{} {}", goal.target, goal.currency.clone().unwrap_or_default()).trim_end().to_owned(),
    }
}

/// What is reached, and how the goal stands.
fn stand(console: &Console, pace: &GoalPace, goal: &GoalFields) -> (String, String) {
    let of = Measured { unit: &pace.unit, currency: goal.currency.as_deref().unwrap_or_default() };
    (figures::figure(console, &pace.goal.actual, &pace.unit), judged::state(console, &pace.goal, of))
}
