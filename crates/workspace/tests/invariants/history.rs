//! Random histories: rows as examples give them.

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use workspace::check::Given;

/// The first day on which anything happens.
pub(crate) const FIRST: Date = date(2025, 7, 1);
const TWIN: &str = "-again";
/// Days in which things happen.
const DAYS: i32 = 365;

pub(crate) const CUSTOMERS: usize = 6;

/// The months that are asked about, all in the middle of the history.
pub(crate) const MONTHS: [&str; 3] = ["2026-01", "2026-02", "2026-03"];
pub(crate) const QUARTER: &str = "2026-Q1";

pub(crate) type Row = BTreeMap<String, Value>;

/// A company whose parts fit together: lines belong to orders, messages to requests.
pub(crate) fn company() -> impl Strategy<Value = Given> {
    (
        prop::collection::vec(any::<bool>(), CUSTOMERS),
        prop::collection::vec(order(), 0..40),
        subscriptions(),
        prop::collection::vec(deal(), 0..20),
        prop::collection::vec(request(), 0..20),
        prop::collection::vec(answer(), 0..30),
        prop::collection::vec(touch(), 0..80),
    )
        .prop_map(|(twins, orders, subscriptions, deals, requests, answers, touches)| {
            let mut given = Given::new();
            given.insert("organization".to_owned(), customers(&twins));
            given.insert("employee".to_owned(), employees());
            given.insert("fx_rate".to_owned(), rates());
            add(&mut given, subscriptions);
            given.insert("campaign".to_owned(), campaigns());
            for kind in [orders, deals, requests, answers, touches] {
                for (number, row_maker) in kind.iter().enumerate() {
                    add(&mut given, row_maker.rows(number));
                }
            }
            spread_over_records(&mut given);
            forget_records_that_are_not(&mut given, &twins);
            given
        })
}

/// The same company with prices that are all there is to say: no discounts, no tax, nothing billed by use.
pub(crate) fn at_plain_prices(mut given: Given) -> Given {
    for state in given.get_mut("subscription_state").into_iter().flatten() {
        state.retain(|field, _| !field.starts_with("discount") && field != "tax_percent" && field != "is_metered");
    }
    given
}

/// Not only orders: every third subscription, deal, request, answer and touch stands with the other record.
fn spread_over_records(given: &mut Given) {
    for word in ["subscription", "opportunity", "ticket", "answer", "click"] {
        for row in given.get_mut(word).into_iter().flatten().step_by(3) {
            if let Some(owner) = row.get_mut("customer") {
                *owner = json!(twin(owner.as_str().expect("record")));
            }
        }
    }
}

/// Of customers with one record, everything belongs to it.
fn forget_records_that_are_not(given: &mut Given, twins: &[bool]) {
    let alone: Vec<String> =
        (0..CUSTOMERS).filter(|number| !twins[*number]).map(|number| twin(&customer(number))).collect();
    for owner in given.values_mut().flatten().filter_map(|row| row.get_mut("customer")) {
        if let Some(record) = owner.as_str().filter(|record| alone.iter().any(|twin| twin == record)) {
            *owner = json!(one_customer(record));
        }
    }
}

pub(crate) type Rows = Vec<(&'static str, Row)>;

/// Rows that still lack the number in their ids.
#[derive(Clone)]
pub(crate) struct Numbered(pub(crate) Arc<dyn Fn(usize) -> Rows>);

impl Numbered {
    pub(crate) fn rows(&self, number: usize) -> Rows {
        (self.0)(number)
    }
}

impl fmt::Debug for Numbered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows(0).fmt(formatter)
    }
}

pub(crate) fn add(given: &mut Given, rows: Rows) {
    for (word, row) in rows {
        given.entry(word.to_owned()).or_default().push(row);
    }
}

pub(crate) fn row(value: Value) -> Row {
    match value {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        other => panic!("not a row: {other}"),
    }
}

pub(crate) fn day(number: i32) -> Date {
    FIRST + Span::new().days(number)
}

