//! Reads and checks the catalogue: facts, metrics, dimensions, boards.

pub mod definition;
