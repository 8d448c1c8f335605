//! The store on the real engine, in one program because linking is what takes time.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod merge;
mod support;
mod tables;