pub(crate) fn moment(day_number: i32, minute: i32) -> String {
    let at = day(day_number).at(0, 0, 0, 0) + Span::new().minutes(minute);
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

pub(crate) fn customer(number: usize) -> String {
    format!("c{number}")
}

/// The other record of a customer, if there is one: they share a tax number.
fn twin(customer: &str) -> String {
    format!("{customer}{TWIN}")
}

/// The customer of a record, when both records of it are one.
pub(crate) fn one_customer(record: &str) -> &str {
    record.strip_suffix(TWIN).unwrap_or(record)
}

/// How many records are the second one of a customer.
pub(crate) fn twins(given: &Given) -> usize {
    let ids = given["organization"].iter().filter_map(|record| record["id"].as_str());
    ids.filter(|id| one_customer(id) != *id).count()
}

/// A company in which records of at least one customer are merged.
pub(crate) fn company_with_a_merge() -> impl Strategy<Value = Given> {
    company().prop_filter("a merge", |given| twins(given) > 0)
}

/// Every customer, and the second record of those who have one.
fn customers(twins: &[bool]) -> Vec<Row> {
    let segments = [Some("small"), Some("large"), None];
    let countries = [Some("LT"), Some("DE"), Some("US"), None];
    (0..CUSTOMERS)
        .flat_map(|number| {
            let first = json!({
                "id": customer(number), "name": customer(number), "created_at": day(number as i32 * 45).to_string(),
                "segment": segments[number % 3], "country": countries[number % 4], "tax_id": format!("LT10000191{number}"),
                "acquisition_channel": if number % 2 == 0 { Some("web") } else { None },
            });
            let second = twins[number].then(|| {
                json!({
                    "id": twin(&customer(number)), "name": customer(number), "tax_id": format!("LT10000191{number}"),
                    "created_at": day(number as i32 * 45 + 45).to_string(),
                    "segment": segments[number % 3], "country": countries[number % 4],
                })
            });
            std::iter::once(row(first)).chain(second.map(row))
        })
        .collect()
}

fn employees() -> Vec<Row> {
    [("e1", Some("North")), ("e2", Some("South")), ("e3", None)]
        .into_iter()
        .map(|(id, team)| row(json!({ "id": id, "name": id, "team": team })))
        .collect()
}

/// Dollars in euros, another rate on every day.
fn rates() -> Vec<Row> {
    (-400..DAYS + 200)
        .map(|number| {
            let rate = format!("0.{}", 8_000 + (number * 37).rem_euclid(1_500));
            row(json!({ "day": day(number).to_string(), "currency": "USD", "base_currency": "EUR", "rate": rate }))
        })
        .collect()
}

pub(crate) fn currency(dollars: bool) -> &'static str {
    if dollars { "USD" } else { "EUR" }
}

prop_compose! {
    fn order()(
        at in 0..DAYS, minute in 0..1440, who in prop::option::of(0..CUSTOMERS), again in any::<bool>(), dollars in any::<bool>(),
        channel in prop::option::of(prop::sample::select(vec!["web", "shop"])),
        lines in prop::collection::vec((0..4_u8, 1..5_i64, 100..9_000_i64), 1..3),
        returned in prop::option::weighted(0.3, 0..60),
        refunded in prop::option::weighted(0.3, 0..60),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("o{number}");
            let net: i64 = lines.iter().map(|(_, quantity, cents)| quantity * cents).sum();
            let money = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
            let owner = who.map(customer).map(|name| if again { twin(&name) } else { name });
            let mut rows = vec![("order", row(json!({
                "id": id, "customer": owner, "issued_at": moment(at, minute), "net": money(net),
                "currency": currency(dollars), "channel": channel, "status": "fulfilled",
            })))];
            for (place, (product, quantity, cents)) in lines.iter().enumerate() {
                rows.push(("order_line", row(json!({
                    "id": format!("{id}-{place}"), "document_id": id, "product_code": format!("p{product}"),
                    "quantity": quantity, "net": money(quantity * cents), "currency": currency(dollars),
                }))));
            }
            if let Some(later) = returned {
                let back = format!("r{number}");
                let (product, _, cents) = lines[0];
                rows.push(("return", row(json!({
                    "id": back, "parent_id": id, "customer": owner, "issued_at": moment(at + later, minute),
                    "net": money(cents), "currency": currency(dollars), "channel": channel, "status": "fulfilled",
                }))));
                rows.push(("order_line", row(json!({
                    "id": format!("{back}-0"), "document_id": back, "parent_line_id": format!("{id}-0"),
                    "product_code": format!("p{product}"), "quantity": 1, "net": money(cents), "currency": currency(dollars),
                }))));
            }
            if let Some(later) = refunded {
                rows.push(("refund", row(json!({
                    "id": format!("m{number}"), "document_id": id, "customer": owner,
                    "received_at": moment(at + later, minute), "amount": money(lines[0].2), "currency": currency(dollars),
                    "status": "succeeded",
                }))));
            }
            rows
        }))
    }
}

