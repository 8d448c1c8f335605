//! The store on the real engine, in one program because linking is what takes time.

mod merge;
mod support;
mod tables;
