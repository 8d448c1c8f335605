/*
fact: standing_documents
row: one order, invoice, return or credit note that is neither a draft nor void nor a test nor was cancelled before it was paid, whoever the customer is
refresh_by: order
columns:
  document_id: { kind: text }
  kind:        { kind: text, meaning: "order, invoice, return or credit_note" }
  issued_at:   { kind: instant }
  customer_id: { kind: text, dimension: customer }
  net:         { kind: money, currency: currency, meaning: after discounts without tax and shipping }
  gross:       { kind: money, currency: currency, meaning: what the customer owes }
  currency:    { kind: text, dimension: currency }
*/
-- An order is paid by what names it, or its invoice.
WITH paid AS (
  SELECT f.document_id, min(p.received_day) AS first_day
  FROM payment p
  JOIN (
    SELECT id AS paid_id, id AS document_id FROM sales_document
    UNION ALL
    SELECT id, parent_id FROM sales_document WHERE kind = 'invoice' AND parent_id IS NOT NULL
  ) f ON f.paid_id = p.document_id
  WHERE p.kind = 'payment' AND coalesce(p.status, 'succeeded') = 'succeeded'
  GROUP BY f.document_id
),
-- The header wins; positions speak only where it is silent about the value.
line_total AS (
  SELECT document_id, CAST(sum(net) AS BIGINT) AS net
  FROM fact.document_lines
  WHERE is_product
  GROUP BY document_id
)
SELECT
  d.id AS document_id,
  -- Some systems write what goes back as an order or invoice below zero.
  CASE
    WHEN d.kind = 'order' AND coalesce(d.net, t.net, d.gross) < 0 THEN 'return'
    WHEN d.kind = 'invoice' AND coalesce(d.net, t.net, d.gross) < 0 THEN 'credit_note'
    ELSE d.kind
  END AS kind,
  d.issued_at,
  d.issued_day,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(d.net, t.net, d.gross - coalesce(d.tax, 0) - coalesce(d.shipping, 0)) AS net,
  coalesce(d.gross, coalesce(d.net, t.net) + coalesce(d.tax, 0) + coalesce(d.shipping, 0)) AS gross,
  d.currency
FROM sales_document d
LEFT JOIN line_total t ON t.document_id = d.id
LEFT JOIN paid ON paid.document_id = d.id
LEFT JOIN customer_link o ON o.record_id = d.organization_id
LEFT JOIN customer_link p ON p.record_id = d.person_id
WHERE d.kind IN ('order', 'invoice', 'return', 'credit_note')
  AND NOT coalesce(d.is_test, false)
  AND lower(coalesce(d.status, '')) NOT IN ('draft', 'void')
  AND (
    (coalesce(d.status, '') <> 'cancelled' AND d.cancelled_day IS NULL)
    OR paid.first_day <= coalesce(d.cancelled_day, paid.first_day)
  )
