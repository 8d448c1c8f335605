//! `GET /metrics`: every metric, whether it can be computed, and what it needs if not.

use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use catalogue::definition::{Better, Catalogue, Unit};
use query::answer::MetricStatus;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A metric in a list; its name is the text `metrics.<id>.name`, unless `name` says otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MetricSummary {
    /// Metric id.
    pub id: String,
    /// Family it belongs to.
    pub family: String,
    /// `money`, `money_per_day`, `count`, `share`, `duration`, `ratio`, `score`.
    #[schema(value_type = String)]
    pub unit: Unit,
    /// `higher`, `lower`, `neither`.
    #[schema(value_type = String)]
    pub better: Better,
    /// The data it needs are there.
    pub computed: bool,
    /// What is missing, as `entity` or `entity.column`.
    pub needs: Vec<String>,
    /// Name of a user's own metric.
    pub name: Option<String>,
    /// Explanation of a user's own metric.
    pub meaning: Option<String>,
}

/// Definitions and status in one list, in the order of the catalogue.
pub fn summaries(catalogue: &Catalogue, statuses: &[MetricStatus]) -> Vec<MetricSummary> {
    let metrics = catalogue.metrics.values();
    metrics
        .map(|metric| {
            let status = statuses.iter().find(|status| status.metric == metric.id);
            MetricSummary {
                id: metric.id.clone(),
                family: metric.family.clone(),
                unit: metric.unit,
                better: metric.better,
                computed: status.is_some_and(|status| status.needs.is_empty()),
                needs: status.map(|status| status.needs.clone()).unwrap_or_default(),
                name: metric.own.as_ref().map(|own| own.name.clone()),
                meaning: metric.own.as_ref().map(|own| own.meaning.clone()),
            }
        })
        .collect()
}

/// All metrics
#[utoipa::path(
    get, path = "/metrics", tag = "metrics",
    responses((status = 200, body = Vec<MetricSummary>), (status = "default", body = ErrorBody))
)]
pub async fn list_metrics(State(state): State<AppState>) -> Result<Json<Vec<MetricSummary>>, ApiError> {
    let answer = state.ask(|context, _| Ok(summaries(context.catalogue, &query::status(context)?))).await?;
    Ok(Json(answer))
}
