//! How a command fails: words for the person, a code for programs, a number for the shell.

use locales::Argument;
use serde::Serialize;
use server::errors::{ApiError, ErrorBody, ErrorCode};
use std::process::ExitCode;

/// Numbers the shell sees; listed in the help (`cli.help.exit_codes`). 2 is a wrong command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something went wrong.
    Failed = 1,
    /// What was given cannot be used: file, mapping, name, setting.
    Refused = 3,
    /// Another process holds the data directory.
    InUse = 4,
    /// A check found something.
    Findings = 5,
    /// Something needs attention.
    Alerts = 6,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// As the server would say it.
    Api(ApiError),
    /// As a running server has said it.
    Remote(Box<ErrorBody>, u16),
    /// Something went wrong that no words of ours explain: `cli.failed` with the cause.
    Unexpected(String),
    /// A text of the command line: `cli.<key>` with arguments.
    Said(Exit, &'static str, Vec<(&'static str, String)>),
    /// Everything was said already.
    Silent(Exit),
}

/// What a program reads.
#[derive(Debug, Serialize)]
pub(crate) struct FailureBody {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: String,
    /// The nearest thing that exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) suggestion: Option<String>,
}

impl Failure {
    /// Something went wrong that no words of ours explain.
    pub(crate) fn unexpected(cause: impl std::fmt::Display) -> Self {
        Failure::Unexpected(cause.to_string())
    }

    /// A text of the command line with one argument.
    pub(crate) fn said(exit: Exit, key: &'static str, name: &'static str, value: impl Into<String>) -> Self {
        Failure::Said(exit, key, vec![(name, value.into())])
    }

    /// The number for the shell.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Failure::Said(exit, _, _) | Failure::Silent(exit) => *exit,
            Failure::Unexpected(_) => Exit::Failed,
            Failure::Api(error) if error.code() == ErrorCode::DataInUse => Exit::InUse,
            Failure::Api(error) if error.code().status().is_client_error() => Exit::Refused,
            Failure::Remote(_, status) if (400..500).contains(status) => Exit::Refused,
            Failure::Api(_) | Failure::Remote(_, _) => Exit::Failed,
        }
    }

    /// The words, or none when everything was said.
    pub(crate) fn body(&self, texts: &locales::Locales, tag: &str) -> Option<FailureBody> {
        let say = |key: &str, arguments: &[(&str, Argument)]| texts.text(tag, key, arguments);
        Some(match self {
            Failure::Silent(_) => return None,
            Failure::Api(error) => error.body(texts, tag).into(),
            Failure::Remote(body, _) => ErrorBody::clone(body).into(),
            Failure::Unexpected(cause) => FailureBody {
                code: "failed".to_owned(),
                message: say("cli.failed", &[("cause", Argument::from(cause.as_str()))]),
                hint: say("cli.failed_hint", &[]),
                suggestion: None,
            },
            Failure::Said(_, key, arguments) => {
                let arguments: Vec<_> =
                    arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
                FailureBody {
                    code: (*key).to_owned(),
                    message: say(&format!("cli.{key}"), &arguments),
                    hint: say(&format!("cli.{key}_hint"), &arguments),
                    suggestion: None,
                }
            }
        })
    }
}

impl From<ErrorBody> for FailureBody {
    fn from(body: ErrorBody) -> Self {
        let suggestion =
            body.details.as_ref().and_then(|details| details.get("suggestion")?.as_str().map(str::to_owned));
        Self { code: body.code, message: body.message, hint: body.hint, suggestion }
    }
}

impl From<workspace::WorkspaceError> for Failure {
    fn from(error: workspace::WorkspaceError) -> Self {
        if let workspace::WorkspaceError::Ingest(ingest::IngestError::NothingRecognised { file, columns }) = &error {
            let arguments = vec![("file", file.clone()), ("columns", columns.join(", "))];
            return Failure::Said(Exit::Refused, "nothing_recognised", arguments);
        }
        if let workspace::WorkspaceError::Ingest(ingest::IngestError::DateMissing { file, field, columns }) = &error {
            let arguments = vec![("file", file.clone()), ("field", field.clone()), ("columns", columns.join(", "))];
            return Failure::Said(Exit::Refused, "date_missing", arguments);
        }
        let cause = error.to_string();
        match ApiError::from(error) {
            // At the machine itself the cause may be seen, and is the most useful thing to say.
            hidden if hidden.code() == ErrorCode::Internal => Failure::Unexpected(cause),
            unreadable if unreadable.code() == ErrorCode::FileUnreadable => {
                Failure::said(Exit::Refused, "unreadable", "cause", cause)
            }
            told => Failure::Api(told),
        }
    }
}

impl From<query::QueryError> for Failure {
    fn from(error: query::QueryError) -> Self {
        Failure::Api(error.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::unexpected(error)
    }
}
