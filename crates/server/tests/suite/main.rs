//! The server as a client meets it, on the real engine.

mod customers;
mod errors;
mod events;
mod guard;
mod imports;
mod openapi;
mod page;
mod support;
