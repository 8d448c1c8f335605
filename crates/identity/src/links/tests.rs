//! The rules on small directories.

use super::*;
use proptest::prelude::*;

fn organization(id: &str, tax_id: &str, domain: &str) -> Organization {
    Organization { id: id.into(), tax_id: filled(tax_id), domain: filled(domain) }
}

fn person(id: &str, email: &str, organization_id: &str) -> Person {
    Person { id: id.into(), email: filled(email), organization_id: filled(organization_id) }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a document that names these records finds: the expression that facts use.
fn customer(links: &[Link], organization: &str, person: &str) -> Option<String> {
    let of = |id: &str| links.iter().find(|link| link.record_id == id);
    of(organization)
        .and_then(|link| link.customer_id.clone())
        .or_else(|| of(person).and_then(|link| link.customer_id.clone()))
        .or_else(|| of(organization).and_then(|link| link.customer_id_without_person.clone()))
}

fn found(links: &[Link], organization: &str, person: &str) -> String {
    customer(links, organization, person).unwrap_or_default()
}

#[test]
fn one_address_is_one_person_and_the_earliest_survives() {
    let persons = [
        person("crm:1", "Ann@acme.example", ""),
        person("shop:9", "ann@acme.example ", ""),
        person("shop:8", "bob@acme.example", ""),
    ];
    let links = links(&[], &persons, CustomerIs::Person);
    assert_eq!(found(&links, "", "shop:9"), "crm:1");
    assert_eq!(found(&links, "", "shop:8"), "shop:8");
}

#[test]
fn role_addresses_and_addresses_of_many_link_nobody() {
    let role = [person("1", "info@acme.example", ""), person("2", "info@acme.example", "")];
    assert_eq!(found(&links(&[], &role, CustomerIs::Person), "", "2"), "2");

    let holders = |count: usize| -> Vec<Person> {
        (0..count).map(|number| person(&number.to_string(), "ann@acme.example", "")).collect()
    };
    assert_eq!(found(&links(&[], &holders(5), CustomerIs::Person), "", "4"), "0");
    assert_eq!(found(&links(&[], &holders(6), CustomerIs::Person), "", "4"), "4");
}

#[test]
fn merges_chain_over_tax_number_and_domain() {
    let organizations = [
        organization("a", "LT100001919", ""),
        organization("b", "lt 100001919", "acme.example"),
        organization("c", "", "www.acme.example"),
        organization("d", "", "other.example"),
    ];
    let links = links(&organizations, &[], CustomerIs::Organization);
    assert_eq!(["a", "b", "c", "d"].map(|id| found(&links, id, "")), ["a", "a", "a", "d"]);
}

#[test]
fn different_tax_numbers_under_one_domain_stay_apart() {
    let organizations = [
        organization("a", "LT100001919", "group.example"),
        organization("b", "LT200002020", "group.example"),
        organization("c", "", "group.example"),
    ];
    let links = links(&organizations, &[], CustomerIs::Organization);
    assert_eq!(["a", "b", "c"].map(|id| found(&links, id, "")), ["a", "b", "c"]);
}

#[test]
fn free_mail_domains_link_nobody() {
    let organizations = [organization("a", "", "gmail.com"), organization("b", "", "gmail.com")];
    assert_eq!(found(&links(&organizations, &[], CustomerIs::Organization), "b", ""), "b");
}

/// Two records of one company; Ann works there, in the shop she is known by her address alone;
/// Bob is nobody's, Cy names an organization that is not there.
fn company() -> (Vec<Organization>, Vec<Person>) {
    let organizations = vec![
        organization("crm:acme", "", "acme.example"),
        organization("erp:acme", "", "acme.example"),
        organization("crm:solo", "", ""),
    ];
    let persons = vec![
        person("crm:ann", "ann@acme.example", "erp:acme"),
        person("shop:ann", "ann@acme.example", ""),
        person("shop:bob", "", ""),
        person("shop:cy", "", "gone"),
        person("crm:dee", "", "crm:acme"),
        person("crm:eve", "", "crm:solo"),
    ];
    (organizations, persons)
}

#[test]
fn with_organizations_as_customers_their_people_are_that_customer() {
    let (organizations, persons) = company();
    let links = links(&organizations, &persons, CustomerIs::Organization);
    assert_eq!(found(&links, "erp:acme", ""), "crm:acme");
    assert_eq!(found(&links, "", "crm:ann"), "crm:acme");
    assert_eq!(found(&links, "", "shop:ann"), "crm:acme");
    assert_eq!(found(&links, "crm:solo", "crm:ann"), "crm:solo");
    assert_eq!(found(&links, "", "shop:bob"), "shop:bob");
    assert_eq!(found(&links, "gone", "shop:cy"), "shop:cy");
    assert_eq!(customer(&links, "gone", ""), None);
}

#[test]
fn with_persons_as_customers_an_organization_stands_in_where_no_person_is_named() {
    let (organizations, persons) = company();
    let links = links(&organizations, &persons, CustomerIs::Person);
    assert_eq!(found(&links, "erp:acme", "shop:ann"), "crm:ann");
    assert_eq!(found(&links, "crm:acme", "shop:bob"), "shop:bob");
    // Ann and Dee are in it: neither is meant by its name alone.
    assert_eq!(found(&links, "erp:acme", ""), "crm:acme");
    assert_eq!(found(&links, "crm:solo", ""), "crm:eve");
}

fn directories() -> impl Strategy<Value = (Vec<Organization>, Vec<Person>)> {
    let key = |values: &'static [&'static str]| proptest::sample::select(values);
    let organization_values =
        (key(&["", "LT100001919", "LT200002020"]), key(&["", "a.example", "b.example", "gmail.com"]));
    let organizations = proptest::collection::vec(organization_values, 0..8).prop_map(|drawn| {
        drawn
            .iter()
            .zip(0..)
            .map(|((tax_id, domain), number)| organization(&format!("o{number}"), tax_id, domain))
            .collect()
    });
    let person_values = (key(&["", "ann@a.example", "bob@a.example", "info@a.example"]), 0..10_u8);
    let persons = proptest::collection::vec(person_values, 0..14).prop_map(|drawn| {
        drawn
            .iter()
            .zip(0..)
            .map(|((email, at), number)| person(&format!("p{number}"), email, &format!("o{at}")))
            .collect()
    });
    (organizations, persons)
}

