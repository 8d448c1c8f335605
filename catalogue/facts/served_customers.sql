/*
fact: served_customers
row: one customer from its first sale or payment on, paid or not
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  since_at:    { kind: instant, meaning: "first order, invoice, paid subscription state or payment" }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  cohort:      { kind: text, dimension: cohort }
*/
WITH served AS (
  SELECT customer_id, first_paid_at AS at_moment, first_paid_day AS at_day FROM fact.customers WHERE first_paid_day IS NOT NULL
  UNION ALL
  SELECT customer_id, booked_at, booked_day FROM fact.revenue_entries WHERE customer_id IS NOT NULL
),
first_served AS (
  SELECT
    customer_id,
    -- On a first day that came without a time the moment stays unknown.
    CASE WHEN min(CASE WHEN at_moment IS NOT NULL THEN at_day END) = min(at_day) THEN min(at_moment) END AS since_at,
    min(at_day) AS since_day
  FROM served
  GROUP BY customer_id
)
SELECT f.customer_id, f.since_at, f.since_day, l.channel, l.campaign, l.segment, l.country, l.owner, p.cohort
FROM first_served f
JOIN fact.customer_labels l ON l.customer_id = f.customer_id
LEFT JOIN fact.first_payments p ON p.customer_id = f.customer_id
