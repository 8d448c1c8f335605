//! `GET /customers`: find customers.

use crate::api::question::{PageParameter, Question};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::directory::CustomerList;

/// Customers by name or e-mail address
#[utoipa::path(
    get, path = "/customers", tag = "customers",
    params(("search" = Option<String>, Query, description = "Part of the name or address"), PageParameter),
    responses((status = 200, body = CustomerList), (status = "default", body = ErrorBody))
)]
pub async fn list_customers(State(state): State<AppState>, question: Question) -> Result<Json<CustomerList>, ApiError> {
    let search = question.get("search").unwrap_or_default().to_owned();
    let page = question.page()?;
    Ok(Json(state.ask(move |context, scope| query::directory::customers(context, scope, &search, page)).await?))
}
