//! One query value through a literal list of named steps.
//!
//! [`parse`] makes a [`request::Request`] out of an address; [`board`], [`metric`], [`receipt`],
//! [`customers_behind`], [`rows_behind`] and [`why::why`] answer it; [`directory`] and [`status`] know the rest.

mod about;
pub mod alerts;
pub mod answer;
mod apportion;
mod behind;
pub mod calculator;
pub mod cohort;
pub mod context;
mod count_back;
mod coverage;
pub mod directory;
pub mod error;
pub mod experiment;
mod fact;
mod failing;
pub mod funnel;
mod goal_list;
mod goals;
mod marks;
mod modelled;
mod pace;
mod query;
pub mod request;
mod rows;
pub mod scope;
mod significant;
pub mod sort;
mod steps;
mod table;
mod value;
mod waits;
pub mod why;
mod worth;

pub use behind::{CUSTOMERS_PER_PAGE, customers_behind, customers_behind_by, rows_behind};
pub use context::{AnswerCache, QueryContext};
pub use error::{ErrorCode, QueryError};
pub use goal_list::goals_pace;
pub use steps::parse::{DEFAULT_COMPARISON, DEFAULT_PERIOD, Parsed, parse, period};
pub use value::{board, metric, receipt, status};
