//! What must hold for every company (catalogue section 7), on random histories of customers,
//! subscriptions, deals, requests and answers, with the shipped metrics on the real engine.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at what it cannot read")]

mod additivity;
mod ask;
mod attribution;
mod empty;
mod funnels;
mod history;
mod order;
mod recurring;
mod service;
mod voice;
