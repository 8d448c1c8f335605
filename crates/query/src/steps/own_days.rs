//! Goals of metrics in which a word stands for what rows say most often, such as the usual scale of a survey: the word
//! of a goal is that of the goal's own days, whatever period it is shown beside.

use crate::answer::GoalAnswer;
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::goals::answers;
use crate::query::{Extent, Query, ResolvedMetric};
use crate::request::{Comparison, PeriodRequest, Request, Subject};
use crate::steps::walk;
use jiff::ToSpan;
use model::aims::Goal;
use model::calendar::DayRange;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of goals that have the same days.
type ByDays = BTreeMap<(jiff::civil::Date, jiff::civil::Date), BTreeSet<String>>;

pub(crate) fn own_days(query: &mut Query<'_>) -> Result<(), QueryError> {
    let mut found = Vec::new();
    for (position, metric) in query.metrics.iter().enumerate() {
        for ((start, end), keys) in of_other_days(query, metric) {
            found.push((position, asked_alone(query, metric, DayRange { start, end }, &keys)?));
        }
    }
    for (position, goals) in found {
        if let Some(figures) = query.figures.get_mut(position) {
            figures.goals_alone.extend(goals.into_iter().map(|goal| (goal.key.clone(), goal)));
        }
    }
    Ok(())
}

/// The goals of a metric that run over other days than those from which its words were taken.
fn of_other_days(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> ByDays {
    let mut by_days = ByDays::new();
    if metric.parameters.iter().all(|parameter| parameter.found.is_empty()) {
        return by_days;
    }
    let shown = query.timeline.period.map(|period| period.range);
    for times in query.timeline.goals.iter().filter(|times| Some(times.period.range) != shown) {
        let goal = query.context.aims.and_then(|aims| aims.goals.get(times.goal));
        if let Some(goal) = goal.filter(|goal: &&Goal| goal.metric == metric.metric.id) {
            let range = times.period.range;
            by_days.entry((range.start, range.end)).or_default().insert(goal.key());
        }
    }
    by_days
}

fn asked_alone(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    days: DayRange,
    keys: &BTreeSet<String>,
) -> Result<Vec<GoalAnswer>, QueryError> {
    // Goals of all parts are asked at once only where nothing but goals is.
    let slices = if query.context.only_goals.is_some() { query.slices.clone() } else { Vec::new() };
    let context = QueryContext { only_goals: Some(keys), cache: None, ..query.context };
    let request = Request {
        period: PeriodRequest::Days { first: days.start, last: days.end.saturating_sub(1.day()) },
        grain: None,
        comparison: Comparison::None,
        slice: None,
        ..of_metric_alone(query, &metric.metric.id)
    };
    let mut alone = Query { parts_alone: true, ..Query::new(context, query.scope, request, Extent::Change, slices) };
    walk(&mut alone)?;
    let of_metrics = alone.metrics.iter().zip(&alone.figures);
    Ok(of_metrics.flat_map(|(metric, figures)| answers(&alone, metric, figures)).collect())
}

/// The same question about one of the metrics alone.
pub(super) fn of_metric_alone(query: &Query<'_>, id: &str) -> Request {
    let mut request = Request { subject: Subject::Metric(id.to_owned()), ..query.request.clone() };
    let metric = query.context.catalogue.metrics.get(id);
    request.parameters.retain(|name, _| metric.is_some_and(|metric| metric.parameters.contains_key(name)));
    request
}
