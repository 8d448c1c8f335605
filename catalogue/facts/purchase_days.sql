/*
fact: purchase_days
row: a customer bought on that local day; several orders of one day are one purchase occasion
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  day:         { kind: date }
  orders:      { kind: integer }
  purchase:    { kind: integer, meaning: "which purchase of the customer it is, of all time" }
  days_to_next: { kind: integer, meaning: days until the next purchase; empty while there is none }
  currency:    { kind: text, dimension: currency, meaning: in which the customer mostly buys }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  owner:       { kind: text, dimension: owner }
  cohort:      { kind: text, dimension: cohort }
*/
SELECT
  b.customer_id, b.day, b.orders,
  row_number() OVER (PARTITION BY b.customer_id ORDER BY b.day) AS purchase,
  CAST(days_between(b.day, lead(b.day) OVER (PARTITION BY b.customer_id ORDER BY b.day)) AS BIGINT) AS days_to_next,
  c.currency, l.channel, l.campaign, l.segment, l.country, l.variant, l.owner, f.cohort
FROM (
  SELECT customer_id, placed_day AS day, count(*) AS orders
  FROM fact.orders
  WHERE customer_id IS NOT NULL AND placed_day IS NOT NULL
  GROUP BY customer_id, placed_day
) b
LEFT JOIN fact.customer_labels l ON l.customer_id = b.customer_id
LEFT JOIN fact.first_payments f ON f.customer_id = b.customer_id
LEFT JOIN fact.customer_currencies c ON c.customer_id = b.customer_id
