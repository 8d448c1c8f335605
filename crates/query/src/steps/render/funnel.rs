//! Funnels: subjects that started in the period, and how far each has come since.

use super::windows::{date, instant};
use super::{Statement, expression, filter};
use crate::error::{ErrorCode, QueryError};
use crate::fact::{CUSTOMER_COLUMN, dimension_column, time_columns};
use crate::steps::calendar::Window;
use crate::table::Asked;
use catalogue::definition::{Fact, Funnel};
use store::{FACT_SCHEMA, Parameter};

/// Every step of the fact in order. Columns: place from 1, step, subjects that reached it or a later one, median
/// seconds since the step before it, subjects that time is known of.
pub(crate) fn table(asked: &Asked<'_>, funnel: &Funnel, window: &Window) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let subjects = subjects(asked, funnel, window, &mut parameters)?;
    let dialect = asked.query.context.store.dialect();
    let seconds = dialect.seconds_between("b.moment", "e.moment");
    let sql = format!(
        "WITH {subjects},\nentries AS (SELECT m.subject, m.place, MIN(m.moment) AS moment FROM moves m JOIN started s ON s.subject = m.subject GROUP BY 1, 2),\n\
         times AS (SELECT e.place, {median} AS seconds, COUNT(*) AS timed FROM entries e \
         JOIN entries b ON b.subject = e.subject AND b.place = e.place - 1 AND b.moment <= e.moment GROUP BY 1)\n\
         SELECT CAST(o.place AS BIGINT), o.step, CAST(COUNT(s.subject) AS BIGINT) AS reached, \
         CAST(MAX(t.seconds) AS VARCHAR) AS seconds, CAST(MAX(t.timed) AS BIGINT) AS timed\n\
         FROM steps o LEFT JOIN started s ON s.furthest >= o.place LEFT JOIN times t ON t.place = o.place\n\
         GROUP BY 1, 2 ORDER BY 1",
        median = dialect.quantile(&seconds, 0.5),
    );
    Ok(Statement { sql, parameters })
}

/// For each customer: subjects that reached the step at that place, and subjects that started.
pub(crate) fn members(
    asked: &Asked<'_>,
    funnel: &Funnel,
    window: &Window,
    place: i64,
) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let subjects = subjects(asked, funnel, window, &mut parameters)?;
    let sql = format!(
        "WITH {subjects}\nSELECT s.customer, CAST(COUNT(*) FILTER (WHERE s.furthest >= {place}) AS BIGINT) AS reached, \
         CAST(COUNT(*) AS BIGINT) AS began FROM started s GROUP BY 1"
    );
    Ok(Statement { sql, parameters })
}

/// The steps of every part. Columns: part, step, subjects that started in the period.
pub(crate) fn parts(
    asked: &Asked<'_>,
    funnel: &Funnel,
    dimension: &str,
    window: &Window,
) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let rows = Rows::of(asked, funnel)?;
    let part = dimension_column(rows.fact, dimension)
        .map(filter::cut_by)
        .ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, &asked.metric.id).with("name", dimension))?;
    // Which part is asked for does not decide which there are.
    let filters = filter::all_but(&asked.query, rows.fact, Some(dimension), &mut parameters);
    let rules = filter::rules(&asked.query, rows.fact, &mut parameters);
    let Rows { fact, day, moment, counts } = &rows;
    let (subject, step) = (&funnel.subject, &funnel.step);
    let sql = format!(
        "WITH started AS (\n  SELECT f.{subject} AS subject, MIN({part}) AS part FROM {FACT_SCHEMA}.{fact} f\n  \
         WHERE {counts} AND {moment} < {as_of} AND {filters} GROUP BY 1\n  \
         HAVING MIN({day}) >= {start} AND MIN({day}) < {end} AND MIN({moment}) < {end_at}\n),\n\
         began AS (SELECT part, COUNT(*) AS began FROM started GROUP BY 1),\n\
         known AS (\n  SELECT {part} AS part, f.{step} AS step FROM {FACT_SCHEMA}.{fact} f WHERE {counts} AND {rules} GROUP BY 1, 2\n)\n\
         SELECT k.part, k.step, CAST(COALESCE(MAX(b.began), 0) AS BIGINT) FROM known k\n\
         LEFT JOIN began b ON b.part IS NOT DISTINCT FROM k.part\nGROUP BY 1, 2 ORDER BY 1, 2",
        fact = fact.name,
        as_of = instant(asked.query.request.as_of),
        start = date(window.start),
        end = date(window.end),
        end_at = instant(window.end_at),
    );
    Ok(Statement { sql, parameters })
}

/// Rows of the fact under the alias `f`, with what all statements of a funnel say of them.
struct Rows<'a> {
    fact: &'a Fact,
    day: String,
    moment: String,
    /// Which rows count at all.
    counts: String,
}

impl<'a> Rows<'a> {
    fn of(asked: &Asked<'a>, funnel: &Funnel) -> Result<Self, QueryError> {
        let (fact, measure) = (asked.measure.fact, asked.measure.measure);
        let at = measure.at.as_deref().ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, &asked.measure.name))?;
        let time = time_columns(fact, at);
        let day = format!("f.{}", time.day);
        let moment = match &time.instant {
            None => format!("CAST({day} AS TIMESTAMP)"),
            Some(moment) => format!("COALESCE(f.{moment}, CAST({day} AS TIMESTAMP))"),
        };
        let condition = expression::condition(measure.filter.as_deref(), &asked.measure.parameters)?;
        Ok(Self { fact, day, moment, counts: format!("f.{} IS NOT NULL AND ({condition})", funnel.subject) })
    }
}

/// `steps`: all steps of the fact (of the part asked for, where parts have their own) in one row of places, whatever
/// the other filters; `moves`: what each subject reached
/// before the moment of the question; `started`: the subjects whose first move lies in the period.
fn subjects(
    asked: &Asked<'_>,
    funnel: &Funnel,
    window: &Window,
    parameters: &mut Vec<Parameter>,
) -> Result<String, QueryError> {
    let Rows { fact, day, moment, counts } = Rows::of(asked, funnel)?;
    let (subject, step, position) = (&funnel.subject, &funnel.step, &funnel.position);
    let of_part = asked.query.request.filters.iter().filter(|filter| Some(&filter.dimension) == funnel.apart.as_ref());
    let of_part: String =
        of_part.map(|filter| format!(" AND {}", filter::condition(fact, filter, parameters))).collect();
    Ok(format!(
        "steps AS (\n  SELECT step, ROW_NUMBER() OVER (ORDER BY position, step) AS place\n  \
         FROM (SELECT f.{step} AS step, MIN(f.{position}) AS position FROM {FACT_SCHEMA}.{fact} f WHERE {counts}{of_part} GROUP BY 1) known\n),\n\
         moves AS (\n  SELECT f.{subject} AS subject, o.place, f.{CUSTOMER_COLUMN} AS customer, {day} AS day, {moment} AS moment\n  \
         FROM {FACT_SCHEMA}.{fact} f JOIN steps o ON o.step = f.{step}\n  WHERE {counts} AND {moment} < {as_of} AND {filters}\n),\n\
         started AS (\n  SELECT subject, MIN(customer) AS customer, MAX(place) AS furthest FROM moves GROUP BY 1\n  \
         HAVING MIN(day) >= {start} AND MIN(day) < {end} AND MIN(moment) < {end_at}\n)",
        fact = fact.name,
        as_of = instant(asked.query.request.as_of),
        filters = filter::all(&asked.query, fact, parameters),
        start = date(window.start),
        end = date(window.end),
        end_at = instant(window.end_at),
    ))
}
