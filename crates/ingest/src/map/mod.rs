//! From source-shaped rows to canonical rows: the steps are compile, evaluate, convert, collect.

mod collect;
mod compile;
mod convert;
mod evaluate;
mod rows;
mod unknown;

pub(crate) use collect::CanonicalRows;
pub(crate) use compile::CompiledMapping;
pub(crate) use rows::{BatchOutcome, Occurrences, map_batch};
pub(crate) use unknown::UnknownWords;
