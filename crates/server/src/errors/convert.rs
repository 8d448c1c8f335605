//! What the parts below report, as errors for callers: words for what they can do something about, the rest is ours.

use super::{ApiError, ERRORS, ErrorCode};
use crate::api::workspace::change::ImpossibleSetting;
use ingest::{IngestError, MappingError};
use ledger::LedgerError;
use query::QueryError;
use sources::files::FileError;
use workspace::{Workspace, WorkspaceError};

impl From<QueryError> for ApiError {
    fn from(error: QueryError) -> Self {
        let word = error.code.as_str();
        let known = ERRORS.iter().find(|(_, known, _)| *known == word);
        let code = known.map_or(ErrorCode::Internal, |(code, _, _)| *code);
        if code.status().is_server_error() {
            tracing::error!(%error, "a query failed");
        }
        let details = error.suggestion.as_ref().map(|name| serde_json::json!({ "suggestion": name }));
        Self { code, arguments: error.arguments.into_iter().collect(), details, mistake: None }
    }
}

impl ApiError {
    /// What a query says; of a metric that is unknown because its file has a mistake, which one.
    pub fn of_query(workspace: &Workspace, error: QueryError) -> Self {
        let given = error.arguments.get("given").filter(|_| error.code == query::ErrorCode::UnknownMetric);
        match given.and_then(|given| Some((given.clone(), workspace.left_out(given)?))) {
            None => error.into(),
            Some((given, problem)) => Self {
                mistake: Some(Box::new(problem.clone())),
                ..ApiError::new(ErrorCode::MetricLeftOut)
                    .with("given", given)
                    .with("file", problem.file)
                    .with("line", problem.line.to_string())
            },
        }
    }
}

impl From<WorkspaceError> for ApiError {
    fn from(error: WorkspaceError) -> Self {
        match error {
            WorkspaceError::Ingest(error) => error.into(),
            WorkspaceError::Ledger(LedgerError::InUse { address }) => {
                ApiError::new(ErrorCode::DataInUse).with("address", address.unwrap_or_else(|| "?".to_owned()))
            }
            WorkspaceError::UnknownZone(zone) => ImpossibleSetting { name: "zone", value: zone }.into(),
            WorkspaceError::WrongPath(path) => ApiError::new(ErrorCode::DefinitionPath).with("path", path),
            WorkspaceError::Changed { path, version } => {
                let details = serde_json::json!({ "version": version });
                ApiError::new(ErrorCode::DefinitionChanged).with("path", path).with_details(details)
            }
            WorkspaceError::Refused(problems) => {
                let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
                let details = serde_json::json!({ "lines": lines });
                ApiError::new(ErrorCode::DefinitionRefused).with_details(details)
            }
            other => ApiError::internal(&other),
        }
    }
}

impl From<IngestError> for ApiError {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Mapping(fault) => fault.into(),
            IngestError::NothingRecognised { columns, .. } => {
                ApiError::new(ErrorCode::NothingRecognised).with("columns", columns.join(", "))
            }
            IngestError::DateMissing { columns, field, .. } => {
                ApiError::new(ErrorCode::DateMissing).with("columns", columns.join(", ")).with("field", field)
            }
            IngestError::File(FileError::Empty(_)) => ApiError::new(ErrorCode::FileEmpty),
            IngestError::File(FileError::NotText(_)) => ApiError::new(ErrorCode::FileNotText),
            IngestError::File(fault) => {
                tracing::info!(%fault, "a file could not be read");
                ApiError::new(ErrorCode::FileUnreadable)
            }
            other => ApiError::internal(&other),
        }
    }
}

impl From<MappingError> for ApiError {
    fn from(fault: MappingError) -> Self {
        let details = serde_json::json!({ "line": fault.line, "suggestion": fault.suggestion });
        let error = ApiError::new(ErrorCode::MappingInvalid).with("line", fault.line.to_string());
        error.with("fault", fault.message).with_details(details)
    }
}

impl From<ImpossibleSetting> for ApiError {
    fn from(setting: ImpossibleSetting) -> Self {
        ApiError::new(ErrorCode::SettingInvalid).with("name", setting.name).with("value", setting.value)
    }
}
