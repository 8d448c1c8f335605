//! Metrics: what there is, what it means, its figures, and what is behind them.

pub mod cohorts;
pub mod customers;
pub mod definition;
pub mod figures;
pub mod funnel;
pub mod list;
pub mod marks;
pub mod receipt;
pub mod rows;
pub mod versions;
pub mod why;
