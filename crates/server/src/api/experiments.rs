//! Groups beside each other.

pub mod compare;
pub mod metrics;
pub mod plan;
