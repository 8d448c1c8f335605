//! Files that are derived from the code, committed and compared by the tests.

use crate::command::{self, NPM, Outcome, heading, output};
use crate::{setup, web};
use std::fs;
use std::path::Path;

/// Writes the API description and the page's types anew.
pub(crate) fn run(root: &Path) -> Outcome {
    setup::run(root)?;
    heading("API description");
    let description = output(root, env!("CARGO"), ["run", "--quiet", "--package", "cli", "--", "openapi"])?;
    let path = root.join("docs/reference/openapi.json");
    fs::write(&path, description).map_err(|error| format!("{}: {error}", path.display()))?;
    heading("Types of the page");
    web::packages(&root.join("web"))?;
    run_types(root)
}

fn run_types(root: &Path) -> Outcome {
    command::run(&root.join("web"), NPM, ["run", "--silent", "types"])
}