/// For each subscription of a customer: its states one after the other, with gaps.
fn subscriptions() -> impl Strategy<Value = Rows> {
    let state = (1..90_i32, 0..40_i32, 0..5_u8, 1..4_i64, 100..5_000_i64);
    let one = (0..CUSTOMERS, -200..DAYS, any::<bool>(), any::<bool>(), prop::collection::vec(state, 1..5));
    prop::collection::vec(one, 0..10).prop_map(|subscriptions| {
        let mut rows = Rows::new();
        for (number, (who, start, dollars, lasts, states)) in subscriptions.into_iter().enumerate() {
            let id = format!("s{number}");
            rows.push((
                "subscription",
                row(json!({ "id": id, "customer": customer(who), "started_at": day(start).to_string() })),
            ));
            let mut from = start;
            let count = states.len();
            for (place, (length, gap, kind, quantity, cents)) in states.into_iter().enumerate() {
                let to = from + length;
                let open = lasts && place + 1 == count;
                let unit = ["month", "year", "week", "day"][usize::from(kind) % 4];
                let plan = ["Silver", "Gold"][place % 2];
                let status = ["active", "active", "active", "trial", "past_due"][usize::from(kind)];
                rows.push((
                    "subscription_state",
                    row(json!({
                        "id": format!("{id}-{place}"), "subscription_id": id, "status": status,
                        "from_at": day(from).to_string(), "to_at": (!open).then(|| day(to).to_string()),
                        "plan": plan, "quantity": quantity,
                        "unit_price": format!("{}.{:02}", cents / 100, cents % 100),
                        "interval_unit": unit,
                        "interval_count": 1 + i64::from(kind % 3), "currency": currency(dollars),
                        "discount_percent": (cents % 3 == 0).then_some(20),
                        "discount_amount": (cents % 4 == 0).then_some(1),
                        "discount_ends_at": (cents % 2 == 0).then(|| day(from + 10 + length).to_string()),
                        "tax_percent": (cents % 5 == 0).then_some("7.7"),
                        "is_metered": (cents % 7 == 0).then_some(true),
                    })),
                ));
                from = to + gap;
            }
        }
        rows
    })
}

prop_compose! {
    fn deal()(
        at in 0..DAYS, minute in 0..1440, who in 0..CUSTOMERS, owner in 0..3_usize, amount in prop::option::of(100..90_000_i64),
        dollars in any::<bool>(), turns in prop::collection::vec((1..60_i32, 0..5_usize), 0..4),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("d{number}");
            let money = amount.map(|cents| format!("{}.{:02}", cents / 100, cents % 100));
            let (mut now, mut status, mut stage) = (at, "open", "new");
            let mut rows = vec![("stage_event", row(json!({
                "id": format!("{id}-0"), "opportunity_id": id, "to_stage": stage, "status": status,
                "changed_at": moment(at, minute), "amount": money, "currency": currency(dollars),
            })))];
            for (place, (later, turn)) in turns.iter().enumerate() {
                now += later;
                let from = stage;
                (stage, status) = [("talks", "open"), ("offer", "open"), ("won", "won"), ("lost", "lost"), ("new", "open")][*turn];
                rows.push(("stage_event", row(json!({
                    "id": format!("{id}-{}", place + 1), "opportunity_id": id, "from_stage": from, "to_stage": stage,
                    "status": status, "changed_at": moment(now, minute), "amount": money, "currency": currency(dollars),
                }))));
            }
            let closed = (status != "open").then(|| moment(now, minute));
            rows.push(("opportunity", row(json!({
                "id": id, "customer": customer(who), "owner_id": format!("e{}", owner + 1), "stage": stage, "status": status,
                "amount": money, "currency": currency(dollars), "created_at": moment(at, minute), "closed_at": closed,
            }))));
            rows
        }))
    }
}

