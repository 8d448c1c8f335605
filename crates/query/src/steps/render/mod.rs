//! Writes one statement per fact: windows, then a common table expression per shape, then one tall result.
//!
//! Names of facts and columns come from the checked catalogue, dates and numbers are our own literals,
//! parameters are checked by [`super::resolve`]; everything a viewer typed is bound to a placeholder.

mod balance;
mod cohort;
mod daily;
mod expression;
mod filter;
mod funnel;
mod members;
mod members_of_model;
mod money;
mod nested;
mod opening;
mod row_shape;
mod terms;
mod whole;
mod windows;

pub(crate) use cohort::{Bucket, Observation, members as cohort_members, table as cohort_table};
pub(crate) use expression::row_condition;
use filter::Bound;
pub(crate) use filter::{condition as filter_condition, cut_by, of_measure as filters_of_measure, rules as row_rules};
pub(crate) use funnel::{members as funnel_members, parts as funnel_parts, table as funnel_table};
pub(crate) use terms::is_money;
pub(crate) use windows::{begun_before_end, holds_at_either_end, holds_just_before_end, lies_in, one as window_row};

use crate::error::QueryError;
use crate::fact::CUSTOMER_COLUMN;
use crate::query::{Query, Slice};
use crate::steps::plan::{FactPlan, Shape, ShapePlan};
use catalogue::definition::{Fact, FactColumn};
use store::{FACT_SCHEMA, Parameter};

/// A statement with the values of its placeholders.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) parameters: Vec<Parameter>,
}

/// One column of a measure in a shape's result.
pub(crate) struct MeasureColumns {
    pub(crate) number: String,
    pub(crate) counted: String,
    pub(crate) pending: String,
    pub(crate) missing_fx: String,
    pub(crate) no_amount: String,
}

/// What all shapes of one statement share.
pub(crate) struct Frame<'q, 'a> {
    pub(crate) query: &'q Query<'a>,
    pub(crate) fact: &'a Fact,
    /// The viewer's rules, over the alias `f`.
    rules: String,
    /// The filters of the request.
    bound: Vec<Bound>,
    /// The expression the rows are cut by, over the alias `f`.
    pub(crate) slice: Option<String>,
}

/// A period that has not begun has no window, and nothing to ask.
pub(crate) fn render(query: &mut Query<'_>) -> Result<(), QueryError> {
    if query.timeline.windows.is_empty() {
        return Ok(());
    }
    query.statements = query.plans.iter().map(|plan| statement(query, plan)).collect::<Result<_, _>>()?;
    Ok(())
}

fn statement(query: &Query<'_>, plan: &FactPlan<'_>) -> Result<Statement, QueryError> {
    let mut parameters = Vec::new();
    let frame = Frame {
        query,
        fact: plan.fact,
        rules: filter::rules(query, plan.fact, &mut parameters),
        bound: bound(query, plan, &mut parameters),
        slice: query.slice.as_ref().and_then(|slice| slice_expression(plan.fact, slice)),
    };
    let mut expressions = vec![windows::expression(query, plan), money::rates(query)];
    let mut results = Vec::new();
    for (number, shape) in plan.shapes.iter().enumerate() {
        expressions.extend(shape_expressions(&frame, shape, number)?);
        if plan.for_models {
            results.push(members_of_model::result(number));
        } else {
            results.extend(shape.measures.iter().map(|measure| result(*measure, number)));
        }
    }
    let sql = format!("WITH {}\n{}", expressions.join(",\n"), results.join("\nUNION ALL\n"));
    Ok(Statement { sql, parameters })
}

/// The filters that the measures of a plan do not ignore.
fn bound(query: &Query<'_>, plan: &FactPlan<'_>, parameters: &mut Vec<Parameter>) -> Vec<Bound> {
    let asked = query.request.filters.iter().filter(|filter| !plan.ignores.contains(&filter.dimension.as_str()));
    asked.map(|filter| Bound::new(plan.fact, filter, parameters)).collect()
}

