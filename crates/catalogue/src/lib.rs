//! Reads and checks the catalogue: facts, metrics, dimensions, boards.

pub mod definition;
pub mod expression;
mod name;
mod sql;
