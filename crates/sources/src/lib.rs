//! What can be pulled or read from outside: one folder per source.

pub mod files;
