//! Fact tables inside the store: made when the program opens the file, filled when what they read
//! has changed.
//!
//! A fact is refreshed as a whole. Its `refresh_by` key says which rows a change can touch; it is
//! carried along for a later refresh by key and not used yet. A whole refresh gives the same rows.

mod error;
mod order;
mod prepare;
mod refresh;

pub use error::FactsError;
pub use prepare::prepare;
pub use refresh::refresh;
