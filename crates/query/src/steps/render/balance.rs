//! Balances: the states that hold just before the end of each window, at the rates of its last day.

use super::money::Conversion;
use super::terms::RowTerms;
use super::windows::holds_just_before_end;
use super::{Frame, Grouping, MeasureColumns, named};
use crate::error::{ErrorCode, QueryError};
use crate::fact::{TimeColumns, interval_columns};
use crate::steps::plan::ShapePlan;
use catalogue::definition::{Aggregate, MeasureKind};
use store::Dialect;

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
) -> Result<Vec<String>, QueryError> {
    let (from, to) = interval(frame)?;
    let mut conversion = Conversion::new(frame.query);
    let mut columns = Vec::new();
    for position in &shape.measures {
        let resolved = &frame.query.measures[*position];
        let terms = RowTerms::new(frame.query, resolved, None, &mut conversion)?;
        let dialect = frame.query.context.store.dialect();
        columns.push(named(*position, &aggregate(&terms, &resolved.measure.kind, &resolved.parameters, dialect)));
    }
    let grouping = Grouping::by(&["w.window_id"], &frame.cuts, "w.sliced");
    Ok(vec![format!(
        "shape_{number} AS (\n  SELECT w.window_id, {}, COUNT(*) AS considered, 0 AS replaced,\n    {}\n  \
         FROM windows w JOIN {} f ON {}{}\n  WHERE w.window_set = {} AND {}\n  {}\n)",
        grouping.columns,
        columns.join(",\n    "),
        frame.table(),
        holds_just_before_end(&from, &to),
        conversion.joins("w.last_day"),
        shape.window_set,
        frame.filters(),
        grouping.clause,
    )])
}

/// Beginning and end of the fact's states.
pub(super) fn interval(frame: &Frame<'_, '_>) -> Result<(TimeColumns, TimeColumns), QueryError> {
    let interval = frame.fact.interval.as_ref();
    let interval = interval.ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, &frame.fact.name))?;
    Ok(interval_columns(frame.fact, interval))
}

fn aggregate(
    terms: &RowTerms,
    kind: &MeasureKind,
    parameters: &[(String, String)],
    dialect: &dyn Dialect,
) -> MeasureColumns {
    let count = |condition: &str| format!("COUNT(*) FILTER (WHERE {condition})");
    let number = match (kind, &terms.value) {
        (MeasureKind::Balance(Aggregate::Quantile { share, .. }), Some(value)) => {
            dialect.quantile(&format!("CASE WHEN {} THEN {value} END", terms.counted), share.with(parameters))
        }
        (_, Some(value)) => format!("SUM({value}) FILTER (WHERE {})", terms.counted),
        (_, None) => count(&terms.counted),
    };
    MeasureColumns {
        number,
        counted: count(&terms.counted_with_amount()),
        pending: count(&terms.pending),
        missing_fx: count(&terms.missing_fx),
        no_amount: count(&terms.no_amount),
    }
}
