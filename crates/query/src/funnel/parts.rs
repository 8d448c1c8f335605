//! Funnels whose steps differ by a dimension: deals of several pipelines are never mixed into one row of steps.

use super::answer::{FunnelPart, FunnelParts};
use super::definition;
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::request::{Filter, Request};
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::render::funnel_parts;
use crate::table::Asked;
use catalogue::definition::Form;
use std::collections::{BTreeMap, BTreeSet};

/// A part as the data know it.
#[derive(Debug, Default)]
struct Known {
    began: u64,
    steps: BTreeSet<String>,
}

type Parts = BTreeMap<Option<String>, Known>;

/// The question about one part, where the parts asked for have different steps: the one that most subjects started in.
pub(super) fn of_one_part<'a>(
    context: &QueryContext<'a>,
    scope: &'a Scope,
    request: Request,
) -> Result<(Asked<'a>, Option<FunnelParts>), QueryError> {
    let request = Request { slice: None, ..request };
    let asked = Asked::new(context, scope, request.clone(), Form::Funnel)?;
    let Some((dimension, parts)) = parts(&asked)? else {
        return Ok((asked, None));
    };
    let filters: Vec<&Filter> = request.filters.iter().filter(|filter| filter.dimension == dimension).collect();
    let wanted: Vec<(&Option<String>, &Known)> =
        parts.iter().filter(|(value, _)| filters.iter().all(|filter| fits(filter, value.as_deref()))).collect();
    let chosen = if alike(wanted.iter().map(|(_, known)| *known)) {
        None
    } else {
        wanted.iter().max_by_key(|(value, known)| (known.began, std::cmp::Reverse(*value))).map(|(value, _)| *value)
    };
    let asked = match chosen {
        None => asked,
        Some(value) => {
            let mut request = request.clone();
            request.filters.retain(|filter| filter.dimension != dimension);
            let values = vec![value.clone().unwrap_or_default()];
            request.filters.push(Filter { dimension: dimension.clone(), values, exclude: false });
            request.filters.sort();
            Asked::new(context, scope, request, Form::Funnel)?
        }
    };
    let answer = FunnelParts {
        together: alike(parts.values()),
        values: parts
            .iter()
            .filter(|(value, known)| known.began > 0 || Some(*value) == chosen)
            .map(|(value, known)| FunnelPart { value: value.clone(), began: known.began })
            .collect(),
        dimension,
    };
    Ok((asked, Some(answer)))
}

/// The parts that the data have; none where the steps are the same for all by definition, or there is only one part.
fn parts(asked: &Asked<'_>) -> Result<Option<(String, Parts)>, QueryError> {
    let Some((funnel, window)) = definition(asked).filter(|_| asked.blocked.is_none()) else {
        return Ok(None);
    };
    let Some(dimension) = &funnel.apart else {
        return Ok(None);
    };
    let statement = funnel_parts(asked, funnel, dimension, &window)?;
    let batches = asked.query.context.store.query(&statement.sql, &statement.parameters)?;
    let mut parts = Parts::new();
    for row in Rows::of(&batches)?.iter() {
        let known = parts.entry(row.text(0).map(str::to_owned)).or_default();
        known.began = row.count(2);
        known.steps.insert(row.text(1).unwrap_or_default().to_owned());
    }
    Ok((parts.len() > 1).then(|| (dimension.clone(), parts)))
}

fn alike<'k>(mut parts: impl Iterator<Item = &'k Known>) -> bool {
    let first = parts.next();
    parts.all(|part| first.is_some_and(|first| first.steps == part.steps))
}

/// Whether a filter lets a value through; an empty one means none.
fn fits(filter: &Filter, value: Option<&str>) -> bool {
    filter.values.iter().any(|wanted| wanted == value.unwrap_or_default()) != filter.exclude
}
