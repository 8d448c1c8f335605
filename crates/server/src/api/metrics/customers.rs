//! `GET /metrics/{id}/customers`: the customers behind a figure, a cell of a table of cohorts or a step of a funnel.

use crate::api::question::{PageParameter, Question, QuestionParameters, SideParameter, SortParameter};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::answer::CustomersAnswer;
use query::cohort::{CellRequest, cohort_customers};
use query::funnel::funnel_customers;
use query::request::Subject;
use query::{ErrorCode, QueryError};

/// Customers behind a figure, those to look at first unless `sort` says otherwise: by `name`, `value`, `numerator`,
/// `denominator`, `rows`, `revenue` or a component
#[utoipa::path(
    get, path = "/metrics/{id}/customers", tag = "metrics",
    params(
        ("id" = String, Path, description = "Metric id"),
        ("at" = Option<u32>, Query, description = "Of a table of cohorts: buckets after joining"),
        ("cohort" = Option<String>, Query, description = "Of a table of cohorts: first day of the cohort; absent for all cohorts"),
        ("step" = Option<String>, Query, description = "Of a funnel: the step"),
        QuestionParameters, SideParameter, SortParameter, PageParameter
    ),
    responses((status = 200, body = CustomersAnswer), (status = "default", body = ErrorBody))
)]
pub async fn customers_behind(
    State(state): State<AppState>,
    Path(id): Path<String>,
    question: Question,
) -> Result<Json<CustomersAnswer>, ApiError> {
    let request = question.request(Subject::Metric(id), &state)?;
    let (page, sort) = (question.page()?, question.sort());
    let cell = cell(&question)?;
    let step = question.get("step").map(str::to_owned);
    // Members of a cell or a step come in one order only.
    if let Some(given) = question.get("sort").filter(|_| cell.is_some() || step.is_some()) {
        return Err(QueryError::new(ErrorCode::BadParameter, format!("sort={given}")).into());
    }
    let answer = state.ask(move |context, scope| match (cell, step) {
        (_, Some(step)) => funnel_customers(context, scope, request, &step, page),
        (Some(cell), None) => cohort_customers(context, scope, request, cell, page),
        (None, None) => query::customers_behind_by(context, scope, request, sort.as_ref(), page),
    });
    Ok(Json(answer.await?))
}

/// The cell of a table that the address names.
fn cell(question: &Question) -> Result<Option<CellRequest>, ApiError> {
    let bad = |name: &str, text: &str| QueryError::new(ErrorCode::BadParameter, text).with("parameter", name);
    let Some(at) = question.get("at") else {
        return Ok(None);
    };
    let at = at.parse().map_err(|_| bad("at", at))?;
    let cohort = question.get("cohort").map(|day| day.parse().map_err(|_| bad("cohort", day))).transpose()?;
    Ok(Some(CellRequest { cohort, at }))
}
