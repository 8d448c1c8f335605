//! `GET /metrics`: every metric, whether it can be computed, and what it needs if not.

use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Query, State};
use catalogue::definition::{Better, Board, Catalogue, Form, Metric, Unit};
use locales::{Called, Locales};
use model::aims::Aims;
use query::answer::MetricStatus;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A metric in a list; its name is the text `metrics.<id>.name`, unless `name` says otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MetricSummary {
    /// Metric id.
    pub id: String,
    /// Family it belongs to.
    pub family: String,
    /// `money`, `money_per_day`, `count`, `share`, `duration`, `ratio`, `score`, `whole_score`.
    #[schema(value_type = String)]
    pub unit: Unit,
    /// `higher`, `lower`, `neither`, `by_question` (an answer says which).
    #[schema(value_type = String)]
    pub better: Better,
    /// What its answer looks like: `number`, `cohort` (a table), `funnel` (a list of steps).
    #[schema(value_type = String)]
    pub form: Form,
    /// The data it needs are there.
    pub computed: bool,
    /// What is missing, as `entity` or `entity.column`.
    pub needs: Vec<String>,
    /// All it is computed from, as `entity` or `entity.column`.
    pub reads: Vec<String>,
    /// Name of a user's own metric.
    pub name: Option<String>,
    /// Explanation of a user's own metric.
    pub meaning: Option<String>,
    /// File of a user's own metric.
    pub own_path: Option<String>,
    /// Boards it stands on.
    pub boards: Vec<String>,
    /// Metrics that are computed from it.
    pub used_by: Vec<String>,
    /// Goals that are set for it.
    pub goals: u64,
}

/// How the list may be narrowed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MetricSearch {
    /// Words that stand in names, meanings or synonyms of any of the six languages.
    pub search: Option<String>,
}

/// Definitions and status in one list, in the order of the catalogue.
pub fn summaries(catalogue: &Catalogue, statuses: &[MetricStatus], aims: Option<&Aims>) -> Vec<MetricSummary> {
    let metrics = catalogue.metrics.values();
    let goals = aims.map_or(&[][..], |aims| &aims.goals);
    metrics
        .map(|metric| {
            let status = statuses.iter().find(|status| status.metric == metric.id);
            MetricSummary {
                id: metric.id.clone(),
                family: metric.family.clone(),
                unit: metric.unit,
                better: metric.better,
                form: metric.form(),
                computed: status.is_some_and(|status| status.needs.is_empty()),
                needs: status.map(|status| status.needs.clone()).unwrap_or_default(),
                reads: status.map(|status| status.reads.clone()).unwrap_or_default(),
                name: metric.own.as_ref().map(|own| own.name.clone()),
                meaning: metric.own.as_ref().map(|own| own.meaning.clone()),
                own_path: metric.own.as_ref().map(|_| metric.file.clone()),
                boards: boards_with(catalogue, &metric.id),
                used_by: used_by(catalogue, &metric.id),
                goals: goals.iter().filter(|goal| goal.metric == metric.id).count() as u64,
            }
        })
        .collect()
}

fn boards_with(catalogue: &Catalogue, id: &str) -> Vec<String> {
    let shows = |board: &&Board| board.groups.iter().any(|group| group.metrics.iter().any(|known| known == id));
    catalogue.boards.values().filter(shows).map(|board| board.id.clone()).collect()
}

fn used_by(catalogue: &Catalogue, id: &str) -> Vec<String> {
    let uses = |metric: &&Metric| metric.value.metrics().contains(&id);
    catalogue.metrics.values().filter(uses).map(|metric| metric.id.clone()).collect()
}

/// The metrics that a search finds, in whatever of the six languages it is written, the best first.
pub fn found(texts: &Locales, metrics: Vec<MetricSummary>, search: &str) -> Vec<MetricSummary> {
    locales::found(&with_words(texts, metrics), search).into_iter().cloned().collect()
}

/// Metrics with everything a person may call them.
pub fn with_words(texts: &Locales, metrics: Vec<MetricSummary>) -> Vec<(MetricSummary, Called)> {
    let called = metrics.into_iter().map(|metric| {
        let called = called(texts, &metric);
        (metric, called)
    });
    called.collect()
}

fn called(texts: &Locales, metric: &MetricSummary) -> Called {
    let mut called = Called::default();
    called.name(&metric.id);
    metric.name.iter().for_each(|name| called.name(name));
    metric.meaning.iter().for_each(|meaning| called.description(meaning));
    for tag in locales::TAGS {
        let text = |key: String| texts.raw(tag, &key).unwrap_or_default();
        called.name(text(format!("metrics.{}.name", metric.id)));
        called.aliases(text(format!("metrics.{}.synonyms", metric.id)));
        called.description(text(format!("metrics.{}.meaning", metric.id)));
        called.description(text(format!("families.{}", metric.family)));
    }
    called
}

/// All metrics
#[utoipa::path(
    get, path = "/metrics", tag = "metrics", params(MetricSearch),
    responses((status = 200, body = Vec<MetricSummary>), (status = "default", body = ErrorBody))
)]
pub async fn list_metrics(
    State(state): State<AppState>,
    Query(asked): Query<MetricSearch>,
) -> Result<Json<Vec<MetricSummary>>, ApiError> {
    let answer =
        state.ask(|context, _| Ok(summaries(context.catalogue, &query::status(context)?, context.aims))).await?;
    Ok(Json(match asked.search.as_deref().map(str::trim).filter(|search| !search.is_empty()) {
        Some(search) => found(&state.workspace.texts(), answer, search),
        None => answer,
    }))
}
