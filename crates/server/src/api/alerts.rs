//! `GET /alerts`: what needs attention.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use catalogue::definition::Catalogue;
use jiff::Timestamp;
use query::QueryError;
use query::alerts::{AlertsAnswer, alerts, alerts_request};
use query::request::Request;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which period is looked at. Alerts are of the whole company: there are no filters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by the query's own parser")]
pub struct AlertsParameters {
    /// Period, as for a metric.
    p: Option<String>,
    /// Comparison, by which changes and standing still are seen: `pp` (previous period), `py` (same period a year
    /// earlier).
    vs: Option<String>,
    /// Constant currency: the day whose exchange rates hold for every amount, `2026-01-31`.
    fx: Option<String>,
}

/// The question that an address asks, or what of it cannot be read.
///
/// # Errors
/// The first parameter that is not understood.
pub fn read(catalogue: &Catalogue, pairs: &[(String, String)], as_of: Timestamp) -> Result<Request, QueryError> {
    let parsed = alerts_request(catalogue, pairs, as_of);
    parsed.notices.into_iter().next().map_or(Ok(parsed.request), Err)
}

/// What needs attention
#[utoipa::path(
    get, path = "/alerts", tag = "judgement", params(AlertsParameters),
    responses((status = 200, body = AlertsAnswer), (status = "default", body = ErrorBody))
)]
pub async fn list_alerts(State(state): State<AppState>, question: Question) -> Result<Json<AlertsAnswer>, ApiError> {
    let request = read(&state.workspace.catalogue(), question.pairs(), state.as_of())?;
    Ok(Json(state.ask(move |context, scope| alerts(context, scope, request)).await?))
}
