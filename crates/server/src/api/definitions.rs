//! A user's own metrics and boards: files in the data directory, checked before they are saved.

pub mod check;
pub mod list;
pub mod save;
