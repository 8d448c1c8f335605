//! Puts the engine's library beside the programs that are built, where their rpath looks for it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DUCKDB_LIB_DIR");
    let library = library()?;
    if !library.is_file() {
        println!("cargo::error=the analytical engine is missing ({}): run cargo xtask setup", library.display());
        return Ok(());
    }
    println!("cargo::rerun-if-changed={}", library.display());
    let profile = profile_folder()?;
    place(&library, &profile)?;
    place(&library, &profile.join("deps"))
}

/// The library as the vendor names it on the system that is built for.
fn library() -> Result<PathBuf, Box<dyn Error>> {
    let folder = PathBuf::from(env::var("DUCKDB_LIB_DIR").unwrap_or_default());
    let name = match env::var("CARGO_CFG_TARGET_OS")?.as_str() {
        "macos" => "libduckdb.dylib",
        "windows" => "duckdb.dll",
        _ => "libduckdb.so",
    };
    Ok(folder.join(name))
}

/// `target/<profile>`: the output folder is `target/<profile>/build/<package>/out`.
fn profile_folder() -> Result<PathBuf, Box<dyn Error>> {
    let output = PathBuf::from(env::var("OUT_DIR")?);
    let profile = output.ancestors().nth(3).ok_or("the output folder is not inside a target folder")?;
    Ok(profile.to_owned())
}

/// A hard link where the file system can, because the library is large.
fn place(library: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let target = folder.join(library.file_name().ok_or("the library has no file name")?);
    if target.symlink_metadata().is_ok() {
        fs::remove_file(&target)?;
    }
    if fs::hard_link(library, &target).is_err() {
        fs::copy(library, &target)?;
    }
    Ok(())
}
