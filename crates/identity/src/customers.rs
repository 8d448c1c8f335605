//! The customer table, derived from the links inside the store.

use store::{StoreError, Transaction, read};

/// One row per customer. What it is called and where it is come from its records of the same kind,
/// earliest first, each column from the first that fills it; one test record makes it a test. Whom nobody names is
/// called by the e-mail address.
const CUSTOMERS: &str = "
WITH record AS (
  SELECT id, 'organization' AS kind, name, email, country, region, segment, variant, acquisition_channel,
    acquisition_campaign_id, owner_id, created_at, created_day, is_test, source_id
  FROM organization
  UNION ALL
  SELECT id, 'person', coalesce(full_name, nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')),
    email, country, region, segment, variant, acquisition_channel,
    acquisition_campaign_id, owner_id, created_at, created_day, is_test, source_id
  FROM person
),
link AS (
  SELECT record_id, coalesce(customer_id, customer_id_without_person) AS customer_id FROM customer_link
),
size AS (
  SELECT customer_id, count(*) AS records FROM link GROUP BY customer_id
),
own AS (
  SELECT l.customer_id, r.*
  FROM link l
  JOIN record r ON r.id = l.record_id
  JOIN record survivor ON survivor.id = l.customer_id AND survivor.kind = r.kind
),
told AS (
  SELECT customer_id, kind, created_at, created_day, source_id,
    row_number() OVER earliest_first AS place,
    first_value(name IGNORE NULLS) OVER all_of_it AS name,
    first_value(email IGNORE NULLS) OVER all_of_it AS email,
    first_value(country IGNORE NULLS) OVER all_of_it AS country,
    first_value(region IGNORE NULLS) OVER all_of_it AS region,
    first_value(segment IGNORE NULLS) OVER all_of_it AS segment,
    first_value(variant IGNORE NULLS) OVER all_of_it AS variant,
    first_value(acquisition_channel IGNORE NULLS) OVER all_of_it AS acquisition_channel,
    first_value(acquisition_campaign_id IGNORE NULLS) OVER all_of_it AS acquisition_campaign_id,
    first_value(owner_id IGNORE NULLS) OVER all_of_it AS owner_id,
    max(CASE WHEN is_test THEN 1 ELSE 0 END) OVER all_of_it = 1 AS is_test
  FROM own
  WINDOW
    earliest_first AS (
      PARTITION BY customer_id ORDER BY coalesce(created_at, CAST(created_day AS TIMESTAMP)) NULLS LAST, id),
    all_of_it AS (
      PARTITION BY customer_id ORDER BY coalesce(created_at, CAST(created_day AS TIMESTAMP)) NULLS LAST, id
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT told.customer_id AS id, coalesce(name, email) AS name, kind, email, country, region, segment, variant, acquisition_channel,
  acquisition_campaign_id, owner_id, created_at, created_day, is_test, source_id, size.records
FROM told JOIN size ON size.customer_id = told.customer_id
WHERE place = 1";

/// Derives the customers from the links that stand; true when any customer differs from before.
pub(crate) fn write(transaction: &mut dyn Transaction) -> Result<bool, StoreError> {
    let difference = format!(
        "WITH derived AS ({CUSTOMERS})
         SELECT (SELECT count(*) FROM (SELECT * FROM derived EXCEPT SELECT * FROM customer))
              + (SELECT count(*) FROM (SELECT * FROM customer EXCEPT SELECT * FROM derived))"
    );
    if read::first_integer(&transaction.query(&difference, &[])?)? == Some(0) {
        return Ok(false);
    }
    transaction.execute("DELETE FROM customer", &[])?;
    transaction.execute(&format!("INSERT INTO customer {CUSTOMERS}"), &[])?;
    Ok(true)
}
