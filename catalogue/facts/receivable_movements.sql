/*
fact: receivable_movements
row: one thing that changed what is owed on an invoice, with what was owed after it
refresh_by: invoice
columns:
  movement_id: { kind: text }
  invoice_id:  { kind: text }
  moved_at:    { kind: instant, meaning: "issued, paid, credited or paid back" }
  kind:        { kind: text, meaning: "invoice, credit_note, payment, refund or chargeback" }
  place:       { kind: integer, meaning: order among the movements of the invoice }
  open_amount: { kind: money, currency: currency, meaning: with tax; below zero for a credit balance }
  currency:    { kind: text, dimension: currency }
*/
-- A payment may name the order instead of its invoice; the first invoice of the order then takes it.
WITH invoice_of_order AS (
  SELECT d.parent_id AS order_id, min(d.document_id) AS invoice_id
  FROM fact.documents d
  WHERE d.kind = 'invoice' AND d.parent_id IS NOT NULL
  GROUP BY d.parent_id
),
credits AS (
  SELECT coalesce(i.invoice_id, d.parent_id) AS invoice_id, d.issued_at, d.issued_day, -abs(d.gross) AS amount, d.document_id AS id
  FROM fact.documents d
  LEFT JOIN invoice_of_order i ON i.order_id = d.parent_id
  WHERE d.kind = 'credit_note' AND d.parent_id IS NOT NULL
),
credited AS (SELECT DISTINCT invoice_id FROM credits),
money AS (
  SELECT
    coalesce(i.invoice_id, r.document_id) AS invoice_id, r.received_at, r.received_day,
    CASE WHEN r.kind = 'payment' THEN -r.amount ELSE r.amount END AS amount, r.id, r.kind
  FROM payment r
  LEFT JOIN invoice_of_order i ON i.order_id = r.document_id
  WHERE r.document_id IS NOT NULL AND coalesce(r.status, 'succeeded') = 'succeeded'
),
movements AS (
  SELECT invoice_id, issued_at AS moved_at, issued_day AS moved_day, gross AS amount, 0 AS step, invoice_id AS id, 'invoice' AS kind
  FROM fact.invoices
  UNION ALL
  SELECT invoice_id, issued_at, issued_day, amount, 1, id, 'credit_note' FROM credits
  UNION ALL
  SELECT invoice_id, received_at, received_day, amount, 1, id, kind FROM money WHERE kind = 'payment'
  UNION ALL
  -- Paying back what was credited opens nothing; without a credit note it is a gift.
  SELECT m.invoice_id, m.received_at, m.received_day, m.amount, 1, m.id, m.kind
  FROM money m
  JOIN credited c ON c.invoice_id = m.invoice_id
  WHERE m.kind <> 'payment'
)
SELECT
  i.invoice_id || ' ' || m.kind || ' ' || m.id AS movement_id,
  m.invoice_id,
  m.moved_at,
  m.moved_day,
  m.kind,
  row_number() OVER chain AS place,
  CAST(sum(m.amount) OVER chain AS BIGINT) AS open_amount,
  i.currency
FROM movements m
JOIN fact.invoices i ON i.invoice_id = m.invoice_id
-- Money that came before the invoice settles it from its first moment.
WINDOW chain AS (
  PARTITION BY m.invoice_id
  ORDER BY m.moved_day, coalesce(m.moved_at, CAST(m.moved_day AS TIMESTAMP)), m.step, m.id
  ROWS UNBOUNDED PRECEDING
)
