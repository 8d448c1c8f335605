//! A release build holds the catalogue; it is built again when a file there changes.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed=../../catalogue");
    }
}
