//! Files that are derived from the code, committed and compared by the tests.

use crate::command::{self, NPM, Outcome, heading, output};
use crate::{setup, web};
use std::fs;
use std::path::Path;

/// Writes the API description, the fields of the canonical model and the page's types anew.
pub(crate) fn run(root: &Path) -> Outcome {
    setup::run(root)?;
    heading("API description");
    write(root, "openapi", "openapi.json")?;
    heading("Entities and fields");
    write(root, "fields", "fields.md")?;
    heading("Types of the page");
    web::packages(&root.join("web"))?;
    run_types(root)
}

/// What a command of the program prints becomes a page of the reference.
fn write(root: &Path, command: &str, name: &str) -> Outcome {
    let printed = output(root, env!("CARGO"), ["run", "--quiet", "--package", "cli", "--", command])?;
    let path = root.join("docs/reference").join(name);
    fs::write(&path, printed).map_err(|error| format!("{}: {error}", path.display()))
}

fn run_types(root: &Path) -> Outcome {
    command::run(&root.join("web"), NPM, ["run", "--silent", "types"])
}
