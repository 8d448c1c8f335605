//! `GET /customers/{id}`: one customer.

use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::{Path, State};
use query::directory::CustomerSummary;

/// One customer
#[utoipa::path(
    get, path = "/customers/{id}", tag = "customers",
    params(("id" = String, Path, description = "Customer id")),
    responses((status = 200, body = CustomerSummary), (status = "default", body = ErrorBody))
)]
pub async fn show_customer(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<CustomerSummary>, ApiError> {
    Ok(Json(state.ask(move |context, scope| query::directory::customer(context, scope, &id)).await?))
}
