//! The only crate that links the analytical engine.
