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

/// One meaning of a definition, with the last text that had it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VersionSummary {
    /// Which text it is; counts from 1.
    pub version: i64,
    /// The version that the text gives itself, as receipts name it.
    pub stated: Option<u32>,
    /// When it began, RFC 3339.
    pub saved_at: String,
    /// The day it began on, in the workspace's zone.
    pub day: String,
    /// Its text; null when the file was removed.
    pub text: Option<String>,
}

/// The versions of a metric's definition; none for metrics of the program. A text that only names or proves the same
/// otherwise is no version of its own.
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
    let same = |one: &workspace::Version, other: &workspace::Version| {
        let meaning = |version: &workspace::Version| version.text.as_deref().map(catalogue::meaning);
        meaning(one) == meaning(other)
    };
    let summary = |texts: &[workspace::Version]| {
        let (first, last) = texts.first().zip(texts.last())?;
        Some(VersionSummary {
            version: last.version,
            stated: last.text.as_deref().and_then(catalogue::stated_version),
            day: calendar.day_of(first.saved_at).to_string(),
            saved_at: first.saved_at.to_string(),
            text: last.text.clone(),
        })
    };
    Ok(versions.chunk_by(same).filter_map(summary).collect())
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
