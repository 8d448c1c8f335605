//! Builds the page, only when something it is made of has changed.

use crate::command::{NPM, Outcome, run};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Packages when the lock file changed, then the page when any of its sources did.
pub(crate) fn build(root: &Path) -> Outcome {
    let web = root.join("web");
    packages(&web)?;
    let built = modified(&web.join("dist/index.html"));
    let sources = ["src", "index.html", "public", "vite.config.ts", "package-lock.json", "plugins"];
    let newest = sources.iter().map(|source| newest(&web.join(source))).chain([newest(&root.join("locales"))]).max();
    if built.is_some() && built >= newest.flatten() {
        return Ok(());
    }
    run(&web, NPM, ["run", "--silent", "build"])
}

/// Installs a folder's packages from its lock file, when that changed since the last time.
pub(crate) fn packages(folder: &Path) -> Outcome {
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.pharos-lock");
    let wanted = fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if fs::read_to_string(&installed).is_ok_and(|present| present == wanted) {
        return Ok(());
    }
    run(folder, NPM, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
    fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))
}

fn newest(path: &Path) -> Option<SystemTime> {
    let Ok(entries) = fs::read_dir(path) else { return modified(path) };
    entries.filter_map(Result::ok).map(|entry| newest(&entry.path())).max().flatten()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
