//! The rules: from records to links. No input or output.

use crate::groups::{Groups, shared};
use crate::keys;
use model::settings::CustomerIs;
use std::collections::{BTreeMap, BTreeSet};

/// What the rules look at in an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) tax_id: Option<String>,
    pub(crate) domain: Option<String>,
}

/// What the rules look at in a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) email: Option<String>,
    pub(crate) organization_id: Option<String>,
}

/// The customer of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    pub(crate) record_id: String,
    /// The customer of whatever names this record.
    pub(crate) customer_id: Option<String>,
    /// For an organization: the customer of what names it and no person.
    pub(crate) customer_id_without_person: Option<String>,
}

/// The link of every record, by record id. The records come earliest first; the earliest of those
/// that are the same gives the customer its id.
pub(crate) fn links(organizations: &[Organization], persons: &[Person], customer_is: CustomerIs) -> Vec<Link> {
    let directory = Directory::new(organizations, persons);
    let mut links = match customer_is {
        CustomerIs::Organization => directory.by_organization(),
        CustomerIs::Person => directory.by_person(),
    };
    links.sort_unstable();
    links
}

/// Positions of survivors: which organization an organization is, which person a person is.
struct Directory<'a> {
    organizations: &'a [Organization],
    persons: &'a [Person],
    organization_survivor: Vec<usize>,
    person_survivor: Vec<usize>,
    /// Per person row: the surviving organization it belongs to.
    employer: Vec<Option<usize>>,
}

impl<'a> Directory<'a> {
    fn new(organizations: &'a [Organization], persons: &'a [Person]) -> Self {
        let organization_survivor = survivors(group_organizations(organizations), organizations.len());
        let person_survivor = survivors(group_persons(persons), persons.len());
        let positions: BTreeMap<&str, usize> = organizations
            .iter()
            .enumerate()
            .map(|(position, organization)| (organization.id.as_str(), position))
            .collect();
        let employer = persons
            .iter()
            .map(|person| {
                let position = positions.get(person.organization_id.as_deref()?)?;
                organization_survivor.get(*position).copied()
            })
            .collect();
        Self { organizations, persons, organization_survivor, person_survivor, employer }
    }

    /// A person who belongs to an organization is that customer. One whose own row names none, but who
    /// is in exactly one organization elsewhere, is that customer too; one who is in several, or in
    /// none, is a customer under the earliest such row.
    fn by_organization(&self) -> Vec<Link> {
        let employments = || self.person_survivor.iter().copied().zip(self.employer.iter().copied());
        let employers = by_survivor(employments());
        let free = employments().enumerate().filter(|(_, (_, employer))| employer.is_none());
        let free = by_survivor(free.map(|(position, (survivor, _))| (survivor, Some(position))));
        let of_organizations = self.organizations.iter().zip(&self.organization_survivor).map(|(record, survivor)| {
            let customer = self.organization_id(*survivor);
            link(&record.id, customer.clone(), customer)
        });
        let of_persons = self.persons.iter().zip(&self.person_survivor).zip(&self.employer);
        let of_persons = of_persons.map(|((record, survivor), employer)| {
            let employer = employer.or_else(|| only(employers.get(survivor)));
            let alone = || self.person_id(*free.get(survivor)?.first()?);
            let customer = employer.map_or_else(alone, |employer| self.organization_id(employer));
            link(&record.id, customer, None)
        });
        of_organizations.chain(of_persons).collect()
    }

    /// An organization stands in only where no person is named: for the one person in it, else for itself.
    fn by_person(&self) -> Vec<Link> {
        let members = self.employer.iter().zip(&self.person_survivor);
        let members = members.filter_map(|(employer, survivor)| Some(((*employer)?, Some(*survivor))));
        let members = by_survivor(members);
        let of_organizations = self.organizations.iter().zip(&self.organization_survivor).map(|(record, survivor)| {
            let person = only(members.get(survivor));
            let customer = person.map_or_else(|| self.organization_id(*survivor), |person| self.person_id(person));
            link(&record.id, None, customer)
        });
        let of_persons = self.persons.iter().zip(&self.person_survivor);
        let of_persons = of_persons.map(|(record, survivor)| link(&record.id, self.person_id(*survivor), None));
        of_organizations.chain(of_persons).collect()
    }

    fn organization_id(&self, position: usize) -> Option<String> {
        self.organizations.get(position).map(|organization| organization.id.clone())
    }

    fn person_id(&self, position: usize) -> Option<String> {
        self.persons.get(position).map(|person| person.id.clone())
    }
}

fn link(record_id: &str, customer_id: Option<String>, customer_id_without_person: Option<String>) -> Link {
    Link { record_id: record_id.to_owned(), customer_id, customer_id_without_person }
}

/// What stands beside each survivor in the pairs.
fn by_survivor(pairs: impl Iterator<Item = (usize, Option<usize>)>) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut sets: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (survivor, other) in pairs {
        sets.entry(survivor).or_default().extend(other);
    }
    sets
}

/// The element of a set of one.
fn only(set: Option<&BTreeSet<usize>>) -> Option<usize> {
    set.filter(|set| set.len() == 1)?.first().copied()
}

fn survivors(mut groups: Groups, count: usize) -> Vec<usize> {
    (0..count).map(|member| groups.survivor(member)).collect()
}

fn group_persons(persons: &[Person]) -> Groups {
    let mut groups = Groups::alone(persons.len());
    for same in shared(persons.iter().map(|person| keys::email(person.email.as_deref()?))) {
        groups.join(&same);
    }
    groups
}

/// By tax number; by domain only where those who share it do not have different tax numbers, because
/// then they are different companies under one roof.
fn group_organizations(organizations: &[Organization]) -> Groups {
    let tax_ids: Vec<Option<String>> =
        organizations.iter().map(|organization| keys::tax_id(organization.tax_id.as_deref()?)).collect();
    let mut groups = Groups::alone(organizations.len());
    for same in shared(tax_ids.iter().map(Option::as_ref)) {
        groups.join(&same);
    }
    for same in shared(organizations.iter().map(|organization| keys::domain(organization.domain.as_deref()?))) {
        let stated: BTreeSet<&String> = same.iter().filter_map(|position| tax_ids.get(*position)?.as_ref()).collect();
        if stated.len() <= 1 {
            groups.join(&same);
        }
    }
    groups
}

#[cfg(test)]
mod tests;
