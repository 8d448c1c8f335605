//! Values that no data know: a misspelt one would look like missing data.

use super::dimensions::values_in;
use super::visible;
use crate::answer::UnknownValue;
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::fact::dimension_column;
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::render::cut_by;
use catalogue::definition::{Catalogue, Fact};
use locales::fold;
use std::collections::BTreeSet;
use store::{FACT_SCHEMA, Parameter};

/// The entity of goals: that somebody has one does not mean that there is such a person.
const GOAL: &str = "goal";
/// How many values are named beside one that is unknown.
const NAMED: usize = 5;
/// How many values of a dimension are looked up in one question.
const MOST_LOOKED_UP: usize = 200;
/// How many unknown values of a dimension are named.
const MOST_TOLD: usize = 10;
/// People and teams that may have no rows in any fact yet, by dimension.
const EMPLOYED: &[(&str, &[&str])] = &[
    ("owner", &["SELECT coalesce(name, id) AS value FROM employee", "SELECT owner_id AS value FROM opportunity"]),
    ("manager", &["SELECT coalesce(name, id) AS value FROM employee"]),
    ("team", &["SELECT team AS value FROM employee"]),
];

/// The value, with those it may have been meant for, when neither a fact nor the list of employees has it. "Not set"
/// is always known.
///
/// # Errors
/// When the store fails.
pub fn unknown_value(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    value: &str,
) -> Result<Option<UnknownValue>, QueryError> {
    let found = unknown_values(context, scope, dimension, &BTreeSet::from([value.to_owned()]))?;
    Ok(found.into_iter().next())
}

/// Those of several values of a dimension that are unknown, from one statement. Only the first few of very many are
/// looked up, and only the first few unknown ones are named.
///
/// # Errors
/// When the store fails.
pub(crate) fn unknown_values(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    values: &BTreeSet<String>,
) -> Result<Vec<UnknownValue>, QueryError> {
    let set = values.iter().filter(|value| !value.is_empty());
    let values: Vec<String> = set.take(MOST_LOOKED_UP).cloned().collect();
    let look = || look_up(context, scope, dimension, &values);
    match context.cache {
        Some(cache) => {
            let key = (dimension.to_owned(), values.clone(), scope.clone(), context.data_version);
            cache.unknown(key, look).map(|found| Vec::clone(&found))
        }
        None => look(),
    }
}

impl From<UnknownValue> for QueryError {
    fn from(unknown: UnknownValue) -> Self {
        let mut error = QueryError::new(ErrorCode::UnknownValue, unknown.value)
            .with("dimension", unknown.dimension)
            .with("known", if unknown.known.is_empty() { "none" } else { "some" })
            .with("allowed", unknown.known.join(", "));
        error.suggestion = unknown.nearest;
        error
    }
}

fn look_up(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    values: &[String],
) -> Result<Vec<UnknownValue>, QueryError> {
    let Some(known) = known(context, scope, dimension, values)? else {
        return Ok(Vec::new());
    };
    let unknown: Vec<&String> = values.iter().filter(|value| !known.contains(*value)).take(MOST_TOLD).collect();
    if unknown.is_empty() {
        return Ok(Vec::new());
    }
    let names = names(context, scope, dimension)?;
    let told = |value: &String| {
        let nearest = nearest(value, &names);
        let others = names.iter().filter(|name| Some(*name) != nearest.as_ref());
        let known = nearest.iter().chain(others).take(NAMED).cloned().collect();
        UnknownValue { dimension: dimension.to_owned(), value: value.clone(), nearest, known }
    };
    Ok(unknown.into_iter().map(told).collect())
}

/// The values there are, the most frequent first, then people who have no rows yet.
fn names(context: &QueryContext<'_>, scope: &Scope, dimension: &str) -> Result<Vec<String>, QueryError> {
    let counts = |fact: &Fact| !tells_goals(context.catalogue, fact);
    let mut names: Vec<String> = values_in(context, scope, dimension, "", &counts)?
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect();
    let mut seen: BTreeSet<String> = names.iter().cloned().collect();
    names.extend(employed(context, scope, dimension)?.into_iter().filter(|name| seen.insert(name.clone())));
    Ok(names)
}

