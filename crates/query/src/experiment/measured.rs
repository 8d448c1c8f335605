//! Groups from the workspace's data: values of a dimension, or two periods.

use super::answer::ComparableMetric;
use super::asked::Asked;
use super::group::{Group, Observed};
use crate::context::QueryContext;
use crate::directory::facts_with;
use crate::error::{ErrorCode, QueryError};
use crate::query::{Extent, Query, Slice};
use crate::request::{Filter, Request, Subject};
use crate::scope::Scope;
use crate::steps::compare::number;
use crate::steps::derive::Derived;
use crate::steps::evidence::{Evidence, has_evidence, squares};
use crate::steps::resolve::{self, Ground};
use crate::value::{answered, unit};
use catalogue::definition::{Metric, Unit};
use statistics::Sample;
use std::collections::BTreeMap;

const CURRENCY: &str = "currency";

/// What the data say.
pub(crate) struct Measured<'a> {
    pub(crate) query: Query<'a>,
    pub(crate) groups: Vec<Group>,
}

/// Asks for the groups.
pub(crate) fn ask<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    metric: &Metric,
    request: &Request,
    asked: &Asked,
) -> Result<Measured<'a>, QueryError> {
    let mut request = Request { subject: Subject::Metric(metric.id.clone()), ..request.clone() };
    if needs_own_currency(metric) {
        let values = vec![context.settings.currency.code().to_owned()];
        request.filters.push(Filter { dimension: CURRENCY.to_owned(), values, exclude: false });
    }
    let slice = request.slice.clone().map(Slice::Dimension);
    let extent = if slice.is_some() { Extent::Value } else { Extent::Change };
    let query = answered(context, scope, &request, extent, slice)?;
    let groups = groups(&query, asked);
    Ok(Measured { query, groups })
}

fn groups(query: &Query<'_>, asked: &Asked) -> Vec<Group> {
    let Some(figures) = query.figures.first() else {
        return Vec::new();
    };
    if query.slices.is_empty() {
        let periods = [("before", figures.then.as_ref()), ("now", Some(&figures.now))];
        return periods.into_iter().filter_map(|(name, of)| group(Some(name.to_owned()), of?)).collect();
    }
    let parts = figures.parts.iter().filter(|part| asked.wants(&part.value));
    let mut groups: Vec<Group> = parts.filter_map(|part| group(part.value.clone(), &part.now)).collect();
    groups.sort_by(|left, right| right.n().total_cmp(&left.n()));
    groups
}

fn group(name: Option<String>, of: &Derived) -> Option<Group> {
    let observed = match of.evidence {
        Evidence::Share(share) => Observed::Share(share),
        Evidence::Score { standard_error, .. } => {
            let n: f64 = of.figure.denominator.as_ref()?.parse().ok()?;
            // The error of the score has n below, the variance of a sample n − 1.
            let variance = (n >= 2.0).then(|| standard_error * standard_error * n * n / (n - 1.0))?;
            Observed::Mean(Sample { n, mean: number(&of.figure.value)?, variance })
        }
        Evidence::Mean(sample) => Observed::Mean(sample),
        Evidence::None | Evidence::TooFew | Evidence::Count(_) => return None,
    };
    Some(Group { name, observed })
}

/// The rates of exchange would be part of the spread of amounts.
pub(crate) fn needs_own_currency(metric: &Metric) -> bool {
    metric.unit == Unit::Money
}

/// Whether a metric is a share of counted things, of which there are at most all.
pub fn is_share_of_counts(context: &QueryContext<'_>, scope: &Scope, metric: &Metric) -> bool {
    metric.unit == Unit::Share && is_comparable(context, scope, metric)
}

/// Whether groups can be compared by a metric: a share or score of counted things, or a mean of rows.
pub(crate) fn is_comparable(context: &QueryContext<'_>, scope: &Scope, metric: &Metric) -> bool {
    let parameters = BTreeMap::new();
    let ground = Ground {
        catalogue: context.catalogue,
        settings: context.settings,
        scope,
        parameters: &parameters,
        found: None,
    };
    let Some(written) = resolve::written(ground, metric).ok().filter(|written| !written.hidden) else {
        return false;
    };
    let is_mean = || squares(&written.measures, metric.unit, &written.formula).is_some();
    match metric.unit {
        Unit::Share => has_evidence(&written.measures, metric.unit, &written.formula),
        Unit::Score | Unit::WholeScore => has_evidence(&written.measures, metric.unit, &written.formula) || is_mean(),
        Unit::Money => is_mean() && metric.slices.iter().any(|slice| slice == CURRENCY),
        Unit::Duration => is_mean(),
        _ => false,
    }
}

/// Every metric whose groups can be compared.
///
/// # Errors
/// When the store cannot be read.
pub fn comparable(context: &QueryContext<'_>, scope: &Scope) -> Result<Vec<ComparableMetric>, QueryError> {
    let mut drawn = BTreeMap::new();
    for dimension in context.catalogue.dimensions.values().filter(|dimension| dimension.by_lot) {
        drawn.insert(dimension.id.as_str(), facts_with(context, scope, &dimension.id)?);
    }
    let has = |metric: &Metric, slice: &str| {
        drawn.get(slice).is_some_and(|facts| metric.measures.values().any(|measure| facts.contains(&measure.fact)))
    };
    let metrics = context.catalogue.metrics.values().filter(|metric| scope.may_see(&metric.id));
    let comparable = metrics.filter(|metric| is_comparable(context, scope, metric)).map(|metric| ComparableMetric {
        metric: metric.id.clone(),
        unit: unit(metric.unit).to_owned(),
        slices: metric.slices.clone(),
        drawn: metric.slices.iter().filter(|slice| has(metric, slice)).cloned().collect(),
    });
    Ok(comparable.collect())
}

/// The metric asked for, when its groups can be compared.
pub(crate) fn metric<'a>(context: &QueryContext<'a>, scope: &Scope, id: &str) -> Result<&'a Metric, QueryError> {
    let metric = resolve::metric(context.catalogue, id)?;
    if is_comparable(context, scope, metric) { Ok(metric) } else { Err(QueryError::new(ErrorCode::NotComparable, id)) }
}
