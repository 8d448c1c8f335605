//! Many goals with their pace in one answer.

use crate::answer::{GoalPace, GoalsAnswer};
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::failing::without_failing;
use crate::goals::answers;
use crate::query::{Extent, Slice};
use crate::request::{Comparison, Filter, PeriodRequest, Request, Subject};
use crate::scope::Scope;
use crate::steps::direction::direction;
use crate::value::{answered_in_parts, better, unit};
use catalogue::definition::{Board, BoardGroup, Catalogue, Metric};
use jiff::Timestamp;
use model::aims::{Goal, GoalPart};
use std::collections::{BTreeMap, BTreeSet};

const BOARD: &str = "goals";

/// The goals of those keys with their pace, in no order: one statement per fact for those of the whole, and
/// one for the parts of each dimension. What is not known is left out.
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
    let mut together: BTreeMap<Together<'_>, BTreeSet<String>> = BTreeMap::new();
    for goal in asked {
        if let Some(metric) = context.catalogue.metrics.get(&goal.metric) {
            together.entry(Together::of(goal, metric)).or_default().insert(goal.metric.clone());
        }
    }
    let mut found = Vec::new();
    for (of, metrics) in together {
        let metrics: Vec<String> = metrics.into_iter().collect();
        found.extend(asked_together(context, scope, keys, (of, metrics), as_of)?);
    }
    Ok(found)
}

/// What goals have in common that are asked for at once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Together<'g> {
    /// They are for the whole company.
    Whole,
    /// They are for parts of a dimension by which their metrics can be cut.
    Parts(&'g str),
    /// They are for one part, which only a filter tells apart.
    Part(&'g GoalPart),
}

impl<'g> Together<'g> {
    fn of(goal: &'g Goal, metric: &Metric) -> Self {
        match &goal.part {
            None => Self::Whole,
            Some(part) if metric.slices.contains(&part.dimension) => Self::Parts(&part.dimension),
            Some(part) => Self::Part(part),
        }
    }
}

/// Goals of several metrics, from one statement per fact.
fn asked_together(
    context: &QueryContext<'_>,
    scope: &Scope,
    keys: &BTreeSet<String>,
    (of, metrics): (Together<'_>, Vec<String>),
    as_of: Timestamp,
) -> Result<Vec<GoalPace>, QueryError> {
    let catalogue = with_board(context.catalogue, BOARD, &metrics);
    let context = QueryContext { catalogue: &catalogue, cache: None, only_goals: Some(keys), ..*context };
    let (filters, slice) = match of {
        Together::Whole => (Vec::new(), None),
        Together::Parts(dimension) => (Vec::new(), Some(Slice::Dimension(dimension.to_owned()))),
        Together::Part(part) => (vec![filter(part)], None),
    };
    let request = Request {
        subject: Subject::Board(BOARD.to_owned()),
        period: PeriodRequest::LastDays(1),
        grain: None,
        comparison: Comparison::None,
        filters,
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        of_comparison: false,
        as_of,
    };
    without_failing(&context, scope, &request, &metrics, |context| {
        let query = answered_in_parts(context, scope, &request, Extent::Change, slice.clone())?;
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
