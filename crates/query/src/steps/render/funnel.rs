//! Funnels: subjects that started in the period, and how far each has come since.

use super::windows::{date, instant};
use super::{Statement, expression, filter};
use crate::error::{ErrorCode, QueryError};
use crate::fact::{CUSTOMER_COLUMN, time_columns};
use crate::steps::calendar::Window;
use crate::table::Asked;
use catalogue::definition::Funnel;
use store::{FACT_SCHEMA, Parameter};

/// Every step of the fact in order. Columns: position, step, subjects that reached it or a later one, median
/// seconds since the step before it, subjects that time is known of.
pub(crate) fn table(asked: &Asked<'_>, funnel: &Funnel, window: &Window) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let subjects = subjects(asked, funnel, window, &mut parameters)?;
    let dialect = asked.query.context.store.dialect();
    let seconds = dialect.seconds_between("b.moment", "e.moment");
    let sql = format!(
        "WITH {subjects},\nsteps AS (SELECT f.{position} AS position, MIN(f.{step}) AS step FROM {FACT_SCHEMA}.{fact} f GROUP BY 1),\n\
         ordered AS (SELECT position, step, LAG(position) OVER (ORDER BY position) AS before FROM steps),\n\
         entries AS (SELECT m.subject, m.position, MIN(m.moment) AS moment FROM moves m JOIN started s ON s.subject = m.subject GROUP BY 1, 2),\n\
         times AS (SELECT e.position, {median} AS seconds, COUNT(*) AS timed FROM entries e JOIN ordered o ON o.position = e.position \
         JOIN entries b ON b.subject = e.subject AND b.position = o.before AND b.moment <= e.moment GROUP BY 1)\n\
         SELECT CAST(o.position AS BIGINT), o.step, CAST(COUNT(s.subject) AS BIGINT) AS reached, \
         CAST(MAX(t.seconds) AS VARCHAR) AS seconds, CAST(MAX(t.timed) AS BIGINT) AS timed\n\
         FROM ordered o LEFT JOIN started s ON s.furthest >= o.position LEFT JOIN times t ON t.position = o.position\n\
         GROUP BY 1, 2 ORDER BY 1",
        position = funnel.position,
        step = funnel.step,
        fact = asked.measure.fact.name,
        median = dialect.quantile(&seconds, 0.5),
    );
    Ok(Statement { sql, parameters })
}

/// For each customer: subjects that reached a step, and subjects that started.
pub(crate) fn members(
    asked: &Asked<'_>,
    funnel: &Funnel,
    window: &Window,
    position: i64,
) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let subjects = subjects(asked, funnel, window, &mut parameters)?;
    let sql = format!(
        "WITH {subjects}\nSELECT s.customer, CAST(COUNT(*) FILTER (WHERE s.furthest >= {position}) AS BIGINT) AS reached, \
         CAST(COUNT(*) AS BIGINT) AS began FROM started s GROUP BY 1"
    );
    Ok(Statement { sql, parameters })
}

/// `moves`: what each subject reached before the moment of the question; `started`: the subjects whose first
/// move lies in the period.
fn subjects(
    asked: &Asked<'_>,
    funnel: &Funnel,
    window: &Window,
    parameters: &mut Vec<Parameter>,
) -> Result<String, QueryError> {
    let (fact, measure) = (asked.measure.fact, asked.measure.measure);
    let at = measure.at.as_deref().ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, &asked.measure.name))?;
    let time = time_columns(fact, at);
    let day = format!("f.{}", time.day);
    let moment = match &time.instant {
        None => format!("CAST({day} AS TIMESTAMP)"),
        Some(moment) => format!("COALESCE(f.{moment}, CAST({day} AS TIMESTAMP))"),
    };
    Ok(format!(
        "moves AS (\n  SELECT f.{} AS subject, f.{} AS position, f.{CUSTOMER_COLUMN} AS customer, {day} AS day, {moment} AS moment\n  \
         FROM {FACT_SCHEMA}.{} f\n  WHERE f.{} IS NOT NULL AND {moment} < {} AND ({}) AND {}\n),\n\
         started AS (\n  SELECT subject, MIN(customer) AS customer, MAX(position) AS furthest FROM moves GROUP BY 1\n  \
         HAVING MIN(day) >= {} AND MIN(day) < {} AND MIN(moment) < {}\n)",
        funnel.subject,
        funnel.position,
        fact.name,
        funnel.subject,
        instant(asked.query.request.as_of),
        expression::condition(measure.filter.as_deref(), &asked.measure.parameters)?,
        filter::all(&asked.query, fact, parameters),
        date(window.start),
        date(window.end),
        instant(window.end_at),
    ))
}
