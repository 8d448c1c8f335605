//! What needs attention: everything that marks and goals say about a period, in one list.
//!
//! Only metrics that have marks or a goal are asked, together: one statement per fact.

mod answer;
mod judged;
mod since;

pub use answer::{Alert, AlertDoubt, AlertKind, AlertsAnswer, Since, Undecided};

use crate::context::QueryContext;
use crate::error::QueryError;
use crate::failing::without_failing;
use crate::goal_list::{paced, with_board};
use crate::query::{Extent, Query};
use crate::request::{Comparison, Request, Subject};
use crate::scope::Scope;
use crate::steps::calendar::Window;
use crate::steps::parse::{Parsed, read};
use crate::steps::receipt::frame;
use crate::value::answered;
use catalogue::definition::{Catalogue, Metric};
use jiff::Timestamp;
use jiff::civil::Date;
use judged::{Judged, of_answer, of_goal, of_metric};
use model::aims::{Aims, Marks};
use std::collections::BTreeSet;
use std::sync::Arc;

const BOARD: &str = "alerts";

/// The question that the names and values of an address ask: `p` period, `vs` comparison.
pub fn alerts_request(catalogue: &Catalogue, address: &[(String, String)], as_of: Timestamp) -> Parsed {
    read(catalogue, None, Subject::Board(BOARD.to_owned()), address, as_of)
}

/// What needs attention in the period. The list is that of the whole company: filters are not looked at, and
/// without a comparison the previous period is taken, because standing still is seen by comparing.
///
/// # Errors
/// When the store fails.
pub fn alerts(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<AlertsAnswer, QueryError> {
    let comparison = match request.comparison {
        Comparison::None => Comparison::Previous,
        given => given,
    };
    let request = Request { comparison, filters: Vec::new(), slice: None, ..request };
    let compute = || compute(context, scope, &request);
    match context.cache {
        Some(cache) => {
            cache.alerts((request.clone(), scope.clone(), context.data_version), compute).map(Arc::unwrap_or_clone)
        }
        None => compute(),
    }
}

fn compute(context: &QueryContext<'_>, scope: &Scope, request: &Request) -> Result<AlertsAnswer, QueryError> {
    let watched = watched(context, scope);
    let catalogue = with_board(context.catalogue, BOARD, &watched);
    let context = QueryContext { catalogue: &catalogue, cache: None, ..*context };
    without_failing(&context, scope, request, &watched, |context| {
        let query = answered(context, scope, request, Extent::Alerts, None)?;
        let of_whole =
            query.metrics.iter().zip(&query.figures).flat_map(|(metric, figures)| of_metric(&query, metric, figures));
        let mut judged: Vec<Judged> = of_whole.collect();
        let parts = goals_of_parts(&query);
        judged.extend(paced(context, scope, &parts, request.as_of)?.iter().filter_map(of_goal));
        let about_others = about_others(context, scope);
        for (metric, marks) in &about_others {
            let alone = Request { subject: Subject::Metric(metric.id.clone()), ..request.clone() };
            judged.extend(of_answer(&crate::value::metric(context, scope, alone)?, marks));
        }
        Ok(listed(&query, about_others.len(), judged))
    })
}

/// The metrics that are held against anything and that the viewer may see.
fn watched(context: &QueryContext<'_>, scope: &Scope) -> Vec<String> {
    let Some(Aims { goals, marks }) = context.aims else {
        return Vec::new();
    };
    let marked = marks.iter().filter(|(_, marks)| !marks.is_empty()).map(|(metric, _)| metric);
    let ids: BTreeSet<&String> = marked.chain(goals.iter().map(|goal| &goal.metric)).collect();
    // What is told about another metric has a goal and a direction only there; its own marks are held against it.
    let plain = |id: &&String| context.catalogue.metrics.get(*id).is_some_and(|metric| metric.about.is_none());
    ids.into_iter().filter(plain).filter(|id| scope.may_see(id)).cloned().collect()
}

/// The metrics about others that have marks of their own and that the viewer may see.
fn about_others<'a>(context: &QueryContext<'a>, scope: &Scope) -> Vec<(&'a Metric, &'a Marks)> {
    let marked = context.aims.into_iter().flat_map(|aims| &aims.marks).filter(|(_, marks)| !marks.is_empty());
    let of = |(id, marks): (&String, &'a Marks)| {
        let metric = context.catalogue.metrics.get(id).filter(|metric| metric.about.is_some() && scope.may_see(id))?;
        Some((metric, marks))
    };
    marked.filter_map(of).collect()
}

/// Keys of the goals for parts that run on the day the period reaches to.
fn goals_of_parts(query: &Query<'_>) -> BTreeSet<String> {
    let day = shown_day(query);
    let goals = query.context.aims.map_or(&[][..], |aims| &aims.goals);
    let runs = |first: Date, last: Date| day.is_some_and(|day| first <= day && day <= last);
    let of_parts = goals.iter().filter(|goal| goal.part.is_some() && runs(goal.first, goal.last));
    of_parts.filter(|goal| query.scope.may_see(&goal.metric)).map(|goal| goal.key()).collect()
}

fn shown_day(query: &Query<'_>) -> Option<Date> {
    let period = query.timeline.period?;
    let window = period.window.and_then(|window| query.timeline.windows.get(window));
    Some(window.map_or(period.range.start, Window::last_day))
}

fn listed(query: &Query<'_>, about_others: usize, judged: Vec<Judged>) -> AlertsAnswer {
    let mut firing = Vec::new();
    let mut undecided = Vec::new();
    for one in judged {
        match one {
            Judged::Fires { alert, by } => firing.push((alert, by)),
            Judged::Unknown(doubt) => undecided.push(doubt),
        }
    }
    firing.sort_by(|(left, left_by), (right, right_by)| {
        let kinds = left.kind.cmp(&right.kind);
        kinds.then(right_by.total_cmp(left_by)).then_with(|| left.metric.cmp(&right.metric))
    });
    AlertsAnswer {
        frame: frame(query),
        watched: (query.metrics.len() + about_others) as u32,
        alerts: firing.into_iter().map(|(alert, _)| *alert).collect(),
        undecided,
    }
}
