//! Cohort tables: who joined together, and how many of them (or how much of their money) is there later.

mod answer;
mod brackets;
mod triangle;

pub use answer::{Bracket, CohortAnswer, CohortCell, CohortPart, CohortParts, CohortRow};
pub(crate) use brackets::Column;

use crate::answer::{CustomersAnswer, Figure, NullReason, PeriodAnswer, Value};
use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::query::Slice;
use crate::request::Request;
use crate::rows::Rows;
use crate::scope::Scope;
use crate::steps::calendar::elapsed;
use crate::steps::receipt::frame;
use crate::steps::render::{Bucket, Observation, cohort_members, cohort_table, is_money};
use crate::table::{Asked, null};
use crate::value::{better, unit};
use brackets::{single, up_to};
use catalogue::definition::{Cohort, Form, MeasureKind};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::calendar::{DayRange, Grain};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use triangle::{Cells, Evidence, Observed, Tally, Triangle, share};

/// The most rows; of a longer period the latest cohorts are shown.
const MOST_COHORTS: usize = 60;
/// The most columns.
const MOST_AGES: u32 = 60;

/// A cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellRequest {
    /// A day of the cohort's bucket; none is the row of all cohorts.
    pub cohort: Option<Date>,
    /// Column: buckets after joining, or the place of a bracket of them.
    pub at: u32,
}

/// The cohorts that joined in the buckets that the period touches, observed up to the moment of the question.
///
/// # Errors
/// When the metric is no table of cohorts, a slice or parameter does not exist, or the store fails.
pub fn cohorts(context: &QueryContext<'_>, scope: &Scope, request: Request) -> Result<CohortAnswer, QueryError> {
    let asked = Asked::new(context, scope, request, Form::Cohort)?;
    let table = Table::of(&asked)?;
    let mut answer = CohortAnswer {
        metric: asked.metric.id.clone(),
        unit: unit(asked.metric.unit).to_owned(),
        better: better(asked.metric.better).to_owned(),
        frame: table.frame(),
        parameters: asked.parameters.clone(),
        of_money: table.of_money(),
        columns: table.columns,
        brackets: table.brackets(),
        rows: Vec::new(),
        overall: Vec::new(),
        parts: None,
        blocked: asked.blocked,
        needs: asked.needs.clone(),
    };
    if asked.blocked.is_none() && !table.buckets.is_empty() {
        let (whole, parts) = table.ask()?;
        answer.rows = table.rows(&whole);
        answer.overall = table.with_cells(|cells| whole.overall(cells));
        answer.parts = table.parts(parts);
    }
    Ok(answer)
}

/// One page of the members of a cell's cohorts, those who are there first; pages are counted from 0.
///
/// # Errors
/// As [`cohorts`], and when there is no such cell.
pub fn cohort_customers(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: Request,
    cell: CellRequest,
    page: u32,
) -> Result<CustomersAnswer, QueryError> {
    let asked = Asked::new(context, scope, Request { slice: None, ..request }, Form::Cohort)?;
    let table = Table::of(&asked)?;
    if asked.blocked.is_some() || table.buckets.is_empty() {
        return asked.customers(Vec::new(), null(asked.blocked.unwrap_or(NullReason::NotObservedYet)), page);
    }
    if cell.at >= table.columns {
        return Err(QueryError::new(ErrorCode::BadParameter, cell.at.to_string()).with("parameter", "at"));
    }
    let (whole, _) = table.ask()?;
    let cohorts = match cell.cohort {
        None => table.with_cells(|cells| whole.counted(cells, cell.at)),
        Some(day) => vec![table.bucket_of(day)?],
    };
    let shown = table.with_cells(|cells| match (cell.cohort, cohorts.first()) {
        (Some(_), Some(cohort)) => whole.row(cells, *cohort),
        _ => whole.overall(cells),
    });
    let total = shown.into_iter().nth(cell.at as usize).map(|cell| cell.figure);
    let total = total.unwrap_or_else(|| null(NullReason::NotObservedYet));
    let observed = !matches!(total.value, Value::Null { reason: NullReason::NotObservedYet });
    let behind = if observed && !cohorts.is_empty() { table.members(&cohorts, cell.at)? } else { Vec::new() };
    asked.customers(behind, total, page)
}

