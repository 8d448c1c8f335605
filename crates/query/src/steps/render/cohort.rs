//! Cohorts: members by the bucket in which they joined, and what holds of them in each bucket after it.

use super::money::{Conversion, rates};
use super::terms::RowTerms;
use super::windows::{begun_before_end, date, holds_just_before_end, instant};
use super::{Statement, expression, filter, slice_expression};
use crate::cohort::Column;
use crate::error::{ErrorCode, QueryError};
use crate::fact::{TimeColumns, interval_columns, time_columns};
use crate::steps::calendar::Window;
use crate::table::Asked;
use catalogue::definition::Cohort;
use jiff::Timestamp;
use store::{FACT_SCHEMA, Parameter};

/// A bucket of the calendar; its place in the list is its number.
pub(crate) struct Bucket {
    /// The elapsed part.
    pub(crate) window: Window,
    pub(crate) start_at: Timestamp,
    /// It is not over.
    pub(crate) partial: bool,
    /// Its new members are a row of the table.
    pub(crate) is_cohort: bool,
}

/// How members are observed after they joined.
pub(crate) struct Observation {
    /// Length in seconds of a member's own buckets; none for those of the calendar.
    pub(crate) rolling: Option<i64>,
    /// Whoever comes back later counts in every bucket before.
    pub(crate) or_after: bool,
    /// Buckets after joining that are looked at.
    pub(crate) ages: u32,
    /// Columns take several buckets together.
    pub(crate) is_bracketed: bool,
    /// What is counted together.
    pub(crate) columns: Vec<Column>,
}

impl Observation {
    /// Members have amounts, in buckets of the calendar.
    fn is_valued(&self, cohort: &Cohort) -> bool {
        cohort.amount.is_some() && self.rolling.is_none() && !self.or_after && !self.is_bracketed
    }

    /// The column that a bucket after joining belongs to; what is beyond the last one counts there.
    fn column_of(&self, age: &str) -> String {
        if !self.is_bracketed {
            return age.to_owned();
        }
        let branch = |(place, column): (usize, &Column)| {
            format!(" WHEN {age} BETWEEN {} AND {} THEN {place}", column.first, column.last)
        };
        let branches: String = self.columns.iter().enumerate().map(branch).collect();
        format!("CASE{branches} ELSE {} END", self.columns.len().saturating_sub(1))
    }
}

/// For each cohort and number of buckets after joining (and part). Columns: cohort, age, part, whether it is the
/// whole, members who are there, amount, amount at the beginning, members left out for want of an exchange rate.
pub(crate) fn table(
    asked: &Asked<'_>,
    cohort: &Cohort,
    buckets: &[Bucket],
    observation: &Observation,
) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let mut expressions = active(asked, cohort, buckets, observation, &mut parameters)?;
    // Beyond the last bracket nothing is counted; who comes back after it was there before.
    let within = match observation.columns.last() {
        Some(last) if observation.is_bracketed && !observation.or_after => format!(" WHERE a.age <= {}", last.last),
        _ => String::new(),
    };
    let measured = if observation.is_valued(cohort) {
        "CAST(COUNT(DISTINCT a.member) FILTER (WHERE a.present = 1) AS BIGINT) AS members, \
         CAST(SUM(a.amount) FILTER (WHERE a.lacks_rate = 0) AS VARCHAR) AS amount, \
         CAST(SUM(a.base) FILTER (WHERE a.lacks_rate = 0) AS VARCHAR) AS base, \
         CAST(COUNT(DISTINCT a.member) FILTER (WHERE a.lacks_rate = 1) AS BIGINT) AS lacking FROM valued a"
            .to_owned()
    } else {
        let from = if observation.or_after {
            // The last bucket a member is seen in; sums from there on are made afterwards.
            let last = "SELECT member, cohort, slice, MAX(age) AS age FROM active GROUP BY 1, 2, 3";
            expressions.push(format!("last_seen AS ({last})"));
            "last_seen"
        } else {
            "active"
        };
        format!(
            "CAST(COUNT(DISTINCT a.member) AS BIGINT) AS members, CAST(NULL AS VARCHAR) AS amount, \
             CAST(NULL AS VARCHAR) AS base, CAST(0 AS BIGINT) AS lacking FROM {from} a{within}"
        )
    };
    let column = observation.column_of("a.age");
    let whole = format!(
        "SELECT a.cohort, {column} AS age, CAST(NULL AS VARCHAR) AS slice, 1 AS is_total, {measured} GROUP BY 1, 2"
    );
    let parts = asked.query.slices.first().map(|_| {
        format!("\nUNION ALL\nSELECT a.cohort, {column} AS age, a.slice, 0 AS is_total, {measured} GROUP BY 1, 2, 3")
    });
    let sql = format!("WITH {}\n{whole}{}", expressions.join(",\n"), parts.unwrap_or_default());
    Ok(Statement { sql, parameters })
}

