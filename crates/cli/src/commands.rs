//! One file per command.

pub(crate) mod address;
pub(crate) mod alerts;
pub(crate) mod calc;
pub(crate) mod check;
pub(crate) mod cohorts;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod experiment;
pub(crate) mod fields;
pub(crate) mod funnel;
pub(crate) mod goals;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod marks;
pub(crate) mod metrics;
pub(crate) mod openapi;
mod percent;
pub(crate) mod query;
pub(crate) mod rebuild;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod why;
