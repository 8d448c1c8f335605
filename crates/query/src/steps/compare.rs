//! Sets each figure beside the one of the comparison period.

use crate::answer::{Change, Judgement, Value};
use crate::error::QueryError;
use crate::query::Query;
use crate::steps::derive::Derived;
use catalogue::definition::Unit;

pub(crate) fn compare(query: &mut Query<'_>) -> Result<(), QueryError> {
    for (metric, figures) in query.metrics.iter().zip(&mut query.figures) {
        let unit = metric.metric.unit;
        figures.change = figures.then.as_ref().map(|then| change(unit, &figures.now, then));
        for part in &mut figures.parts {
            part.change = part.then.as_ref().map(|then| change(unit, &part.now, then));
        }
    }
    Ok(())
}

fn change(unit: Unit, now: &Derived, then: &Derived) -> Change {
    let numbers = number(&now.figure.value).zip(number(&then.figure.value));
    let absolute = numbers.map(|(now, then)| now - then);
    let has_relative = matches!(unit, Unit::Money | Unit::MoneyPerDay | Unit::Count | Unit::Ratio);
    let relative =
        numbers.filter(|(_, then)| has_relative && *then != 0.0).map(|(now, then)| (now - then) / then.abs());
    Change { figure: then.figure.clone(), relative, absolute, judgement: Judgement::Unknown, interval: None }
}

/// A value as a number: minor units of money; none when it is null.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number { number } => Some(*number),
        Value::Money { amount, .. } => amount.parse().ok(),
        Value::Null { .. } => None,
    }
}
