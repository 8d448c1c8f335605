/*
fact: first_purchases
row: one customer with the moment it first ordered, was billed, subscribed beyond a trial or paid; what comes later did not bring it
refresh_by: customer
columns:
  customer_id:  { kind: text, dimension: customer }
  purchased_at: { kind: instant, meaning: unknown on a first day without a time }
*/
WITH tried AS (SELECT DISTINCT subscription_id FROM subscription_state WHERE status = 'trial'),
bought AS (
  -- The invoice of an order buys nothing beyond it; an order that was dropped buys nothing.
  SELECT s.customer_id, s.issued_at AS moment, s.issued_day AS day
  FROM fact.standing_documents s
  JOIN sales_document d ON d.id = s.document_id
  LEFT JOIN sales_document sale ON sale.id = d.parent_id AND sale.kind = 'order'
  WHERE s.kind = 'order' OR (s.kind = 'invoice' AND sale.id IS NULL)
  UNION ALL
  SELECT
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person),
    -- Where only the subscription says until when it is tried, nothing is paid before.
    CASE WHEN b.trial_ends_day > s.from_day AND t.subscription_id IS NULL THEN b.trial_ends_at ELSE s.from_at END,
    CASE WHEN b.trial_ends_day > s.from_day AND t.subscription_id IS NULL THEN b.trial_ends_day ELSE s.from_day END
  FROM subscription_state s
  JOIN subscription b ON b.id = s.subscription_id
  LEFT JOIN tried t ON t.subscription_id = b.id
  LEFT JOIN customer_link o ON o.record_id = b.organization_id
  LEFT JOIN customer_link p ON p.record_id = b.person_id
  WHERE s.status IN ('active', 'past_due') AND NOT coalesce(s.is_metered, false)
    AND s.unit_price > 0 AND coalesce(s.discount_percent, 0) < 100
  UNION ALL
  SELECT coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, s.customer_id), r.received_at, r.received_day
  FROM payment r
  LEFT JOIN customer_link o ON o.record_id = r.organization_id
  LEFT JOIN customer_link p ON p.record_id = r.person_id
  LEFT JOIN fact.standing_documents s ON s.document_id = r.document_id
  WHERE r.kind = 'payment' AND r.amount > 0 AND coalesce(r.status, 'succeeded') = 'succeeded'
    AND (r.document_id IS NULL OR s.document_id IS NOT NULL)
)
SELECT
  customer_id,
  CASE WHEN min(CASE WHEN moment IS NOT NULL THEN day END) = min(day) THEN min(moment) END AS purchased_at,
  min(day) AS purchased_day
FROM bought
WHERE customer_id IS NOT NULL AND day IS NOT NULL
GROUP BY customer_id
