//! The way of a question, one step per file. To add a step, add a line.

pub(crate) mod authorise;
pub(crate) mod calendar;
pub(crate) mod compare;
pub(crate) mod derive;
pub(crate) mod direction;
pub(crate) mod evidence;
pub(crate) mod group;
pub(crate) mod judge;
pub(crate) mod most_used;
pub(crate) mod own_days;
pub(crate) mod own_words;
pub(crate) mod parse;
pub(crate) mod plan;
pub(crate) mod receipt;
pub(crate) mod render;
pub(crate) mod resolve;
pub(crate) mod run;
pub(crate) mod totals;
pub(crate) mod unknown;
pub(crate) mod whole;

use crate::error::QueryError;
use crate::query::Query;

type Step = fn(&mut Query<'_>) -> Result<(), QueryError>;

/// Before the first step [`parse`] makes the request out of an address; after the last,
/// [`receipt`] writes down what the figures stand on.
const STEPS: &[(&str, Step)] = &[
    ("unknown", unknown::unknown),
    ("count", count),
    ("whole", whole::whole),
    ("derive", derive::derive),
    ("compare", compare::compare),
    ("judge", judge::judge),
    ("own_days", own_days::own_days),
];

/// The steps to the statements, before the store is asked.
const WRITING: &[(&str, Step)] = &[
    ("authorise", authorise::authorise),
    ("calendar", calendar::calendar),
    ("resolve", resolve::resolve),
    ("group", group::group),
    ("plan", plan::plan),
    ("render", render::render),
];

/// The steps to the cells, before anything is made of them.
const COUNTING: &[(&str, Step)] = &[
    ("statements", to_statements),
    ("run", run::run),
    ("fit", crate::modelled::fit),
    ("totals", totals::totals),
    ("own_words", own_words::own_words),
];

/// Takes a query through all steps.
pub(crate) fn walk(query: &mut Query<'_>) -> Result<(), QueryError> {
    take(query, STEPS)
}

/// Takes a query to its cells.
fn count(query: &mut Query<'_>) -> Result<(), QueryError> {
    take(query, COUNTING)
}

/// Takes a query to its statements.
pub(crate) fn to_statements(query: &mut Query<'_>) -> Result<(), QueryError> {
    take(query, WRITING)
}

fn take(query: &mut Query<'_>, steps: &[(&str, Step)]) -> Result<(), QueryError> {
    for (name, step) in steps {
        tracing::trace!(step = name, "query");
        step(query)?;
    }
    Ok(())
}
