//! `GET /metrics/{id}`: what a metric means.

use super::list::{MetricSummary, summaries};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use catalogue::definition::{Additivity, Formula, Metric, ParameterKind};
use query::{ErrorCode, QueryError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a metric means and how it may be asked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MetricDefinition {
    /// What the list says about it.
    #[serde(flatten)]
    pub summary: MetricSummary,
    /// Version of the definition.
    pub version: u32,
    /// How values of parts relate to the value of the whole: `additive`, `semi_additive`, `distinct`, `ratio`,
    /// `quantile`, `model`.
    #[schema(value_type = String)]
    pub additivity: Additivity,
    /// The formula with names of measures and metrics, such as `numerator / denominator`.
    pub formula: String,
    /// Dimensions it may be sliced by.
    pub slices: Vec<String>,
    /// Dimensions it has no parts by, each with the id of the metric that tells them. Those parts need not add up to
    /// this metric.
    pub told_by: BTreeMap<String, String>,
    /// Its parameters, given as `param.<name>`.
    pub parameters: Vec<ParameterSummary>,
    /// Fewest rows for an unmarked value.
    pub minimum_n: Option<u32>,
    /// Worked examples, which the tests run.
    pub examples: Vec<ExampleSummary>,
}

/// A parameter of a metric.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ParameterSummary {
    /// Name.
    pub name: String,
    /// `integer` or `choice`.
    #[schema(value_type = String)]
    pub kind: ParameterKind,
    /// What holds when nothing is given.
    pub default: String,
    /// The words of a choice.
    pub choices: Vec<String>,
}

/// A worked example in one line.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExampleSummary {
    /// What it shows.
    pub name: String,
    /// Where it is published.
    pub source: Option<String>,
    /// The value, in major units; null when it cannot be computed.
    pub gives: Option<String>,
}

/// Definition of a metric
#[utoipa::path(
    get, path = "/metrics/{id}", tag = "metrics",
    params(("id" = String, Path, description = "Metric id")),
    responses((status = 200, body = MetricDefinition), (status = "default", body = ErrorBody))
)]
pub async fn metric_definition(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<MetricDefinition>, ApiError> {
    let answer = state
        .ask(move |context, _| {
            let metric = context.catalogue.metrics.get(&id);
            let metric = metric.ok_or_else(|| {
                let names = context.catalogue.metrics.keys().map(String::as_str);
                QueryError::new(ErrorCode::UnknownMetric, &id).suggesting(names)
            })?;
            let known = summaries(context.catalogue, &query::status(context)?, context.aims);
            let summary = known.into_iter().find(|summary| summary.id == id);
            let summary = summary.ok_or_else(|| QueryError::new(ErrorCode::UnknownMetric, &id))?;
            Ok(describe(metric, summary))
        })
        .await?;
    Ok(Json(answer))
}

fn describe(metric: &Metric, summary: MetricSummary) -> MetricDefinition {
    let parameters = metric.parameters.iter().map(|(name, parameter)| ParameterSummary {
        name: name.clone(),
        kind: parameter.kind,
        default: parameter.default.clone(),
        choices: parameter.options.clone(),
    });
    let examples = metric.examples.iter().map(|example| ExampleSummary {
        name: example.name.clone(),
        source: example.source.clone(),
        gives: example.gives.map(|value| value.normalize().to_string()),
    });
    MetricDefinition {
        summary,
        version: metric.version,
        additivity: metric.additivity,
        formula: formula_text(&metric.value),
        slices: metric.slices.clone(),
        told_by: metric.told_by.clone(),
        parameters: parameters.collect(),
        minimum_n: metric.minimum_n,
        examples: examples.collect(),
    }
}

/// A formula as people write it; a quotient or difference of sums keeps its parentheses.
fn formula_text(formula: &Formula) -> String {
    let operation =
        |left: &Formula, sign: &str, right: &Formula| format!("{} {sign} {}", operand_text(left), operand_text(right));
    match formula {
        Formula::Measure(name) | Formula::Metric(name) => name.clone(),
        Formula::Number(number) => number.normalize().to_string(),
        Formula::Add(left, right) => operation(left, "+", right),
        Formula::Subtract(left, right) => operation(left, "−", right),
        Formula::Multiply(left, right) => operation(left, "×", right),
        Formula::Divide(left, right) => operation(left, "÷", right),
        Formula::CountBack { balance, layers } => {
            let parts = layers.iter().flat_map(|(size, worth)| [size, worth]);
            let parts: Vec<String> = std::iter::once(balance.as_ref()).chain(parts).map(formula_text).collect();
            format!("count_back({})", parts.join(", "))
        }
    }
}

fn operand_text(formula: &Formula) -> String {
    match formula {
        Formula::Measure(_) | Formula::Metric(_) | Formula::Number(_) | Formula::CountBack { .. } => {
            formula_text(formula)
        }
        _ => format!("({})", formula_text(formula)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_inside_operations_stand_in_parentheses() {
        let measure = |name: &str| Box::new(Formula::Measure(name.to_owned()));
        let inner = Formula::Subtract(measure("opening"), measure("lost"));
        let formula = Formula::Divide(Box::new(inner), measure("opening"));
        assert_eq!(formula_text(&formula), "(opening − lost) ÷ opening");
    }
}
