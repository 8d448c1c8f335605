//! `GET /metrics/{id}/versions`: how an own metric was defined at other times, and what it would say today.

use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::QueryError;
use query::answer::MetricAnswer;
use query::request::Subject;
use query::scope::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workspace::Workspace;

/// One text of a definition.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VersionSummary {
    /// Counts from 1.
    pub version: i64,
    /// When it began, RFC 3339.
    pub saved_at: String,
    /// The day it began on, in the workspace's zone.
    pub day: String,
    /// Its text; null when the file was removed.
    pub text: Option<String>,
}

/// The versions of a metric's definition; none for metrics of the program.
///
/// # Errors
/// When the ledger cannot be read.
pub fn versions(workspace: &Workspace, id: &str) -> Result<Vec<VersionSummary>, ApiError> {
    let catalogue = workspace.catalogue();
    let metric = catalogue.metrics.get(id).ok_or_else(|| {
        let names = catalogue.metrics.keys().map(String::as_str);
        QueryError::new(query::ErrorCode::UnknownMetric, id).suggesting(names)
    })?;
    if metric.own.is_none() {
        return Ok(Vec::new());
    }
    let calendar = workspace.settings().calendar;
    let versions = workspace.own_versions(&metric.file)?;
    let summary = |version: workspace::Version| VersionSummary {
        version: version.version,
        day: calendar.day_of(version.saved_at).to_string(),
        saved_at: version.saved_at.to_string(),
        text: version.text,
    };
    Ok(versions.into_iter().map(summary).collect())
}

/// Versions of a definition
#[utoipa::path(
    get, path = "/metrics/{id}/versions", tag = "definitions",
    params(("id" = String, Path, description = "Metric id")),
    responses((status = 200, body = Vec<VersionSummary>), (status = "default", body = ErrorBody))
)]
pub async fn list_versions(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<Vec<VersionSummary>>, ApiError> {
    Ok(Json(state.work(move |workspace| versions(workspace, &id)).await?))
}

/// Figures of a metric as it was defined then
#[utoipa::path(
    get, path = "/metrics/{id}/versions/{version}/query", tag = "definitions",
    params(
        ("id" = String, Path, description = "Metric id"),
        ("version" = i64, Path, description = "Version"),
        QuestionParameters
    ),
    responses((status = 200, body = MetricAnswer), (status = "default", body = ErrorBody))
)]
pub async fn query_version(
    State(state): State<AppState>,
    Path((id, version)): Path<(String, i64)>,
    question: Question,
) -> Result<Json<MetricAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id.clone()), &state)?;
    let as_of = state.as_of();
    let answer = state.work(move |workspace| {
        let unknown = || ApiError::new(ErrorCode::UnknownDefinition);
        let found = versions(workspace, &id)?.into_iter().find(|known| known.version == version);
        let text = found.and_then(|found| found.text).ok_or_else(unknown)?;
        let file = workspace.catalogue().metrics.get(&id).map(|metric| metric.file.clone()).ok_or_else(unknown)?;
        let then = workspace.with_draft(&file, Some(&text), as_of)?.catalogue;
        Ok(workspace.with_query_on(&then, |context| query::metric(context, &Scope::everything(), request))?)
    });
    Ok(Json(answer.await?))
}
