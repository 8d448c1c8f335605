//! Imports from the file to the canonical rows, on the real engine.

#![expect(clippy::expect_used, reason = "tests may fail loudly")]

mod importing;
mod proposing;
mod proposing_values;
mod real_mappings;
mod rehearsing;
mod support;