/// Every member of some cohorts: whether it is there that many buckets after joining, its amount then and at
/// the beginning, and whether it is left out for want of an exchange rate.
pub(crate) fn members(
    asked: &Asked<'_>,
    cohort: &Cohort,
    buckets: &[Bucket],
    observation: &Observation,
    (cohorts, age): (&[usize], u32),
) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let expressions = active(asked, cohort, buckets, observation, &mut parameters)?;
    let cohorts: Vec<String> = cohorts.iter().map(usize::to_string).collect();
    let Column { first, last } =
        observation.columns.get(age as usize).copied().unwrap_or(Column { first: age, last: age });
    let there = if observation.or_after { format!(">= {first}") } else { format!("BETWEEN {first} AND {last}") };
    let measured = if observation.is_valued(cohort) {
        format!(
            "CAST(MAX(CASE WHEN a.age = {age} THEN a.present ELSE 0 END) AS BIGINT) AS present, \
             CAST(SUM(CASE WHEN a.age = {age} THEN a.amount END) AS VARCHAR) AS amount, \
             CAST(SUM(CASE WHEN a.age = {age} THEN a.base END) AS VARCHAR) AS base, \
             CAST(MAX(CASE WHEN a.age = {age} THEN a.lacks_rate ELSE 0 END) AS BIGINT) AS lacking FROM valued a"
        )
    } else {
        format!(
            "CAST(MAX(CASE WHEN a.age {there} THEN 1 ELSE 0 END) AS BIGINT) AS present, \
             CAST(NULL AS VARCHAR) AS amount, CAST(NULL AS VARCHAR) AS base, CAST(0 AS BIGINT) AS lacking FROM active a"
        )
    };
    let sql = format!(
        "WITH {}\nSELECT a.member, {measured} WHERE a.cohort IN ({}) GROUP BY 1",
        expressions.join(",\n"),
        cohorts.join(", "),
    );
    Ok(Statement { sql, parameters })
}

/// `active`: a member that is there so many buckets after it joined, once per part; of amounts also `valued`:
/// every member in every bucket, with its amount there and at the beginning.
fn active(
    asked: &Asked<'_>,
    cohort: &Cohort,
    buckets: &[Bucket],
    observation: &Observation,
    parameters: &mut Vec<Parameter>,
) -> Result<Vec<String>, QueryError> {
    let parts = Parts::new(asked, cohort, parameters)?;
    let mut expressions = vec![bucket_table(buckets), rates(&asked.query)];
    match observation.rolling {
        None => expressions.extend(by_calendar(asked, cohort, &parts, observation)?),
        Some(seconds) => expressions.extend(by_own_time(asked, &parts, observation.ages, seconds)),
    }
    Ok(expressions)
}

/// What both ways of counting buckets read from the fact.
struct Parts {
    from: TimeColumns,
    to: TimeColumns,
    joined: TimeColumns,
    member: String,
    slice: String,
    table: String,
    conditions: String,
}

