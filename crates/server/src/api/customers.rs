//! Customers: who they are and what happened with each.

pub mod list;
pub mod show;
pub mod timeline;
