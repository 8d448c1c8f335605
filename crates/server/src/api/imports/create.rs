//! `POST /imports`: bring a file in, or look at it.

use super::inspection::{ImportDoubt, InspectionAnswer};
use super::list::ImportSummary;
use super::show::find_import;
use super::upload::Upload;
use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use ingest::{ImportReport, Mapping};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workspace::{ImportFile, Workspace};

/// The form that is sent.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; its parts are read as a stream")]
pub struct ImportForm {
    /// The file, plain or gzip.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// How its columns are mapped, YAML; proposed from names and content when absent.
    mapping: Option<String>,
}

/// An import, or with `dry_run` what was found in the file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ImportAnswer {
    /// The import.
    Imported(ImportOutcome),
    /// What was found.
    Inspected(InspectionAnswer),
}

/// What came of bringing a file in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportOutcome {
    /// The import; the earlier one when this very file was here before.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// This very file was brought in before; nothing was done.
    pub already_imported: bool,
    /// What could have been read in another way.
    pub doubts: Vec<ImportDoubt>,
}

/// Bring a file in
///
/// Answers when the figures show it. Good rows go in, bad ones are listed under `rejects`. With `dry_run=true`
/// nothing is brought in; the answer says what was found and how it would be mapped.
#[utoipa::path(
    post, path = "/imports", tag = "imports",
    params(("dry_run" = Option<bool>, Query, description = "Only look at the file")),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, body = ImportAnswer), (status = "default", body = ErrorBody))
)]
pub async fn create_import(
    State(state): State<AppState>,
    question: Question,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<ImportAnswer>, ApiError> {
    let form = form.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let upload = Upload::receive(form, &state.options).await?;
    let mapping = upload.mapping.as_deref().map(|text| Mapping::parse("mapping", text)).transpose()?;
    let answer = if question.get("dry_run") == Some("true") {
        let looked = move |workspace: &Workspace| {
            let inspection = workspace.rehearse(upload.path(), mapping.as_ref()).map_err(ApiError::from)?;
            Ok(InspectionAnswer::new(&inspection, &upload.name))
        };
        ImportAnswer::Inspected(state.work(looked).await?)
    } else {
        let received_at = (state.clock)();
        let import = move |workspace: &Workspace| bring_in(workspace, &upload, mapping, received_at);
        ImportAnswer::Imported(state.work_long(import).await?)
    };
    Ok(Json(answer))
}

fn bring_in(
    workspace: &Workspace,
    upload: &Upload,
    mapping: Option<Mapping>,
    received_at: Timestamp,
) -> Result<ImportOutcome, ApiError> {
    let path = upload.path().to_owned();
    let file = ImportFile { path, display_name: upload.name.clone(), mapping };
    let reports = workspace.import(&[file], received_at, &mut |_| {}).map_err(ApiError::from)?;
    let report = reports.into_iter().next().ok_or_else(|| ApiError::internal(&"an import without a report"))?;
    outcome(workspace, &report)
}

fn outcome(workspace: &Workspace, report: &ImportReport) -> Result<ImportOutcome, ApiError> {
    let import = find_import(workspace.ledger(), &report.import_id.to_string())?;
    Ok(ImportOutcome {
        summary: ImportSummary::from(&import),
        already_imported: report.already_imported,
        doubts: report.doubts.iter().map(ImportDoubt::from).collect(),
    })
}
