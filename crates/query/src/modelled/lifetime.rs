//! Lifetime value: which customers are fitted, and what the fit says about each.

use super::Modelled;
use super::fits::Fits;
use super::members::MemberRow;
use super::options::Options;
use crate::answer::{ModelAnswer, ModelParameter, NullReason};
use crate::error::{ErrorCode, QueryError};
use catalogue::definition::ModelOutput;
use rust_decimal::prelude::ToPrimitive;
use scoring::history::{CustomerGroup, PurchaseHistory};
use scoring::lifetime::{Lifetime, Refusal};
use scoring::weeks::Weeks;
use std::sync::Arc;

pub(super) fn modelled(
    gives: ModelOutput,
    options: &Options,
    rows: &[MemberRow],
    fits: &mut Fits<'_>,
) -> Result<Modelled, QueryError> {
    let groups: Vec<CustomerGroup> = rows.iter().map(group).collect();
    // A customer of whom a part of the value is unknown would mislead with the rest of it.
    let with_rates: Vec<CustomerGroup> =
        rows.iter().zip(&groups).filter(|(row, _)| !row.lacks_rate).map(|(_, group)| *group).collect();
    let fitted = match options.purchase_model {
        Some(purchases) => Arc::new(Ok(Lifetime::given(purchases, options.value_model))),
        None => fits.of(&with_rates),
    };
    let history_days = rows.iter().map(|row| row.age_days).max().unwrap_or(0);
    Ok(match fitted.as_ref() {
        Err(refusal) => Modelled {
            outputs: vec![None; rows.len()],
            refusal: Some(NullReason::InsufficientHistory),
            answer: Some(refused(*refusal, &with_rates, history_days)),
        },
        Ok(model) => {
            let model = known_values(model, options);
            let output = |(row, group): (&MemberRow, &CustomerGroup)| {
                if row.lacks_rate { Ok(None) } else { output(gives, &model, group, options) }
            };
            let outputs = rows.iter().zip(&groups).map(output).collect::<Result<_, _>>()?;
            let unbounded = gives.is_money() && model.values.is_none();
            Modelled {
                outputs,
                refusal: unbounded.then_some(NullReason::Unbounded),
                answer: Some(described(&model, &with_rates, history_days)),
            }
        }
    })
}

/// The model with the values whose parameters are given, whatever was fitted.
fn known_values(model: &Lifetime, options: &Options) -> Lifetime {
    match options.value_model {
        Some(_) => Lifetime { values: Lifetime::given(model.purchases, options.value_model).values, ..model.clone() },
        None => model.clone(),
    }
}

fn group(row: &MemberRow) -> CustomerGroup {
    let repeat_purchases = row.occasions.saturating_sub(1);
    CustomerGroup {
        history: PurchaseHistory {
            repeat_purchases,
            recency: Weeks::from_days(row.recency_days),
            age: Weeks::from_days(row.age_days),
        },
        mean_value: if repeat_purchases == 0 { 0.0 } else { row.value / f64::from(repeat_purchases) },
        customers: row.members.to_f64().unwrap_or(0.0),
    }
}

fn output(
    gives: ModelOutput,
    model: &Lifetime,
    group: &CustomerGroup,
    options: &Options,
) -> Result<Option<f64>, QueryError> {
    let repeats = group.history.repeat_purchases > 0;
    let horizon =
        || options.horizon.ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, "horizon_months | horizon_days"));
    Ok(match gives {
        ModelOutput::Customers => Some(1.0),
        ModelOutput::RepeatCustomers => repeats.then_some(1.0),
        ModelOutput::Alive => repeats.then(|| model.purchases.probability_alive(&group.history)),
        ModelOutput::Purchases => {
            let horizon = horizon()?;
            let time = horizon.period * f64::from(horizon.periods);
            Some(model.purchases.expected_purchases(&group.history, time))
        }
        ModelOutput::OrderValue => model.order_value(group),
        ModelOutput::Value => model.value(group, horizon()?, options.monthly_discount),
        ModelOutput::Recency
        | ModelOutput::Frequency
        | ModelOutput::Monetary
        | ModelOutput::Score
        | ModelOutput::Segment => None,
    })
}

fn described(model: &Lifetime, groups: &[CustomerGroup], history_days: u32) -> ModelAnswer {
    let parameter = |name: &str, value: f64| ModelParameter { name: name.to_owned(), value };
    let purchases = model.purchases;
    let mut parameters = vec![
        parameter("r", purchases.r),
        parameter("alpha_weeks", purchases.alpha.0),
        parameter("a", purchases.a),
        parameter("b", purchases.b),
    ];
    if let Some(values) = model.values {
        let values = [parameter("p", values.p), parameter("q", values.q), parameter("v_minor_units", values.v)];
        parameters.extend(values);
    }
    let fit = model.fit.as_ref();
    ModelAnswer {
        fitted: fit.is_some(),
        parameters,
        log_likelihood: fit.map(|fit| fit.purchases_log_likelihood),
        value_log_likelihood: fit.and_then(|fit| fit.values_log_likelihood),
        frequency_value_correlation: fit.and_then(|fit| fit.correlation),
        value_customers: fit.map(|fit| whole(fit.value_customers)),
        expected_one_time_buyers: fit.map(|fit| fit.expected_one_time_buyers),
        ..counted(groups, history_days)
    }
}

fn refused(refusal: Refusal, groups: &[CustomerGroup], history_days: u32) -> ModelAnswer {
    let reason = match refusal {
        Refusal::TooFewRepeatCustomers => "too_few_repeat_customers",
        Refusal::HistoryTooShort => "history_too_short",
        Refusal::NoBestParameters => "no_best_parameters",
    };
    ModelAnswer { refusal: Some(reason.to_owned()), ..counted(groups, history_days) }
}

fn counted(groups: &[CustomerGroup], history_days: u32) -> ModelAnswer {
    let count = |condition: &dyn Fn(&CustomerGroup) -> bool| {
        whole(groups.iter().filter(|group| condition(group)).map(|group| group.customers).sum())
    };
    ModelAnswer {
        customers: count(&|_| true),
        repeat_customers: count(&|group| group.history.repeat_purchases > 0),
        history_days,
        ..ModelAnswer::default()
    }
}

fn whole(count: f64) -> u64 {
    count.round().to_u64().unwrap_or(0)
}
