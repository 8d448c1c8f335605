//! One folder per area, one file per operation.

pub mod alerts;
pub mod boards;
pub mod calculator;
pub mod customers;
pub mod definitions;
pub mod dimensions;
pub mod events;
pub mod experiments;
pub mod freshness;
pub mod goals;
pub mod health;
pub mod imports;
pub mod metrics;
pub mod question;
pub mod workspace;
