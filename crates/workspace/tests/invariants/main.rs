//! What must hold for every company (catalogue section 7), on random histories of customers,
//! subscriptions, deals, requests and answers, with the shipped metrics on the real engine.
//!
//! | invariant | test |
//! |---|---|
//! | 1 the bridge of recurring revenue | `recurring::recurring_revenue_is_bridged_and_never_kept_beyond_all_of_it`; what it bridges: `counted` |
//! | 2 revenue retention and its complements | the same |
//! | 3 customers who stay and who leave | the same; who they are: `counted` |
//! | 4 the stock of requests | `service::the_stock_is_bridged_by_what_came_came_back_and_was_solved`, `service::the_stock_is_counted_again_by_hand` |
//! | 5 recommendation and its shares | `voice::shares_make_one_and_a_passive_pulls_to_the_middle` |
//! | 6 attribution | `attribution::credits_are_given_once_and_amounts_to_the_last_minor_unit` |
//! | 7 parts of a period | `additivity::every_metric_adds_up_as_its_file_says`, that none of them is nothing: `additivity::hardly_any_metric_is_tested_over_nothing`, `additivity::tops_and_bottoms_of_a_quotient_add_up_over_months` |
//! | 8 segments | `additivity::every_metric_adds_up_as_its_file_says` |
//! | 9 order, zone, merging | `order`; the order of batches and the same file twice: `importing` in `crates/ingest/tests/suite` |
//! | 10 the service clock | `clock::business_time_is_the_minutes_that_the_desk_was_open`; 10,000 intervals: `service_clock` beside this suite |
//! | 11 cohorts | `cohorts::all_are_there_at_first_and_nothing_is_known_of_later` |
//! | 12 purchase models | `purchases` |
//! | 13 nothing, one row, limits | `empty` |
//! | 14 what a change restates | `changes` |
//!
//! The funnels (`funnels`) and `published` are no invariants of that list; that the histories hold what they must is tested in `generated`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at what it cannot read")]

mod additivity;
mod ask;
mod attribution;
mod changes;
mod clock;
mod cohorts;
mod counted;
mod empty;
mod funnels;
mod generated;
mod history;
mod order;
mod published;
mod purchases;
mod recurring;
mod service;
mod trade;
mod voice;
