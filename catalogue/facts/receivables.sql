/*
fact: receivables
row: what was still owed on one invoice between two movements of it
refresh_by: invoice
interval: { from: from_at, to: to_at }
columns:
  invoice_id:  { kind: text }
  from_at:     { kind: instant, meaning: issued or partly paid }
  to_at:       { kind: instant, meaning: the next payment or credit; empty while it is owed }
  open_amount: { kind: money, currency: currency, meaning: with tax; credit balances are out }
  due_on:      { kind: date }
  customer_id: { kind: text, dimension: customer }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
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
  SELECT invoice_id, issued_at AS moved_at, issued_day AS moved_day, gross AS amount, 0 AS step, invoice_id AS id
  FROM fact.invoices
  UNION ALL
  SELECT invoice_id, issued_at, issued_day, amount, 1, id FROM credits
  UNION ALL
  SELECT invoice_id, received_at, received_day, amount, 1, id FROM money WHERE kind = 'payment'
  UNION ALL
  -- Paying back what was credited opens nothing; without a credit note it is a gift.
  SELECT m.invoice_id, m.received_at, m.received_day, m.amount, 1, m.id
  FROM money m
  JOIN credited c ON c.invoice_id = m.invoice_id
  WHERE m.kind <> 'payment'
),
running AS (
  SELECT
    m.*,
    lead(moved_at) OVER chain AS next_at,
    lead(moved_day) OVER chain AS next_day,
    sum(amount) OVER chain AS open_amount
  FROM movements m
  -- Money that came before the invoice settles it from its first moment.
  WINDOW chain AS (
    PARTITION BY invoice_id
    ORDER BY moved_day, coalesce(moved_at, CAST(moved_day AS TIMESTAMP)), step, id
    ROWS UNBOUNDED PRECEDING
  )
)
SELECT
  i.invoice_id,
  r.moved_at AS from_at,
  r.moved_day AS from_day,
  r.next_at AS to_at,
  r.next_day AS to_day,
  CAST(r.open_amount AS BIGINT) AS open_amount,
  i.due_on,
  i.customer_id,
  i.currency,
  i.channel,
  i.segment,
  i.country,
  i.owner,
  i.source
FROM running r
JOIN fact.invoices i ON i.invoice_id = r.invoice_id
JOIN fact.documents d ON d.document_id = r.invoice_id
WHERE r.open_amount > 0
  -- Said to be paid, but nobody knows when: not owed.
  AND NOT (r.next_day IS NULL AND coalesce(d.status, '') IN ('paid', 'cancelled'))
