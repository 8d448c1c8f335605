//! `pharos demo`: an invented company to look around in; made once, then served.

use super::serve::{bind, serve_workspace};
use crate::arguments::DemoArguments;
use crate::clock;
use crate::console::Console;
use crate::data;
use crate::failure::{Exit, Failure};
use crate::progress::Bar;
use demo::{DemoFile, DemoOptions};
use ingest::Mapping;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use workspace::{ImportFile, Workspace};

/// Where the demo's data lie when nothing else is said.
const DIRECTORY: &str = "pharos-demo";
/// Written when the whole company is in; without it a start makes what is missing.
const COMPLETE: &str = "demo.complete";
/// How long before the demo's clock its files came in.
const RECEIVED_BEFORE: SignedDuration = SignedDuration::from_hours(1);

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: DemoArguments) -> Result<(), Failure> {
    let directory = asked.unwrap_or_else(|| PathBuf::from(DIRECTORY));
    let listener = bind(arguments.serve.port)?;
    let options = data::options(&directory, arguments.serve.dev.as_deref());
    let workspace = data::open(console, options)?;
    if !directory.join(COMPLETE).exists() {
        make(console, &directory, &workspace, &arguments)?;
    }
    serve_workspace(console, &directory, workspace, listener, &arguments.serve)
}

/// Writes the company's exports and brings them in as anybody's files. Interrupted, it starts over: files that
/// are in already change nothing.
fn make(console: &Console, directory: &Path, workspace: &Workspace, arguments: &DemoArguments) -> Result<(), Failure> {
    let imports = workspace.ledger().imports().map_err(Failure::unexpected)?;
    if !imports.is_empty() && !workspace.settings().is_demo {
        return Err(Failure::said(Exit::Refused, "not_a_demo", "directory", directory.display().to_string()));
    }
    let today = clock::now().to_zoned(TimeZone::system()).date();
    let date = arguments.date.unwrap_or(today);
    let options = DemoOptions { date, years: arguments.years, seed: arguments.seed, scale: arguments.scale };
    workspace.change_settings(demo::settings(date), clock::now())?;
    let exports = directory.join("exports");
    let bar = Bar::new(console);
    let files = demo::generate(&exports, &options, &mut |progress| {
        bar.step("generating", progress.part, progress.done as u64, Some(progress.of as u64));
    });
    let files = files.map_err(Failure::unexpected)?;
    let files = files.iter().map(import_file).collect::<Result<Vec<_>, _>>()?;
    // Received shortly before the moment at which the demo's clock stands: later they would look newer than the day.
    let received_at = workspace.as_of(clock::now()) - RECEIVED_BEFORE;
    workspace.import(&files, received_at, &mut |progress| bar.show(&progress))?;
    std::fs::write(directory.join(COMPLETE), date.to_string())?;
    // The batches hold every row; the exports are not needed again.
    std::fs::remove_dir_all(&exports)?;
    Ok(())
}

fn import_file(file: &DemoFile) -> Result<ImportFile, Failure> {
    let mapping = Mapping::parse(file.name, file.mapping).map_err(Failure::unexpected)?;
    Ok(ImportFile { path: file.path.clone(), display_name: file.name.to_owned(), mapping: Some(mapping) })
}