impl Parts {
    fn new(asked: &Asked<'_>, cohort: &Cohort, parameters: &mut Vec<Parameter>) -> Result<Self, QueryError> {
        let fact = asked.measure.fact;
        let interval = fact.interval.as_ref();
        let interval = interval.ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, &fact.name))?;
        let (from, to) = interval_columns(fact, interval);
        let slice = asked.query.slices.first().and_then(|slice| slice_expression(fact, slice));
        let condition = expression::condition(asked.measure.measure.filter.as_deref(), &asked.measure.parameters)?;
        Ok(Self {
            from,
            to,
            joined: time_columns(fact, &cohort.joined),
            member: format!("f.{}", cohort.member),
            slice: slice.unwrap_or_else(|| "CAST(NULL AS VARCHAR)".to_owned()),
            table: format!("{FACT_SCHEMA}.{}", fact.name),
            conditions: format!("({condition}) AND {}", filter::all(&asked.query, fact, parameters)),
        })
    }

    /// Rows of members who joined in a bucket that is a cohort; the bucket has the alias `c`.
    fn of_cohorts(&self) -> String {
        let day = &self.joined.day;
        format!("buckets c JOIN {} f ON f.{day} >= c.start_day AND f.{day} < c.end_day", self.table)
    }

    fn conditions(&self) -> String {
        format!("c.is_cohort = 1 AND {} IS NOT NULL AND {}", self.member, self.conditions)
    }
}

fn by_calendar(
    asked: &Asked<'_>,
    cohort: &Cohort,
    parts: &Parts,
    observation: &Observation,
) -> Result<Vec<String>, QueryError> {
    let ages = observation.ages;
    let mut conversion = Conversion::new(&asked.query);
    let terms = RowTerms::new(&asked.query, &asked.measure, None, &mut conversion)?;
    let standing = cohort.standing.as_deref().map(expression::parse).transpose()?;
    let standing = standing.map(|parsed| expression::plain(&parsed, &asked.measure.parameters));
    let standing = standing.unwrap_or_else(|| "FALSE".to_owned());
    // What stands counts where it stands at the bucket's end.
    let present = format!("(NOT ({standing}) OR ({}))", holds_just_before_end(&parts.from, &parts.to));
    let rates = |bucket: &str| {
        conversion.joins(&format!("CASE WHEN {standing} THEN {bucket}.last_day ELSE f.{} END", parts.from.day))
    };
    let amount = match &terms.value {
        None => "NULL".to_owned(),
        Some(value) => format!("SUM({value}) FILTER (WHERE {} AND {present})", terms.counted),
    };
    let lacks_rate = format!("COUNT(*) FILTER (WHERE {} AND {present})", terms.missing_fx);
    let reaches = format!(
        "{} AND (f.{} >= w.start_day OR {})",
        begun_before_end(&parts.from),
        parts.from.day,
        lasts_into(&parts.to)
    );
    let (member, slice) = (&parts.member, &parts.slice);
    let (of_cohorts, conditions) = (parts.of_cohorts(), parts.conditions());
    let active = format!(
        "active AS (\n  SELECT {member} AS member, c.bucket AS cohort, w.bucket - c.bucket AS age, {slice} AS slice, \
         {amount} AS amount, {lacks_rate} AS lacks_rate\n  FROM {of_cohorts}\n  \
         JOIN buckets w ON w.bucket >= c.bucket AND w.bucket < c.bucket + {ages} AND {reaches}{}\n  \
         WHERE {conditions}\n  GROUP BY 1, 2, 3, 4\n)",
        rates("w"),
    );
    if !observation.is_valued(cohort) {
        return Ok(vec![active]);
    }
    // What stood in the first bucket is taken at the rate of the bucket it is compared with, so that a change of
    // rates is no change of revenue.
    let bases = format!(
        "bases AS (\n  SELECT {member} AS member, c.bucket AS cohort, o.bucket - c.bucket AS age, {slice} AS slice, \
         {amount} AS base, {lacks_rate} AS lacks_rate\n  FROM {of_cohorts}\n  \
         JOIN buckets w ON w.bucket = c.bucket AND {reaches}\n  \
         JOIN buckets o ON o.bucket >= c.bucket AND o.bucket < c.bucket + {ages}{}\n  \
         WHERE {conditions}\n  GROUP BY 1, 2, 3, 4\n)",
        rates("o"),
    );
    Ok(vec![active, bases, VALUED.to_owned()])
}

