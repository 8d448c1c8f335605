/*
fact: credit_balances
row: what a customer had to its credit between two movements of it
refresh_by: invoice
interval: { from: from_at, to: to_at }
columns:
  credit_id:   { kind: text, meaning: the invoice that is paid beyond what it asks for; else the movement that names none }
  kind:        { kind: text, meaning: "overpaid, or unplaced: paid or credited without an invoice named" }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: empty while it lasts }
  amount:      { kind: money, currency: currency, meaning: positive }
  customer_id: { kind: text, dimension: customer }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
WITH of_invoices AS (
  SELECT
    m.invoice_id,
    m.moved_at,
    m.moved_day,
    lead(m.moved_at) OVER chain AS next_at,
    lead(m.moved_day) OVER chain AS next_day,
    m.open_amount
  FROM fact.receivable_movements m
  WINDOW chain AS (PARTITION BY m.invoice_id ORDER BY m.place)
),
unplaced AS (
  SELECT
    p.id, coalesce(o.customer_id, c.customer_id, o.customer_id_without_person) AS customer_id,
    p.received_at AS moved_at, p.received_day AS moved_day,
    CASE WHEN p.kind = 'payment' THEN p.amount ELSE -abs(p.amount) END AS amount, p.currency, p.source_id AS source
  FROM payment p
  LEFT JOIN customer_link o ON o.record_id = p.organization_id
  LEFT JOIN customer_link c ON c.record_id = p.person_id
  WHERE p.document_id IS NULL AND coalesce(p.status, 'succeeded') = 'succeeded'
  UNION ALL
  SELECT document_id, customer_id, issued_at, issued_day, abs(gross), currency, source
  FROM fact.documents
  WHERE kind = 'credit_note' AND parent_id IS NULL
),
-- Only who buys on account has something to its credit; who pays at once paid for what it took.
of_customers AS (
  SELECT
    u.id, u.customer_id, u.currency, u.source, u.moved_at, u.moved_day,
    lead(u.moved_at) OVER chain AS next_at,
    lead(u.moved_day) OVER chain AS next_day,
    sum(u.amount) OVER (
      PARTITION BY u.customer_id, u.currency
      ORDER BY u.moved_day, coalesce(u.moved_at, CAST(u.moved_day AS TIMESTAMP)), u.id
      ROWS UNBOUNDED PRECEDING
    ) AS amount
  FROM unplaced u
  WHERE u.customer_id IN (SELECT customer_id FROM fact.invoices WHERE customer_id IS NOT NULL)
  WINDOW chain AS (
    PARTITION BY u.customer_id, u.currency
    ORDER BY u.moved_day, coalesce(u.moved_at, CAST(u.moved_day AS TIMESTAMP)), u.id
  )
)
SELECT
  i.invoice_id AS credit_id,
  'overpaid' AS kind,
  m.moved_at AS from_at,
  m.moved_day AS from_day,
  m.next_at AS to_at,
  m.next_day AS to_day,
  -m.open_amount AS amount,
  i.customer_id,
  i.currency,
  i.channel,
  i.sales_channel,
  i.segment,
  i.country,
  i.owner,
  i.source
FROM of_invoices m
JOIN fact.invoices i ON i.invoice_id = m.invoice_id
WHERE m.open_amount < 0
UNION ALL
SELECT
  u.id, 'unplaced', u.moved_at, u.moved_day, u.next_at, u.next_day, CAST(u.amount AS BIGINT), u.customer_id,
  u.currency, l.channel, NULL, l.segment, l.country, l.owner, u.source
FROM of_customers u
LEFT JOIN fact.customer_labels l ON l.customer_id = u.customer_id
WHERE u.amount > 0 AND NOT coalesce(l.is_test, false)
