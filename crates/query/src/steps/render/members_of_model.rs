//! Members for a model: what each bought, by day, up to the end of the period and of what it is compared with.
//! Filters and row rules choose among members afterwards: each is scored and fitted among all of them, so that a
//! filter gives the same as the part of a cut. A member is seen when all its rows may be.

use super::money::Conversion;
use super::terms::RowTerms;
use super::windows::begun_before_end;
use super::{Frame, expression};
use crate::error::QueryError;
use crate::fact::time_columns;
use crate::steps::plan::{Shape, ShapePlan};
use catalogue::definition::Model;

pub(super) fn expressions(
    frame: &Frame<'_, '_>,
    shape: &ShapePlan<'_>,
    number: usize,
) -> Result<Vec<String>, QueryError> {
    let Shape::Members { at, per, occasion, model, filter, .. } = &shape.shape else {
        return Ok(Vec::new());
    };
    let time = time_columns(frame.fact, at);
    let mut conversion = Conversion::new(frame.query);
    let terms = RowTerms::new(frame.query, &frame.query.measures[shape.measures[0]], None, &mut conversion)?;
    let value = terms.value.as_deref().unwrap_or("0");
    // Scores look at a window of days, a fit at everything that is known.
    let since = match model {
        Model::Rfm => format!(" AND f.{occasion} >= w.start_day"),
        Model::Lifetime => String::new(),
    };
    let condition = match filter {
        None => "TRUE".to_owned(),
        Some((filter, parameters)) => expression::condition(Some(filter), parameters)?,
    };
    // Of no window at all is nothing a member.
    let windows: Vec<String> = crate::modelled::windows(frame.query).iter().map(usize::to_string).collect();
    let windows = if windows.is_empty() { "NULL".to_owned() } else { windows.join(", ") };
    let days = format!(
        "days_{number} AS (\n  SELECT w.window_id, f.{per} AS member, f.{occasion} AS day, {} AS part, \
         MIN(w.last_day) AS last_day,\n    SUM({value}) FILTER (WHERE {}) AS value, \
         SUM(CASE WHEN {} THEN 1 ELSE 0 END) AS lacks_rate,\n    \
         MIN(CASE WHEN {} THEN 1 ELSE 0 END) AS asked\n  \
         FROM windows w JOIN {} ON {} AND f.{occasion} < w.end_day{since}{}\n  \
         WHERE w.window_set = {} AND w.window_id IN ({}) AND f.{per} IS NOT NULL AND {condition}\n  GROUP BY 1, 2, 3\n)",
        // Members are of one part, by which they are fitted; asked for by several things they are asked again.
        frame.parts_of("f").first().map_or("CAST(NULL AS VARCHAR)".to_owned(), |cut| format!("MIN({})", cut.part)),
        terms.counted,
        terms.missing_fx,
        frame.filters(),
        frame.rows_with_parts(""),
        begun_before_end(&time),
        conversion.joins(&format!("f.{}", time.day)),
        shape.window_set,
        windows,
    );
    let first_days = format!(
        "first_days_{number} AS (\n  SELECT d.*, MIN(d.day) OVER (PARTITION BY d.window_id, d.member) AS first_day \
         FROM days_{number} d\n)"
    );
    Ok(vec![days, first_days, members(frame, *model, number)])
}

/// What a lifetime is worth is told by the purchases after the first; a score counts them all.
fn members(frame: &Frame<'_, '_>, model: Model, number: usize) -> String {
    let dialect = frame.query.context.store.dialect();
    let value = match model {
        Model::Lifetime => "SUM(CASE WHEN d.day > d.first_day THEN d.value ELSE 0 END)",
        Model::Rfm => "SUM(d.value)",
    };
    format!(
        "members_{number} AS (\n  SELECT d.window_id, d.member, MIN(d.part) AS part, COUNT(*) AS occasions, \
         {} AS recency_days, {} AS age_days,\n    {value} AS value, \
         MAX(CASE WHEN d.lacks_rate > 0 THEN 1 ELSE 0 END) AS lacks_rate, MIN(d.asked) AS asked\n  \
         FROM first_days_{number} d\n  GROUP BY 1, 2\n)",
        dialect.days_between("MIN(d.day)", "MAX(d.day)"),
        dialect.days_between("MIN(d.day)", "MIN(d.last_day)"),
    )
}

/// Members of one shape; the columns are read by [`crate::modelled`].
pub(super) fn result(shape: usize) -> String {
    format!(
        "SELECT {shape} AS shape, window_id, part, CAST(occasions AS BIGINT) AS occasions, \
         CAST(recency_days AS BIGINT) AS recency_days, CAST(age_days AS BIGINT) AS age_days, \
         CAST(value AS VARCHAR) AS value, CAST(lacks_rate AS BIGINT) AS lacks_rate, CAST(asked AS BIGINT) AS asked, COUNT(*) AS members \
         FROM members_{shape} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9"
    )
}
