/*
fact: document_money
row: a payment, refund, chargeback or credit note that names what it is for, in the currency of that
refresh_by: order
columns:
  money_id:    { kind: text }
  document_id: { kind: text, meaning: the invoice or order it names }
  kind:        { kind: text, meaning: "payment, refund, chargeback or credit_note" }
  moved_at:    { kind: instant }
  amount:      { kind: money, currency: currency, meaning: "positive, at the rate of its day; empty where no rate is known" }
  currency:    { kind: text, meaning: of the invoices of the order or of the document itself }
  paid_in:     { kind: text, meaning: its own currency }
*/
WITH home AS (SELECT max(value) AS currency FROM setting WHERE name = 'currency'),
target AS (
  SELECT d.document_id, CASE WHEN d.kind = 'order' THEN coalesce(i.currency, d.currency) ELSE d.currency END AS currency
  FROM fact.documents d
  LEFT JOIN (
    SELECT parent_id, min(currency) AS currency
    FROM fact.documents
    WHERE kind = 'invoice' AND parent_id IS NOT NULL
    GROUP BY parent_id
  ) i ON i.parent_id = d.document_id
  UNION ALL
  SELECT invoice_id, currency FROM fact.cancelled_invoices
),
moved AS (
  SELECT
    document_id AS id, parent_id AS document_id, kind, issued_at AS moved_at, issued_day AS moved_day,
    abs(gross) AS amount, currency
  FROM fact.documents
  WHERE kind = 'credit_note' AND parent_id IS NOT NULL
  UNION ALL
  -- Some sources write what goes back with a minus; a payment with a minus takes one back.
  SELECT
    id, document_id, CASE WHEN kind = 'payment' AND amount < 0 THEN 'chargeback' ELSE kind END, received_at, received_day,
    abs(amount), currency
  FROM payment
  WHERE document_id IS NOT NULL AND coalesce(status, 'succeeded') = 'succeeded'
    AND id NOT IN (SELECT payment_id FROM fact.doubled_payments)
),
-- Two currencies without a rate of their own meet in the workspace's currency.
rated AS (
  SELECT
    m.id, m.document_id, m.kind, m.moved_at, m.moved_day, m.amount, m.currency AS paid_in, t.currency,
    CASE
      WHEN m.currency = t.currency THEN 1
      ELSE coalesce(
        CAST(direct.rate AS DOUBLE),
        CASE WHEN m.currency = home.currency THEN 1 ELSE CAST(there.rate AS DOUBLE) END / CAST(back.rate AS DOUBLE)
      )
    END AS rate
  FROM moved m
  JOIN target t ON t.document_id = m.document_id
  CROSS JOIN home
  LEFT JOIN fact.exchange_rates direct
    ON direct.day = m.moved_day AND direct.currency = m.currency AND direct.base_currency = t.currency
  LEFT JOIN fact.exchange_rates there
    ON there.day = m.moved_day AND there.currency = m.currency AND there.base_currency = home.currency
  LEFT JOIN fact.exchange_rates back
    ON back.day = m.moved_day AND back.currency = t.currency AND back.base_currency = home.currency
)
SELECT
  r.id AS money_id,
  r.document_id,
  r.kind,
  r.moved_at,
  r.moved_day,
  CASE
    WHEN r.paid_in = r.currency THEN r.amount
    ELSE CAST(round(r.amount * r.rate * coalesce(own.minor_units, 100) / coalesce(its.minor_units, 100), 0) AS BIGINT)
  END AS amount,
  r.currency,
  r.paid_in
FROM rated r
LEFT JOIN fact.currency_units own ON own.currency = r.currency
LEFT JOIN fact.currency_units its ON its.currency = r.paid_in