prop_compose! {
    fn request()(
        at in 0..DAYS, minute in 0..1440, who in 0..CUSTOMERS, merged in prop::option::weighted(0.1, 0..5_usize),
        channel in prop::option::of(prop::sample::select(vec!["email", "phone"])),
        priority in prop::option::of(prop::sample::select(vec!["normal", "high"])),
        steps in prop::collection::vec((1..4_000_i32, 0..6_u8), 0..8),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let id = format!("t{number}");
            let into = merged.filter(|target| *target < number).map(|target| format!("t{target}"));
            let mut rows = vec![("ticket", row(json!({
                "id": id, "customer": customer(who), "created_at": moment(at, minute), "channel": channel,
                "priority": priority, "team": "Help", "assignee_id": "e1", "merged_into_id": into, "created_by": "customer",
            })))];
            let (mut now, mut status) = (minute, "new");
            for (place, (later, step)) in steps.iter().enumerate() {
                now += later;
                let event = match step {
                    0 | 1 => json!({ "kind": "message", "author_kind": "customer", "is_public": true }),
                    2 => json!({ "kind": "message", "author_kind": "agent", "is_public": true }),
                    3 => json!({ "kind": "message", "author_kind": "agent", "is_public": false }),
                    _ => {
                        let next = if status == "solved" { "open" } else { "solved" };
                        let turn = json!({ "kind": "status", "author_kind": "agent", "from_value": status, "to_value": next });
                        status = next;
                        turn
                    }
                };
                let mut event = row(event);
                event.extend(row(json!({ "id": format!("{id}-{place}"), "ticket_id": id, "occurred_at": moment(at, now) })));
                rows.push(("ticket_event", event));
            }
            rows
        }))
    }
}

prop_compose! {
    fn answer()(
        at in 0..DAYS, minute in 0..1440, who in 0..CUSTOMERS, kind in 0..3_usize, score in 0..11_i64, about in 0..2_usize,
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            let (word, least, most) = [("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7)][kind];
            let survey = ["after order", "yearly"][about];
            let score = least + score % (most - least + 1);
            vec![("answer", row(json!({
                "id": format!("a{number}"), "survey": survey, "kind": word, "score": score,
                "scale_min": least, "scale_max": most, "polarity": "high_good", "responded_at": moment(at, minute),
                "customer": customer(who), "respondent": customer(who),
            })))]
        }))
    }
}

fn campaigns() -> Vec<Row> {
    ["g1", "g2"]
        .map(|id| row(json!({ "id": id, "name": id, "channel": "mail", "starts_on": day(0).to_string() })))
        .to_vec()
}

prop_compose! {
    fn touch()(
        at in 0..DAYS, minute in 0..1440, who in 0..CUSTOMERS, campaign in prop::option::of(1..3_u8),
        channel in prop::sample::select(vec!["direct", "direct", "search", "mail", "referral"]),
    ) -> Numbered {
        Numbered(Arc::new(move |number| {
            vec![("click", row(json!({
                "id": format!("k{number}"), "customer": customer(who), "channel": channel,
                "campaign_id": campaign.map(|number| format!("g{number}")), "occurred_at": moment(at, minute),
            })))]
        }))
    }
}
