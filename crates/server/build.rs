//! Keeps the page in the program fresh: a release embeds `web/dist`, so a change there rebuilds this crate.
//! Nothing is built or fetched here; `cargo xtask web` makes the page.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PHAROS_WEB");
    // A debug build reads the page from disk and must not be rebuilt for it.
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return;
    }
    let page = Path::new("../../web/dist");
    println!("cargo::rerun-if-changed={}", page.display());
    if page.join("index.html").exists() {
        return;
    }
    if std::env::var("PHAROS_WEB").as_deref() == Ok("require") {
        println!("cargo::error=web/dist is missing and PHAROS_WEB=require; run `cargo xtask web` first");
    } else {
        println!(
            "cargo::warning=web/dist is missing: the program shows a hint instead of the page; run `cargo xtask web`"
        );
    }
}
