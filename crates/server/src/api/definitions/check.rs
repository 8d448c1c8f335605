//! `POST /definitions/check`: what a file would say, before it is saved.

use super::list::{ProblemAnswer, problem};
use crate::api::question::{Question, QuestionParameters};
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::language::Language;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, Uri};
use catalogue::Loaded;
use catalogue::definition::Catalogue;
use locales::{Argument, Locales};
use query::answer::MetricAnswer;
use query::request::Subject;
use query::scope::Scope;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use workspace::Workspace;
use workspace::check::{CheckResult, SharedEmptyStore, check_examples};

/// A file as it would be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefinitionDraft {
    /// Path below the folder `catalogue` of the data directory, such as `metrics/revenue/own_metric.yaml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a draft would be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DraftAnswer {
    /// What is wrong with it, by line.
    pub problems: Vec<ProblemAnswer>,
    /// Figures of the metric on the present data; null when it cannot be computed.
    pub preview: Option<MetricAnswer>,
    /// Its worked examples, run.
    pub examples: Vec<ExampleAnswer>,
}

/// A worked example with what came out.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExampleAnswer {
    /// What it shows.
    pub name: String,
    /// Line of the example.
    pub line: usize,
    /// What came out is what is written.
    pub ok: bool,
    /// What is written.
    pub expected: String,
    /// What came out, or why nothing did.
    pub found: String,
}

/// Check a definition
#[utoipa::path(
    post, path = "/definitions/check", tag = "definitions", request_body = DefinitionDraft,
    params(QuestionParameters),
    responses((status = 200, body = DraftAnswer), (status = "default", body = ErrorBody))
)]
pub async fn check_definition(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
    question: Question,
    draft: Result<Json<DefinitionDraft>, JsonRejection>,
) -> Result<Json<DraftAnswer>, ApiError> {
    let Json(draft) = draft.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let tag = Language::choose(&uri, &headers).tag();
    let (as_of, empty_store) = (state.as_of(), state.options.empty_store.clone());
    let answer = state.try_draft(move |workspace| {
        let Loaded { catalogue, problems, .. } = workspace.with_draft(&draft.path, Some(&draft.text), as_of)?;
        let texts = workspace.texts();
        let own = problems.iter().filter(|known| known.file == draft.path);
        let id = catalogue.metrics.values().find(|metric| metric.file == draft.path && metric.own.is_some());
        let id = id.map(|metric| metric.id.clone());
        Ok(DraftAnswer {
            problems: own.map(|known| problem(&texts, tag, known)).collect(),
            preview: id.as_ref().and_then(|id| preview(workspace, &catalogue, id, &question, as_of)),
            examples: match (id, empty_store) {
                (Some(id), Some(store)) => examples(&catalogue, &id, &store, &texts, tag),
                _ => Vec::new(),
            },
        })
    });
    Ok(Json(answer.await?))
}

fn preview(
    workspace: &Workspace,
    catalogue: &Catalogue,
    id: &str,
    question: &Question,
    as_of: jiff::Timestamp,
) -> Option<MetricAnswer> {
    let parsed = query::parse(catalogue, Subject::Metric(id.to_owned()), question.pairs(), as_of).ok()?;
    let ask = |context: &query::QueryContext<'_>| query::metric(context, &Scope::everything(), parsed.request);
    workspace.with_query_on(catalogue, ask).ok()
}

fn examples(
    catalogue: &Catalogue,
    id: &str,
    store: &Arc<SharedEmptyStore>,
    texts: &Locales,
    tag: &str,
) -> Vec<ExampleAnswer> {
    let open = Arc::clone(store);
    let results = check_examples(catalogue, &|metric| metric.id == id, &move || open(), &mut |_| {});
    match results {
        Ok(results) => results.iter().map(|result| example(texts, tag, result)).collect(),
        Err(fault) => {
            tracing::warn!(%fault, "examples could not be run");
            Vec::new()
        }
    }
}

fn example(texts: &Locales, tag: &str, result: &CheckResult) -> ExampleAnswer {
    let found = match &result.outcome {
        Ok(outcome) => outcome.found.clone(),
        Err(fault) => {
            if let Some(detail) = fault.detail() {
                tracing::warn!(metric = result.metric, line = result.line, detail, "an example cannot be computed");
            }
            let arguments = fault.arguments();
            let arguments: Vec<(&str, Argument)> =
                arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
            texts.text(tag, &fault.text_key(), &arguments)
        }
    };
    ExampleAnswer {
        name: result.example.clone(),
        line: result.line,
        ok: result.ok(),
        expected: result.expected.clone(),
        found,
    }
}
