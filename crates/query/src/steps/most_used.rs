//! Words of parameters that stand for what the rows of the period say most often, such as the usual scale of a survey.

use crate::answer::FoundAnswer;
use crate::error::QueryError;
use crate::query::Query;
use crate::rows::Rows;
use crate::steps::calendar::Window;
use crate::steps::render::most_used_statement;
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
        let window = query.timeline.period.and_then(|period| query.timeline.windows.get(period.window?));
        let in_period = window.map(|window| count(query, most_used, Some(window))).transpose()?.unwrap_or_default();
        let values = if in_period.is_empty() { count(query, most_used, None)? } else { in_period };
        found.insert(name.clone(), values);
    }
    Ok(found)
}

fn count(query: &Query<'_>, most_used: &MostUsed, window: Option<&Window>) -> Result<Vec<FoundAnswer>, QueryError> {
    let statement = most_used_statement(query, most_used, window)?;
    let batches = query.context.store.query(&statement.sql, &statement.parameters)?;
    let rows = Rows::of(&batches)?;
    Ok(rows.iter().filter_map(|row| Some(FoundAnswer { value: row.text(0)?.to_owned(), rows: row.count(1) })).collect())
}
