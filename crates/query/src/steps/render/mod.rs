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
mod most_used;
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
pub(crate) use money::rates as rates_table;
pub(crate) use most_used::{by_part as most_used_by_part, statement as most_used_statement};
pub(crate) use terms::{is_money, row_expression};
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

/// A thing the rows are cut by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cut {
    /// Its place among those of the query, counted from 1; 0 is the whole.
    pub(crate) number: usize,
    /// The expression or column that holds the part.
    pub(crate) part: String,
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
    /// What the rows are cut by, over the alias `f`.
    pub(crate) cuts: Vec<Cut>,
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
        cuts: cuts(query, plan.fact),
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
    let named = plan.measures.iter().all(|measure| query.measures[*measure].measure.named_parts);
    let mut bound = |filter| {
        let bound = Bound::new(plan.fact, filter, parameters);
        if named { bound.of_named_parts() } else { bound }
    };
    asked.map(&mut bound).collect()
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
        "SELECT {measure} AS measure_id, window_id, slice, cut, \
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

    /// The fact's rows as `f`, with what they are cut by as the columns of [`Frame::parts_of`]: grouped by members,
    /// the part must be another column than the member, also where both are the customer.
    pub(crate) fn rows_with_parts(&self, more: &str) -> String {
        format!("(SELECT f.*{}{more} FROM {} f) f", self.parts(), self.table())
    }

    /// What the rows are cut by, a column each after a comma.
    pub(crate) fn parts(&self) -> String {
        self.cuts.iter().map(|cut| format!(", {} AS part_{}", cut.part, cut.number)).collect()
    }

    /// The columns that [`Frame::parts`] adds, over an alias.
    pub(crate) fn parts_of(&self, alias: &str) -> Vec<Cut> {
        let over = |cut: &Cut| Cut { part: format!("{alias}.part_{}", cut.number), ..*cut };
        self.cuts.iter().map(over).collect()
    }
}

/// Groups by keys, and where the query is cut, by keys and each part beside it, so that the whole is computed at
/// its own grain.
pub(crate) struct Grouping {
    /// `slice` and `cut` of the SELECT list: the part, and by what the row is cut (0 is the whole).
    pub(crate) columns: String,
    /// `GROUP BY …` with its `HAVING`.
    pub(crate) clause: String,
}

impl Grouping {
    /// `sliced` is the expression that is 1 for windows that are wanted in parts.
    pub(crate) fn by(keys: &[&str], cuts: &[Cut], sliced: &str) -> Self {
        Self::beside(keys, cuts, sliced, "CAST(NULL AS VARCHAR)", "0")
    }

    /// The same where the keys already say a part and what it is of; those rows are not cut again.
    pub(crate) fn beside(keys: &[&str], cuts: &[Cut], sliced: &str, slice: &str, cut: &str) -> Self {
        let keys = keys.join(", ");
        if cuts.is_empty() {
            let columns = format!("{slice} AS slice, {cut} AS cut");
            return Self { columns, clause: format!("GROUP BY {keys}") };
        }
        let each = |of: &dyn Fn(&Cut) -> String, between: &str| cuts.iter().map(of).collect::<Vec<_>>().join(between);
        let parts = each(&|one| format!("WHEN GROUPING({0}) = 0 THEN {0}", one.part), " ");
        let numbers = each(&|one| format!("WHEN GROUPING({}) = 0 THEN {}", one.part, one.number), " ");
        let sets = each(&|one| format!("({keys}, {sliced}, {})", one.part), ", ");
        let whole = each(&|one| format!("GROUPING({}) = 1", one.part), " AND ");
        Self {
            columns: format!("CASE {parts} ELSE {slice} END AS slice, CASE {numbers} ELSE {cut} END AS cut"),
            clause: format!(
                "GROUP BY GROUPING SETS (({keys}), {sets}) HAVING ({whole}) OR ({sliced} = 1 AND {cut} = 0)"
            ),
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

/// What the rows of a fact can be cut by.
fn cuts(query: &Query<'_>, fact: &Fact) -> Vec<Cut> {
    let of = |(position, slice): (usize, &Slice)| {
        slice_expression(fact, slice).map(|part| Cut { number: position + 1, part })
    };
    query.slices.iter().enumerate().filter_map(of).collect()
}

pub(crate) fn slice_expression(fact: &Fact, slice: &Slice) -> Option<String> {
    let column: &FactColumn = match slice {
        Slice::Dimension(dimension) => crate::fact::dimension_column(fact, dimension)?,
        Slice::Customer => fact.column(CUSTOMER_COLUMN)?,
    };
    Some(cut_by(column))
}
