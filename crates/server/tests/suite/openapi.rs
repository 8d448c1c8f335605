//! The committed description of the API is the one the code gives.

use std::path::Path;

#[test]
fn the_committed_description_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/openapi.json");
    let described = server::openapi().expect("description");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == described, "docs/reference/openapi.json is out of date; run `cargo xtask gen`");
}
