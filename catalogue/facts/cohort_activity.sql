/*
fact: cohort_activity
row: a purchase or give-back of a customer, or one item of its subscription between two changes, beside the customer's first one
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  customer_id: { kind: text, dimension: customer }
  basis:       { kind: text, meaning: "orders or subscription: what the row tells about" }
  first_at:    { kind: instant, meaning: "the first purchase of the customer, or its first moment with recurring revenue" }
  from_at:     { kind: instant, meaning: "when it was bought, or began; a give-back stands at the date of its sale" }
  to_at:       { kind: instant, meaning: "a purchase has no length; a subscription ends with the paid time, empty while it lasts" }
  is_activity: { kind: boolean, meaning: false for give-backs }
  twelvefold:  { kind: money, currency: currency, meaning: "twelve times the net value of a purchase, or the recurring value of a year: a twelfth of both is exact" }
  currency:    { kind: text, dimension: currency }
  plan:        { kind: text, dimension: plan, meaning: the plan the customer began with }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
*/
WITH sale_of AS (
  SELECT d.document_id, coalesce(grand.document_id, parent.document_id, d.document_id) AS sale_id
  FROM fact.documents d
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN fact.documents grand ON grand.document_id = parent.parent_id
),
-- The document a give-back belongs to: a refund payment names it, returns and credit notes are documents.
given_back AS (
  SELECT e.entry_id, coalesce(r.document_id, e.entry_id) AS document_id
  FROM fact.revenue_entries e
  LEFT JOIN payment r ON r.id = e.entry_id
  WHERE e.kind NOT IN ('order', 'invoice')
),
entries AS (
  SELECT
    e.customer_id,
    e.kind IN ('order', 'invoice') AS is_activity,
    CASE WHEN sale.issued_day IS NULL THEN e.booked_at ELSE sale.issued_at END AS from_at,
    coalesce(sale.issued_day, e.booked_day) AS from_day,
    e.net,
    e.currency
  FROM fact.revenue_entries e
  LEFT JOIN given_back b ON b.entry_id = e.entry_id
  LEFT JOIN sale_of s ON s.document_id = b.document_id
  LEFT JOIN fact.documents sale ON sale.document_id = s.sale_id
  WHERE e.customer_id IS NOT NULL AND e.booked_day IS NOT NULL
),
first_purchases AS (
  SELECT e.customer_id, e.from_day AS first_day, min(e.from_at) AS first_at
  FROM entries e
  JOIN (
    SELECT customer_id, min(from_day) AS day FROM entries WHERE is_activity GROUP BY customer_id
  ) earliest ON earliest.customer_id = e.customer_id AND earliest.day = e.from_day
  WHERE e.is_activity
  GROUP BY e.customer_id, e.from_day
),
ranked AS (
  SELECT
    m.customer_id,
    m.from_at,
    m.from_day,
    m.plan,
    row_number() OVER (
      PARTITION BY m.customer_id
      ORDER BY m.from_day, coalesce(m.from_at, CAST(m.from_day AS TIMESTAMP)), m.state_id
    ) AS place
  FROM fact.customer_mrr m
),
told AS (
  SELECT
    e.customer_id, 'orders' AS basis, f.first_at, f.first_day, e.from_at, e.from_day,
    e.from_at AS to_at, e.from_day AS to_day, e.is_activity,
    CAST(e.net AS DECIMAL(38, 6)) * 12 AS twelvefold, e.currency, CAST(NULL AS VARCHAR) AS plan
  FROM entries e
  JOIN first_purchases f ON f.customer_id = e.customer_id
  UNION ALL
  SELECT
    m.customer_id, 'subscription', b.from_at, b.from_day, m.from_at, m.from_day,
    m.to_at, m.to_day, true, m.annual_amount, m.currency, b.plan
  FROM fact.customer_mrr m
  JOIN ranked b ON b.customer_id = m.customer_id AND b.place = 1
)
SELECT
  t.customer_id,
  t.basis,
  t.first_at,
  t.first_day,
  t.from_at,
  t.from_day,
  t.to_at,
  t.to_day,
  t.is_activity,
  t.twelvefold,
  t.currency,
  t.plan,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner
FROM told t
LEFT JOIN fact.customer_labels l ON l.customer_id = t.customer_id
