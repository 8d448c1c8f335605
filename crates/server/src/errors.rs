//! Every error a caller can meet: its code, its status, and the one place where it becomes JSON.
//!
//! The words stand in the locales under `errors.<code>` and `errors.<code>_hint`; the caller never
//! sees an address, a statement or a path of the server, the log always does.

mod convert;

use crate::api::definitions::list::problem;
use crate::language::Language;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use catalogue::Problem;
use locales::{Argument, Locales};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What went wrong, as clients and translations name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// There is nothing at the address.
    NotFound,
    /// The address does not take the method.
    MethodNotAllowed,
    /// The request's Host is not this machine.
    ForbiddenHost,
    /// The request was sent by a page of another site.
    ForbiddenOrigin,
    /// A parameter of the address cannot be read.
    BadParameter,
    /// A parameter does not take the value.
    BadValue,
    /// A value of a dimension that no data know.
    UnknownValue,
    /// One group has nothing to be compared with.
    GroupAlone,
    /// A group with more successes than members.
    MoreThanAll,
    /// Not a number the calculator asks for.
    UnknownInput,
    /// Not an option for typed numbers of a metric.
    UnknownOption,
    /// The address has a parameter that its route does not know.
    UnknownParameter,
    /// Groups cannot be compared by the metric.
    NotComparable,
    /// Not a period.
    BadPeriod,
    /// Not a size of buckets.
    BadGrain,
    /// Not a comparison.
    BadComparison,
    /// Not a filter.
    BadFilter,
    /// A page that was not given out.
    BadPage,
    /// The body cannot be read.
    BadBody,
    /// The body is larger than allowed.
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    /// No board has the id.
    UnknownBoard,
    /// No metric has the id.
    UnknownMetric,
    /// An own metric with a mistake in its file.
    MetricLeftOut,
    /// No dimension has the id.
    UnknownDimension,
    /// Another metric tells these parts.
    ToldByAnother,
    /// No customer has the id.
    UnknownCustomer,
    /// No import has the id.
    UnknownImport,
    /// No goal has the key.
    UnknownGoal,
    /// No own file lies at the path.
    UnknownDefinition,
    /// An own file has mistakes that would leave it out.
    DefinitionRefused,
    /// An own file has another version than the one that was edited.
    DefinitionChanged,
    /// A path that no own file may have.
    DefinitionPath,
    /// An upload without a file.
    FileMissing,
    /// The file cannot be read as a table.
    FileUnreadable,
    /// The file holds no rows.
    FileEmpty,
    /// The file is no text.
    FileNotText,
    /// The file's columns fit no known kind of data.
    NothingRecognised,
    /// The file's columns are known, but none of them as the date.
    DateMissing,
    /// The mapping does not fit its form, or the file.
    MappingInvalid,
    /// A setting has a value that is not possible.
    SettingInvalid,
    /// A goal, benchmark or threshold has a value that is not possible.
    AimInvalid,
    /// A goal of a share is more than all there is.
    ShareAboveAll,
    /// A setting on which all rows depend cannot change while the server runs.
    RebuildNeeded,
    /// Another process writes to the data directory.
    DataInUse,
    /// A metric whose definition does not hold.
    BadDefinition,
    /// A metric that is one number was asked for as a table.
    NotATable,
    /// The analytical store did not answer.
    StoreFailed,
    /// Too many questions at once.
    Busy,
    /// The question took too long.
    TimedOut,
    /// Our mistake.
    Internal,
}

/// Code and status of every error, in the order of the documentation.
pub const ERRORS: &[(ErrorCode, &str, StatusCode)] = &[
    (ErrorCode::NotFound, "not_found", StatusCode::NOT_FOUND),
    (ErrorCode::MethodNotAllowed, "method_not_allowed", StatusCode::METHOD_NOT_ALLOWED),
    (ErrorCode::ForbiddenHost, "forbidden_host", StatusCode::MISDIRECTED_REQUEST),
    (ErrorCode::ForbiddenOrigin, "forbidden_origin", StatusCode::FORBIDDEN),
    (ErrorCode::BadParameter, "bad_parameter", StatusCode::BAD_REQUEST),
    (ErrorCode::BadValue, "bad_value", StatusCode::BAD_REQUEST),
    (ErrorCode::UnknownValue, "unknown_value", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::GroupAlone, "group_alone", StatusCode::BAD_REQUEST),
    (ErrorCode::MoreThanAll, "more_than_all", StatusCode::BAD_REQUEST),
    (ErrorCode::UnknownInput, "unknown_input", StatusCode::BAD_REQUEST),
    (ErrorCode::UnknownOption, "unknown_option", StatusCode::BAD_REQUEST),
    (ErrorCode::UnknownParameter, "unknown_parameter", StatusCode::BAD_REQUEST),
    (ErrorCode::NotComparable, "not_comparable", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::BadPeriod, "bad_period", StatusCode::BAD_REQUEST),
    (ErrorCode::BadGrain, "bad_grain", StatusCode::BAD_REQUEST),
    (ErrorCode::BadComparison, "bad_comparison", StatusCode::BAD_REQUEST),
    (ErrorCode::BadFilter, "bad_filter", StatusCode::BAD_REQUEST),
    (ErrorCode::BadPage, "bad_page", StatusCode::BAD_REQUEST),
    (ErrorCode::BadBody, "bad_body", StatusCode::BAD_REQUEST),
    (ErrorCode::TooLarge, "too_large", StatusCode::PAYLOAD_TOO_LARGE),
    (ErrorCode::TooSlow, "too_slow", StatusCode::REQUEST_TIMEOUT),
    (ErrorCode::UnknownBoard, "unknown_board", StatusCode::NOT_FOUND),
    (ErrorCode::UnknownMetric, "unknown_metric", StatusCode::NOT_FOUND),
    (ErrorCode::MetricLeftOut, "metric_left_out", StatusCode::NOT_FOUND),
    (ErrorCode::UnknownDimension, "unknown_dimension", StatusCode::NOT_FOUND),
    (ErrorCode::ToldByAnother, "told_by_another", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::UnknownCustomer, "unknown_customer", StatusCode::NOT_FOUND),
    (ErrorCode::UnknownImport, "unknown_import", StatusCode::NOT_FOUND),
    (ErrorCode::UnknownGoal, "unknown_goal", StatusCode::NOT_FOUND),
    (ErrorCode::UnknownDefinition, "unknown_definition", StatusCode::NOT_FOUND),
    (ErrorCode::DefinitionRefused, "definition_refused", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::DefinitionChanged, "definition_changed", StatusCode::PRECONDITION_FAILED),
    (ErrorCode::DefinitionPath, "definition_path", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::FileMissing, "file_missing", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::FileUnreadable, "file_unreadable", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::FileEmpty, "file_empty", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::FileNotText, "file_not_text", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::NothingRecognised, "nothing_recognised", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::DateMissing, "date_missing", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::MappingInvalid, "mapping_invalid", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::SettingInvalid, "setting_invalid", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::AimInvalid, "aim_invalid", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::ShareAboveAll, "share_above_all", StatusCode::UNPROCESSABLE_ENTITY),
    (ErrorCode::RebuildNeeded, "rebuild_needed", StatusCode::CONFLICT),
    (ErrorCode::DataInUse, "data_in_use", StatusCode::CONFLICT),
    (ErrorCode::BadDefinition, "bad_definition", StatusCode::INTERNAL_SERVER_ERROR),
    (ErrorCode::NotATable, "not_a_table", StatusCode::BAD_REQUEST),
    (ErrorCode::StoreFailed, "store_failed", StatusCode::SERVICE_UNAVAILABLE),
    (ErrorCode::Busy, "busy", StatusCode::SERVICE_UNAVAILABLE),
    (ErrorCode::TimedOut, "timed_out", StatusCode::GATEWAY_TIMEOUT),
    (ErrorCode::Internal, "internal", StatusCode::INTERNAL_SERVER_ERROR),
];

