/*
fact: settled_invoices
row: one invoice that was paid in full, at the payment or credit note after which nothing was owed; not where nobody knows its day
refresh_by: invoice
columns:
  invoice_id:  { kind: text }
  settled_at:  { kind: instant }
  customer_id: { kind: text, dimension: customer }
  owed:        { kind: money, currency: currency, meaning: what the invoice asked for less what was credited until then }
  currency:    { kind: text, dimension: currency }
  days_to_pay: { kind: integer, meaning: local days from issued to settled }
  days_late:   { kind: integer, meaning: local days beyond the due date; 0 when paid in time or without a due date }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
-- Settled with the first movement after which nothing was owed any more. What was credited was not paid: it has no weight.
WITH last_owed AS (
  SELECT invoice_id, max(CASE WHEN open_amount > 0 THEN place ELSE 0 END) AS place, bool_or(kind = 'payment' AND amount < 0) AS was_paid
  FROM fact.receivable_movements
  GROUP BY invoice_id
),
asked AS (
  SELECT m.invoice_id, CAST(sum(m.amount) AS BIGINT) AS owed
  FROM fact.receivable_movements m
  JOIN last_owed l ON l.invoice_id = m.invoice_id AND m.place <= l.place + 1
  WHERE m.kind IN ('invoice', 'credit_note')
  GROUP BY m.invoice_id
)
SELECT
  i.invoice_id,
  m.moved_at AS settled_at,
  m.moved_day AS settled_day,
  i.customer_id,
  a.owed,
  i.currency,
  -- Paid in advance is paid at once.
  greatest(days_between(i.issued_day, m.moved_day), 0) AS days_to_pay,
  greatest(coalesce(days_between(i.due_on, m.moved_day), 0), 0) AS days_late,
  i.channel,
  i.sales_channel,
  i.segment,
  i.country,
  i.owner,
  i.source
FROM last_owed l
-- What was cancelled was never paid in full.
JOIN fact.receivable_movements m ON m.invoice_id = l.invoice_id AND m.place = l.place + 1 AND m.kind <> 'cancellation'
JOIN fact.invoices i ON i.invoice_id = l.invoice_id
JOIN asked a ON a.invoice_id = l.invoice_id
LEFT JOIN payment p ON p.id = m.entry_id
WHERE l.was_paid AND coalesce(p.origin, '') <> 'document_undated'
