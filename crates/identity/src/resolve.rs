//! From the tables of records to the tables of customers.

use crate::customers;
use crate::links::{Link, Organization, Person, links};
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use model::settings::CustomerIs;
use std::sync::Arc;
use store::{Store, StoreError, Transaction, note_changed_entity, read};

/// Earliest first: the first of those that are the same gives the customer its id.
const ORGANIZATIONS: &str = "SELECT id, tax_id, domain FROM organization
    ORDER BY coalesce(created_at, CAST(created_day AS TIMESTAMP)) NULLS LAST, id";
const PERSONS: &str = "SELECT id, email, organization_id FROM person
    ORDER BY coalesce(created_at, CAST(created_day AS TIMESTAMP)) NULLS LAST, id";
const LINKS: &str = "SELECT record_id, customer_id, customer_id_without_person FROM customer_link ORDER BY record_id";

/// Gives every organization and person row its customer and derives the customers, in one
/// transaction. True when a link or a customer differs from before; facts that read `customer` or
/// `customer_link` must then be refreshed. To be called when organizations, persons or `customer_is`
/// have changed.
///
/// # Errors
/// When the engine fails; then nothing has changed.
pub fn resolve(store: &dyn Store, customer_is: CustomerIs) -> Result<bool, StoreError> {
    let mut changed = false;
    store.transaction(&mut |transaction| {
        let resolved = links(&organizations(transaction)?, &persons(transaction)?, customer_is);
        let links_changed = write_links(transaction, &resolved)?;
        changed = customers::write(transaction)? || links_changed;
        if changed {
            note_changed_entity(transaction, "customer")?;
        }
        Ok(())
    })?;
    Ok(changed)
}

fn organizations(transaction: &mut dyn Transaction) -> Result<Vec<Organization>, StoreError> {
    let rows = text_rows(&transaction.query(ORGANIZATIONS, &[])?)?;
    Ok(rows
        .into_iter()
        .map(|[id, tax_id, domain]| Organization { id: id.unwrap_or_default(), tax_id, domain })
        .collect())
}

fn persons(transaction: &mut dyn Transaction) -> Result<Vec<Person>, StoreError> {
    let rows = text_rows(&transaction.query(PERSONS, &[])?)?;
    let person = |[id, email, organization_id]: [Option<String>; 3]| Person {
        id: id.unwrap_or_default(),
        email,
        organization_id,
    };
    Ok(rows.into_iter().map(person).collect())
}

fn write_links(transaction: &mut dyn Transaction, links: &[Link]) -> Result<bool, StoreError> {
    let stored = text_rows(&transaction.query(LINKS, &[])?)?;
    let same = |(stored, link): (&[Option<String>; 3], &Link)| {
        stored[0].as_ref() == Some(&link.record_id)
            && stored[1] == link.customer_id
            && stored[2] == link.customer_id_without_person
    };
    if stored.len() == links.len() && stored.iter().zip(links).all(same) {
        return Ok(false);
    }
    transaction.execute("DELETE FROM customer_link", &[])?;
    if !links.is_empty() {
        transaction.append("customer_link", &batch(links)?)?;
    }
    Ok(true)
}

fn batch(links: &[Link]) -> Result<RecordBatch, StoreError> {
    let field = |name: &str| Field::new(name, DataType::Utf8, true);
    let schema = Schema::new(vec![field("record_id"), field("customer_id"), field("customer_id_without_person")]);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(links.iter().map(|link| &link.record_id))),
        Arc::new(StringArray::from_iter(links.iter().map(|link| link.customer_id.as_deref()))),
        Arc::new(StringArray::from_iter(links.iter().map(|link| link.customer_id_without_person.as_deref()))),
    ];
    Ok(RecordBatch::try_new(Arc::new(schema), columns)?)
}

/// Three columns of text.
fn text_rows(batches: &[RecordBatch]) -> Result<Vec<[Option<String>; 3]>, StoreError> {
    let mut rows = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    for batch in batches {
        for row in 0..batch.num_rows() {
            let cell = |column| read::text(batch, column, row).map(|text| text.map(str::to_owned));
            rows.push([cell(0)?, cell(1)?, cell(2)?]);
        }
    }
    Ok(rows)
}