/// The table between the question and its answer.
struct Table<'t, 'a> {
    asked: &'t Asked<'a>,
    cohort: &'a Cohort,
    grain: Grain,
    buckets: Vec<Bucket>,
    ranges: Vec<DayRange>,
    /// Numbers of the buckets that are cohorts.
    cohorts: Vec<usize>,
    observation: Observation,
    columns: u32,
}

impl<'t, 'a> Table<'t, 'a> {
    fn of(asked: &'t Asked<'a>) -> Result<Self, QueryError> {
        let broken = || QueryError::new(ErrorCode::BadDefinition, &asked.metric.id);
        let MeasureKind::Cohort(cohort) = &asked.measure.measure.kind else {
            return Err(broken());
        };
        let grain = asked.query.request.grain.unwrap_or(Grain::Month);
        let rolling = asked.parameter(cohort.time.as_ref()) == Some("rolling");
        let brackets = asked.parameter(cohort.brackets.as_ref()).filter(|ends| !ends.starts_with(char::is_alphabetic));
        let columns = match brackets {
            None => single(MOST_AGES),
            Some(ends) => up_to(ends, MOST_AGES)?,
        };
        let observation = Observation {
            rolling: rolling.then(|| seconds(grain)),
            or_after: asked.parameter(cohort.returning.as_ref()) == Some("on_or_after"),
            ages: MOST_AGES,
            is_bracketed: brackets.is_some(),
            columns,
        };
        let ranges = ranges(asked, grain).ok_or_else(broken)?;
        let mut table =
            Self { asked, cohort, grain, buckets: Vec::new(), cohorts: Vec::new(), ranges, observation, columns: 0 };
        table.fill_buckets().ok_or_else(broken)?;
        let widest = table.cohorts.first().copied();
        table.columns = (0..table.observation.columns.len() as u32)
            .take_while(|age| widest.is_some_and(|cohort| table.observed(cohort, *age) != Observed::NotYet))
            .count() as u32;
        Ok(table)
    }

    fn fill_buckets(&mut self) -> Option<()> {
        let calendar = &self.asked.query.context.settings.calendar;
        let period = self.asked.query.timeline.period?.range;
        for (number, range) in self.ranges.iter().enumerate() {
            let Some(window) = elapsed(calendar, self.asked.query.request.as_of, *range) else {
                break;
            };
            let is_cohort = range.start < period.end && range.end > period.start;
            let partial = window.cut || window.end < range.end;
            self.buckets.push(Bucket { window, start_at: calendar.start_of_day(range.start), partial, is_cohort });
            if is_cohort {
                self.cohorts.push(number);
            }
        }
        Some(())
    }

    fn frame(&self) -> crate::answer::Frame {
        let grain = serde_json::to_value(self.grain).ok().and_then(|word| word.as_str().map(str::to_owned));
        let frame = frame(&self.asked.query);
        crate::answer::Frame { grain: grain.unwrap_or_else(|| frame.grain.clone()), ..frame }
    }

    fn of_money(&self) -> bool {
        is_money(&self.asked.measure)
    }

    /// First and last bucket of each column, where columns take several together.
    fn brackets(&self) -> Option<Vec<Bracket>> {
        let shown = self.observation.columns.iter().take(self.columns as usize);
        let bracket = |column: &Column| Bracket { first: column.first, last: column.last };
        self.observation.is_bracketed.then(|| shown.map(bracket).collect())
    }

    /// How far a column has been observed: its last bucket wholly, or its first at least.
    fn observed(&self, cohort: usize, column: u32) -> Observed {
        let Some(column) = self.observation.columns.get(column as usize) else {
            return Observed::NotYet;
        };
        match (self.observed_bucket(cohort, column.first), self.observed_bucket(cohort, column.last)) {
            (Observed::NotYet, _) => Observed::NotYet,
            (_, Observed::Wholly) => Observed::Wholly,
            _ => Observed::Partly,
        }
    }