/// Which records share a customer, whatever it is called.
fn partition(links: &[Link]) -> BTreeSet<BTreeSet<String>> {
    let mut parts: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for link in links {
        if let Some(customer) = link.customer_id.as_ref().or(link.customer_id_without_person.as_ref()) {
            parts.entry(customer).or_default().insert(link.record_id.clone());
        }
    }
    parts.into_values().collect()
}

proptest! {
    #[test]
    fn who_belongs_together_does_not_depend_on_the_order_of_rows((organizations, persons) in directories()) {
        for customer_is in [CustomerIs::Organization, CustomerIs::Person] {
            let forward = links(&organizations, &persons, customer_is);
            let reversed = |rows: &[Organization]| rows.iter().rev().cloned().collect::<Vec<_>>();
            let backward = links(&reversed(&organizations), &persons.iter().rev().cloned().collect::<Vec<_>>(), customer_is);
            prop_assert_eq!(partition(&forward), partition(&backward));
        }
    }

    #[test]
    fn every_record_has_a_customer_and_every_customer_is_a_record_of_itself((organizations, persons) in directories()) {
        for customer_is in [CustomerIs::Organization, CustomerIs::Person] {
            let links = links(&organizations, &persons, customer_is);
            prop_assert_eq!(links.len(), organizations.len() + persons.len());
            for link in &links {
                let customer = link.customer_id.clone().or_else(|| link.customer_id_without_person.clone());
                let customer = customer.ok_or_else(|| TestCaseError::fail("a record without customer"))?;
                let own = links.iter().find(|link| link.record_id == customer);
                let own = own.ok_or_else(|| TestCaseError::fail("a customer that is no record"))?;
                prop_assert!(own.customer_id.as_ref() == Some(&customer) || own.customer_id_without_person.as_ref() == Some(&customer));
            }
        }
    }
}
