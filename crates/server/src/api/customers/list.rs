//! `GET /customers`: find customers.

use crate::api::question::{PageParameter, Question, SortParameter};
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::directory::{CustomerList, CustomersRequest};

/// Customers by name or e-mail address, with what they have bought. Sorted by `name`, `country`, `segment`, `created`,
/// `revenue`, `orders` or `last_order`
#[utoipa::path(
    get, path = "/customers", tag = "customers",
    params(("search" = Option<String>, Query, description = "Part of the name or address"), SortParameter, PageParameter),
    responses((status = 200, body = CustomerList), (status = "default", body = ErrorBody))
)]
pub async fn list_customers(State(state): State<AppState>, question: Question) -> Result<Json<CustomerList>, ApiError> {
    let request = CustomersRequest {
        search: question.get("search").unwrap_or_default().to_owned(),
        sort: question.sort(),
        page: question.page()?,
        as_of: state.as_of(),
    };
    Ok(Json(state.ask(move |context, scope| query::directory::customers(context, scope, &request)).await?))
}
