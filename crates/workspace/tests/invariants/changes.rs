//! Invariant 14: a changed answer, a refund and a reopening restate the periods they belong to, and no other.

use crate::ask::{company, figure, number};
use crate::history::{self, MONTHS, QUARTER};
use model::settings::WorkspaceSettings;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use workspace::check::{Company, Given};

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_refund_restates_its_own_month_only(given in history::company()) {
        let mut company = company();
        company.fill(&given, WorkspaceSettings::default()).expect("rows");
        let before = months(&company, "revenue_net");
        let orders = number(&company, "orders", QUARTER);
        let more = with(&given, &[
            ("order", json!({ "id": "older", "customer": "c1", "issued_at": "2025-11-10T10:00", "net": "50.00",
                "status": "fulfilled" })),
            ("refund", json!({ "id": "back", "document_id": "older", "customer": "c1",
                "received_at": "2026-02-10T10:00", "amount": "50.00", "status": "succeeded" })),
        ]);
        company.fill(&more, WorkspaceSettings::default()).expect("rows");
        let after = months(&company, "revenue_net");
        prop_assert_eq!(before[0], after[0]);
        prop_assert_eq!(before[2], after[2]);
        prop_assert_eq!(before[1].map(|cents| cents - Decimal::from(5_000)), after[1]);
        prop_assert_eq!(orders, number(&company, "orders", QUARTER), "a refund lowers no count of orders");
    }

    #[test]
    fn a_changed_answer_restates_its_own_month_only(given in history::company()) {
        let answer = |id: &str, score: u8, at: &str| ("answer", json!({ "id": id, "survey": "yearly", "kind": "nps",
            "score": score, "scale_min": 0, "scale_max": 10, "polarity": "high_good", "responded_at": at,
            "customer": "somebody", "respondent": "somebody" }));
        let mut company = company();
        company.fill(&with(&given, &[answer("own", 2, "2026-02-03T10:00")]), WorkspaceSettings::default()).expect("rows");
        let (before, n) = (months(&company, "nps"), figure(&company, "nps", MONTHS[1]).n);
        company.fill(&with(&given, &[answer("own", 10, "2026-02-03T10:00")]), WorkspaceSettings::default()).expect("rows");
        let changed = months(&company, "nps");
        prop_assert_eq!((before[0], before[2]), (changed[0], changed[2]));
        // From -100 to 100 for one of n.
        let step = Decimal::from(200) / Decimal::from(n);
        let (then, now) = (before[1].expect("an answer"), changed[1].expect("an answer"));
        prop_assert!(crate::ask::close(then + step, now), "{then} became {now} of {n}");
        // A later answer of the same month takes its place, one of the next month does not.
        let again = [answer("own", 2, "2026-02-03T10:00"), answer("again", 10, "2026-02-20T10:00")];
        company.fill(&with(&given, &again), WorkspaceSettings::default()).expect("rows");
        prop_assert_eq!(months(&company, "nps"), changed);
        let again = [answer("own", 2, "2026-02-03T10:00"), answer("again", 10, "2026-03-20T10:00")];
        company.fill(&with(&given, &again), WorkspaceSettings::default()).expect("rows");
        let next = months(&company, "nps");
        prop_assert_eq!((next[0], next[1]), (before[0], before[1]));
        prop_assert_eq!(figure(&company, "nps", MONTHS[1]).n, n);
    }

    #[test]
    fn a_reopening_restates_no_month_before_it(given in history::company()) {
        let turn = |at: &str, from: &str, to: &str| ("ticket_event", json!({ "ticket_id": "own", "kind": "status",
            "author_kind": "agent", "occurred_at": at, "from_value": from, "to_value": to }));
        let ticket = ("ticket", json!({ "id": "own", "customer": "c1", "created_at": "2026-01-05T10:00", "team": "Help" }));
        let solved = [ticket.clone(), turn("2026-01-09T10:00", "new", "solved")];
        let mut company = company();
        company.fill(&with(&given, &solved), WorkspaceSettings::default()).expect("rows");
        let asked = ["backlog", "tickets_created", "tickets_resolved", "reopen_rate"];
        let before = asked.map(|metric| months(&company, metric));
        // Reopened after more than fourteen days, and solved again in March.
        let again = [ticket, turn("2026-01-09T10:00", "new", "solved"), turn("2026-02-10T10:00", "solved", "open"),
            turn("2026-03-10T10:00", "open", "solved")];
        company.fill(&with(&given, &again), WorkspaceSettings::default()).expect("rows");
        let [backlog, created, resolved, reopened] = asked.map(|metric| months(&company, metric));
        let more = |month: Option<Decimal>| month.map(|count| count + Decimal::ONE);
        prop_assert_eq!(backlog, [before[0][0], more(before[0][1]), before[0][2]]);
        prop_assert_eq!(created, before[1]);
        prop_assert_eq!(resolved, [before[2][0], before[2][1], more(before[2][2])]);
        prop_assert_eq!((reopened[0], reopened[1]), (before[3][0], before[3][1]));
    }
}

fn months(company: &Company<'_>, metric: &str) -> [Option<Decimal>; 3] {
    MONTHS.map(|month| number(company, metric, month))
}

fn with(given: &Given, rows: &[(&str, Value)]) -> Given {
    let mut more = given.clone();
    for (word, row) in rows {
        let row = row.as_object().expect("row").clone().into_iter().collect();
        more.entry((*word).to_owned()).or_default().push(row);
    }
    more
}
