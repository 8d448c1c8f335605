/*
fact: invoices
row: one invoice that counts or counted until it was cancelled; the sale on credit, with tax, as it is owed
refresh_by: invoice
columns:
  invoice_id:  { kind: text }
  status:      { kind: text }
  issued_at:   { kind: instant }
  due_on:      { kind: date }
  cancelled_at: { kind: instant }
  customer_id: { kind: text, dimension: customer }
  gross:       { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
SELECT
  document_id AS invoice_id,
  status,
  issued_at,
  issued_day,
  due_on,
  cancelled_at,
  cancelled_day,
  customer_id,
  gross,
  currency,
  channel,
  sales_channel,
  segment,
  country,
  owner,
  source
FROM fact.documents
WHERE kind = 'invoice'
UNION ALL
SELECT
  invoice_id, 'cancelled' AS status, issued_at, issued_day, due_on, cancelled_at, cancelled_day, customer_id,
  gross, currency, channel, sales_channel, segment, country, owner, source
FROM fact.cancelled_invoices
