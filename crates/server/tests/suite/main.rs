//! The server as a client meets it, on the real engine.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod alerts;
mod calculator;
mod customers;
mod errors;
mod events;
mod experiments;
mod guard;
mod imports;
mod judgement;
mod metric_list;
mod openapi;
mod page;
mod search;
mod support;
