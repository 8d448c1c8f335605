/*
fact: refunds
row: money paid back to a customer, at the date it was paid back
refresh_by: order
columns:
  refund_id:   { kind: text }
  refunded_at: { kind: instant }
  sold_at:     { kind: instant, meaning: when it was sold what the money goes back for; the payment's own moment where nobody knows }
  customer_id: { kind: text, dimension: customer }
  amount:      { kind: money, currency: currency, meaning: "positive; with tax, as it was paid" }
  currency:    { kind: text, dimension: currency }
  is_goodwill: { kind: boolean, meaning: nothing was returned for it }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
-- Some sources write what they pay back with a minus.
SELECT
  r.id AS refund_id,
  r.received_at AS refunded_at,
  r.received_day AS refunded_day,
  CASE WHEN s.sold_day IS NULL THEN r.received_at ELSE s.sold_at END AS sold_at,
  coalesce(s.sold_day, r.received_day) AS sold_day,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id) AS customer_id,
  abs(r.amount) AS amount,
  r.currency,
  coalesce(r.is_goodwill, false) AS is_goodwill,
  l.channel,
  coalesce(l.segment, d.segment) AS segment,
  coalesce(d.country, l.country) AS country,
  coalesce(d.owner, l.owner) AS owner,
  r.source_id AS source
FROM payment r
LEFT JOIN fact.documents d ON d.document_id = r.document_id
LEFT JOIN fact.document_sales s ON s.document_id = r.document_id
LEFT JOIN customer_link o ON o.record_id = r.organization_id
LEFT JOIN customer_link p ON p.record_id = r.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id)
WHERE r.kind = 'refund' AND coalesce(r.status, 'succeeded') = 'succeeded' AND NOT coalesce(l.is_test, false)
  -- The refund of a document that does not count (void, test) does not count either.
  AND (r.document_id IS NULL OR d.document_id IS NOT NULL)
