//! The pharos program: the only place where everything meets.

mod arguments;
mod clock;
mod commands;
mod console;
mod data;
mod failure;
mod figures;
mod help;
mod judged;
mod progress;
mod rejects;
mod remote;
mod settings;

use crate::arguments::{Arguments, Command};
use crate::console::Console;
use crate::failure::Failure;
use clap::FromArgMatches;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("PHAROS_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let tag = console::language(std::env::args());
    let texts = match locales::Locales::embedded() {
        Ok(texts) => texts,
        Err(cause) => {
            eprintln!("{cause}");
            return ExitCode::FAILURE;
        }
    };
    let matches = help::localised(&texts, tag).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let console = Console::new(texts, tag, arguments.json);
    match run(&console, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => console.fail(&failure),
    }
}

fn run(console: &Console, arguments: Arguments) -> Result<(), Failure> {
    let data = arguments.data;
    match arguments.command {
        Command::Serve(options) => commands::serve::run(console, data, options),
        Command::Demo(options) => commands::demo::run(console, data, options),
        Command::Import(options) => commands::import::run(console, data, options),
        Command::Imports(options) => commands::imports::run(console, data, options),
        Command::Query(options) => commands::query::run(console, data, options),
        Command::Metrics(options) => commands::metrics::run(console, data, options),
        Command::Alerts(options) => commands::alerts::run(console, data, options),
        Command::Goals(options) => commands::goals::run(console, data, options),
        Command::Marks(options) => commands::marks::run(console, data, options),
        Command::Calc(options) => commands::calc::run(console, data, options),
        Command::Check(options) => commands::check::run(console, options),
        Command::Experiment(options) => commands::experiment::run(console, data, *options),
        Command::Doctor => commands::doctor::run(console, data),
        Command::Rebuild => commands::rebuild::run(console, data),
        Command::Settings(options) => commands::settings::run(console, data, options),
        Command::Fields => {
            commands::fields::run();
            Ok(())
        }
        Command::Openapi => commands::openapi::run(),
    }
}
