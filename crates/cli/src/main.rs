//! The pharos program.
fn main() {}
