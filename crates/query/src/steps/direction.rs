//! Which way is good. Where the question decides, the rows say it: effort may be asked for as a low number, or ease
//! as a high one.

use crate::query::{Query, ResolvedFormula, ResolvedMeasure, ResolvedMetric};
use crate::steps::calendar::Period;
use crate::steps::derive::part_cell;
use crate::steps::run::{Cell, Place};
use catalogue::definition::{Better, Metric};
use rust_decimal::Decimal;

/// The measure that adds up what the rows say, where they do: as the denominator, with another sum.
pub(crate) fn direction_measure<'a>(
    metric: &'a Metric,
    formula: &ResolvedFormula,
    measures: &[ResolvedMeasure<'a>],
) -> Option<ResolvedMeasure<'a>> {
    let measure = metric.direction.as_ref()?;
    let rows = measures.get(counted(formula)?)?;
    Some(ResolvedMeasure { name: "better".to_owned(), measure, ..rows.clone() })
}

/// The direction of a metric in the shown period; neither where the period it is compared with says another.
pub(crate) fn direction(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Better {
    of_change(query, metric, &|place| query.cells.total(place))
}

/// The same for one part.
pub(crate) fn direction_of_part(query: &Query<'_>, metric: &ResolvedMetric<'_>, value: &Option<String>) -> Better {
    of_change(query, metric, &|place| part_cell(query, place, (0, value)))
}

/// The direction of a metric in one period; none where its rows do not agree.
pub(crate) fn direction_in(
    metric: &ResolvedMetric<'_>,
    period: &Period,
    cells: &dyn Fn(Place) -> Cell,
) -> Option<Better> {
    match metric.metric.better {
        Better::ByQuestion => said(metric, period, cells).filter(|better| *better != Better::Neither),
        fixed => Some(fixed),
    }
}

fn of_change(query: &Query<'_>, metric: &ResolvedMetric<'_>, cells: &dyn Fn(Place) -> Cell) -> Better {
    if metric.metric.better != Better::ByQuestion {
        return metric.metric.better;
    }
    let periods = [&query.timeline.period, &query.timeline.comparison];
    let mut found = periods.into_iter().flatten().filter_map(|period| said(metric, period, cells));
    let first = found.next().unwrap_or(Better::Neither);
    if found.all(|other| other == first) { first } else { Better::Neither }
}

/// What the rows of a period say; nothing where there are none.
fn said(metric: &ResolvedMetric<'_>, period: &Period, cells: &dyn Fn(Place) -> Cell) -> Option<Better> {
    let window = period.window?;
    let number = |measure| cells(Place { measure, window }).number.unwrap_or_default();
    let (sum, rows) = (number(metric.direction?), number(counted(&metric.formula)?));
    if rows == Decimal::ZERO {
        return None;
    }
    Some(if sum == rows {
        Better::Higher
    } else if sum == -rows {
        Better::Lower
    } else {
        Better::Neither
    })
}

/// The measure that counts the rows.
fn counted(formula: &ResolvedFormula) -> Option<usize> {
    match formula.quotient()?.1 {
        ResolvedFormula::Measure(position) => Some(*position),
        _ => None,
    }
}
