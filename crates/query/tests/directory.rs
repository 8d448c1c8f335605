//! Looking up customers, what happened with them, and the values of dimensions.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod common;

use catalogue::definition::{Aggregate, MeasureKind, Unit};
use common::*;
use query::ErrorCode;
use query::directory::{CustomersRequest, customer, customers, dimension_values, timeline, unknown_value};
use query::scope::Scope;
use query::sort::Sort;

const CUSTOMERS: &str = "customer_id:text:customer name:text kind:text email:text created_at:instant first_paid_at:instant \
                         channel:text:channel campaign:text segment:text country:text:country owner:text:owner";
const TIMELINE: &str = "event_id:text customer_id:text:customer occurred_at:instant kind:text title:text detail:text \
                        amount:money:currency currency:text reference_id:text source:text:source";

fn company() -> Company {
    let company = Company::new()
        .fact("customers", CUSTOMERS, false, &[
            "('1', 'Ąžuolas', 'organization', 'info@azuolas.lt', '2026-01-01 00:00', '2026-01-01', NULL, NULL, 'mail', NULL, 'small', 'LT', 'Ann')",
            "('2', 'Beta 100%', 'organization', NULL, NULL, NULL, NULL, '2026-02-03', 'mail', NULL, NULL, 'DE', 'Ben')",
            "('3', NULL, 'person', 'ann_b@example.org', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Ann')",
        ])
        .fact("customer_timeline", TIMELINE, false, &[
            "('a', '1', '2026-01-05 10:00', '2026-01-05', 'order_placed', 'O1', 'paid', 1000, 'EUR', 'o1', 'shop')",
            "('b', '1', NULL, '2026-01-05', 'call', NULL, NULL, NULL, NULL, 'c1', 'crm')",
            "('c', '1', '2026-01-05 10:00', '2026-01-05', 'ticket_created', 'Help', NULL, NULL, NULL, 't1', 'desk')",
            "('d', '1', '2026-01-06 09:00', '2026-01-06', 'ticket_solved', 'Help', NULL, NULL, NULL, 't1', 'desk')",
            "('e', '2', '2026-01-06 09:00', '2026-01-06', 'order_placed', 'O2', NULL, NULL, NULL, 'o2', 'shop')",
        ]);
    company.run("INSERT INTO customer (id, name, records) VALUES ('1', 'Ąžuolas', 3)");
    company
}

fn list(search: &str, sort: Option<&str>) -> CustomersRequest {
    CustomersRequest {
        search: search.to_owned(),
        sort: sort.map(Sort::of),
        page: 0,
        as_of: "2026-02-01T00:00:00Z".parse().expect("moment"),
    }
}

fn found(company: &Company, search: &str) -> Vec<String> {
    let list = customers(&company.context(), &Scope::everything(), &list(search, None)).expect("customers");
    assert_eq!(list.total as usize, list.rows.len());
    list.rows.into_iter().map(|row| row.customer.id).collect()
}

#[test]
fn customers_are_found_in_whatever_case_and_signs_are_only_signs() {
    let company = company();
    assert_eq!(found(&company, ""), ["2", "1", "3"], "by name, those without one last");
    assert_eq!(found(&company, "ąŽUO"), ["1"]);
    assert_eq!(found(&company, "100%"), ["2"]);
    assert_eq!(found(&company, "ann_b"), ["3"]);
    assert!(found(&company, "%").len() == 1 && found(&company, "' OR 1=1 --").is_empty());
}

