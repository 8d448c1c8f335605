//! What else a company has beside its customers, deals and requests: advertising, visits, enquiries, costs, letters,
//! contracts, invoices, and the work of its people. It goes into the invariants of parts and wholes, which are about
//! every metric; the others count their rows by hand and need companies they can count.

use crate::history::{self, Numbered, Rows, add, currency, customer, day, moment, row};
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use workspace::check::Given;

/// Half a year around the quarter that is asked about.
const DAYS: std::ops::Range<i32> = 120..300;

/// A company as [`history::company`] makes it, with everything else.
pub(crate) fn company_with_everything() -> impl Strategy<Value = Given> {
    let customers = (
        prop::collection::vec(visit(), 0..60),
        prop::collection::vec(enquiry(), 0..30),
        prop::collection::vec(letter(), 0..40),
        prop::collection::vec(contract(), 0..20),
        prop::collection::vec(invoice(), 0..30),
    );
    let company = (
        prop::collection::vec(ad_day(), 0..60),
        prop::collection::vec(cost(), 0..30),
        prop::collection::vec(work(), 0..60),
        prop::collection::vec(invitation(), 0..30),
        prop::collection::vec(plan(), 0..12),
        prop::collection::vec(promise(), 0..40),
    );
    (history::company(), customers, company).prop_map(|(mut given, customers, company)| {
        let (visits, enquiries, letters, contracts, invoices) = customers;
        let (ads, costs, work, invitations, plans, promises) = company;
        add(&mut given, standing());
        given_up(&mut given);
        expected(&mut given);
        for kind in [visits, enquiries, letters, contracts, invoices, ads, costs, work, invitations, plans, promises] {
            for (number, row_maker) in kind.iter().enumerate() {
                add(&mut given, row_maker.rows(number));
            }
        }
        given
    })
}

/// What does not happen on a day: who may use the system, how likely steps win, and what is to be sold in the quarter.
fn standing() -> Rows {
    let seats = ["e1", "e2", "e3"].map(|id| {
        ("seat", row(json!({ "id": id, "employee_id": id, "enabled_from_on": date(0), "sees_restricted": id == "e1" })))
    });
    let stages = [("new", 10), ("talks", 40), ("offer", 80)].map(|(name, percent)| {
        ("stage", row(json!({ "id": name, "name": name, "probability_percent": percent, "outcome": "open" })))
    });
    let quotas = ["e1", "e2"].map(|id| {
        let months =
            json!({ "period_start_on": "2026-01-01", "period_end_on": "2026-03-31", "target": 900, "currency": "EUR" });
        let mut quota = row(json!({ "id": id, "metric": "won_value", "employee_id": id }));
        quota.extend(row(months));
        ("goal", quota)
    });
    seats.into_iter().chain(stages).chain(quotas).collect()
}

/// Every other subscription was asked to end, and one in four ended because nobody paid.
fn given_up(given: &mut Given) {
    for (number, subscription) in given.get_mut("subscription").into_iter().flatten().enumerate() {
        if number % 2 == 0 {
            let asked = date(DAYS.start + number as i32 * 11);
            subscription.insert("cancel_requested_at".to_owned(), json!(asked));
            subscription
                .insert("end_reason".to_owned(), json!(if number % 4 == 0 { "involuntary" } else { "voluntary" }));
        }
    }
}

