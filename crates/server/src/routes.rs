//! Every address of the server.

use crate::api::{
    alerts, boards, calculator, customers, definitions, dimensions, events, experiments, goals, health, imports,
    metrics, workspace,
};
use crate::errors::{ApiError, render_errors};
use crate::guard::refuse_foreign_hosts;
use crate::headers::add_security_headers;
use crate::page::serve::serve;
use crate::parameters::{known_parameters, refuse_unknown_parameters};
use crate::state::AppState;
use axum::extract::DefaultBodyLimit;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::router::UtoipaMethodRouterExt;
use utoipa_axum::routes;

/// Where the API begins; it answers with where its description is.
const ROOT: &str = "/api/v1";
/// Where its description is.
const DESCRIPTION: &str = "/api/v1/openapi.json";
/// Longest pause inside an upload.
const BODY_PAUSE: Duration = Duration::from_secs(30);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pharos",
        description = "Figures about customers, what is behind them, and the data they come from. \
                       The page uses nothing else."
    ),
    tags(
        (name = "workspace", description = "What the figures stand on, and when they change"),
        (name = "boards", description = "Pages of tiles"),
        (name = "metrics", description = "Definitions, figures, receipts, and what is behind them"),
        (name = "judgement", description = "Goals, benchmarks, thresholds, alerts"),
        (name = "definitions", description = "A user's own metrics and boards"),
        (name = "calculator", description = "Typed numbers and what they give"),
        (name = "experiments", description = "Groups beside each other, and how many are needed"),
        (name = "dimensions", description = "Ways to cut numbers"),
        (name = "customers", description = "Customers and what happened with each"),
        (name = "imports", description = "Files that came in"),
    )
)]
struct Description;

fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(health::health))
        .routes(routes!(events::events))
        .routes(routes!(workspace::show::show_workspace, workspace::change::change_workspace))
        .routes(routes!(boards::list::list_boards))
        .routes(routes!(boards::show::show_board))
        .routes(routes!(metrics::list::list_metrics))
        .routes(routes!(metrics::definition::metric_definition))
        .routes(routes!(metrics::figures::query_metric))
        .routes(routes!(metrics::receipt::metric_receipt))
        .routes(routes!(metrics::customers::customers_behind))
        .routes(routes!(metrics::rows::rows_behind))
        .routes(routes!(metrics::why::metric_why))
        .routes(routes!(metrics::cohorts::metric_cohorts))
        .routes(routes!(metrics::funnel::metric_funnel))
        .routes(routes!(metrics::marks::show_marks, metrics::marks::save_marks))
        .routes(routes!(metrics::versions::list_versions))
        .routes(routes!(metrics::versions::query_version))
        .routes(routes!(alerts::list_alerts))
        .routes(routes!(goals::list_goals, goals::save_goal, goals::remove_goal))
        .routes(routes!(goals::goals_pace))
        .routes(routes!(definitions::list::list_definitions))
        .routes(routes!(definitions::check::check_definition))
        .routes(routes!(definitions::save::save_definition, definitions::save::remove_definition))
        .routes(routes!(calculator::figures::calculator))
        .routes(routes!(calculator::own::own_figures))
        .routes(routes!(experiments::compare::compare_groups))
        .routes(routes!(experiments::metrics::comparable_metrics))
        .routes(routes!(experiments::plan::plan_experiment))
        .routes(routes!(dimensions::values::dimension_values))
        .routes(routes!(customers::list::list_customers))
        .routes(routes!(customers::show::show_customer))
        .routes(routes!(customers::timeline::customer_timeline))
        .routes(routes!(imports::list::list_imports, imports::create::create_import).layer(DefaultBodyLimit::disable()))
        .routes(routes!(imports::show::show_import))
        .routes(routes!(imports::rejects::import_rejects))
}

fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Description::openapi()).nest(ROOT, api()).split_for_parts()
}

/// The description of the API as JSON text, which is committed as `docs/reference/openapi.json`.
///
/// # Errors
/// When a description cannot be written as JSON, which a test rules out.
pub fn openapi() -> Result<String, serde_json::Error> {
    described().1.to_pretty_json().map(|text| text + "\n")
}

/// The description as an answer.
fn described_as() -> Response {
    match openapi() {
        Ok(text) => ([(CONTENT_TYPE, "application/json")], text).into_response(),
        Err(cause) => ApiError::internal(&cause).into_response(),
    }
}

/// The API, and the page on every other address.
pub fn router(state: AppState) -> Router {
    let (router, description) = described();
    router
        .route_layer(from_fn_with_state(known_parameters(&description), refuse_unknown_parameters))
        .route(ROOT, get(|| async { Json(serde_json::json!({ "description": DESCRIPTION })) }))
        .route(DESCRIPTION, get(|| async { described_as() }))
        .fallback(serve)
        .layer(CatchPanicLayer::new())
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE))
        .layer(CsrfLayer::new())
        .layer(from_fn(refuse_foreign_hosts))
        .layer(from_fn_with_state(state.clone(), render_errors))
        .layer(map_response(add_security_headers))
        .layer(CompressionLayer::new())
        .with_state(state)
}
