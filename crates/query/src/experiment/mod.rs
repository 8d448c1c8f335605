//! Experiments: groups beside each other, with the difference, its interval and what can be said.

pub mod answer;
mod asked;
mod compare;
mod group;
mod measured;
mod plan;

pub use asked::Asked;
pub use measured::{comparable, is_share_of_counts};
pub use plan::plan;

use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::request::Request;
use crate::scope::Scope;
use crate::steps::direction::direction;
use crate::steps::receipt::frame;
use crate::value::{better, unit};
use answer::{ExperimentAnswer, ExperimentWarning};
use catalogue::definition::{Better, Dimension, Unit};
use group::{Group, Observed};

/// Typed groups beside each other.
///
/// # Errors
/// `bad_value` when they are to be compared with a group that is none of them.
pub fn typed(currency: &str, asked: &Asked) -> Result<ExperimentAnswer, QueryError> {
    let shares = asked.groups.iter().all(|group| matches!(group.observed, Observed::Share(_)));
    let unit = unit(if shares { Unit::Share } else { Unit::Score });
    let groups = asked.ordered(asked.groups.clone(), true)?;
    let mut answer = judged(groups, asked, asked.better, Vec::new());
    answer.unit = unit.to_owned();
    answer.currency = currency.to_owned();
    Ok(answer)
}

/// Groups of the workspace's data beside each other: the values of the request's slice, or without one the
/// period and its comparison.
///
/// # Errors
/// `not_comparable` when the metric is neither a share of counted things nor a mean of rows; as a query otherwise.
pub fn measured(
    context: &QueryContext<'_>,
    scope: &Scope,
    metric: &str,
    request: &Request,
    asked: &Asked,
) -> Result<ExperimentAnswer, QueryError> {
    let known = measured::metric(context, scope, metric)?;
    asked.check_split(request.slice.is_some())?;
    let found = measured::ask(context, scope, known, request, asked)?;
    let blocked = found.query.metrics.first().and_then(|metric| metric.blocked);
    if let Some(reason) = blocked {
        let reason = serde_json::to_value(reason).ok().and_then(|word| word.as_str().map(str::to_owned));
        return Err(QueryError::new(ErrorCode::NotComparable, metric).with("reason", reason.unwrap_or_default()));
    }
    let dimension = request.slice.as_ref().and_then(|slice| context.catalogue.dimensions.get(slice));
    let by_lot = dimension.is_some_and(|dimension| dimension.by_lot);
    let mut warnings = if by_lot { Vec::new() } else { vec![ExperimentWarning::NotByLot] };
    let overlaps = |dimension: &Dimension| {
        dimension.multi_valued || crate::value::stands_in_several_parts(&found.query, &dimension.id)
    };
    if dimension.is_some_and(overlaps) {
        warnings.push(ExperimentWarning::Overlap);
    }
    if measured::needs_own_currency(known) {
        warnings.push(ExperimentWarning::OwnCurrencyOnly);
    }
    let mut groups = found.groups;
    // What nobody put into a group was not part of the experiment.
    groups.retain(|group| !by_lot || group.name.is_some());
    let groups = asked.ordered(groups, by_lot)?;
    let better = found.query.metrics.first().map_or(known.better, |metric| direction(&found.query, metric));
    let mut answer = judged(groups, asked, better, warnings);
    answer.metric = Some(known.id.clone());
    answer.unit = unit(known.unit).to_owned();
    answer.currency = context.settings.currency.code().to_owned();
    answer.frame = Some(frame(&found.query));
    Ok(answer)
}

fn judged(
    groups: Vec<(Group, Option<f64>)>,
    asked: &Asked,
    direction: Better,
    mut warnings: Vec<ExperimentWarning>,
) -> ExperimentAnswer {
    let (groups, meant): (Vec<Group>, Vec<Option<f64>>) = groups.into_iter().unzip();
    let weights: Vec<f64> = meant.into_iter().collect::<Option<_>>().unwrap_or_default();
    let allocation = compare::sizes(&groups, &weights, &mut warnings);
    if compare::has_small_counts(&groups) {
        warnings.push(ExperimentWarning::SmallCounts);
    }
    if asked.planned.is_some_and(|planned| groups.iter().any(|group| group.n() < planned)) {
        warnings.insert(0, ExperimentWarning::Peeking);
    }
    let comparisons = compare::comparisons(&groups);
    ExperimentAnswer {
        metric: None,
        unit: String::new(),
        better: better(direction).to_owned(),
        currency: String::new(),
        frame: None,
        verdict: compare::verdict(&groups, &comparisons, direction),
        warnings,
        overall: compare::overall(&groups),
        allocation,
        groups: groups.iter().map(Group::answer).collect(),
        comparisons,
    }
}
