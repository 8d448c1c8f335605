//! The README's first promise: from a fresh clone to a live dashboard.

use crate::command::{Outcome, heading, run_command};
use crate::{setup, web};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the page and the program in release, then hands over to `pharos demo`.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    heading("The engine's library");
    setup::run(root)?;
    heading("The page");
    web::build(root)?;
    heading("The program");
    build_release(root)?;
    let mut command = Command::new(release_program(root));
    command.arg("demo").args(arguments).current_dir(root);
    run_command(&mut command)
}

/// Builds the program in release; the page must have been built.
pub(crate) fn build_release(root: &Path) -> Outcome {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--release", "--package", "cli"]).env("PHAROS_WEB", "require").current_dir(root);
    run_command(&mut command)
}

/// Where cargo puts the release program.
pub(crate) fn release_program(root: &Path) -> PathBuf {
    target_directory(root).join("release").join(program_name())
}

/// Cargo's output folder.
pub(crate) fn target_directory(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// The program's file name on this system.
pub(crate) fn program_name() -> &'static str {
    if cfg!(windows) { "pharos.exe" } else { "pharos" }
}
