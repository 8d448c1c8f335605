//! A data directory opened: ledger, store, catalogue and query working together.
//!
//! Knows neither HTTP nor the engine nor the clock: the program hands in a way to open the store, and
//! the moment of every action.

mod aims;
pub mod check;
mod error;
mod import;
mod import_log;
mod open;
mod own;
mod own_tried;
mod progress;
mod refresh;
mod settings;
mod state;

pub use error::WorkspaceError;
pub use import::ImportFile;
pub use open::{OpenOptions, StoreFactory};
pub use own::{Version, own_folder};
pub use progress::{Progress, Stage};
pub use state::Workspace;
