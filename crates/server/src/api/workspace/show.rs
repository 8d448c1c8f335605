//! `GET /workspace`: name, calendar, boards and how fresh the data are.

use crate::api::boards::list::{BoardSummary, summaries};
use crate::api::freshness::freshness;
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use catalogue::definition::Catalogue;
use locales::Locales;
use model::settings::{CustomerIs, Weekend};
use query::answer::SourceFreshness;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What the page needs to know before any figure.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkspaceAnswer {
    /// Name shown on the page.
    pub name: String,
    /// The figures are those of an invented company.
    pub demo: bool,
    /// Nothing was ever imported.
    pub empty: bool,
    /// IANA zone of all days.
    pub zone: String,
    /// ISO 4217 code in which money is shown.
    pub currency: String,
    /// First day of the week, 1 Monday to 7 Sunday.
    pub week_start: i8,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_start_month: i8,
    /// `organization` or `person`.
    #[schema(value_type = String)]
    pub customer_is: CustomerIs,
    /// What remains of revenue after the cost of what was sold, in percent, where it is decided.
    pub gross_margin_percent: Option<u32>,
    /// Days on which nobody is expected to work, such as `friday_saturday`.
    #[schema(value_type = String)]
    pub weekend: Weekend,
    /// The workspace's clock, RFC 3339; that of a demo stands still.
    pub now: String,
    /// Grows with every change of the data.
    pub data_version: u64,
    /// Boards by id.
    pub boards: Vec<BoardSummary>,
    /// How far each source reaches.
    pub sources: Vec<SourceFreshness>,
    /// Texts of a user's own metrics and boards by the keys that texts of the product have:
    /// `metrics.<id>.name`, `metrics.<id>.meaning`, `boards.<id>`, `boards.groups.<id>`.
    pub own_texts: BTreeMap<String, String>,
}

/// The product's own words for a group are not replaced: other boards say them too.
fn own_texts(catalogue: &Catalogue, known: &Locales) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for metric in catalogue.metrics.values() {
        if let Some(own) = &metric.own {
            texts.insert(format!("metrics.{}.name", metric.id), own.name.clone());
            texts.insert(format!("metrics.{}.meaning", metric.id), own.meaning.clone());
        }
    }
    for board in catalogue.boards.values() {
        texts.extend(board.name.clone().map(|name| (format!("boards.{}", board.id), name)));
        for group in &board.groups {
            let key = format!("boards.groups.{}", group.id);
            let name = group.name.clone().filter(|_| !known.has(locales::TAGS[0], &key));
            texts.extend(name.map(|name| (key, name)));
        }
    }
    texts
}

/// Describes the workspace.
///
/// # Errors
/// When the data cannot be read.
pub async fn describe(state: &AppState) -> Result<WorkspaceAnswer, ApiError> {
    let settings = state.workspace.settings();
    let sources = freshness(state).await?;
    Ok(WorkspaceAnswer {
        name: settings.name,
        demo: settings.is_demo,
        empty: sources.is_empty(),
        zone: settings.calendar.zone,
        currency: settings.currency.to_string(),
        week_start: settings.calendar.week_start,
        fiscal_start_month: settings.calendar.fiscal_start_month,
        customer_is: settings.customer_is,
        gross_margin_percent: settings.gross_margin_percent,
        weekend: settings.weekend,
        now: state.as_of().to_string(),
        data_version: state.workspace.data_version(),
        boards: summaries(state),
        own_texts: own_texts(&state.workspace.catalogue(), &state.workspace.texts()),
        sources,
    })
}

/// The workspace
#[utoipa::path(
    get, path = "/workspace", tag = "workspace",
    responses((status = 200, body = WorkspaceAnswer), (status = "default", body = ErrorBody))
)]
pub async fn show_workspace(State(state): State<AppState>) -> Result<Json<WorkspaceAnswer>, ApiError> {
    Ok(Json(describe(&state).await?))
}
