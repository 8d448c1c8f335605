/*
fact: receivable_movements
row: one thing that changed what is owed on an invoice, with what was owed after it
refresh_by: invoice
columns:
  movement_id: { kind: text }
  entry_id:    { kind: text, meaning: "the document or payment that it is" }
  invoice_id:  { kind: text }
  moved_at:    { kind: instant, meaning: "issued, paid, credited, paid back, charged back or cancelled" }
  kind:        { kind: text, meaning: "invoice, credit_note, payment, refund, chargeback or cancellation" }
  place:       { kind: integer, meaning: order among the movements of the invoice }
  amount:      { kind: money, currency: currency, meaning: "what it added; below zero for payments and credits" }
  open_amount: { kind: money, currency: currency, meaning: with tax; below zero for a credit balance }
  currency:    { kind: text, dimension: currency }
  lacks_rate_of: { kind: text, meaning: the currency of money without a known rate that came by then }
*/
WITH invoice_of_order AS (
  SELECT parent_id AS order_id, document_id AS invoice_id, gross, issued_day, issued_at
  FROM fact.documents
  WHERE kind = 'invoice' AND parent_id IS NOT NULL
),
named AS (
  SELECT
    document_id, moved_at, moved_day,
    CASE WHEN kind IN ('payment', 'credit_note') THEN -amount ELSE amount END AS amount,
    money_id AS id, kind, paid_in
  FROM fact.document_money
),
direct AS (SELECT document_id AS invoice_id, sum(amount) AS amount FROM named WHERE amount < 0 GROUP BY document_id),
-- A payment or credit note may name the order instead of its invoices: they are filled one after the other, each
-- as far as nothing that names it has; the last one takes what is left over.
room AS (
  SELECT
    order_id, invoice_id,
    sum(size) OVER chain - size AS room_from,
    CASE WHEN lead(invoice_id) OVER chain IS NOT NULL THEN sum(size) OVER chain END AS room_to,
    row_number() OVER chain AS place
  FROM (
    SELECT o.order_id, o.invoice_id, o.issued_day, o.issued_at, greatest(coalesce(o.gross, 0) + coalesce(d.amount, 0), 0) AS size
    FROM invoice_of_order o
    LEFT JOIN direct d ON d.invoice_id = o.invoice_id
  ) sized
  WINDOW chain AS (
    PARTITION BY order_id
    ORDER BY issued_day, coalesce(issued_at, CAST(issued_day AS TIMESTAMP)), invoice_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
poured AS (
  SELECT
    n.document_id AS order_id, n.moved_at, n.moved_day, n.id, n.kind,
    sum(-n.amount) OVER chain + n.amount AS poured_from,
    sum(-n.amount) OVER chain AS poured_to
  FROM named n
  WHERE n.amount < 0 AND n.document_id IN (SELECT order_id FROM invoice_of_order)
  WINDOW chain AS (
    PARTITION BY n.document_id
    ORDER BY n.moved_day, coalesce(n.moved_at, CAST(n.moved_day AS TIMESTAMP)), n.id
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
settled AS (
  SELECT
    r.invoice_id, p.moved_at, p.moved_day, p.id, p.kind,
    -(least(p.poured_to, coalesce(r.room_to, p.poured_to)) - greatest(p.poured_from, r.room_from)) AS amount
  FROM poured p
  JOIN room r
    ON r.order_id = p.order_id
   AND r.room_from < p.poured_to
   AND (r.room_to IS NULL OR r.room_to > p.poured_from)
  UNION ALL
  SELECT document_id, moved_at, moved_day, id, kind, amount
  FROM named
  WHERE amount < 0 AND document_id NOT IN (SELECT order_id FROM invoice_of_order)
),
-- Paying back what by then was credited or paid too much opens nothing; anything else is a gift. What is paid back
-- before its credit note is held against that.
turns AS (
  SELECT invoice_id, moved_at, moved_day, id, -amount AS settled, 0 AS repaid, 0 AS step FROM settled
  UNION ALL
  SELECT coalesce(r.invoice_id, n.document_id), n.moved_at, n.moved_day, n.id, 0, n.amount, 1
  FROM named n
  LEFT JOIN room r ON r.order_id = n.document_id AND r.room_to IS NULL
  WHERE n.kind = 'refund' AND n.amount > 0
),
repaid AS (
  SELECT
    t.invoice_id, t.moved_at, t.moved_day, t.id, t.step,
    least(sum(t.repaid) OVER chain, greatest(sum(t.settled) OVER chain - i.gross, 0)) AS opened
  FROM turns t
  JOIN fact.invoices i ON i.invoice_id = t.invoice_id
  WINDOW chain AS (
    PARTITION BY t.invoice_id
    ORDER BY t.moved_day, coalesce(t.moved_at, CAST(t.moved_day AS TIMESTAMP)), t.step, t.id
    ROWS UNBOUNDED PRECEDING
  )
),
paid_back AS (
  SELECT
    invoice_id, moved_at, moved_day, id,
    opened - coalesce(lag(opened) OVER (
      PARTITION BY invoice_id ORDER BY moved_day, coalesce(moved_at, CAST(moved_day AS TIMESTAMP)), step, id
    ), 0) AS amount
  FROM repaid
),
-- A chargeback takes back what was paid. One that names the order takes it from its invoices in the order in which
-- they were paid.
charged AS (
  SELECT
    n.document_id, n.moved_at, n.moved_day, n.id, n.amount,
    sum(n.amount) OVER chain - n.amount AS charged_from,
    sum(n.amount) OVER chain AS charged_to
  FROM named n
  WHERE n.kind = 'chargeback' AND n.amount > 0
  WINDOW chain AS (
    PARTITION BY n.document_id
    ORDER BY n.moved_day, coalesce(n.moved_at, CAST(n.moved_day AS TIMESTAMP)), n.id
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
charged_invoice AS (
  SELECT
    r.invoice_id, c.moved_at, c.moved_day, c.id,
    least(c.charged_to, coalesce(r.room_to, c.charged_to)) - greatest(c.charged_from, r.room_from) AS amount
  FROM charged c
  JOIN room r
    ON r.order_id = c.document_id
   AND r.room_from < c.charged_to
   AND (r.room_to IS NULL OR r.room_to > c.charged_from)
  UNION ALL
  SELECT document_id, moved_at, moved_day, id, amount
  FROM charged
  WHERE document_id NOT IN (SELECT order_id FROM invoice_of_order)
),
paid_and_charged AS (
  SELECT
    invoice_id, moved_at, moved_day, id, step,
    least(sum(paid) OVER chain, sum(charged) OVER chain) AS taken_back
  FROM (
    SELECT invoice_id, moved_at, moved_day, id, 2 AS step, -amount AS paid, 0 AS charged FROM settled WHERE kind = 'payment' AND amount < 0
    UNION ALL
    SELECT invoice_id, moved_at, moved_day, id, 3, 0, amount FROM charged_invoice
  ) both_ways
  WINDOW chain AS (
    PARTITION BY invoice_id
    ORDER BY moved_day, coalesce(moved_at, CAST(moved_day AS TIMESTAMP)), step, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
-- No more is owed again than had been paid.
reopened AS (
  SELECT
    invoice_id, moved_at, moved_day, id,
    taken_back - coalesce(lag(taken_back) OVER (
      PARTITION BY invoice_id ORDER BY moved_day, coalesce(moved_at, CAST(moved_day AS TIMESTAMP)), id
    ), 0) AS amount
  FROM paid_and_charged
  WHERE step = 3
),
-- The credit note of a cancelled invoice may follow the day on which it was cancelled.
late_credits AS (
  SELECT
    s.invoice_id, s.moved_at, s.moved_day, s.id, s.kind,
    sum(-s.amount) OVER chain + s.amount AS credited_from,
    sum(-s.amount) OVER chain AS credited_to
  FROM settled s
  JOIN fact.invoices i ON i.invoice_id = s.invoice_id
  WHERE s.kind = 'credit_note' AND s.moved_day > i.cancelled_day
  WINDOW chain AS (
    PARTITION BY s.invoice_id
    ORDER BY s.moved_day, coalesce(s.moved_at, CAST(s.moved_day AS TIMESTAMP)), s.id
    ROWS UNBOUNDED PRECEDING
  )
),
movements AS (
  SELECT invoice_id, issued_at AS moved_at, issued_day AS moved_day, gross AS amount, 0 AS step, invoice_id AS id, 'invoice' AS kind
  FROM fact.invoices
  UNION ALL
  SELECT s.invoice_id, s.moved_at, s.moved_day, s.amount, CASE WHEN s.kind = 'credit_note' THEN 1 ELSE 2 END, s.id, s.kind
  FROM settled s
  LEFT JOIN late_credits c ON c.invoice_id = s.invoice_id AND c.id = s.id AND c.kind = s.kind
  WHERE c.id IS NULL
  UNION ALL
  SELECT invoice_id, moved_at, moved_day, amount, 3, id, 'chargeback'
  FROM reopened
  WHERE amount > 0
  UNION ALL
  SELECT invoice_id, moved_at, moved_day, amount, 3, id, 'refund'
  FROM paid_back
  WHERE amount > 0
  UNION ALL
  -- Money in another currency whose rate nobody knows: what is owed after it is not known either.
  SELECT coalesce(r.invoice_id, n.document_id), n.moved_at, n.moved_day, 0, 2, n.id, n.kind
  FROM named n
  LEFT JOIN room r ON r.order_id = n.document_id AND r.place = 1
  WHERE n.amount IS NULL AND n.kind IN ('payment', 'credit_note')
),
-- What is still open of an invoice on the day it is cancelled is owed no more.
written_off AS (
  SELECT i.invoice_id, i.cancelled_at, i.cancelled_day, -greatest(sum(m.amount), 0) AS amount
  FROM fact.invoices i
  JOIN movements m ON m.invoice_id = i.invoice_id AND m.moved_day <= i.cancelled_day
  GROUP BY i.invoice_id, i.cancelled_at, i.cancelled_day
),
moved AS (
  SELECT invoice_id, moved_at, moved_day, amount, step, id, kind FROM movements
  UNION ALL
  SELECT invoice_id, cancelled_at, cancelled_day, amount, 4, invoice_id, 'cancellation' FROM written_off
  UNION ALL
  -- It adds what it says beyond what was written off.
  SELECT
    c.invoice_id, c.moved_at, c.moved_day,
    greatest(c.credited_from + w.amount, 0) - greatest(c.credited_to + w.amount, 0), 1, c.id, c.kind
  FROM late_credits c
  JOIN written_off w ON w.invoice_id = c.invoice_id
)
SELECT
  i.invoice_id || ' ' || m.kind || ' ' || m.id AS movement_id,
  m.id AS entry_id,
  m.invoice_id,
  m.moved_at,
  m.moved_day,
  m.kind,
  row_number() OVER chain AS place,
  CAST(m.amount AS BIGINT) AS amount,
  CAST(sum(m.amount) OVER chain AS BIGINT) AS open_amount,
  i.currency,
  max(lacking.paid_in) OVER chain AS lacks_rate_of
FROM moved m
JOIN fact.invoices i ON i.invoice_id = m.invoice_id
LEFT JOIN named lacking ON lacking.id = m.id AND lacking.kind = m.kind AND lacking.amount IS NULL
-- Money that came before the invoice settles it from its first moment.
WINDOW chain AS (
  PARTITION BY m.invoice_id
  ORDER BY m.moved_day, coalesce(m.moved_at, CAST(m.moved_day AS TIMESTAMP)), m.step, m.id
  ROWS UNBOUNDED PRECEDING
)
