//! The words everything else is made of: entities, money, periods, the workspace's calendar.
//!
//! No input, no output, no clock: time is always an argument.

pub mod aims;
pub mod calendar;
pub mod canonical;
pub mod currency;
pub mod identifier;
pub mod service_hours;
pub mod settings;
