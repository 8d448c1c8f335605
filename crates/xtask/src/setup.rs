//! Fetches the analytical engine's prebuilt library; compiling it would take most of an hour.

use crate::command::{self, NPM, Outcome, output};
use std::fs;
use std::path::Path;

/// Version of the package that holds the library; the `duckdb` crate in `Cargo.toml` matches it.
const LIBRARY_VERSION: &str = "1.5.6-r.1";

/// Puts the library into `.pharos/libduckdb`, where `.cargo/config.toml` points the build. Does nothing
/// when the right version is there.
pub(crate) fn run(root: &Path) -> Outcome {
    let target = root.join(".pharos/libduckdb");
    let stamp = target.join("version");
    if fs::read_to_string(&stamp).is_ok_and(|version| version == LIBRARY_VERSION) {
        return Ok(());
    }
    let platform = platform()?;
    println!("Fetching the engine's library ({platform}, {LIBRARY_VERSION})");
    let work = root.join(".pharos/fetch");
    fs::remove_dir_all(&work).ok();
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let package = format!("@duckdb/node-bindings-{platform}@{LIBRARY_VERSION}");
    let archive = output(&work, NPM, ["pack", "--silent", &package])?;
    let archive = archive.lines().last().unwrap_or_default().trim().to_owned();
    command::run(&work, "tar", ["-xzf", &archive])?;
    fs::create_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
    for name in library_files() {
        let from = work.join("package").join(name);
        fs::copy(&from, target.join(name)).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    fs::write(&stamp, LIBRARY_VERSION).map_err(|error| format!("{}: {error}", stamp.display()))?;
    fs::remove_dir_all(&work).ok();
    Ok(())
}

fn platform() -> Outcome<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok("linux-x64"),
        ("linux", "aarch64") => Ok("linux-arm64"),
        ("macos", "aarch64") => Ok("darwin-arm64"),
        ("windows", "x86_64") => Ok("win32-x64"),
        (os, arch) => Err(format!("there is no prebuilt engine library for {os} on {arch}")),
    }
}

fn library_files() -> &'static [&'static str] {
    if cfg!(target_os = "macos") {
        &["libduckdb.dylib"]
    } else if cfg!(windows) {
        &["duckdb.dll", "duckdb.lib"]
    } else {
        &["libduckdb.so"]
    }
}
