//! `GET` and `PUT /metrics/{id}/marks`: benchmarks, thresholds, and whether standing still is bad.

use crate::api::goals::impossible;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use model::aims::{Benchmark, Marks, Per, Side, Stagnation, Threshold};
use query::QueryError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest name of a source.
const LONGEST_SOURCE: usize = 300;

/// What a metric is judged by. Values are in its unit: money in major units, shares 0 to 1, durations in seconds.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarksBody {
    /// What others reach.
    pub benchmarks: Vec<BenchmarkBody>,
    /// Where it becomes alarming.
    pub thresholds: Vec<ThresholdBody>,
    /// A relative change smaller than this is standing still, and bad; none when standing still is fine.
    pub stagnation_within: Option<String>,
}

/// A figure of others.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BenchmarkBody {
    /// The value.
    pub value: String,
    /// Who says so.
    pub source: String,
    /// `day`, `week`, `month`, `quarter`, `year`: the length of time it speaks of.
    #[schema(value_type = String)]
    pub per: Per,
}

/// A value that should not be passed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThresholdBody {
    /// `above` or `below`: which side of it is bad.
    #[schema(value_type = String)]
    pub bad: Side,
    /// The value.
    pub value: String,
    /// `day`, `week`, `month`, `quarter`, `year`: the length of time it speaks of.
    #[schema(value_type = String)]
    pub per: Per,
}

impl MarksBody {
    /// The marks that are meant.
    ///
    /// # Errors
    /// The first value that is not possible.
    pub fn read(self) -> Result<Marks, ApiError> {
        let number = |name: &'static str, text: &str| text.trim().parse().map_err(|_| impossible(name, text));
        let benchmark = |body: BenchmarkBody| {
            let source = body.source.trim().to_owned();
            if source.is_empty() || source.len() > LONGEST_SOURCE {
                return Err(impossible("source", &body.source));
            }
            Ok(Benchmark { value: number("benchmark", &body.value)?, source, per: body.per })
        };
        let threshold = |body: ThresholdBody| {
            Ok(Threshold { bad: body.bad, value: number("threshold", &body.value)?, per: body.per })
        };
        let stagnation = |text: String| {
            let within = number("stagnation_within", &text)?;
            if within < 0.into() {
                return Err(impossible("stagnation_within", &text));
            }
            Ok::<_, ApiError>(Stagnation { within })
        };
        Ok(Marks {
            benchmarks: self.benchmarks.into_iter().map(benchmark).collect::<Result<_, ApiError>>()?,
            thresholds: self.thresholds.into_iter().map(threshold).collect::<Result<_, ApiError>>()?,
            stagnation: self.stagnation_within.map(stagnation).transpose()?,
        })
    }

    /// The marks as they are answered.
    pub fn of(marks: &Marks) -> Self {
        let benchmarks = marks.benchmarks.iter().map(|benchmark| BenchmarkBody {
            value: benchmark.value.to_string(),
            source: benchmark.source.clone(),
            per: benchmark.per,
        });
        let thresholds = marks.thresholds.iter().map(|threshold| ThresholdBody {
            bad: threshold.bad,
            value: threshold.value.to_string(),
            per: threshold.per,
        });
        Self {
            benchmarks: benchmarks.collect(),
            thresholds: thresholds.collect(),
            stagnation_within: marks.stagnation.as_ref().map(|stagnation| stagnation.within.to_string()),
        }
    }
}

fn known(state: &AppState, metric: &str) -> Result<(), ApiError> {
    let catalogue = state.workspace.catalogue();
    if catalogue.metrics.contains_key(metric) {
        return Ok(());
    }
    let names = catalogue.metrics.keys().map(String::as_str);
    Err(QueryError::new(query::ErrorCode::UnknownMetric, metric).suggesting(names).into())
}

/// What a metric is judged by
#[utoipa::path(
    get, path = "/metrics/{id}/marks", tag = "judgement",
    params(("id" = String, Path, description = "Metric id")),
    responses((status = 200, body = MarksBody), (status = "default", body = ErrorBody))
)]
pub async fn show_marks(State(state): State<AppState>, Path(id): Path<String>) -> Result<Json<MarksBody>, ApiError> {
    known(&state, &id)?;
    Ok(Json(state.workspace.aims().marks.get(&id).map(MarksBody::of).unwrap_or_default()))
}

/// Change what a metric is judged by
#[utoipa::path(
    put, path = "/metrics/{id}/marks", tag = "judgement", request_body = MarksBody,
    params(("id" = String, Path, description = "Metric id")),
    responses((status = 200, body = MarksBody), (status = "default", body = ErrorBody))
)]
pub async fn save_marks(
    State(state): State<AppState>,
    Path(id): Path<String>,
    marks: Result<Json<MarksBody>, JsonRejection>,
) -> Result<Json<MarksBody>, ApiError> {
    let Json(body) = marks.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    known(&state, &id)?;
    let marks = body.read()?;
    let at = (state.clock)();
    let saved = state
        .work_long(move |workspace| {
            workspace.save_marks(&id, &marks, at)?;
            Ok(MarksBody::of(&marks))
        })
        .await?;
    Ok(Json(saved))
}
