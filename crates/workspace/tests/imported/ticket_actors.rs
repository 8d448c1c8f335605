//! Who answered and solved requests, not with whom they lie today.

use crate::support::{Place, number};

/// The request lay with Bob until 10 January and lies with Cid since. Ann answers, Bob solves, Cid answers again.
fn place() -> Place {
    let place = Place::new();
    place.import("employee", "name: name, team: team", "id,name,team\n1,Ann,North\n2,Bob,South\n3,Cid,West\n");
    place.import("person", "full_name: name", "id,name\na,Anna\n");
    place.import(
        "ticket",
        "person_id: customer, assignee_id: agent, status: status, created_at: created",
        "id,customer,agent,status,created\nt1,a,3,open,2026-01-05T08:00:00Z\n",
    );
    place.import(
        "ticket_event",
        "ticket_id: ticket, kind: kind, occurred_at: at, author_kind: by, author_id: agent, from_value: from, to_value: to",
        "id,ticket,kind,at,by,agent,from,to\n\
         1,t1,assignment,2026-01-05T09:00:00Z,system,,,2\n\
         2,t1,message,2026-01-05T10:00:00Z,agent,1,,\n\
         3,t1,status,2026-01-06T10:00:00Z,agent,,open,solved\n\
         4,t1,assignment,2026-01-10T09:00:00Z,system,,2,3\n\
         5,t1,status,2026-01-10T09:00:00Z,customer,,solved,open\n\
         6,t1,message,2026-01-12T10:00:00Z,agent,,,\n",
    );
    place
}

#[test]
fn a_request_is_handled_by_those_who_acted() {
    let place = place();
    assert_eq!(place.value("tickets_handled", &[]), number(1.0));
    let of = |dimension, names: [&str; 3]| {
        let each = names.map(|name| (Some(name.to_owned()), number(1.0)));
        assert_eq!(place.parts("tickets_handled", dimension), each);
    };
    of("owner", ["Ann", "Bob", "Cid"]);
    of("team", ["North", "South", "West"]);
}

#[test]
fn a_customer_is_contacted_by_those_who_wrote() {
    let contacted = place().parts("customers_contacted", "owner");
    assert_eq!(contacted, ["Ann", "Cid"].map(|name| (Some(name.to_owned()), number(1.0))), "solving is no contact");
}