/// Every other deal is expected to close in the quarter.
fn expected(given: &mut Given) {
    for deal in given.get_mut("opportunity").into_iter().flatten().step_by(2) {
        deal.insert("expected_close_on".to_owned(), json!("2026-03-20"));
    }
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn date(number: i32) -> String {
    Date::to_string(&day(number))
}

fn campaign(number: Option<u8>) -> Option<String> {
    number.map(|number| format!("g{number}"))
}

prop_compose! {
    fn ad_day()(
        at in DAYS, which in prop::option::of(1..3_u8), channel in prop::option::of(prop::sample::select(vec!["search", "social"])),
        cents in 0..90_000_i64, dollars in any::<bool>(), clicks in 0..200_i64, conversions in 0..9_i64,
    ) -> Numbered {
        Numbered(Arc::new(move |number| vec![("ad_day", row(json!({
            "id": format!("ad{number}"), "day": date(at), "campaign_id": campaign(which), "channel": channel,
            "spend": money(cents), "currency": currency(dollars), "impressions": clicks * 30, "clicks": clicks,
            "conversions": conversions, "conversion_value": money(conversions * 4_999),
        })))]))
    }
}

prop_compose! {
    fn cost()(
        at in DAYS, days in prop::option::of(0..60_i32), cents in 1..900_000_i64, dollars in any::<bool>(),
        purpose in prop::sample::select(vec!["acquisition", "retention", "service", "cogs"]),
        segment in prop::option::of(prop::sample::select(vec!["small", "large"])), which in prop::option::of(1..3_u8),
    ) -> Numbered {
        Numbered(Arc::new(move |number| vec![("cost_entry", row(json!({
            "id": format!("x{number}"), "incurred_on": date(at), "period_end_on": days.map(|days| date(at + days)),
            "amount": money(cents), "currency": currency(dollars), "purpose": purpose, "segment": segment,
            "campaign_id": campaign(which),
        })))]))
    }
}

prop_compose! {
    fn visit()(
        at in DAYS, minute in 0..1380, visitor in 0..20_u8, who in prop::option::weighted(0.3, 0..history::CUSTOMERS),
        which in prop::option::of(1..3_u8), channel in prop::sample::select(vec!["direct", "search", "mail"]),
        device in prop::option::of(prop::sample::select(vec!["mobile", "desktop"])), pages in 1..9_i64,
        goal in prop::option::of(prop::sample::select(vec!["lead", "signup", "purchase"])),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let event = |kind: &str, minute: i32| json!({
                "id": format!("{kind}{number}"), "visitor_id": format!("v{visitor}"), "customer": who.map(customer),
                "occurred_at": moment(at, minute), "channel": channel, "campaign_id": campaign(which), "device": device,
                "page_views": (kind == "visit").then_some(pages), "engaged_ms": (kind == "visit").then_some(pages * 4_000),
                "goal": if kind == "event" { goal } else { None },
            });
            let mut rows = vec![("visit", row(event("visit", minute)))];
            if goal.is_some() {
                rows.push(("event", row(event("event", minute + 5))));
            }
            rows
        }))
    }
}

prop_compose! {
    fn enquiry()(
        at in DAYS, minute in 0..1440, owner in prop::option::of(1..4_u8), who in prop::option::of(0..history::CUSTOMERS),
        which in prop::option::of(1..3_u8), channel in prop::option::of(prop::sample::select(vec!["web", "phone"])),
        later in 0..60_i32, end in 0..4_u8, call_after in prop::option::of(1..500_i32),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("l{number}");
            let then = |at_least: u8| (end >= at_least).then(|| moment(at + later, minute));
            let mut rows = vec![("lead", row(json!({
                "id": id, "email": format!("l{number}@example.org"), "customer": who.map(customer), "channel": channel,
                "campaign_id": campaign(which), "owner_id": owner.map(|owner| format!("e{owner}")),
                "created_at": moment(at, minute), "qualified_at": if end < 3 { then(1) } else { None },
                "converted_at": if end == 2 { then(2) } else { None }, "disqualified_at": then(3),
            })))];
            if let Some(after) = call_after {
                rows.push(("call", row(json!({
                    "id": format!("{id}-call"), "lead_id": id, "owner_id": owner.map(|owner| format!("e{owner}")),
                    "direction": "outbound", "done_at": moment(at, minute + after), "is_done": true,
                }))));
            }
            rows
        }))
    }
}

prop_compose! {
    fn letter()(
        at in DAYS, minute in 0..1440, who in 0..history::CUSTOMERS, which in 1..3_u8,
        arrived in prop::bool::weighted(0.9), answered in prop::option::of(0..9_i32),
    ) -> Numbered {
        Numbered(Arc::new(move |number| vec![("campaign_send", row(json!({
            "id": format!("n{number}"), "campaign_id": campaign(Some(which)), "recipient": format!("{}@example.org", customer(who)),
            "customer": customer(who), "channel": "mail", "sent_at": moment(at, minute), "delivered": arrived,
            "responded_at": answered.filter(|_| arrived).map(|days| moment(at + days, minute + 1)),
        })))]))
    }
}

prop_compose! {
    fn contract()(
        at in DAYS, who in 0..history::CUSTOMERS, owner in 1..4_u8, cents in 100..90_000_i64, dollars in any::<bool>(),
        renewed in prop::option::of((-20..30_i32, 50..150_i64)),
    ) -> Numbered {
        Numbered(Arc::new(move |number| vec![("contract", row(json!({
            "id": format!("w{number}"), "customer": customer(who), "owner_id": format!("e{owner}"), "renewal_due_on": date(at),
            "renewed_at": renewed.map(|(days, _)| date(at + days)), "monthly_amount": money(cents),
            "renewed_monthly_amount": renewed.map(|(_, percent)| money(cents * percent / 100)), "currency": currency(dollars),
        })))]))
    }
}

