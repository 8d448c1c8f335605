//! Parts in which rows say something else most often than in the whole, such as a survey on another scale: each is
//! counted by its own word, so that a part is the same question as the filter by it.

use crate::answer::OwnWord;
use crate::error::QueryError;
use crate::query::{Query, ResolvedMetric, Slice};
use crate::steps::most_used;
use crate::steps::own_days::of_metric_alone;
use crate::steps::run::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Parts of a metric that take a parameter's word in another meaning than the whole.
struct Apart {
    metric: String,
    parameter: String,
    word: String,
    /// Positions of the metric's measures.
    measures: Vec<usize>,
    parts: BTreeSet<Option<String>>,
}

pub(crate) fn own_words(query: &mut Query<'_>) -> Result<(), QueryError> {
    let [slice @ Slice::Dimension(_)] = query.slices.as_slice() else {
        return Ok(());
    };
    if !query.parts_alone {
        return Ok(());
    }
    let mut apart = Vec::new();
    for metric in &query.metrics {
        apart.extend(of_metric(query, metric, slice)?);
    }
    for parts in apart {
        count_apart(query, &parts)?;
        name_apart(query, parts);
    }
    Ok(())
}

fn of_metric(query: &Query<'_>, metric: &ResolvedMetric<'_>, slice: &Slice) -> Result<Vec<Apart>, QueryError> {
    let measures = measures(metric);
    let mut apart = Vec::new();
    for parameter in &metric.parameters {
        let defined = metric.metric.parameters.get(&parameter.name).and_then(|known| known.most_used.as_ref());
        let (Some(most_used), Some(of_whole)) = (defined, parameter.found.first()) else {
            continue;
        };
        let mut by_word: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
        for (part, word) in most_used::of_parts(query, most_used, slice)? {
            by_word.entry(word).or_default().insert(part);
        }
        by_word.remove(&of_whole.value);
        apart.extend(by_word.into_iter().map(|(word, parts)| Apart {
            metric: metric.metric.id.clone(),
            parameter: parameter.name.clone(),
            word,
            measures: measures.clone(),
            parts,
        }));
    }
    Ok(apart)
}

/// Asks about the metric alone with the word, and takes the cells of the parts from there.
fn count_apart(query: &mut Query<'_>, apart: &Apart) -> Result<(), QueryError> {
    let request = of_metric_alone(query, &apart.metric);
    let mut again = Query::new(query.context, query.scope, request, query.extent, query.slices.clone());
    again.words.insert((apart.metric.clone(), apart.parameter.clone()), apart.word.clone());
    super::count(&mut again)?;
    let measures = again.metrics.first().map(measures).unwrap_or_default();
    // A measure may stand in a formula more than once.
    let measures: BTreeMap<usize, usize> = apart.measures.iter().copied().zip(measures).collect();
    let windows = query.timeline.windows.iter().enumerate();
    for (window, of) in windows {
        let Some(there) = again.timeline.windows.iter().position(|known| known == of) else { continue };
        for (measure, same) in &measures {
            let (place, there) = (Place { measure: *measure, window }, Place { measure: *same, window: there });
            for part in &apart.parts {
                query.cells.take_part((place, 0), (&mut again.cells, there), part);
            }
        }
    }
    Ok(())
}

/// Keeps by what word each part is counted, so that nobody compares it with parts of another.
fn name_apart(query: &mut Query<'_>, apart: Apart) {
    let own = OwnWord { parameter: apart.parameter, value: apart.word };
    for part in apart.parts {
        query.own_words.entry((apart.metric.clone(), part)).or_default().push(own.clone());
    }
}

/// Positions of a metric's measures, in one order wherever it is asked about.
fn measures(metric: &ResolvedMetric<'_>) -> Vec<usize> {
    metric.formula.measures().into_iter().chain(metric.squares).chain(metric.direction).collect()
}
