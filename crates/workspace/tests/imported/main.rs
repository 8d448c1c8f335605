//! Files brought into a workspace, and what is answered from them.

#![allow(clippy::expect_used, reason = "a test stops at what it cannot make")]

mod pipelines;
mod support;
mod ticket_actors;
mod typed_goals;
