//! The HTTP server: the API, the page, the event stream.
//!
//! `routes.rs` lists every address, `errors.rs` every error. A handler reads the address, asks the workspace
//! beside the event loop, and answers with the values of the query unchanged.

pub mod api;
mod desk;
pub mod errors;
mod guard;
mod headers;
mod language;
pub mod listener;
pub mod own_files;
pub mod page;
mod parameters;
mod routes;
pub mod state;

pub use routes::{openapi, router};
