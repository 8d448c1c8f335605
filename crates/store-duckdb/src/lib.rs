//! The analytical engine behind the [`store::Store`] trait; the only crate that links it.
//!
//! One connection writes, behind a lock; any number read beside it, each a snapshot of what was
//! committed. The engine may use neither files nor the network beyond its own file and its
//! temporary folder, and its settings are locked.

mod dialect;
mod engine;
mod error;
mod parameter;
mod settings;
mod statement;
mod store;
mod transaction;
mod verify;

pub use crate::dialect::DuckdbDialect;
pub use crate::settings::EngineSettings;
pub use crate::store::DuckdbStore;
