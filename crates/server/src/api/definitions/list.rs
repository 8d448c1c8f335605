//! `GET /definitions`: a user's own files and what is wrong with them.

use crate::errors::{ApiError, ErrorBody};
use crate::language::Language;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use catalogue::Problem;
use locales::{Argument, Locales};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One own file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DefinitionFile {
    /// Path below the folder `catalogue` of the data directory, such as `metrics/revenue/own_metric.yaml`.
    pub path: String,
    /// Counts from 1; whoever saves the file names the version that was edited.
    pub version: i64,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<ProblemAnswer>,
}

/// A mistake in a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProblemAnswer {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Stable word.
    pub code: String,
    /// What is wrong, in the language of the request, with the nearest known name.
    pub message: String,
    /// The file is left out because of it.
    pub refuses: bool,
}

/// A mistake in words.
pub(crate) fn problem(texts: &Locales, tag: &str, problem: &Problem) -> ProblemAnswer {
    let arguments: Vec<(&str, Argument)> =
        problem.arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
    let sentence = texts.text(tag, &format!("problems.{}", problem.code.code()), &arguments);
    let nearest = problem
        .suggestion
        .as_ref()
        .map(|name| texts.text(tag, "problems.did_you_mean", &[("name", Argument::from(name.as_str()))]));
    ProblemAnswer {
        line: problem.line,
        column: problem.column,
        code: problem.code.code().to_owned(),
        message: nearest.map_or(sentence.clone(), |nearest| format!("{sentence} {nearest}")),
        refuses: problem.code.refuses(&problem.file),
    }
}

/// Own metrics and boards
#[utoipa::path(
    get, path = "/definitions", tag = "definitions",
    responses((status = 200, body = Vec<DefinitionFile>), (status = "default", body = ErrorBody))
)]
pub async fn list_definitions(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Vec<DefinitionFile>>, ApiError> {
    let tag = Language::choose(&uri, &headers).tag();
    let (texts, problems) = (state.workspace.texts(), state.workspace.problems());
    let files = state.workspace.own_files();
    let versions = state.workspace.own_newest()?;
    let file = |(path, text): (&String, &String)| DefinitionFile {
        path: path.clone(),
        version: versions.get(path).copied().unwrap_or_default(),
        text: text.clone(),
        problems: problems
            .iter()
            .filter(|known| known.file == *path)
            .map(|known| problem(&texts, tag, known))
            .collect(),
    };
    Ok(Json(files.iter().map(file).collect()))
}
