/*
fact: first_payments
row: one customer that has paid, ordered or been billed, with the moment it first did
refresh_by: customer
columns:
  customer_id:   { kind: text, dimension: customer }
  first_paid_at: { kind: instant, meaning: "first qualifying order or invoice, paid subscription state or payment; unknown on a first day without a time" }
  cohort:        { kind: text, dimension: cohort, meaning: "the quarter of it, such as 2026-Q1" }
*/
WITH paid AS (
  -- An invoice that bills a subscription in advance is paid for when the subscription begins.
  SELECT customer_id, booked_at AS paid_at, booked_day AS paid_day
  FROM fact.purchases
  WHERE NOT bills_subscription
  UNION ALL
  SELECT customer_id, from_at, from_day
  FROM fact.recurring_pieces
  WHERE discounts IN ('any', 'subtracted') AND tax IN ('any', 'left_out') AND metered = 'any'
  UNION ALL
  SELECT coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id), r.received_at, r.received_day
  FROM payment r
  LEFT JOIN customer_link o ON o.record_id = r.organization_id
  LEFT JOIN customer_link p ON p.record_id = r.person_id
  LEFT JOIN fact.documents d ON d.document_id = r.document_id
  LEFT JOIN fact.purchases b ON b.entry_id = r.document_id
  WHERE r.kind = 'payment' AND r.amount > 0 AND coalesce(r.status, 'succeeded') = 'succeeded'
    -- Money for a document that does not count (void, test) makes no customer.
    AND (r.document_id IS NULL OR d.document_id IS NOT NULL)
    AND NOT coalesce(b.bills_subscription, false)
),
first_paid AS (
  SELECT
    customer_id,
    -- On a first day that came without a time the moment stays unknown.
    CASE WHEN min(CASE WHEN paid_at IS NOT NULL THEN paid_day END) = min(paid_day) THEN min(paid_at) END AS first_paid_at,
    min(paid_day) AS first_paid_day
  FROM paid
  WHERE customer_id IS NOT NULL AND paid_day IS NOT NULL
  GROUP BY customer_id
)
SELECT
  customer_id,
  first_paid_at,
  first_paid_day,
  substr(CAST(first_paid_day AS VARCHAR), 1, 4)
    || CASE
      WHEN substr(CAST(first_paid_day AS VARCHAR), 6, 2) <= '03' THEN '-Q1'
      WHEN substr(CAST(first_paid_day AS VARCHAR), 6, 2) <= '06' THEN '-Q2'
      WHEN substr(CAST(first_paid_day AS VARCHAR), 6, 2) <= '09' THEN '-Q3'
      ELSE '-Q4'
    END AS cohort
FROM first_paid
