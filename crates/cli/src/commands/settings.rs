//! `pharos settings`: shows what the workspace has decided, and changes it.

use crate::clock;
use crate::console::Console;
use crate::data::{self, Door};
use crate::failure::Failure;
use crate::settings::{apply, show};
use crate::{arguments::SettingsArguments, progress::Bar};
use locales::Argument;
use model::settings::WorkspaceSettings;
use server::api::workspace::change::SettingsChange;
use server::api::workspace::show::WorkspaceAnswer;
use std::path::PathBuf;
use workspace::Workspace;

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: SettingsArguments) -> Result<(), Failure> {
    let change = arguments.change();
    match data::reach(console, asked.clone())? {
        Door::Server(server) => {
            let answer: WorkspaceAnswer = if change == SettingsChange::default() {
                server.get("workspace", &[])?
            } else {
                server.patch("workspace", &change)?
            };
            show(console, &held(&answer)?);
            console.value(&answer)
        }
        Door::Here(workspace) => {
            let settings = apply(change, workspace.settings())?;
            save(console, *workspace, asked, settings)
        }
    }
}

/// The settings that a server tells.
fn held(answer: &WorkspaceAnswer) -> Result<WorkspaceSettings, Failure> {
    let all = SettingsChange {
        name: Some(answer.name.clone()),
        zone: Some(answer.zone.clone()),
        currency: Some(answer.currency.clone()),
        week_start: Some(answer.week_start),
        fiscal_start_month: Some(answer.fiscal_start_month),
        customer_is: Some(answer.customer_is),
        gross_margin_percent: answer.gross_margin_percent,
        weekend: Some(answer.weekend),
    };
    apply(all, WorkspaceSettings::default())
}

/// Saves settings; where rows depend on them, the figures are made again.
fn save(
    console: &Console,
    workspace: Workspace,
    asked: Option<PathBuf>,
    settings: WorkspaceSettings,
) -> Result<(), Failure> {
    if settings != workspace.settings() {
        let rebuild = workspace.needs_rebuild(&settings)?;
        workspace.change_settings(settings.clone(), clock::now())?;
        drop(workspace);
        if rebuild {
            let directory = data::directory(asked);
            let bar = Bar::new(console);
            let options = data::options(&directory, None);
            Workspace::rebuild(options, data::store_factory(), clock::now(), &mut |progress| bar.show(&progress))?;
            drop(bar);
            console.say("settings_rebuilt", &[("directory", Argument::from(directory.display().to_string()))]);
        }
    }
    show(console, &settings);
    console.value(&settings)
}
