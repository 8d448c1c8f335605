//! Dimensions: ways to cut numbers.

pub mod values;
