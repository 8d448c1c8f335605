//! Sums and counts: one pass over the rows adds them up by day, a second adds the days of each window.

use super::money::Conversion;
use super::terms::RowTerms;
use super::windows::{date, instant, touched};
use super::{Frame, Grouping, MeasureColumns, named};
use crate::error::QueryError;
use crate::fact::{TimeColumns, time_columns};
use crate::steps::plan::ShapePlan;

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
    at: &str,
) -> Result<Vec<String>, QueryError> {
    let time = time_columns(frame.fact, at);
    let mut conversion = Conversion::new(frame.query);
    let mut by_day = Vec::new();
    let mut by_window = Vec::new();
    for position in &shape.measures {
        let terms = RowTerms::new(frame.query, &frame.query.measures[*position], Some(&time), &mut conversion)?;
        by_day.push(named(*position, &of_rows(&terms)));
        by_window.push(named(*position, &of_days(*position)));
    }
    let reach = frame.query.measures[shape.measures[0]].reach;
    let calendar = &frame.query.context.settings.calendar;
    let windows = frame.query.timeline.windows.iter().map(|window| window.reached(reach, calendar));
    let day = format!("f.{}", time.day);
    let days = format!(
        "days_{number} AS (\n  SELECT {day} AS day, {} AS late{}, COUNT(*) AS considered,\n    {}\n  \
         FROM {} f{}\n  WHERE {} AND {}\n  GROUP BY {}\n)",
        late(frame, &time),
        frame.parts(),
        by_day.join(",\n    "),
        frame.table(),
        conversion.joins(&day),
        touched(windows, &day),
        frame.filters(),
        (1..=2 + frame.cuts.len()).map(|column| column.to_string()).collect::<Vec<_>>().join(", "),
    );
    let grouping = Grouping::by(&["w.window_id"], &frame.parts_of("d"), "w.sliced");
    let sums = format!(
        "shape_{number} AS (\n  SELECT w.window_id, {}, SUM(d.considered) AS considered, 0 AS replaced,\n    {}\n  \
         FROM windows w JOIN days_{number} d ON d.day >= w.start_day AND d.day < w.end_day \
         AND NOT (d.late = 1 AND d.day = w.cut_day)\n  WHERE w.window_set = {}\n  {}\n)",
        grouping.columns,
        by_window.join(",\n    "),
        shape.window_set,
        grouping.clause,
    );
    Ok(vec![days, sums])
}

fn of_rows(terms: &RowTerms) -> MeasureColumns {
    let count = |condition: &str| format!("COUNT(*) FILTER (WHERE {condition})");
    let counted = count(&terms.counted_with_amount());
    let number = match &terms.value {
        None => counted.clone(),
        Some(value) => format!("SUM({value}) FILTER (WHERE {})", terms.counted),
    };
    MeasureColumns {
        number,
        counted,
        pending: count(&terms.pending),
        missing_fx: count(&terms.missing_fx),
        no_amount: count(&terms.no_amount),
    }
}

fn of_days(position: usize) -> MeasureColumns {
    let sum = |column: &str| format!("SUM(d.m{position}_{column})");
    MeasureColumns {
        number: sum("number"),
        counted: sum("counted"),
        pending: sum("pending"),
        missing_fx: sum("missing_fx"),
        no_amount: sum("no_amount"),
    }
}

/// 1 for rows later in a day than the windows that end within that day. All of them end at the same local time.
fn late(frame: &Frame<'_, '_>, time: &TimeColumns) -> String {
    let cuts: Vec<String> = frame
        .query
        .timeline
        .windows
        .iter()
        .filter(|window| window.cut)
        .filter_map(|window| {
            let moment = time.instant.as_ref()?;
            let day = date(window.last_day());
            Some(format!("(f.{} = {day} AND f.{moment} >= {})", time.day, instant(window.end_at)))
        })
        .collect();
    if cuts.is_empty() { "0".to_owned() } else { format!("CASE WHEN {} THEN 1 ELSE 0 END", cuts.join(" OR ")) }
}
