//! Running other programs, with errors that say what was run.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a task may fail with: a sentence for the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Runs a program with its output on the terminal; an error when it fails.
pub(crate) fn run<I, S>(directory: &Path, program: &str, arguments: I) -> Outcome
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory);
    run_command(&mut command)
}

/// The same for a prepared command.
pub(crate) fn run_command(command: &mut Command) -> Outcome {
    let shown = format!("{command:?}");
    let status = command.status().map_err(|error| format!("{shown} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{shown} failed ({status})")) }
}

/// Runs a program and returns what it printed.
pub(crate) fn output<I, S>(directory: &Path, program: &str, arguments: I) -> Outcome<String>
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory).stderr(Stdio::inherit());
    let shown = format!("{command:?}");
    let output = command.output().map_err(|error| format!("{shown} could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{shown} failed ({})", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be started at all.
pub(crate) fn exists(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// `npm` as the system calls it.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A step's heading on the terminal.
pub(crate) fn heading(text: &str) {
    println!("\n── {text}");
}
