//! Deciding zone, currency, weeks, fiscal year and what a customer is.

use crate::clock;
use crate::console::Console;
use crate::failure::Failure;
use ingest::Inspection;
use locales::Argument;
use model::settings::{CustomerIs, Weekend, WorkspaceSettings};
use server::api::workspace::change::SettingsChange;
use server::errors::ApiError;
use std::io::{BufRead, Write};

/// The settings of an empty workspace: what the flags say, else what the first file suggests, confirmed by the
/// person when there is one.
pub(crate) fn decide(
    console: &Console,
    first: &Inspection,
    flags: SettingsChange,
    confirm: bool,
) -> Result<WorkspaceSettings, Failure> {
    let mut proposed = ingest::propose_settings(first);
    let named = first.mapping.settings.zone.is_some() || first.mapping.format.zone.is_some();
    if let (false, Some(zone)) = (named, clock::zone()) {
        proposed.calendar.zone = zone;
    }
    let mut settings = apply(flags, proposed)?;
    if confirm {
        settings = ask(console, settings)?;
    }
    show(console, &settings);
    Ok(settings)
}

/// The settings after a change.
pub(crate) fn apply(change: SettingsChange, settings: WorkspaceSettings) -> Result<WorkspaceSettings, Failure> {
    change.apply(settings).map_err(|impossible| Failure::Api(ApiError::from(impossible)))
}

/// Says what holds.
pub(crate) fn show(console: &Console, settings: &WorkspaceSettings) {
    console.say(
        "settings",
        &[
            ("name", Argument::from(settings.name.as_str())),
            ("zone", Argument::from(settings.calendar.zone.as_str())),
            ("currency", Argument::from(settings.currency.code())),
            ("week_start", Argument::Integer(settings.calendar.week_start.into())),
            ("fiscal_start_month", Argument::Integer(settings.calendar.fiscal_start_month.into())),
            ("customer", Argument::from(customer_word(settings.customer_is))),
        ],
    );
    if let Some(percent) = settings.gross_margin_percent {
        console.say("settings_margin", &[("percent", Argument::Integer(percent.into()))]);
    }
    if settings.weekend != Weekend::default() {
        let word = settings.weekend.word();
        let days = console.name(&format!("ui.option.weekend_{word}"), word);
        console.say("settings_weekend", &[("days", Argument::from(days.as_str()))]);
    }
}

/// How a setting is shown in brackets.
type Shown = fn(&WorkspaceSettings) -> String;

/// Asks for each value; Enter keeps what stands in brackets, an impossible answer is asked again.
fn ask(console: &Console, mut settings: WorkspaceSettings) -> Result<WorkspaceSettings, Failure> {
    let questions: [(&str, Shown); 5] = [
        ("zone", |settings| settings.calendar.zone.clone()),
        ("currency", |settings| settings.currency.to_string()),
        ("week_start", |settings| settings.calendar.week_start.to_string()),
        ("fiscal_year", |settings| settings.calendar.fiscal_start_month.to_string()),
        ("customer", |settings| customer_word(settings.customer_is).to_owned()),
    ];
    for (name, present) in questions {
        loop {
            eprint!("{} [{}]: ", console.text(&format!("ask.{name}"), &[]), present(&settings));
            std::io::stderr().flush()?;
            let mut answer = String::new();
            std::io::stdin().lock().read_line(&mut answer)?;
            let answer = answer.trim();
            if answer.is_empty() {
                break;
            }
            match change_of(name, answer).and_then(|change| change.apply(settings.clone()).ok()) {
                Some(changed) => {
                    settings = changed;
                    break;
                }
                None => eprintln!("{}", console.text("ask.impossible", &[])),
            }
        }
    }
    Ok(settings)
}

fn change_of(name: &str, answer: &str) -> Option<SettingsChange> {
    let none = SettingsChange::default();
    Some(match name {
        "zone" => SettingsChange { zone: Some(answer.to_owned()), ..none },
        "currency" => SettingsChange { currency: Some(answer.to_owned()), ..none },
        "week_start" => SettingsChange { week_start: Some(answer.parse().ok()?), ..none },
        "fiscal_year" => SettingsChange { fiscal_start_month: Some(answer.parse().ok()?), ..none },
        _ if answer == customer_word(CustomerIs::Person) => {
            SettingsChange { customer_is: Some(CustomerIs::Person), ..none }
        }
        _ if answer == customer_word(CustomerIs::Organization) => {
            SettingsChange { customer_is: Some(CustomerIs::Organization), ..none }
        }
        _ => return None,
    })
}

fn customer_word(customer_is: CustomerIs) -> &'static str {
    match customer_is {
        CustomerIs::Organization => "organization",
        CustomerIs::Person => "person",
    }
}
