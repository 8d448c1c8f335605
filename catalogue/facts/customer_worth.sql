/*
fact: customer_worth
row: one sale or give-back of a customer, named as the customer is; who paid before anything was sold, or without it, has a row of 0 from then on
refresh_by: order
columns:
  entry_id:    { kind: text, meaning: empty where nothing was sold }
  booked_at:   { kind: instant }
  customer_id: { kind: text, dimension: customer }
  net:         { kind: money, currency: sold_in, meaning: signed value without tax and shipping }
  sold_in:     { kind: text, meaning: currency of the amount }
  currency:    { kind: text, dimension: currency, meaning: in which the customer mostly buys }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  cohort:      { kind: text, dimension: cohort }
  source:      { kind: text, dimension: source }
*/
-- An order may come by another channel or campaign than its customer did: the mean per customer needs the customer's.
WITH first_entries AS (
  SELECT customer_id, min(booked_day) AS day
  FROM fact.revenue_entries
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
),
told AS (
  SELECT entry_id, booked_at, booked_day, customer_id, net, currency AS sold_in
  FROM fact.revenue_entries
  UNION ALL
  SELECT CAST(NULL AS VARCHAR), p.first_paid_at, p.first_paid_day, p.customer_id, 0, CAST(NULL AS VARCHAR)
  FROM fact.customers p
  LEFT JOIN first_entries e ON e.customer_id = p.customer_id
  WHERE p.first_paid_day IS NOT NULL AND (e.day IS NULL OR p.first_paid_day < e.day)
)
SELECT
  t.entry_id, t.booked_at, t.booked_day, t.customer_id, t.net, t.sold_in,
  c.currency, l.channel, l.campaign, l.segment, l.country, l.owner, f.cohort, l.source
FROM told t
JOIN fact.customer_labels l ON l.customer_id = t.customer_id
LEFT JOIN fact.first_payments f ON f.customer_id = t.customer_id
LEFT JOIN fact.customer_currencies c ON c.customer_id = t.customer_id
