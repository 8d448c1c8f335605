//! Words of parameters that stand for what the rows of the period say most often, such as the usual scale of a survey.

use crate::answer::FoundAnswer;
use crate::error::QueryError;
use crate::query::{Query, Slice};
use crate::rows::Rows;
use crate::steps::calendar::Window;
use crate::steps::render::{most_used_by_part, most_used_statement};
use catalogue::definition::{Metric, MostUsed};
use std::collections::BTreeMap;

/// What was found, the most frequent first, by parameter.
pub(crate) type Found = BTreeMap<String, Vec<FoundAnswer>>;

/// What the parameters of a metric stand for: in the period asked, where it has rows, else at all times. Comparison
/// and buckets take the same, so that they can be held against each other.
pub(crate) fn find(query: &Query<'_>, metric: &Metric) -> Result<Found, QueryError> {
    let mut found = Found::new();
    for (name, definition) in &metric.parameters {
        let given = query.request.parameters.get(name).unwrap_or(&definition.default);
        let Some(most_used) = definition.most_used.as_ref().filter(|most_used| most_used.word == *given) else {
            continue;
        };
        if let Some(word) = query.words.get(&(metric.id.clone(), name.clone())) {
            found.insert(name.clone(), vec![FoundAnswer { value: word.clone(), rows: 0 }]);
            continue;
        }
        let window = shown(query);
        let in_period = window.map(|window| count(query, most_used, Some(window))).transpose()?.unwrap_or_default();
        let values = if in_period.is_empty() { count(query, most_used, None)? } else { in_period };
        found.insert(name.clone(), values);
    }
    Ok(found)
}

/// What a word stands for in each part that the query is cut into: in the period, where the part has rows then.
pub(crate) fn of_parts(
    query: &Query<'_>,
    most_used: &MostUsed,
    slice: &Slice,
) -> Result<BTreeMap<Option<String>, String>, QueryError> {
    let mut words = match shown(query) {
        Some(window) => words_of_parts(query, most_used, slice, Some(window))?,
        None => BTreeMap::new(),
    };
    for (part, word) in words_of_parts(query, most_used, slice, None)? {
        words.entry(part).or_insert(word);
    }
    Ok(words)
}

fn words_of_parts(
    query: &Query<'_>,
    most_used: &MostUsed,
    slice: &Slice,
    window: Option<&Window>,
) -> Result<BTreeMap<Option<String>, String>, QueryError> {
    let statement = most_used_by_part(query, most_used, slice, window)?;
    let batches = query.context.store.query(&statement.sql, &statement.parameters)?;
    let mut words = BTreeMap::new();
    for row in Rows::of(&batches)?.iter() {
        if let Some(word) = row.text(0) {
            words.entry(row.text(2).map(str::to_owned)).or_insert_with(|| word.to_owned());
        }
    }
    Ok(words)
}

/// The window of the period asked for.
fn shown<'q>(query: &'q Query<'_>) -> Option<&'q Window> {
    query.timeline.period.and_then(|period| query.timeline.windows.get(period.window?))
}

fn count(query: &Query<'_>, most_used: &MostUsed, window: Option<&Window>) -> Result<Vec<FoundAnswer>, QueryError> {
    let statement = most_used_statement(query, most_used, window)?;
    let batches = query.context.store.query(&statement.sql, &statement.parameters)?;
    let rows = Rows::of(&batches)?;
    Ok(rows.iter().filter_map(|row| Some(FoundAnswer { value: row.text(0)?.to_owned(), rows: row.count(1) })).collect())
}
