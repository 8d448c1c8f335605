/*
fact: billings
row: what was invoiced or, below zero, credited or cancelled of an invoice, each at its own date; with tax
refresh_by: invoice
columns:
  billing_id:  { kind: text }
  invoice_id:  { kind: text }
  kind:        { kind: text, meaning: "invoice, credit_note or cancellation" }
  billed_at:   { kind: instant }
  customer_id: { kind: text, dimension: customer }
  amount:      { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
SELECT
  m.movement_id AS billing_id,
  m.invoice_id,
  m.kind,
  m.moved_at AS billed_at,
  m.moved_day AS billed_day,
  i.customer_id,
  m.amount,
  m.currency,
  i.channel,
  i.sales_channel,
  i.segment,
  i.country,
  i.owner,
  i.source
FROM fact.receivable_movements m
JOIN fact.invoices i ON i.invoice_id = m.invoice_id
WHERE m.kind IN ('invoice', 'credit_note', 'cancellation')