/// A member without a rate here or at the beginning is left out of both: the rest of it would mislead.
const VALUED: &str = "valued AS (
  SELECT COALESCE(b.member, a.member) AS member, COALESCE(b.cohort, a.cohort) AS cohort, COALESCE(b.age, a.age) AS age,
    COALESCE(b.slice, a.slice) AS slice, a.amount, b.base, CASE WHEN a.member IS NULL THEN 0 ELSE 1 END AS present,
    CASE WHEN COALESCE(a.lacks_rate, 0) + COALESCE(b.lacks_rate, 0) > 0 THEN 1 ELSE 0 END AS lacks_rate
  FROM bases b FULL JOIN active a
    ON a.member = b.member AND a.cohort = b.cohort AND a.age = b.age AND a.slice IS NOT DISTINCT FROM b.slice
)";

/// A state of the alias `f` still holds when the bucket of the alias `w` begins.
fn lasts_into(to: &TimeColumns) -> String {
    let day = &to.day;
    let by_day = format!("f.{day} IS NULL OR f.{day} > w.start_day");
    match &to.instant {
        None => by_day,
        Some(moment) => format!("{by_day} OR f.{moment} > w.start_at"),
    }
}

fn by_own_time(asked: &Asked<'_>, parts: &Parts, ages: u32, seconds: i64) -> [String; 3] {
    let dialect = asked.query.context.store.dialect();
    let moment = |time: &TimeColumns| match &time.instant {
        None => format!("CAST(f.{} AS TIMESTAMP)", time.day),
        Some(moment) => format!("COALESCE(f.{moment}, CAST(f.{} AS TIMESTAMP))", time.day),
    };
    let since_joining = |time: &str| dialect.seconds_between(&moment(&parts.joined), time);
    let list: Vec<String> = (0..ages).map(|age| format!("({age})")).collect();
    let spans = format!(
        "spans AS (\n  SELECT {} AS member, c.bucket AS cohort, {} AS slice, {} AS began, \
         CASE WHEN f.{} IS NULL THEN NULL ELSE {} END AS ended, {} AS lived\n  FROM {}\n  WHERE {}\n)",
        parts.member,
        parts.slice,
        since_joining(&moment(&parts.from)),
        parts.to.day,
        since_joining(&moment(&parts.to)),
        since_joining(&instant(asked.query.request.as_of)),
        parts.of_cohorts(),
        parts.conditions(),
    );
    let active = format!(
        "active AS (\n  SELECT DISTINCT s.member, s.cohort, a.age, s.slice\n  \
         FROM spans s JOIN ages a ON s.began < (a.age + 1) * {seconds} AND s.began < s.lived \
         AND a.age * {seconds} < s.lived \
         AND (s.began >= a.age * {seconds} OR s.ended IS NULL OR s.ended > a.age * {seconds})\n)"
    );
    [format!("ages(age) AS (VALUES {})", list.join(", ")), spans, active]
}

fn bucket_table(buckets: &[Bucket]) -> String {
    let rows: Vec<String> = buckets
        .iter()
        .enumerate()
        .map(|(number, Bucket { window, start_at, is_cohort, .. })| {
            format!(
                "({number}, {}, {}, {}, {}, {}, {}, {})",
                u8::from(*is_cohort),
                date(window.start),
                date(window.end),
                date(window.cut_day()),
                date(window.last_day()),
                instant(*start_at),
                instant(window.end_at),
            )
        })
        .collect();
    format!(
        "buckets(bucket, is_cohort, start_day, end_day, cut_day, last_day, start_at, end_at) AS (VALUES\n  {}\n)",
        rows.join(",\n  ")
    )
}