#[test]
fn a_list_is_sorted_by_what_customers_bought_and_who_bought_nothing_is_last() {
    const SALES: &str = "booked_at:instant customer_id:text:customer net:money:currency currency:text owner:text:owner";
    const ORDERS: &str = "order_id:text placed_at:instant customer_id:text:customer owner:text:owner";
    let company = company()
        .fact(
            "revenue_entries",
            SALES,
            false,
            &[
                "('2026-01-03 10:00', '2026-01-03', '1', 900, 'EUR', 'Ann')",
                "('2026-01-04 10:00', '2026-01-04', '1', -300, 'EUR', 'Ann')",
                "('2025-01-04 10:00', '2025-01-04', '2', 1000, 'EUR', 'Ben')",
                "('2026-01-05 10:00', '2026-01-05', '3', 5000, 'XXX', 'Ann')",
                "('2026-03-05 10:00', '2026-03-05', '2', 7000, 'EUR', 'Ben')",
            ],
        )
        .fact(
            "orders",
            ORDERS,
            false,
            &[
                "('a', '2026-01-03 10:00', '2026-01-03', '1', 'Ann')",
                "('b', NULL, '2026-01-03', '1', 'Ben')",
                "('c', NULL, '2026-01-09', '1', 'Ann')",
                "('d', '2025-01-04 10:00', '2025-01-04', '2', 'Ben')",
                "('e', '2026-03-05 10:00', '2026-03-05', '2', 'Ben')",
                "('f', '2026-02-01 00:00', '2026-02-01', '3', 'Ann')",
            ],
        )
        .metric(single(
            "revenue_net",
            Unit::Money,
            placed("revenue_entries", "booked_at", MeasureKind::Flow(sum("net"))),
        ));
    let seen_by = |scope: &Scope, sort: &str| {
        let list = customers(&company.context(), scope, &list("", Some(sort))).expect("customers");
        let row =
            |row: query::directory::ListedCustomer| (row.customer.id, row.revenue, row.orders, row.last_order_day);
        list.rows.into_iter().map(row).collect::<Vec<_>>()
    };
    let asked = |sort: &str| seen_by(&Scope::everything(), sort);
    let row = |id: &str, revenue: Option<&str>, orders: Option<u64>, day: Option<&str>| {
        (id.to_owned(), revenue.map(str::to_owned), orders, day.map(str::to_owned))
    };
    // What comes after the moment of the question is not yet; an amount that nobody can convert is not known.
    let (first, second) =
        (row("1", Some("600"), Some(3), Some("2026-01-09")), row("2", Some("1000"), Some(1), Some("2025-01-04")));
    let none = row("3", None, None, None);
    assert_eq!(asked("-revenue"), [second.clone(), first.clone(), none.clone()]);
    assert_eq!(asked("-orders"), [first.clone(), second.clone(), none.clone()]);
    assert_eq!(asked("last_order"), [second, first, none.clone()]);
    // Orders of others are no more to be seen here than in revenue.
    let ann = Scope::limited(vec![("owner".to_owned(), vec!["Ann".to_owned()])], Vec::new());
    let hers = row("1", Some("600"), Some(2), Some("2026-01-09"));
    assert_eq!(seen_by(&ann, "-orders"), [hers, none]);
    let wrong = customers(&company.context(), &Scope::everything(), &list("", Some("size"))).expect_err("column");
    assert_eq!(wrong.code, ErrorCode::BadValue);
}

#[test]
fn one_customer_is_shown_to_those_who_may_see_it() {
    let company = company();
    let ann = Scope::limited(vec![("owner".to_owned(), vec!["Ann".to_owned()])], Vec::new());
    let shown = customer(&company.context(), &ann, "1").expect("customer");
    assert_eq!(
        (shown.records, shown.created_day.as_deref(), shown.country.as_deref()),
        (3, Some("2026-01-01"), Some("LT"))
    );
    let hidden = customer(&company.context(), &ann, "2").expect_err("another's");
    assert_eq!(hidden.code, ErrorCode::UnknownCustomer);
    assert_eq!(
        timeline(&company.context(), &ann, "2", None, 5).expect_err("another's").code,
        ErrorCode::UnknownCustomer
    );
    assert_eq!(customers(&company.context(), &ann, &list("", None)).expect("list").total, 2);
}

#[test]
fn a_timeline_is_paged_without_gaps_or_repetition() {
    let company = company();
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = timeline(&company.context(), &Scope::everything(), "1", before.as_deref(), 1).expect("page");
        seen.extend(page.entries);
        before = page.next_before;
        if before.is_none() {
            break;
        }
    }
    let kinds: Vec<&str> = seen.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["ticket_solved", "ticket_created", "order_placed", "call"]);
    assert_eq!(seen[2].at.as_deref(), Some("2026-01-05T10:00:00Z"));
    assert_eq!((seen[2].amount.as_deref(), seen[3].at.as_deref()), (Some("1000"), None));
    let error = timeline(&company.context(), &Scope::everything(), "1", Some("x"), 1).expect_err("no place");
    assert_eq!(error.code, ErrorCode::BadPage);
}