prop_compose! {
    fn invoice()(
        at in DAYS, minute in 0..1440, who in prop::option::of(0..history::CUSTOMERS), cents in 100..90_000_i64, dollars in any::<bool>(),
        paid in prop::option::of((0..90_i32, prop::sample::select(vec![4_i64, 10, 10]))),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("i{number}");
            let mut rows = vec![("invoice", row(json!({
                "id": id, "customer": who.map(customer), "issued_at": moment(at, minute), "due_on": date(at + 30),
                "net": money(cents), "gross": money(cents), "currency": currency(dollars), "status": "sent",
            })))];
            if let Some((days, tenths)) = paid {
                rows.push(("payment", row(json!({
                    "id": format!("{id}-paid"), "document_id": id, "customer": who.map(customer),
                    "received_at": moment(at + days, minute), "amount": money(cents * tenths / 10),
                    "currency": currency(dollars), "status": "succeeded",
                }))));
            }
            rows
        }))
    }
}

prop_compose! {
    fn work()(
        at in DAYS, minute in 0..1440, who in prop::option::of(0..history::CUSTOMERS), owner in 1..4_u8, kind in 0..5_usize,
        deal in prop::option::of(0..5_u8), minutes in 1..90_i64, count in 1..50_i64,
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("y{number}");
            let owner = format!("e{owner}");
            let step = ["login", "create", "update", "view"][number % 4];
            let word = ["call", "email", "meeting", "activity", "usage_event"][kind];
            let fields = if word == "usage_event" {
                json!({
                    "id": id, "employee_id": owner, "occurred_at": moment(at, minute), "count": count,
                    "kind": step, "object": "deal",
                })
            } else {
                json!({
                    "id": id, "owner_id": owner, "customer": who.map(customer), "direction": "outbound",
                    "kind": (word == "activity").then_some("task"), "opportunity_id": deal.map(|deal| format!("d{deal}")), "started_at": moment(at, minute),
                    "due_at": moment(at + 1, minute), "done_at": moment(at, minute + 30), "is_done": true,
                    "duration_seconds": minutes * 60,
                })
            };
            vec![(word, row(fields))]
        }))
    }
}

prop_compose! {
    fn invitation()(
        at in DAYS, minute in 0..1440, who in 0..history::CUSTOMERS,
        kind in prop::sample::select(vec!["nps", "csat", "ces"]),
    ) -> Numbered {
        Numbered(Arc::new(move |number| vec![("survey_send", row(json!({
            "id": format!("q{number}"), "survey": "yearly", "kind": kind, "customer": customer(who),
            "respondent": customer(who), "sent_at": moment(at, minute),
        })))]))
    }
}

prop_compose! {
    /// A campaign with its budget, or a quote.
    fn plan()(
        at in DAYS, minute in 0..1440, who in 0..history::CUSTOMERS, owner in 1..4_u8, cents in 100..90_000_i64, dollars in any::<bool>(),
        is_quote in any::<bool>(),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let (id, currency) = (format!("z{number}"), currency(dollars));
            let quote = json!({
                "id": id, "customer": customer(who), "issued_at": moment(at, minute), "net": money(cents), "currency": currency,
                "owner_id": format!("e{owner}"), "status": "sent",
            });
            let campaign = json!({
                "id": id, "name": id, "channel": "mail", "starts_on": date(at), "ends_on": date(at + 30), "budget": money(cents),
                "currency": currency, "owner_id": format!("e{owner}"),
            });
            vec![if is_quote { ("quote", row(quote)) } else { ("campaign", row(campaign)) }]
        }))
    }
}

prop_compose! {
    /// A promise about one of the first requests, and its passing on to somebody else.
    fn promise()(
        at in DAYS, minute in 0..1440, ticket in 0..10_u8, kind in prop::sample::select(vec!["first_response", "resolution"]),
        met in prop::option::of(-600..600_i32), to in prop::option::of(1..4_u8),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let ticket = format!("t{ticket}");
            let mut rows = vec![("sla_target", row(json!({
                "id": format!("u{number}"), "ticket_id": ticket, "kind": kind, "policy": "gold", "due_at": moment(at, minute),
                "met_at": met.map(|later| moment(at, minute + later)),
            })))];
            if let Some(to) = to {
                rows.push(("ticket_event", row(json!({
                    "id": format!("u{number}-to"), "ticket_id": ticket, "kind": "assignment", "author_kind": "agent",
                    "to_value": format!("e{to}"), "occurred_at": moment(at, minute),
                }))));
            }
            rows
        }))
    }
}
