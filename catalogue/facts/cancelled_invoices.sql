/*
fact: cancelled_invoices
row: one invoice that was owed until the day on which it was cancelled or voided
refresh_by: order
columns:
  invoice_id:   { kind: text }
  issued_at:    { kind: instant }
  due_on:       { kind: date }
  cancelled_at: { kind: instant }
  customer_id:  { kind: text, dimension: customer }
  gross:        { kind: money, currency: currency }
  currency:     { kind: text, dimension: currency }
  channel:      { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:      { kind: text, dimension: segment }
  country:      { kind: text, dimension: country }
  owner:        { kind: text, dimension: owner }
  source:       { kind: text, dimension: source }
*/
-- Only those that the documents leave out.
WITH line_total AS (
  SELECT document_id, CAST(sum(net) AS BIGINT) AS net
  FROM fact.document_lines
  WHERE is_product
  GROUP BY document_id
)
SELECT
  d.id AS invoice_id,
  d.issued_at,
  d.issued_day,
  d.due_on,
  d.cancelled_at,
  d.cancelled_day,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(d.gross, coalesce(d.net, t.net) + coalesce(d.tax, 0) + coalesce(d.shipping, 0)) AS gross,
  d.currency,
  l.channel,
  coalesce(CASE WHEN sold.kind = 'order' THEN sold.channel END, d.channel) AS sales_channel,
  l.segment,
  coalesce(d.country, l.country) AS country,
  coalesce(e.name, l.owner) AS owner,
  d.source_id AS source
FROM sales_document d
LEFT JOIN sales_document sold ON sold.id = d.parent_id
LEFT JOIN fact.documents counted ON counted.document_id = d.id
LEFT JOIN line_total t ON t.document_id = d.id
LEFT JOIN customer_link o ON o.record_id = d.organization_id
LEFT JOIN customer_link p ON p.record_id = d.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = d.owner_id
WHERE d.kind = 'invoice'
  AND counted.document_id IS NULL
  AND lower(coalesce(d.status, '')) <> 'draft'
  AND d.cancelled_day > d.issued_day
  AND NOT coalesce(d.is_test, false)
  AND NOT coalesce(l.is_test, false)
