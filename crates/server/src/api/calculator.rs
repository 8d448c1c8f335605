//! Typed numbers and what they give.

pub mod figures;
pub mod own;
