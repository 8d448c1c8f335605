//! The workspace in which an example is computed: the defaults, with what the example changes.

use super::CheckFault;
use catalogue::definition::Example;
use jiff::tz::TimeZone;
use model::settings::{CustomerIs, Weekend, WorkspaceSettings};
use std::str::FromStr;

/// The settings of an example.
pub(super) fn of(example: &Example) -> Result<WorkspaceSettings, CheckFault> {
    let mut settings = WorkspaceSettings::default();
    for (name, value) in &example.settings {
        change(&mut settings, name, value)
            .ok_or_else(|| CheckFault::BadSetting { setting: name.clone(), value: value.clone() })?;
    }
    Ok(settings)
}

/// `None` when there is no such setting or it cannot have the value.
fn change(settings: &mut WorkspaceSettings, name: &str, value: &str) -> Option<()> {
    match name {
        "zone" => {
            TimeZone::get(value).ok()?;
            value.clone_into(&mut settings.calendar.zone);
        }
        "currency" => settings.currency = value.parse().ok()?,
        "customer_is" => {
            settings.customer_is = match value {
                "organization" => CustomerIs::Organization,
                "person" => CustomerIs::Person,
                _ => return None,
            }
        }
        "week_start" => settings.calendar.week_start = between(value, 1, 7)?,
        "fiscal_start_month" => settings.calendar.fiscal_start_month = between(value, 1, 12)?,
        "activity_window_days" => settings.activity_window_days = value.parse().ok()?,
        "dunning_grace_days" => settings.dunning_grace_days = value.parse().ok()?,
        "gross_margin_percent" => settings.gross_margin_percent = Some(between(value, 0, 100)?),
        "weekend" => settings.weekend = Weekend::of(value)?,
        "non_product_codes" => {
            settings.non_product_codes = value.split(',').map(|code| code.trim().to_owned()).collect()
        }
        _ => return None,
    }
    Some(())
}

fn between<T: FromStr + PartialOrd>(value: &str, least: T, most: T) -> Option<T> {
    value.parse().ok().filter(|number| (&least..=&most).contains(&number))
}