/// Those of the values that there are; none when nothing could tell. For a single one the first row ends the search.
fn known(
    context: &QueryContext<'_>,
    scope: &Scope,
    dimension: &str,
    values: &[String],
) -> Result<Option<BTreeSet<String>>, QueryError> {
    if values.is_empty() {
        return Ok(None);
    }
    let mut parameters: Vec<Parameter> = values.iter().cloned().map(Parameter::Text).collect();
    let wanted: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
    let wanted = wanted.join(", ");
    let (every, first) = if values.len() == 1 { ("", " LIMIT 1") } else { ("DISTINCT ", "") };
    let mut places: Vec<String> = employed_in(scope, dimension)
        .iter()
        .map(|people| format!("(SELECT {every}p.value FROM ({people}) p WHERE p.value IN ({wanted}){first})"))
        .collect();
    for fact in context.catalogue.facts.values().filter(|fact| !tells_goals(context.catalogue, fact)) {
        let Some(column) = dimension_column(fact, dimension) else { continue };
        let visible = visible(fact, scope, &mut parameters);
        let (name, value) = (&fact.name, cut_by(column));
        places.push(format!(
            "(SELECT {every}{value} AS value FROM {FACT_SCHEMA}.{name} f WHERE {value} IN ({wanted}) AND {visible}{first})"
        ));
    }
    if places.is_empty() {
        return Ok(None);
    }
    let sql = format!("SELECT {every}value FROM ({}) v{first}", places.join(" UNION ALL "));
    let rows = Rows::of(&context.store.query(&sql, &parameters)?)?;
    Ok(Some(rows.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect()))
}

/// Who sees only some rows is not told who else is employed.
fn employed_in(scope: &Scope, dimension: &str) -> &'static [&'static str] {
    let people = EMPLOYED.iter().find(|(known, _)| *known == dimension && scope.row_rules().is_empty());
    people.map_or(&[], |(_, people)| people)
}

fn employed(context: &QueryContext<'_>, scope: &Scope, dimension: &str) -> Result<Vec<String>, QueryError> {
    let people = employed_in(scope, dimension);
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT value FROM ({}) v WHERE value IS NOT NULL ORDER BY value", people.join(" UNION "));
    let rows = Rows::of(&context.store.query(&sql, &[])?)?;
    Ok(rows.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect())
}

/// Whether the rows of a fact are, or are chosen by, goals.
fn tells_goals(catalogue: &Catalogue, fact: &Fact) -> bool {
    fact.reads.iter().any(|read| {
        let other = read.strip_prefix("fact.").and_then(|name| catalogue.facts.get(name));
        read == GOAL || other.is_some_and(|other| tells_goals(catalogue, other))
    })
}

/// The value that was probably meant: one that begins like it, or differs in a few letters; accents, capitals and
/// ways to write a letter do not matter.
fn nearest(given: &str, names: &[String]) -> Option<String> {
    const NEAR: f64 = 0.6;
    const BEGINS: f64 = 0.9;
    let given = fold(given);
    let likeness = |name: &String| {
        let name = fold(name);
        let begins = !given.is_empty() && name.starts_with(&given);
        let likeness = strsim::normalized_damerau_levenshtein(&given, &name);
        if begins { likeness.max(BEGINS) } else { likeness }
    };
    let likely = names.iter().map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness >= NEAR);
    likely.max_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, name)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_value_is_found_whatever_the_letters_wear() {
        let names = ["Anna Berg", "Jörg Weiß", "Jo Berg"].map(str::to_owned);
        let near = |given: &str| nearest(given, &names);
        assert_eq!(near("Jorg Weiss").as_deref(), Some("Jörg Weiß"));
        assert_eq!(near("Jorg").as_deref(), Some("Jörg Weiß"));
        assert_eq!(near("anna berg").as_deref(), Some("Anna Berg"));
        assert_eq!(near("Somebody Else"), None);
        assert_eq!(near("?!"), None);
    }
}
