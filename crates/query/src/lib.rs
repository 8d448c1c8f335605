//! One query value through a literal list of named steps.

pub mod answer;
pub mod request;
pub mod scope;
