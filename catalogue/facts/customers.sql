/*
fact: customers
row: one resolved customer that is not a test, with the moment it first paid
refresh_by: customer
columns:
  customer_id:   { kind: text, dimension: customer }
  name:          { kind: text }
  kind:          { kind: text, meaning: organization or person }
  email:         { kind: text }
  created_at:    { kind: instant }
  first_paid_at: { kind: instant, meaning: "first qualifying order or invoice, paid subscription state or payment" }
  channel:       { kind: text, dimension: channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  owner:         { kind: text, dimension: owner }
  team:          { kind: text, dimension: team }
  source:        { kind: text, dimension: source }
*/
WITH paid AS (
  SELECT customer_id, booked_at AS paid_at, booked_day AS paid_day
  FROM fact.revenue_entries
  WHERE kind IN ('order', 'invoice')
  UNION ALL
  SELECT customer_id, from_at, from_day FROM fact.customer_mrr
  UNION ALL
  SELECT coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id), r.received_at, r.received_day
  FROM payment r
  LEFT JOIN customer_link o ON o.record_id = r.organization_id
  LEFT JOIN customer_link p ON p.record_id = r.person_id
  LEFT JOIN fact.documents d ON d.document_id = r.document_id
  WHERE r.kind = 'payment' AND r.amount > 0 AND coalesce(r.status, 'succeeded') = 'succeeded'
    -- Money for a document that does not count (void, test) makes no customer.
    AND (r.document_id IS NULL OR d.document_id IS NOT NULL)
),
first_paid AS (
  SELECT
    customer_id,
    -- On a first day that came without a time the moment stays unknown.
    CASE WHEN min(CASE WHEN paid_at IS NOT NULL THEN paid_day END) = min(paid_day) THEN min(paid_at) END AS first_paid_at,
    min(paid_day) AS first_paid_day
  FROM paid
  GROUP BY customer_id
)
SELECT
  l.customer_id,
  l.name,
  l.kind,
  l.email,
  l.created_at,
  l.created_day,
  f.first_paid_at,
  f.first_paid_day,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  l.team,
  l.source
FROM fact.customer_labels l
LEFT JOIN first_paid f ON f.customer_id = l.customer_id
WHERE NOT l.is_test
