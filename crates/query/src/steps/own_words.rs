//! Parts in which rows say something else most often than in the whole, such as a survey on another scale: each is
//! counted by its own word, so that a part is the same question as the filter by it.

use crate::answer::OwnWord;
use crate::error::QueryError;
use crate::query::{Query, ResolvedMetric, Slice};
use crate::steps::most_used;
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
    let measures = metric.formula.measures().into_iter().chain(metric.squares).chain(metric.direction);
    let measures: Vec<usize> = measures.collect();
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

/// Asks again with the word, and takes the cells of the parts from there.
fn count_apart(query: &mut Query<'_>, apart: &Apart) -> Result<(), QueryError> {
    let mut again = Query::new(query.context, query.scope, query.request.clone(), query.extent, query.slices.clone());
    again.words.insert((apart.metric.clone(), apart.parameter.clone()), apart.word.clone());
    super::count(&mut again)?;
    for measure in &apart.measures {
        for window in 0..query.timeline.windows.len() {
            for part in &apart.parts {
                query.cells.take_part(&mut again.cells, Place { measure: *measure, window }, 0, part);
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
