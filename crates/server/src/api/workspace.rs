//! The workspace: what the page needs to know before any figure, and how it is decided.

pub mod change;
pub mod show;
