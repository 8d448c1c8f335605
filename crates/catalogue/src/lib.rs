//! Reads and checks the catalogue: facts, metrics, dimensions, boards.
//!
//! [`Catalogue::embedded`](definition::Catalogue::embedded) is the program's own,
//! [`Catalogue::read_own`](definition::Catalogue::read_own) adds a user's files. A broken file is a
//! [`Problem`] with its place and leaves the rest as it is.

pub mod calculator;
mod check;
pub mod definition;
mod drafts;
pub mod expression;
mod fields;
mod given;
mod load;
mod loaded;
mod meaning;
mod model_measure;
mod name;
mod places;
mod problem;
mod source_files;
mod sql;
mod table_measure;
mod texts;
mod yaml;

pub use check::alternatives;
pub use given::{GivenEntity, GivenField, customer_column, given_entity, given_field};
pub use loaded::Loaded;
pub use meaning::{meaning, stated_id, stated_version};
pub use problem::{Problem, ProblemCode};
pub use texts::{KnownTexts, check_texts};

/// A stable hash of a file.
fn version_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().as_str()[..32].to_owned()
}

#[cfg(test)]
mod tests;
