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
  sales_channel: { kind: text, dimension: sales_channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
-- An invoice of an order is the same sale told twice, so only invoices without an order count. Where the order does
-- not count (it was cancelled before anybody paid), its invoice does only if somebody paid it after all.
WITH unsold AS (
  SELECT i.document_id
  FROM fact.documents i
  JOIN sales_document o ON o.id = i.parent_id AND o.kind = 'order'
  LEFT JOIN fact.documents counted ON counted.document_id = o.id
  LEFT JOIN payment p
    ON p.document_id = i.document_id AND p.kind = 'payment' AND coalesce(p.status, 'succeeded') = 'succeeded'
  WHERE i.kind = 'invoice' AND counted.document_id IS NULL AND p.id IS NULL
),
entries AS (
  SELECT
    d.document_id AS entry_id, d.kind, d.issued_at AS booked_at, d.issued_day AS booked_day,
    d.document_id AS sale_id, d.document_id, d.net, d.shipping, d.currency
  FROM fact.documents d
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  WHERE d.kind = 'order' OR (d.kind = 'invoice' AND coalesce(parent.kind, '') <> 'order')
  UNION ALL
  SELECT give_back_id, kind, given_at, given_day, sale_id, document_id, -net, -shipping, currency
  FROM fact.give_backs
)
SELECT
  e.entry_id,
  e.kind,
  e.booked_at,
  e.booked_day,
  CASE WHEN sale.issued_day IS NOT NULL THEN sale.issued_at ELSE e.booked_at END AS sale_at,
  coalesce(sale.issued_day, e.booked_day) AS sale_day,
  e.sale_id,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id, sale.customer_id) AS customer_id,
  e.net,
  e.shipping,
  e.currency,
  l.channel,
  coalesce(sale.sales_channel, d.sales_channel) AS sales_channel,
  coalesce(d.campaign, sale.campaign, l.campaign) AS campaign,
  l.segment,
  coalesce(d.country, sale.country, l.country) AS country,
  coalesce(d.owner, sale.owner, l.owner) AS owner,
  coalesce(d.team, sale.team, l.team) AS team,
  coalesce(r.source_id, d.source) AS source
FROM entries e
LEFT JOIN fact.documents d ON d.document_id = e.document_id
LEFT JOIN fact.documents sale ON sale.document_id = e.sale_id
LEFT JOIN payment r ON r.id = CASE WHEN e.kind = 'refund' THEN e.entry_id END
LEFT JOIN customer_link o ON o.record_id = r.organization_id
LEFT JOIN customer_link p ON p.record_id = r.person_id
LEFT JOIN fact.customer_labels l
  ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person, d.customer_id, sale.customer_id)
LEFT JOIN unsold ON unsold.document_id = e.sale_id
WHERE NOT coalesce(l.is_test, false) AND unsold.document_id IS NULL
