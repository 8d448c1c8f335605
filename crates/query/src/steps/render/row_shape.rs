//! Distinct values, quantiles and latest answers: each window looks at its rows one by one.

use super::money::Conversion;
use super::terms::RowTerms;
use super::windows::lies_in;
use super::{Frame, Grouping, MeasureColumns, named};
use crate::error::QueryError;
use crate::fact::{TimeColumns, time_columns};
use crate::steps::plan::ShapePlan;
use catalogue::definition::{Aggregate, Fact, MeasureKind};
use store::Dialect;

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
    at: &str,
    latest_per: Option<&str>,
) -> Result<Vec<String>, QueryError> {
    let time = time_columns(frame.fact, at);
    let mut conversion = Conversion::new(frame.query);
    let mut of_rows = Vec::new();
    let mut of_windows = Vec::new();
    for position in &shape.measures {
        let resolved = &frame.query.measures[*position];
        let terms = RowTerms::new(frame.query, resolved, Some(&time), &mut conversion)?;
        of_rows.push(flags(*position, &terms));
        let dialect = frame.query.context.store.dialect();
        of_windows.push(named(*position, &aggregate(*position, &resolved.measure.kind, &resolved.parameters, dialect)));
    }
    // The latest answer is chosen among all rows of the window before anything is filtered: whoever changed
    // an answer has changed it in every part.
    let kept = match latest_per {
        None => "1".to_owned(),
        Some(key) => format!("CASE WHEN f.{key} IS NULL OR {} = 1 THEN 1 ELSE 0 END", place(frame.fact, &time, key)),
    };
    let rows = format!(
        "rows_{number} AS (\n  SELECT w.window_id, w.sliced{}, {kept} AS kept, \
         CASE WHEN {} THEN 1 ELSE 0 END AS fits,\n    {}\n  FROM windows w JOIN {} f ON {}{}\n  WHERE w.window_set = {}\n)",
        frame.parts(),
        frame.filters(),
        of_rows.join(",\n    "),
        frame.table(),
        lies_in(&time),
        conversion.joins(&format!("f.{}", time.day)),
        shape.window_set,
    );
    let grouping = Grouping::by(&["r.window_id"], &frame.parts_of("r"), "r.sliced");
    let numbers = format!(
        "shape_{number} AS (\n  SELECT r.window_id, {}, COUNT(*) AS considered, SUM(1 - r.kept) AS replaced,\n    {}\n  \
         FROM rows_{number} r\n  WHERE r.fits = 1\n  {}\n)",
        grouping.columns,
        of_windows.join(",\n    "),
        grouping.clause,
    );
    Ok(vec![rows, numbers])
}

/// The place of a row among those of its key, the latest first; the first column settles a tie.
fn place(fact: &Fact, time: &TimeColumns, key: &str) -> String {
    let moment = time.instant.as_ref().map_or_else(String::new, |moment| format!("f.{moment} DESC NULLS LAST, "));
    let tie = fact.columns.first().map_or(key, |column| column.name.as_str());
    format!("ROW_NUMBER() OVER (PARTITION BY w.window_id, f.{key} ORDER BY f.{} DESC, {moment}f.{tie} DESC)", time.day)
}

fn flags(position: usize, terms: &RowTerms) -> String {
    let flag = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    format!(
        "CASE WHEN {} THEN {} END AS m{position}_value, {} AS m{position}_counts, {} AS m{position}_waits, \
         {} AS m{position}_lacks_rate, {} AS m{position}_lacks_amount",
        terms.counted,
        terms.value.as_deref().unwrap_or("1"),
        flag(&terms.counted_with_amount()),
        flag(&terms.pending),
        flag(&terms.missing_fx),
        flag(&terms.no_amount),
    )
}

fn aggregate(
    position: usize,
    kind: &MeasureKind,
    parameters: &[(String, String)],
    dialect: &dyn Dialect,
) -> MeasureColumns {
    let value = format!("CASE WHEN r.kept = 1 THEN r.m{position}_value END");
    let sum = |flag: &str| format!("SUM(r.kept * r.m{position}_{flag})");
    let counted = sum("counts");
    let (number, counted) = match kind {
        MeasureKind::Distinct { .. } => {
            let distinct = format!("COUNT(DISTINCT {value})");
            (distinct.clone(), distinct)
        }
        MeasureKind::Quantile { share, .. } | MeasureKind::Flow(Aggregate::Quantile { share, .. }) => {
            (dialect.quantile(&value, share.with(parameters)), format!("COUNT({value})"))
        }
        MeasureKind::Flow(Aggregate::CountRows) => (counted.clone(), counted),
        _ => (format!("SUM({value})"), counted),
    };
    MeasureColumns {
        number,
        counted,
        pending: sum("waits"),
        missing_fx: sum("lacks_rate"),
        no_amount: sum("lacks_amount"),
    }
}
