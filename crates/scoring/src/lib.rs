//! Models of how customers buy: pure arithmetic over purchase histories, without files, SQL or a clock.
//!
//! [`lifetime`] fits how often customers come back ([`bg_nbd`]) and how much they spend
//! ([`gamma_gamma`]); [`rfm`] scores them against each other.

pub mod bg_nbd;
pub mod gamma_gamma;
pub mod history;
mod hypergeometric;
pub mod lifetime;
mod minimise;
pub mod rfm;
pub mod weeks;
