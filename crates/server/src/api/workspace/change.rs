//! `PATCH /workspace`: decide name, zone, currency, weeks, fiscal year, what a customer is.

use super::show::{WorkspaceAnswer, describe};
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use jiff::Timestamp;
use model::settings::{CustomerIs, Weekend, WorkspaceSettings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workspace::Workspace;

/// What to change; what is absent stays. Once there are data, zone and currency cannot change while the server runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// Name shown on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// IANA zone of all days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// ISO 4217 code in which money is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// First day of the week, 1 Monday to 7 Sunday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week_start: Option<i8>,
    /// First month of the fiscal year, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_start_month: Option<i8>,
    /// `organization` or `person`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub customer_is: Option<CustomerIs>,
    /// What remains of revenue after the cost of what was sold, 0 to 100 percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_margin_percent: Option<u32>,
    /// Days on which nobody is expected to work: `saturday_sunday`, `friday_saturday`, `thursday_friday`, `friday`,
    /// `saturday`, `sunday` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub weekend: Option<Weekend>,
}

/// A value that is not possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpossibleSetting {
    /// Name of the setting.
    pub name: &'static str,
    /// The value given.
    pub value: String,
}

impl SettingsChange {
    /// The settings after the change.
    ///
    /// # Errors
    /// The first value that is not possible.
    pub fn apply(self, mut settings: WorkspaceSettings) -> Result<WorkspaceSettings, ImpossibleSetting> {
        let impossible = |name, value: &str| ImpossibleSetting { name, value: value.to_owned() };
        if let Some(name) = self.name {
            settings.name = name;
        }
        if let Some(zone) = self.zone {
            jiff::tz::TimeZone::get(&zone).map_err(|_| impossible("zone", &zone))?;
            settings.calendar.zone = zone;
        }
        if let Some(code) = self.currency {
            settings.currency = code.parse().map_err(|_| impossible("currency", &code))?;
        }
        if let Some(day) = self.week_start {
            settings.calendar.week_start =
                within(day, 1..=7).ok_or_else(|| impossible("week_start", &day.to_string()))?;
        }
        if let Some(month) = self.fiscal_start_month {
            settings.calendar.fiscal_start_month =
                within(month, 1..=12).ok_or_else(|| impossible("fiscal_start_month", &month.to_string()))?;
        }
        if let Some(percent) = self.gross_margin_percent {
            let possible = (percent <= 100).then_some(percent);
            let refused = || impossible("gross_margin_percent", &percent.to_string());
            settings.gross_margin_percent = Some(possible.ok_or_else(refused)?);
        }
        settings.weekend = self.weekend.unwrap_or(settings.weekend);
        settings.customer_is = self.customer_is.unwrap_or(settings.customer_is);
        Ok(settings)
    }
}

fn within(number: i8, range: std::ops::RangeInclusive<i8>) -> Option<i8> {
    range.contains(&number).then_some(number)
}

/// Change the workspace's settings
#[utoipa::path(
    patch, path = "/workspace", tag = "workspace", request_body = SettingsChange,
    responses((status = 200, body = WorkspaceAnswer), (status = "default", body = ErrorBody))
)]
pub async fn change_workspace(
    State(state): State<AppState>,
    change: Result<Json<SettingsChange>, JsonRejection>,
) -> Result<Json<WorkspaceAnswer>, ApiError> {
    let Json(change) = change.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let settings = change.apply(state.workspace.settings())?;
    let at = (state.clock)();
    state.work_long(move |workspace| save(workspace, settings, at)).await?;
    Ok(Json(describe(&state).await?))
}

fn save(workspace: &Workspace, settings: WorkspaceSettings, at: Timestamp) -> Result<(), ApiError> {
    if workspace.needs_rebuild(&settings)? {
        return Err(ApiError::new(ErrorCode::RebuildNeeded));
    }
    Ok(workspace.change_settings(settings, at)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_value_is_named_and_nothing_changes() {
        let of = |change: SettingsChange| change.apply(WorkspaceSettings::default());
        let refused = of(SettingsChange { zone: Some("Europe/Nowhere".to_owned()), ..Default::default() });
        assert_eq!(refused, Err(ImpossibleSetting { name: "zone", value: "Europe/Nowhere".to_owned() }));
        let refused = of(SettingsChange { week_start: Some(8), ..Default::default() });
        assert_eq!(refused.expect_err("8").name, "week_start");
        let change =
            SettingsChange { currency: Some("usd".to_owned()), weekend: Some(Weekend::Friday), ..Default::default() };
        let settings = of(change).expect("possible");
        assert_eq!(settings.weekend, Weekend::Friday);
        assert_eq!(settings.currency.code(), "USD");
        assert_eq!(settings.calendar, WorkspaceSettings::default().calendar);
    }
}
