//! A metric whose unit is money has a measure that is an amount.

use crate::definition::{Aggregate, Measure, MeasureKind, Metric, member_amount};
use crate::drafts::Drafts;
use crate::expression::Expression;
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        let metric = &draft.item.metric;
        if draft.sound && metric.unit.is_money() && !has_amount(drafts, metric) {
            problems.push(draft.problem(ProblemCode::NoMoneyMeasure, "unit"));
        }
    }
}

/// What cannot be judged, because a fact or metric is broken or missing, is reported by its own check.
fn has_amount(drafts: &Drafts, metric: &Metric) -> bool {
    metric.measures.values().any(|measure| is_amount(drafts, measure).unwrap_or(true))
        || metric.value.metrics().iter().any(|id| drafts.metric(id).is_none_or(|other| other.unit.is_money()))
}

fn is_amount(drafts: &Drafts, measure: &Measure) -> Option<bool> {
    let fact = drafts.fact(&measure.fact)?;
    let known = fact.select_columns();
    let of_rows = |text: &str| {
        let expression = Expression::parse(text).ok()?;
        let readable = expression.columns().iter().all(|name| known.iter().any(|column| column == name));
        readable.then(|| expression.is_money(fact).is_some())
    };
    let of_members = |outer: &Aggregate, variable: &dyn Fn(&str) -> bool| match outer {
        Aggregate::CountRows => Some(false),
        Aggregate::Sum(text) | Aggregate::Quantile { of: text, .. } => {
            let expression = Expression::parse(text).ok()?;
            Some(expression.money(&|name| variable(name).then_some("")).is_some())
        }
    };
    match &measure.kind {
        MeasureKind::Flow(Aggregate::Sum(text)) | MeasureKind::Balance(Aggregate::Sum(text)) => of_rows(text),
        MeasureKind::Quantile { of, .. } => of_rows(of),
        MeasureKind::Model(model) => Some(model.gives.is_money() && of_rows(&model.amount) == Some(true)),
        MeasureKind::Cohort(cohort) => cohort.amount.as_deref().map_or(Some(false), of_rows),
        MeasureKind::Flow(_) | MeasureKind::Balance(_) | MeasureKind::Distinct { .. } | MeasureKind::Funnel(_) => {
            Some(false)
        }
        MeasureKind::Opening { amount, outer, .. } => {
            let amount = amount.as_deref().is_some_and(|text| of_rows(text) == Some(true));
            of_members(outer, &|name| amount && name != "earlier")
        }
        MeasureKind::Nested { inner, derived, outer, .. } => {
            of_members(outer, &|name| member_amount(inner, derived, name, &|text| of_rows(text) == Some(true)))
        }
    }
}
