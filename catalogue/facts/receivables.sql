/*
fact: receivables
row: what was still owed on one invoice between two movements of it, or until its due date had passed
refresh_by: invoice
interval: { from: from_at, to: to_at }
columns:
  invoice_id:  { kind: text }
  from_at:     { kind: instant, meaning: "issued, partly paid, charged back or overdue; only the day is known when it became overdue" }
  to_at:       { kind: instant, meaning: "the next payment, credit or cancellation; empty while it is owed" }
  open_amount: { kind: money, currency: currency, meaning: with tax; credit balances are out }
  due_on:      { kind: date }
  is_overdue:  { kind: boolean, meaning: the due date is over }
  customer_id: { kind: text, dimension: customer }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
WITH owed AS (
  SELECT
    m.invoice_id,
    m.moved_at,
    m.moved_day,
    lead(m.moved_at) OVER chain AS next_at,
    lead(m.moved_day) OVER chain AS next_day,
    m.open_amount,
    m.lacks_rate_of,
    m.kind,
    m.place
  FROM fact.receivable_movements m
  WINDOW chain AS (PARTITION BY m.invoice_id ORDER BY m.place)
),
-- The due date ends with its local day; the first overdue day cuts the state in two.
dated AS (
  SELECT
    o.*, CAST(add_days(i.due_on, 1) AS DATE) AS overdue_day,
    -- Nothing but credit notes follows, and it stays owed.
    bool_or(o.open_amount > 0 AND o.next_day IS NULL) OVER (PARTITION BY o.invoice_id)
      AND o.place >= max(CASE WHEN o.kind <> 'credit_note' THEN o.place END) OVER (PARTITION BY o.invoice_id) AS stays_owed
  FROM owed o
  JOIN fact.invoices i ON i.invoice_id = o.invoice_id
),
parts AS (
  SELECT
    invoice_id, open_amount, lacks_rate_of, false AS is_overdue,
    moved_at AS from_at, moved_day AS from_day,
    CASE WHEN overdue_day IS NULL OR next_day < overdue_day THEN next_at END AS to_at,
    CASE WHEN overdue_day IS NULL OR next_day < overdue_day THEN next_day ELSE overdue_day END AS to_day,
    next_day, kind, stays_owed
  FROM dated
  WHERE overdue_day IS NULL OR moved_day < overdue_day
  UNION ALL
  SELECT
    invoice_id, open_amount, lacks_rate_of, true,
    CASE WHEN moved_day >= overdue_day THEN moved_at END,
    CASE WHEN moved_day >= overdue_day THEN moved_day ELSE overdue_day END,
    next_at, next_day, next_day, kind, stays_owed
  FROM dated
  WHERE overdue_day IS NOT NULL AND (next_day IS NULL OR next_day >= overdue_day)
),
-- Nothing in the currency whose rate is missing: the figure says that a rate is missing.
priced AS (
  SELECT p.invoice_id, p.open_amount, i.currency, p.is_overdue, p.from_at, p.from_day, p.to_at, p.to_day, p.next_day, p.kind, p.stays_owed
  FROM parts p
  JOIN fact.invoices i ON i.invoice_id = p.invoice_id
  WHERE p.open_amount > 0
  UNION ALL
  SELECT invoice_id, 0, lacks_rate_of, is_overdue, from_at, from_day, to_at, to_day, next_day, kind, stays_owed
  FROM parts
  WHERE open_amount > 0 AND lacks_rate_of IS NOT NULL
)
SELECT
  i.invoice_id,
  r.from_at,
  r.from_day,
  r.to_at,
  r.to_day,
  r.open_amount,
  i.due_on,
  r.is_overdue,
  i.customer_id,
  r.currency,
  i.channel,
  i.sales_channel,
  i.segment,
  i.country,
  i.owner,
  i.source
FROM priced r
JOIN fact.invoices i ON i.invoice_id = r.invoice_id
-- Said to be paid, but nobody knows when: not owed. A chargeback says more than what was true before it.
WHERE NOT (r.next_day IS NULL AND coalesce(i.status, '') = 'cancelled')
  AND NOT (r.stays_owed AND coalesce(i.status, '') = 'paid' AND r.kind <> 'chargeback')
