//! A running server, asked over its API.

use crate::failure::Failure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server::api::imports::create::{ImportAnswer, ImportOutcome};
use server::api::imports::inspection::InspectionAnswer;
use server::errors::ErrorBody;
use std::path::Path;
use ureq::http::Response;
use ureq::{Agent, Body};

/// Answers are figures and lists; none is larger.
const ANSWER_LIMIT: u64 = 256 << 20;

/// The server at an address.
pub(crate) struct Remote {
    agent: Agent,
    address: String,
    tag: &'static str,
}

impl Remote {
    pub(crate) fn new(address: String, tag: &'static str) -> Self {
        // A refusal has a body with words; no proxy stands between two programs of one machine.
        let config = Agent::config_builder().http_status_as_error(false).proxy(None).build();
        Self { agent: config.new_agent(), address, tag }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Asks for a path below `/api/v1/`.
    pub(crate) fn get<T: DeserializeOwned>(&self, path: &str, pairs: &[(String, String)]) -> Result<T, Failure> {
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request = self.agent.get(self.url(path)).query_pairs(pairs).header("accept-language", self.tag);
        read(request.call())
    }

    /// Changes something below `/api/v1/`.
    pub(crate) fn patch<B: Serialize, T: DeserializeOwned>(&self, path: &str, body: &B) -> Result<T, Failure> {
        let body = serde_json::to_string(body).map_err(Failure::unexpected)?;
        let request = self.agent.patch(self.url(path)).header("accept-language", self.tag);
        read(request.content_type("application/json").send(body))
    }

    /// Puts something below `/api/v1/` in place of what is there.
    pub(crate) fn put<B: Serialize, T: DeserializeOwned>(&self, path: &str, body: &B) -> Result<T, Failure> {
        let body = serde_json::to_string(body).map_err(Failure::unexpected)?;
        let request = self.agent.put(self.url(path)).header("accept-language", self.tag);
        read(request.content_type("application/json").send(body))
    }

    /// Removes something below `/api/v1/`.
    pub(crate) fn delete<T: DeserializeOwned>(&self, path: &str, pairs: &[(String, String)]) -> Result<T, Failure> {
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let request = self.agent.delete(self.url(path)).query_pairs(pairs).header("accept-language", self.tag);
        read(request.call())
    }

    /// Sends a file to be brought in.
    pub(crate) fn import(&self, file: &Path, mapping: Option<&str>) -> Result<ImportOutcome, Failure> {
        match self.upload(file, mapping, "false")? {
            ImportAnswer::Imported(outcome) => Ok(outcome),
            ImportAnswer::Inspected(_) => Err(Failure::unexpected("the server only looked at the file")),
        }
    }

    /// Sends a file to be looked at.
    pub(crate) fn inspect(&self, file: &Path, mapping: Option<&str>) -> Result<InspectionAnswer, Failure> {
        match self.upload(file, mapping, "true")? {
            ImportAnswer::Inspected(inspection) => Ok(inspection),
            ImportAnswer::Imported(_) => Err(Failure::unexpected("the server brought the file in")),
        }
    }

    fn upload(&self, file: &Path, mapping: Option<&str>, dry_run: &str) -> Result<ImportAnswer, Failure> {
        let mut form = ureq::unversioned::multipart::Form::new();
        if let Some(mapping) = mapping {
            form = form.text("mapping", mapping);
        }
        let form = form.file("file", file)?;
        let request = self.agent.post(self.url("imports")).query("dry_run", dry_run);
        read(request.header("accept-language", self.tag).send(form))
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.address)
    }
}

fn read<T: DeserializeOwned>(answer: Result<Response<Body>, ureq::Error>) -> Result<T, Failure> {
    let mut answer = answer.map_err(Failure::unexpected)?;
    let status = answer.status();
    let text = answer.body_mut().with_config().limit(ANSWER_LIMIT).read_to_string().map_err(Failure::unexpected)?;
    if status.is_success() {
        return serde_json::from_str(&text).map_err(Failure::unexpected);
    }
    let refused: ErrorBody = serde_json::from_str(&text).map_err(Failure::unexpected)?;
    Err(Failure::Remote(Box::new(refused), status.as_u16()))
}
