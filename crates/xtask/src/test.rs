//! The README's second promise: every test with one command.

use crate::command::{self, NPM, Outcome, exists, heading};
use crate::{demo, setup, web};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs what the tests need, runs all of them, and says at the end what was skipped and why.
pub(crate) fn run(root: &Path) -> Outcome {
    let mut skipped = Vec::new();
    heading("What the tests need");
    setup::run(root)?;
    web::packages(&root.join("web"))?;
    web::packages(&root.join("e2e"))?;
    let browser = browser();
    if browser.is_none() {
        skipped.push("the browser tests: no Chromium is installed and it could not be installed here".to_owned());
    }
    let shared = shared_data(root);
    if shared.is_none() {
        skipped.push("the tests on real data: set PHAROS_SHARED to the folder that holds them".to_owned());
    }

    heading("Format and lints");
    cargo(root, &["fmt", "--all", "--check"], shared.as_deref())?;
    cargo(root, &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"], shared.as_deref())?;

    heading("The page");
    command::run(&root.join("web"), NPM, ["run", "--silent", "test"])?;
    web::build(root)?;
    command::run(&root.join("web"), NPM, ["run", "--silent", "check"])?;

    heading("Rust");
    cargo(root, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"], shared.as_deref())?;

    heading("The program and the page from outside");
    // The whole workspace again: building one package alone would choose other features of the libraries.
    cargo(root, &["build", "--workspace"], shared.as_deref())?;
    if let Some(browser) = &browser {
        from_outside(root, browser, shared.as_deref())?;
    }

    heading("Done");
    for reason in &skipped {
        println!("skipped: {reason}");
    }
    if skipped.is_empty() {
        println!("nothing was skipped");
    }
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str], shared: Option<&Path>) -> Outcome {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root);
    if let Some(shared) = shared {
        command.env("PHAROS_SHARED", shared);
    }
    command::run_command(&mut command)
}

fn from_outside(root: &Path, browser: &str, shared: Option<&Path>) -> Outcome {
    let program = demo::target_directory(root).join("debug").join(demo::program_name());
    let mut command = Command::new(NPM);
    command
        .args(["run", "--silent", "test"])
        .current_dir(root.join("e2e"))
        .env("PHAROS_PROGRAM", program)
        .env("PHAROS_BROWSER", browser);
    if let Some(shared) = shared {
        command.env("PHAROS_SHARED", shared);
    }
    command::run_command(&mut command)
}

/// The real data sets: `PHAROS_SHARED`, or a folder beside the project.
fn shared_data(root: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("PHAROS_SHARED").map(PathBuf::from);
    let folder = named.or_else(|| Some(root.parent()?.join("shared")))?;
    folder.join("data").is_dir().then_some(folder)
}

/// Chromium as the system has it; on Debian as root it is installed when missing.
fn browser() -> Option<String> {
    let known = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| exists(name));
    if let Some(named) = std::env::var("PHAROS_BROWSER").ok().filter(|name| exists(name)) {
        return Some(named);
    }
    if known().is_none() && exists("apt-get") {
        let here = Path::new(".");
        println!("Installing Chromium");
        let installed = command::run(here, "apt-get", ["update", "-qq"])
            .and_then(|()| command::run(here, "apt-get", ["install", "-y", "-qq", "chromium"]));
        if let Err(error) = installed {
            println!("{error}");
        }
    }
    known().map(str::to_owned)
}
