//! The receipt of a metric about another one: its operands, and what each of them stands on.

use super::{Other, Shown, goal_of, in_points, of_goal, other};
use crate::answer::{Figure, MeasureReceipt, MetricAnswer, PeriodAnswer, Receipt, Value};
use crate::context::QueryContext;
use crate::error::QueryError;
use crate::request::Request;
use crate::scope::Scope;
use crate::value::{metric, plain_receipt};
use catalogue::definition::About;

/// One number of the formula.
struct Operand<'a> {
    name: &'static str,
    value: &'a Value,
    /// Rows counted for it.
    rows: u64,
    period: &'a PeriodAnswer,
    /// The question that it answers; none for a target, which was typed.
    request: Option<Request>,
}

/// The receipt, when the metric asked for is about another one.
pub(crate) fn receipt(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: &Request,
) -> Result<Option<Receipt>, QueryError> {
    let Some(about) = other(context, request)? else {
        return Ok(None);
    };
    let shown = metric(context, scope, request.clone())?;
    let of = metric(context, scope, about.request.clone())?;
    let (formula, operands) = match about.what {
        About::Change => change(&about, &of),
        About::Goal => goal(&about, &of),
    };
    let mut measures: Vec<MeasureReceipt> = operands.iter().map(|operand| told(&of, operand)).collect();
    let mut stands_on = format!("{}|{}", about.metric.id, about.metric.version);
    let mut first = None;
    for operand in operands {
        let Some(question) = operand.request else { continue };
        let mut below = plain_receipt(context, scope, &question)?;
        stands_on = format!("{stands_on}|{}", below.fingerprint);
        let named =
            |measure: MeasureReceipt| MeasureReceipt { name: format!("{}.{}", operand.name, measure.name), ..measure };
        measures.extend(std::mem::take(&mut below.measures).into_iter().map(named));
        first.get_or_insert(below);
    }
    let below = first.map_or_else(|| plain_receipt(context, scope, &about.request), Ok)?;
    Ok(Some(Receipt {
        metric: shown.metric,
        definition_version: about.metric.version,
        frame: shown.frame,
        parameters: shown.parameters,
        formula: formula.to_owned(),
        figure: shown.figure,
        measures,
        fingerprint: blake3::hash(format!("{stands_on}|{}", below.fingerprint).as_bytes()).to_hex()[..16].to_owned(),
        ..below
    }))
}

fn change<'a>(about: &Other<'_>, of: &'a MetricAnswer) -> (&'static str, Vec<Operand<'a>>) {
    let formula = if in_points(&of.unit) { "now − before" } else { "(now − before) / |before|" };
    let operand = |name, figure: &'a Figure, period, of_comparison| Operand {
        name,
        value: &figure.value,
        rows: figure.n,
        period,
        request: Some(Request { of_comparison, ..about.request.clone() }),
    };
    let mut operands = vec![operand("now", &of.figure, &of.frame.period, false)];
    if let (Some(change), Some(period)) = (&of.change, &of.frame.comparison) {
        operands.push(operand("before", &change.figure, period, true));
    }
    (formula, operands)
}

fn goal<'a>(about: &Other<'_>, of: &'a MetricAnswer) -> (&'static str, Vec<Operand<'a>>) {
    let formula = match Shown::of(of) {
        Shown::Share => "reached / target",
        Shown::Difference => "target − reached",
    };
    let Some(goal) = goal_of(of) else {
        return (formula, Vec::new());
    };
    let reached = Operand {
        name: "reached",
        value: &goal.actual.value,
        rows: goal.actual.n,
        period: &goal.period,
        request: Some(of_goal(about.request.clone(), goal)),
    };
    let target = Operand { name: "target", value: &goal.target, rows: 1, period: &goal.period, request: None };
    (formula, vec![reached, target])
}

/// An operand as the line of a receipt: the figure of the other metric, or its goal.
fn told(of: &MetricAnswer, operand: &Operand<'_>) -> MeasureReceipt {
    let number = match operand.value {
        Value::Number { number } => Some(number.to_string()),
        Value::Money { amount, .. } => Some(amount.clone()),
        Value::Null { .. } => None,
    };
    MeasureReceipt {
        name: operand.name.to_owned(),
        fact: of.metric.clone(),
        kind: if operand.request.is_some() { "metric" } else { "goal" }.to_owned(),
        number,
        money: matches!(operand.value, Value::Money { .. }),
        window_start: operand.period.start.clone(),
        window_end: operand.period.end.clone(),
        rows_counted: operand.rows,
        rows_left_out: Vec::new(),
        condition: None,
        known_until: None,
        model: None,
        sql: String::new(),
    }
}
