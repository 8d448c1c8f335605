//! Imports: files that came in.

pub mod create;
pub mod inspection;
pub mod list;
pub mod rejects;
pub mod show;
mod upload;
