//! Many goals with their pace in one answer.

use crate::answer::{GoalPace, GoalsAnswer};
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::failing::without_failing;
use crate::goals::answers;
use crate::query::Extent;
use crate::request::{Comparison, Filter, PeriodRequest, Request, Subject};
use crate::scope::Scope;
use crate::steps::direction::direction;
use crate::value::{answered, better, unit};
use catalogue::definition::{Board, BoardGroup, Catalogue};
use jiff::Timestamp;
use model::aims::{Goal, GoalPart};
use std::collections::{BTreeMap, BTreeSet};

const BOARD: &str = "goals";

/// The goals of those keys with their pace, in no order: one statement per fact for all that are set for the same
/// part. What is not known is left out.
///
/// # Errors
/// When the store fails.
pub fn goals_pace(
    context: &QueryContext<'_>,
    scope: &Scope,
    keys: &BTreeSet<String>,
    as_of: Timestamp,
) -> Result<GoalsAnswer, QueryError> {
    let goals = paced(context, scope, keys, as_of)?;
    Ok(GoalsAnswer { currency: context.settings.currency.code().to_owned(), goals })
}

/// The goals of those keys with their pace.
pub(crate) fn paced(
    context: &QueryContext<'_>,
    scope: &Scope,
    keys: &BTreeSet<String>,
    as_of: Timestamp,
) -> Result<Vec<GoalPace>, QueryError> {
    let known = context.aims.map(|aims| aims.goals.as_slice()).unwrap_or_default();
    let asked = known.iter().filter(|goal| keys.contains(&goal.key()));
    let mut by_part: BTreeMap<Option<(&str, &str)>, Vec<&Goal>> = BTreeMap::new();
    for goal in asked.filter(|goal| context.catalogue.metrics.contains_key(&goal.metric)) {
        let part = goal.part.as_ref().map(|part| (part.dimension.as_str(), part.value.as_str()));
        by_part.entry(part).or_default().push(goal);
    }
    let mut found = Vec::new();
    for goals in by_part.values() {
        found.extend(of_part(context, scope, keys, goals, as_of)?);
    }
    Ok(found)
}

/// Goals that are set for the same part, asked for at once.
fn of_part(
    context: &QueryContext<'_>,
    scope: &Scope,
    keys: &BTreeSet<String>,
    goals: &[&Goal],
    as_of: Timestamp,
) -> Result<Vec<GoalPace>, QueryError> {
    let metrics: BTreeSet<&String> = goals.iter().map(|goal| &goal.metric).collect();
    let metrics: Vec<String> = metrics.into_iter().cloned().collect();
    let catalogue = with_board(context.catalogue, BOARD, &metrics);
    let context = QueryContext { catalogue: &catalogue, cache: None, only_goals: Some(keys), ..*context };
    let part = goals.first().and_then(|goal| goal.part.as_ref());
    let request = Request {
        subject: Subject::Board(BOARD.to_owned()),
        period: PeriodRequest::LastDays(1),
        grain: None,
        comparison: Comparison::None,
        filters: part.map(filter).into_iter().collect(),
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        as_of,
    };
    without_failing(&context, scope, &request, &metrics, |context| {
        let query = answered(context, scope, &request, Extent::Change, None)?;
        let figures = query.metrics.iter().zip(&query.figures);
        let paced = figures.flat_map(|(metric, figures)| {
            let of_metric = answers(&query, metric, figures);
            of_metric.into_iter().map(|goal| GoalPace {
                metric: metric.metric.id.clone(),
                unit: unit(metric.metric.unit).to_owned(),
                better: better(direction(&query, metric)).to_owned(),
                goal,
            })
        });
        Ok(paced.collect())
    })
}

fn filter(part: &GoalPart) -> Filter {
    Filter { dimension: part.dimension.clone(), values: vec![part.value.clone()], exclude: false }
}

/// A catalogue with one board of those metrics, which are then asked at once.
pub(crate) fn with_board(catalogue: &Catalogue, id: &str, metrics: &[String]) -> Catalogue {
    let groups = vec![BoardGroup { id: id.to_owned(), name: None, metrics: metrics.to_vec() }];
    let board = Board { id: id.to_owned(), name: None, groups };
    Catalogue { boards: BTreeMap::from([(id.to_owned(), board)]), ..catalogue.clone() }
}