impl ErrorCode {
    /// The word in answers and locale keys.
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        self.row().2
    }

    fn row(self) -> (ErrorCode, &'static str, StatusCode) {
        let internal = (ErrorCode::Internal, "internal", StatusCode::INTERNAL_SERVER_ERROR);
        ERRORS.iter().copied().find(|(code, _, _)| *code == self).unwrap_or(internal)
    }

    /// The code for a bare status that the HTTP framework answered with.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => ErrorCode::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
            StatusCode::FORBIDDEN => ErrorCode::ForbiddenOrigin,
            StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
            StatusCode::REQUEST_TIMEOUT => ErrorCode::TooSlow,
            status if status.is_client_error() => ErrorCode::BadBody,
            _ => ErrorCode::Internal,
        }
    }
}

/// An error on its way to the caller; becomes words in [`render_errors`], where the language is known.
#[derive(Debug, Clone)]
pub struct ApiError {
    code: ErrorCode,
    arguments: Vec<(&'static str, String)>,
    details: Option<serde_json::Value>,
    /// A mistake in a file, which the words tell as `mistake`.
    mistake: Option<Box<Problem>>,
}

impl ApiError {
    /// An error whose words need no arguments.
    pub fn new(code: ErrorCode) -> Self {
        Self { code, arguments: Vec::new(), details: None, mistake: None }
    }

    /// Our mistake: the caller learns the code, the log the cause.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(ErrorCode::Internal)
    }

    /// Adds an argument of the words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Adds facts for programs: near names, lines, limits.
    #[must_use]
    pub fn with_details(mut self, details: serde_json::Value) -> Self {
        self.details = Some(details);
        self
    }

    /// The code.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// An argument as it is told: the dimension of a value that nobody knows by its name.
    fn written(&self, texts: &Locales, tag: &str, (name, value): (&str, &str)) -> Argument {
        let key = format!("dimensions.{value}");
        let is_named = self.code == ErrorCode::UnknownValue && name == "dimension" && texts.has(tag, &key);
        if is_named { texts.text(tag, &key, &[]).into() } else { value.into() }
    }

    /// The words of the error in a language.
    pub fn body(&self, texts: &Locales, tag: &str) -> ErrorBody {
        let mut arguments: Vec<(&str, Argument)> =
            self.arguments.iter().map(|(name, value)| (*name, self.written(texts, tag, (name, value)))).collect();
        arguments.extend(self.mistake.iter().map(|known| ("mistake", problem(texts, tag, known).message.into())));
        let word = self.code.word();
        ErrorBody {
            code: word.to_owned(),
            message: texts.text(tag, &format!("errors.{word}"), &arguments),
            hint: texts.text(tag, &format!("errors.{word}_hint"), &arguments),
            details: self.details.clone(),
        }
    }
}

/// What a caller reads when something went wrong.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ErrorBody {
    /// Stable word to act on.
    pub code: String,
    /// What happened, in the language of the request.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Facts for programs: near names, lines, limits.
    pub details: Option<serde_json::Value>,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Middleware: gives every error its body, also those the HTTP framework answers by itself.
pub async fn render_errors(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let language = Language::of(&request);
    let response = next.run(request).await;
    let status = response.status();
    let error = match response.extensions().get::<ApiError>() {
        Some(error) => error.clone(),
        None if status.is_client_error() || status.is_server_error() => ApiError::new(ErrorCode::of_status(status)),
        None => return response,
    };
    let body = error.body(&state.workspace.texts(), language.tag());
    (error.code.status(), Json(body)).into_response()
}