fn shape_expressions(frame: &Frame<'_, '_>, shape: &ShapePlan<'_>, number: usize) -> Result<Vec<String>, QueryError> {
    match &shape.shape {
        Shape::Daily { at } => daily::expressions(frame, shape, number, at),
        Shape::Rows { at, latest_per } => row_shape::expressions(frame, shape, number, at, latest_per.as_deref()),
        Shape::Balance => balance::expressions(frame, shape, number),
        Shape::Opening { .. } => opening::expressions(frame, shape, number),
        Shape::Nested { .. } => nested::expressions(frame, shape, number),
        Shape::Members { .. } => members_of_model::expressions(frame, shape, number),
    }
}

/// The rows of one measure in the tall result; the columns are read by [`super::run`].
fn result(measure: usize, shape: usize) -> String {
    format!(
        "SELECT {measure} AS measure_id, window_id, slice, is_total, \
         CAST(m{measure}_number AS VARCHAR) AS number, CAST(m{measure}_counted AS BIGINT) AS counted, \
         CAST(m{measure}_pending AS BIGINT) AS pending, CAST(m{measure}_missing_fx AS BIGINT) AS missing_fx, \
         CAST(considered AS BIGINT) AS considered, CAST(replaced AS BIGINT) AS replaced, \
         CAST(m{measure}_no_amount AS BIGINT) AS no_amount FROM shape_{shape}"
    )
}

impl Frame<'_, '_> {
    pub(crate) fn table(&self) -> String {
        format!("{FACT_SCHEMA}.{}", self.fact.name)
    }

    /// The viewer's rules and the filters, over the alias `f`.
    pub(crate) fn filters(&self) -> String {
        let rules = std::iter::once(self.rules.clone());
        filter::every(rules.chain(self.bound.iter().map(Bound::over_rows)))
    }

    /// The fact's rows as `f`, with what they are cut by as the column `part`: grouped by members, the part
    /// must be another column than the member, also where both are the customer.
    pub(crate) fn rows_with_part(&self, more: &str) -> String {
        format!("(SELECT f.*, {} AS part{more} FROM {} f) f", self.slice_or_null(), self.table())
    }

    /// The column that [`Frame::rows_with_part`] adds, when the query is cut.
    pub(crate) fn part(&self) -> Option<&'static str> {
        self.slice.as_ref().map(|_| "f.part")
    }

    /// The slice, or nothing, as a column.
    pub(crate) fn slice_or_null(&self) -> String {
        self.slice.clone().unwrap_or_else(|| "CAST(NULL AS VARCHAR)".to_owned())
    }
}

/// Groups by keys, and when the query is cut, by keys and slice beside it, so that the whole is computed
/// at its own grain.
pub(crate) struct Grouping {
    /// `slice` and `is_total` of the SELECT list.
    pub(crate) columns: String,
    /// `GROUP BY …` with its `HAVING`.
    pub(crate) clause: String,
}

impl Grouping {
    /// `sliced` is the expression that is 1 for windows that are wanted in parts.
    pub(crate) fn by(keys: &[&str], slice: Option<&str>, sliced: &str) -> Self {
        let keys = keys.join(", ");
        match slice {
            None => Self {
                columns: "CAST(NULL AS VARCHAR) AS slice, 1 AS is_total".to_owned(),
                clause: format!("GROUP BY {keys}"),
            },
            Some(slice) => Self {
                columns: format!("{slice} AS slice, GROUPING({slice}) AS is_total"),
                clause: format!(
                    "GROUP BY GROUPING SETS (({keys}), ({keys}, {sliced}, {slice})) \
                     HAVING GROUPING({slice}) = 1 OR {sliced} = 1"
                ),
            },
        }
    }
}

/// The columns of a measure, named for [`result`].
pub(crate) fn named(measure: usize, columns: &MeasureColumns) -> String {
    format!(
        "{} AS m{measure}_number, {} AS m{measure}_counted, {} AS m{measure}_pending, {} AS m{measure}_missing_fx, \
         {} AS m{measure}_no_amount",
        columns.number, columns.counted, columns.pending, columns.missing_fx, columns.no_amount
    )
}

pub(crate) fn slice_expression(fact: &Fact, slice: &Slice) -> Option<String> {
    let column: &FactColumn = match slice {
        Slice::Dimension(dimension) => crate::fact::dimension_column(fact, dimension)?,
        Slice::Customer => fact.column(CUSTOMER_COLUMN)?,
    };
    Some(cut_by(column))
}