#[test]
fn values_come_by_frequency_with_not_set_among_them() {
    let company = company();
    let everything = Scope::everything();
    let values = |dimension: &str, search: &str| dimension_values(&company.context(), &everything, dimension, search);
    let owned = |texts: &[Option<&str>]| texts.iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(values("channel", "").expect("values"), owned(&[Some("mail"), None]));
    assert_eq!(values("country", "d").expect("values"), owned(&[Some("DE")]));
    assert_eq!(values("contry", "").expect_err("typo").suggestion.as_deref(), Some("country"));
}

#[test]
fn a_value_that_no_data_know_is_named_with_those_there_are() {
    let mut company = company();
    company.run("INSERT INTO employee (id, source_id, external_id, batch_sequence, content_hash, name, team) VALUES ('e7', 's', '7', 0, 'h', 'Cleo Weiß', 'North')");
    let goals = "goal_id:text owner:text:owner";
    company = company.fact("goals", goals, false, &["('g', 'Somebody')"]);
    company.catalogue.facts.get_mut("goals").expect("fact").reads = vec!["goal".to_owned()];
    let everything = Scope::everything();
    let unknown = |dimension: &str, value: &str| {
        unknown_value(&company.context(), &everything, dimension, value).expect("answer")
    };
    for (dimension, value) in [("owner", "Ann"), ("owner", "Cleo Weiß"), ("owner", ""), ("team", "North")] {
        assert_eq!(unknown(dimension, value), None, "{value}");
    }
    let cleo = unknown("owner", "Cleo Weiss").expect("unknown");
    assert_eq!(cleo.nearest.as_deref(), Some("Cleo Weiß"));
    assert_eq!(cleo.known, ["Cleo Weiß", "Ann", "Ben"], "the nearest, then by frequency");
    let somebody = unknown("owner", "Somebody").expect("whoever has but a goal is unknown");
    assert_eq!(somebody.nearest, None);
    let ann = Scope::limited(vec![("owner".to_owned(), vec!["Ann".to_owned()])], Vec::new());
    let hidden = unknown_value(&company.context(), &ann, "owner", "Cleo Weiss").expect("answer").expect("unknown");
    assert_eq!(hidden.known, ["Ann"], "nobody is told of what they may not see");
}

#[test]
fn many_unknown_values_cost_no_more_statements_than_one_and_only_a_few_are_named() {
    let count = placed("orders", "day", MeasureKind::Flow(Aggregate::CountRows));
    let columns = "day:date customer_id:text:customer channel:text:channel";
    let rows = ["('2026-01-03', 'a', 'shop')", "('2026-01-04', 'a', 'mail')", "('2026-01-05', 'b', 'shop')"];
    let company = Company::new().fact("orders", columns, false, &rows).metric(single("orders", Unit::Count, count));
    let ask = |values: &[&str]| {
        let before = company.store.count();
        let answer = company.answer(&question("orders", "2026-01").filter("channel", values, false));
        (answer, company.store.count() - before)
    };
    let (one, statements) = ask(&["schop"]);
    assert_eq!(one.frame.unknown[0].nearest.as_deref(), Some("shop"));
    let made: Vec<String> = (0..300).map(|place| format!("shop {place:03}")).collect();
    let mut many: Vec<&str> = made.iter().map(String::as_str).collect();
    many.extend(["mail", "shop"]);
    let (answer, of_many) = ask(&many);
    assert_eq!(of_many, statements);
    assert_eq!(number(&answer.figure), 3.0, "every value counts, whether it is looked up or not");
    let named: Vec<&str> = answer.frame.unknown.iter().map(|unknown| unknown.value.as_str()).collect();
    assert_eq!(named, made.iter().take(10).map(String::as_str).collect::<Vec<_>>());
    assert_eq!(answer.frame.unknown[9].known, ["shop", "mail"], "the nearest, then by frequency");
    let (known, of_known) = ask(&["mail", "shop"]);
    assert_eq!((known.frame.unknown.len(), of_known), (0, statements - 1), "nothing to suggest");
}
