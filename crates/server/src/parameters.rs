//! Names in an address that its route does not know: a program that asks something else than it means must not
//! get an answer. What a route knows stands in the description of the API, so the two cannot differ.

use crate::errors::{ApiError, ErrorCode};
use axum::extract::{MatchedPath, Query, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::openapi::path::{ParameterIn, PathItem};
use utoipa::openapi::{OpenApi, RefOr};

/// Every route understands it.
const LANGUAGE: &str = "lang";
/// What a metric's parameters and the calculator's numbers begin with.
const PREFIX: &str = "param.";

/// The names of each route, by its address as it is described.
pub(crate) type KnownParameters = Arc<BTreeMap<String, BTreeSet<String>>>;

/// Reads the names from the description of the API.
pub(crate) fn known_parameters(description: &OpenApi) -> KnownParameters {
    Arc::new(description.paths.paths.iter().map(|(address, item)| (address.clone(), names(item))).collect())
}

fn names(item: &PathItem) -> BTreeSet<String> {
    let operations = [&item.get, &item.post, &item.put, &item.patch, &item.delete].into_iter().flatten();
    let parameters = operations.filter_map(|operation| operation.parameters.as_ref()).flatten();
    let asked = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
        _ => None,
    });
    asked.collect()
}

/// Middleware: refuses an address with a name that its route does not know.
pub(crate) async fn refuse_unknown_parameters(
    State(known): State<KnownParameters>,
    request: Request,
    next: Next,
) -> Response {
    match unknown(&known, &request) {
        Some(error) => error.into_response(),
        None => next.run(request).await,
    }
}

fn unknown(known: &KnownParameters, request: &Request) -> Option<ApiError> {
    let route = request.extensions().get::<MatchedPath>()?;
    let names = known.get(route.as_str())?;
    // What is no percent-encoded text is the route's to refuse.
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).ok()?;
    let (given, _) = pairs.into_iter().find(|(name, _)| {
        let prefixed = name.starts_with(PREFIX) && (names.contains("p") || names.contains("by"));
        !names.contains(name) && name != LANGUAGE && !prefixed
    })?;
    let details = serde_json::json!({ "known": names });
    Some(ApiError::new(ErrorCode::UnknownParameter).with("given", given).with_details(details))
}
