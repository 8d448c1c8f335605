/*
fact: revenue_entries
row: one sale (positive) or give-back (negative), each at its own date
refresh_by: order
columns:
  entry_id:    { kind: text }
  kind:        { kind: text, meaning: "order, invoice, return, credit_note or refund" }
  booked_at:   { kind: instant }
  sale_at:     { kind: instant, meaning: "when it was sold what is given back, its own moment of a sale" }
  sale_id:     { kind: text, meaning: "the order or invoice it belongs to, its own of a sale" }
  customer_id: { kind: text, dimension: customer }
  net:         { kind: money, currency: currency, meaning: signed value without tax and shipping }
  shipping:    { kind: money, currency: currency, meaning: "signed, beside it" }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
-- One give-back may be told three times: as a return, as a credit note and as a refund payment.
-- Per sale the most exact telling counts: returns, else credit notes, else payments.
-- An invoice of an order is the same sale told twice, so only invoices without an order count.
WITH sale_of AS (
  SELECT d.document_id, d.kind, coalesce(grand.document_id, parent.document_id, d.document_id) AS sale_id
  FROM fact.documents d
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN fact.documents grand ON grand.document_id = parent.parent_id
),
returned AS (SELECT DISTINCT sale_id FROM sale_of WHERE kind = 'return'),
credited AS (SELECT DISTINCT sale_id FROM sale_of WHERE kind = 'credit_note'),
refunds AS (
  SELECT
    r.id, r.received_at, r.received_day, r.amount, r.currency, r.source_id,
    r.document_id, s.sale_id, coalesce(r.is_goodwill, false) AS is_goodwill,
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id
  FROM payment r
  LEFT JOIN sale_of s ON s.document_id = r.document_id
  LEFT JOIN customer_link o ON o.record_id = r.organization_id
  LEFT JOIN customer_link p ON p.record_id = r.person_id
  WHERE r.kind IN ('refund', 'chargeback') AND coalesce(r.status, 'succeeded') = 'succeeded'
)
SELECT
  d.document_id AS entry_id,
  d.kind,
  d.issued_at AS booked_at,
  d.issued_day AS booked_day,
  CASE WHEN sale.issued_day IS NOT NULL THEN sale.issued_at ELSE d.issued_at END AS sale_at,
  coalesce(sale.issued_day, d.issued_day) AS sale_day,
  s.sale_id,
  d.customer_id,
  CASE WHEN d.kind IN ('order', 'invoice') THEN d.net ELSE -abs(d.net) END AS net,
  CASE WHEN d.kind IN ('order', 'invoice') THEN d.shipping ELSE -abs(d.shipping) END AS shipping,
  d.currency,
  d.channel,
  d.campaign,
  d.segment,
  d.country,
  d.owner,
  d.team,
  d.source
FROM fact.documents d
JOIN sale_of s ON s.document_id = d.document_id
LEFT JOIN returned ON returned.sale_id = s.sale_id
LEFT JOIN fact.documents sale ON sale.document_id = s.sale_id
LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
WHERE d.kind IN ('order', 'return')
   OR (d.kind = 'invoice' AND coalesce(parent.kind, '') <> 'order')
   OR (d.kind = 'credit_note' AND returned.sale_id IS NULL)
UNION ALL
SELECT
  r.id AS entry_id,
  'refund' AS kind,
  r.received_at AS booked_at,
  r.received_day AS booked_day,
  CASE WHEN sale.issued_day IS NOT NULL THEN sale.issued_at ELSE r.received_at END AS sale_at,
  coalesce(sale.issued_day, r.received_day) AS sale_day,
  r.sale_id,
  coalesce(r.customer_id, d.customer_id) AS customer_id,
  -- A refund payment contains tax; the part without it is that of its document. Some sources write it with a minus.
  -CAST(round(abs(r.amount) * CASE WHEN d.gross > 0 AND d.net <= d.gross THEN CAST(d.net AS DOUBLE) / d.gross ELSE 1 END, 0) AS BIGINT) AS net,
  -CAST(round(abs(r.amount) * CASE WHEN d.gross > 0 AND d.net + d.shipping <= d.gross THEN CAST(d.shipping AS DOUBLE) / d.gross ELSE 0 END, 0) AS BIGINT) AS shipping,
  r.currency,
  coalesce(l.channel, d.channel) AS channel,
  coalesce(d.campaign, l.campaign) AS campaign,
  l.segment,
  coalesce(d.country, l.country) AS country,
  coalesce(d.owner, l.owner) AS owner,
  coalesce(d.team, l.team) AS team,
  r.source_id AS source
FROM refunds r
LEFT JOIN fact.documents d ON d.document_id = r.document_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(r.customer_id, d.customer_id)
LEFT JOIN returned ON returned.sale_id = r.sale_id
LEFT JOIN fact.documents sale ON sale.document_id = r.sale_id
LEFT JOIN credited ON credited.sale_id = r.sale_id
-- The refund of a document that does not count (cancelled, test) does not count either.
WHERE (r.document_id IS NULL OR d.document_id IS NOT NULL)
  AND NOT coalesce(l.is_test, false)
  AND (r.is_goodwill OR (returned.sale_id IS NULL AND credited.sale_id IS NULL))