    fn observed_bucket(&self, cohort: usize, age: u32) -> Observed {
        let Some(seconds) = self.observation.rolling else {
            return match self.buckets.get(cohort + age as usize) {
                None => Observed::NotYet,
                Some(bucket) if bucket.partial => Observed::Partly,
                Some(_) => Observed::Wholly,
            };
        };
        let (Some(bucket), Some(range)) = (self.buckets.get(cohort), self.ranges.get(cohort)) else {
            return Observed::NotYet;
        };
        let as_of = self.asked.query.request.as_of;
        let after = |start: Timestamp, buckets: u32| {
            start.checked_add(SignedDuration::from_secs(seconds * i64::from(buckets))).unwrap_or(Timestamp::MAX)
        };
        let last_joined = self.asked.query.context.settings.calendar.start_of_day(range.end);
        if after(bucket.start_at, age) >= as_of {
            Observed::NotYet
        } else if after(last_joined, age + 1) > as_of {
            Observed::Partly
        } else {
            Observed::Wholly
        }
    }

    fn with_cells<T>(&self, make: impl FnOnce(&Cells<'_>) -> T) -> T {
        make(&Cells {
            cohorts: &self.cohorts,
            columns: self.columns,
            observed: &|cohort, age| self.observed(cohort, age),
            of_money: self.of_money(),
            minimum_n: self.asked.metric.minimum_n,
        })
    }

    /// The whole, and its parts by the value of the slice.
    fn ask(&self) -> Result<(Triangle, BTreeMap<Option<String>, Triangle>), QueryError> {
        let statement = cohort_table(self.asked, self.cohort, &self.buckets, &self.observation)?;
        let batches = self.asked.query.context.store.query(&statement.sql, &statement.parameters)?;
        let (mut whole, mut parts) = (Triangle::default(), BTreeMap::<Option<String>, Triangle>::new());
        for row in Rows::of(&batches)?.iter() {
            let cohort = usize::try_from(row.count(0)).unwrap_or(usize::MAX);
            let age = u32::try_from(row.count(1)).unwrap_or(u32::MAX);
            let amount = |column| row.text(column).and_then(|text| self.amount(text)).unwrap_or_default();
            let tally = Tally { members: row.count(4), amount: amount(5), base: amount(6), lacking: row.count(7) };
            match row.integer(3) {
                Some(1) => whole.put(cohort, age, tally),
                _ => parts.entry(row.text(2).map(str::to_owned)).or_default().put(cohort, age, tally),
            }
        }
        if self.observation.or_after {
            for triangle in parts.values_mut().chain([&mut whole]) {
                triangle.summed_from_the_end(&self.cohorts, self.columns);
            }
        }
        Ok((whole, parts))
    }

    /// An amount as the store says it, with the constant factor of the measure.
    fn amount(&self, text: &str) -> Option<Decimal> {
        let amount = text.parse().or_else(|_| Decimal::from_scientific(text)).ok()?;
        match self.asked.measure.measure.factor {
            None => Some(amount),
            Some((top, bottom)) => amount.checked_mul(Decimal::from(top))?.checked_div(Decimal::from(bottom)),
        }
    }

    fn rows(&self, whole: &Triangle) -> Vec<CohortRow> {
        let row = |cohort: &usize| {
            let first = whole.tally(*cohort, 0);
            let base = self.of_money().then(|| Value::Money {
                amount: first.amount.normalize().to_string(),
                currency: self.asked.query.context.settings.currency.code().to_owned(),
            });
            let cells = self.with_cells(|cells| whole.row(cells, *cohort));
            Some(CohortRow { cohort: self.period(*cohort)?, size: first.members, base, cells })
        };
        self.cohorts.iter().filter_map(row).collect()
    }

    fn period(&self, cohort: usize) -> Option<PeriodAnswer> {
        let (range, bucket) = (self.ranges.get(cohort)?, self.buckets.get(cohort)?);
        let elapsed = DayRange { start: bucket.window.start, end: bucket.window.end }.days();
        Some(PeriodAnswer {
            start: range.start.to_string(),
            end: range.end.saturating_sub(1.day()).to_string(),
            partial: bucket.partial,
            elapsed_days: u32::try_from(elapsed).unwrap_or(0),
            total_days: u32::try_from(range.days()).unwrap_or(0),
        })
    }

    fn parts(&self, parts: BTreeMap<Option<String>, Triangle>) -> Option<CohortParts> {
        let Some(Slice::Dimension(dimension)) = self.asked.query.slices.first() else {
            return None;
        };
        let row = |(value, triangle): (Option<String>, Triangle)| CohortPart {
            value,
            size: self.cohorts.iter().map(|cohort| triangle.tally(*cohort, 0).members).sum(),
            cells: self.with_cells(|cells| triangle.overall(cells)),
        };
        let mut rows: Vec<CohortPart> = parts.into_iter().map(row).collect();
        rows.sort_by(|left, right| right.size.cmp(&left.size).then_with(|| left.value.cmp(&right.value)));
        Some(CohortParts { dimension: dimension.clone(), rows })
    }

    fn bucket_of(&self, day: Date) -> Result<usize, QueryError> {
        let holds =
            |cohort: &usize| self.ranges.get(*cohort).is_some_and(|range| range.start <= day && day < range.end);
        let found = self.cohorts.iter().copied().find(holds);
        found.ok_or_else(|| QueryError::new(ErrorCode::BadParameter, day.to_string()).with("parameter", "cohort"))
    }

    /// Every member of the cohorts with its part in the cell, the largest first.
    fn members(&self, cohorts: &[usize], age: u32) -> Result<Vec<(Option<String>, Figure)>, QueryError> {
        let statement = cohort_members(self.asked, self.cohort, &self.buckets, &self.observation, (cohorts, age))?;
        let batches = self.asked.query.context.store.query(&statement.sql, &statement.parameters)?;
        let of_money = self.of_money();
        let amount = |text: Option<&str>| text.and_then(|text| self.amount(text)).unwrap_or_default();
        let mut members: Vec<(Option<String>, Decimal, Figure)> = Rows::of(&batches)?
            .iter()
            .map(|row| {
                let lacking = row.count(4);
                let (top, bottom) = match (of_money, lacking) {
                    (true, 0) => (amount(row.text(2)), amount(row.text(3))),
                    (true, _) => (Decimal::ZERO, Decimal::ZERO),
                    (false, _) => (Decimal::from(row.count(1)), Decimal::ONE),
                };
                // What one member does is no estimate of anything.
                let evidence = Evidence { n: 1 - lacking.min(1), missing_fx: lacking, of_money: true, minimum_n: None };
                (row.text(0).map(str::to_owned), top, share(top, bottom, evidence))
            })
            .collect();
        members.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        Ok(members.into_iter().map(|(member, _, figure)| (member, figure)).collect())
    }
}

/// Whole buckets from the first cohort to the moment of the question.
fn ranges(asked: &Asked<'_>, grain: Grain) -> Option<Vec<DayRange>> {
    let calendar = &asked.query.context.settings.calendar;
    let period = asked.query.timeline.period?.range;
    let today = calendar.day_of(asked.query.request.as_of);
    let last = period.end.saturating_sub(1.day());
    let cohorts = calendar.buckets(
        DayRange { start: calendar.bucket_start(period.start, grain), end: last.saturating_add(1.day()) },
        grain,
    );
    let skipped = cohorts.len().saturating_sub(MOST_COHORTS);
    let start = cohorts.get(skipped)?.start;
    let end = calendar.bucket(today.max(last), grain).end;
    Some(calendar.buckets(DayRange { start, end }, grain).into_iter().take(MOST_COHORTS + MOST_AGES as usize).collect())
}

/// Length of a member's own buckets; months are taken as thirty days.
fn seconds(grain: Grain) -> i64 {
    const DAY: i64 = 86_400;
    match grain {
        Grain::Day => DAY,
        Grain::Week => 7 * DAY,
        Grain::Month => 30 * DAY,
        Grain::Quarter => 91 * DAY,
        Grain::Year => 365 * DAY,
    }
}
