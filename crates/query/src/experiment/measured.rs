//! Groups from the workspace's data: values of a dimension, or two periods.

use super::answer::ComparableMetric;
use super::asked::Asked;
use super::group::{Group, Observed};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::query::{Extent, Query, Slice};
use crate::request::{Filter, Request, Subject};
use crate::scope::Scope;
use crate::steps::compare::number;
use crate::steps::derive::Derived;
use crate::steps::judge::Evidence;
use crate::steps::resolve::{self, Ground};
use crate::value::{answered, unit};
use catalogue::definition::{Aggregate, Board, BoardGroup, Catalogue, Formula, Measure, MeasureKind, Metric, Unit};
use statistics::Sample;
use std::collections::BTreeMap;

/// The board with the metric and its squares, and the metric of the squares.
const BOARD: &str = "experiment";
const SQUARES: &str = "experiment_squares";
const CURRENCY: &str = "currency";

/// What the data say.
pub(crate) struct Measured<'a> {
    pub(crate) query: Query<'a>,
    pub(crate) groups: Vec<Group>,
}

/// The catalogue with a board of a metric and, for a mean, of the squares of what it averages: together they
/// are asked by one statement per fact.
pub(crate) fn extended(catalogue: &Catalogue, metric: &Metric) -> Catalogue {
    let mut extended = catalogue.clone();
    let mut metrics = vec![metric.id.clone()];
    if let Some(squares) = squares(metric) {
        metrics.push(squares.id.clone());
        extended.metrics.insert(squares.id.clone(), squares);
    }
    let groups = vec![BoardGroup { id: BOARD.to_owned(), name: None, metrics }];
    extended.boards = BTreeMap::from([(BOARD.to_owned(), Board { id: BOARD.to_owned(), name: None, groups })]);
    extended
}

/// Asks for the groups.
pub(crate) fn ask<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    metric: &Metric,
    request: &Request,
    asked: &Asked,
) -> Result<Measured<'a>, QueryError> {
    let mut request = Request { subject: Subject::Board(BOARD.to_owned()), ..request.clone() };
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
    let squares = query.figures.get(1);
    if query.slice.is_none() {
        let periods = [(figures.then.as_ref(), squares.and_then(|of| of.then.as_ref()), "before")]
            .into_iter()
            .chain([(Some(&figures.now), squares.map(|of| &of.now), "now")]);
        return periods.filter_map(|(of, squares, name)| group(Some(name.to_owned()), of?, squares)).collect();
    }
    let parts = figures.parts.iter().filter(|part| asked.wants(&part.value));
    let mut groups: Vec<Group> = parts
        .filter_map(|part| {
            let squares = squares.and_then(|of| of.parts.iter().find(|known| known.value == part.value));
            group(part.value.clone(), &part.now, squares.map(|part| &part.now))
        })
        .collect();
    groups.sort_by(|left, right| right.n().total_cmp(&left.n()));
    groups
}

fn group(name: Option<String>, of: &Derived, squares: Option<&Derived>) -> Option<Group> {
    let text = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let observed = match of.evidence {
        Evidence::Share(share) => Observed::Share(share),
        Evidence::Score { standard_error } => {
            let n = text(&of.figure.denominator)?;
            // The error of the score has n below, the variance of a sample n − 1.
            let variance = (n >= 2.0).then(|| standard_error * standard_error * n * n / (n - 1.0))?;
            Observed::Mean(Sample { n, mean: number(&of.figure.value)?, variance })
        }
        Evidence::None => {
            let squares = text(&squares?.figure.numerator)?;
            Observed::Mean(Sample::of_sums(text(&of.figure.denominator)?, text(&of.figure.numerator)?, squares)?)
        }
    };
    Some(Group { name, observed })
}

/// For a mean of rows: the same with what is averaged squared.
fn squares(metric: &Metric) -> Option<Metric> {
    let (top, of) = mean_of(metric)?;
    let squared = Measure { kind: MeasureKind::Flow(Aggregate::Sum(format!("({of}) * 1e0 * ({of})"))), ..top.clone() };
    let mut squares = Metric { id: SQUARES.to_owned(), unit: Unit::Ratio, minimum_n: None, ..metric.clone() };
    let (name, _) = names(metric)?;
    squares.measures.insert(name.to_owned(), squared);
    Some(squares)
}

/// The numerator of a mean over rows, and what it adds up.
fn mean_of(metric: &Metric) -> Option<(&Measure, &str)> {
    let (top, bottom) = names(metric)?;
    let (top, bottom) = (metric.measures.get(top)?, metric.measures.get(bottom)?);
    match (&top.kind, &bottom.kind) {
        (MeasureKind::Flow(Aggregate::Sum(of)), MeasureKind::Flow(Aggregate::CountRows))
            if top.factor.is_none() && bottom.factor.is_none() && top.fact == bottom.fact && top.at == bottom.at =>
        {
            Some((top, of))
        }
        _ => None,
    }
}

fn names(metric: &Metric) -> Option<(&str, &str)> {
    match &metric.value {
        Formula::Divide(top, bottom) => match (top.as_ref(), bottom.as_ref()) {
            (Formula::Measure(top), Formula::Measure(bottom)) => Some((top, bottom)),
            _ => None,
        },
        _ => None,
    }
}

/// Squares of amounts cannot be converted from one currency to another.
pub(crate) fn needs_own_currency(metric: &Metric) -> bool {
    metric.unit == Unit::Money
}

/// Whether groups can be compared by a metric: a share or score of counted things, or a mean of rows.
pub(crate) fn is_comparable(context: &QueryContext<'_>, scope: &Scope, metric: &Metric) -> bool {
    let parameters = BTreeMap::new();
    let ground = Ground { catalogue: context.catalogue, settings: context.settings, scope, parameters: &parameters };
    let counted = || {
        let written = resolve::written(ground, metric).ok()?;
        Some(!written.hidden && crate::steps::judge::has_evidence(&written.measures, metric.unit, &written.formula))
    };
    match metric.unit {
        Unit::Share => counted().unwrap_or(false),
        Unit::Score => counted().unwrap_or(false) || mean_of(metric).is_some(),
        Unit::Money => mean_of(metric).is_some() && metric.slices.iter().any(|slice| slice == CURRENCY),
        Unit::Duration => mean_of(metric).is_some(),
        _ => false,
    }
}

/// Every metric whose groups can be compared.
pub fn comparable(context: &QueryContext<'_>, scope: &Scope) -> Vec<ComparableMetric> {
    let metrics = context.catalogue.metrics.values().filter(|metric| scope.may_see(&metric.id));
    metrics
        .filter(|metric| is_comparable(context, scope, metric))
        .map(|metric| ComparableMetric {
            metric: metric.id.clone(),
            unit: unit(metric.unit).to_owned(),
            slices: metric.slices.clone(),
        })
        .collect()
}

/// The metric asked for, when its groups can be compared.
pub(crate) fn metric<'a>(context: &QueryContext<'a>, scope: &Scope, id: &str) -> Result<&'a Metric, QueryError> {
    let metric = resolve::metric(context.catalogue, id)?;
    if is_comparable(context, scope, metric) { Ok(metric) } else { Err(QueryError::new(ErrorCode::NotComparable, id)) }
}
