/*
fact: customer_currencies
row: one customer with the currency of most of its orders and invoices, else of its subscriptions; of several as many, the latest
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  currency:    { kind: text, dimension: currency }
*/
WITH told AS (
  SELECT customer_id, currency, booked_day AS day, 1 AS documents
  FROM fact.revenue_entries
  WHERE kind IN ('order', 'invoice')
  UNION ALL
  SELECT customer_id, currency, from_day, 0
  FROM fact.customer_mrr
),
counted AS (
  SELECT
    customer_id,
    currency,
    row_number() OVER (PARTITION BY customer_id ORDER BY sum(documents) DESC, max(day) DESC, currency) AS place
  FROM told
  WHERE customer_id IS NOT NULL AND currency IS NOT NULL
  GROUP BY customer_id, currency
)
SELECT customer_id, currency
FROM counted
WHERE place = 1
