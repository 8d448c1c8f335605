/*
fact: purchase_values
row: an order, or something given back for it, on the day of the order; each is known from its own moment on
refresh_by: customer
columns:
  entry_id:     { kind: text }
  kind:         { kind: text, meaning: "order, return, credit_note or refund" }
  booked_at:    { kind: instant, meaning: when it became known }
  customer_id:  { kind: text, dimension: customer }
  purchase_day: { kind: date, meaning: day of the order }
  net:          { kind: money, currency: sold_in, meaning: signed value without tax and shipping }
  sold_in:      { kind: text, meaning: currency of the amount }
  currency:     { kind: text, dimension: currency, meaning: in which the customer mostly buys }
  channel:      { kind: text, dimension: channel }
  campaign:     { kind: text, dimension: campaign }
  segment:      { kind: text, dimension: segment }
  country:      { kind: text, dimension: country }
  owner:        { kind: text, dimension: owner }
  cohort:       { kind: text, dimension: cohort }
*/
-- What was given back lowers the order it was given back for, so that a customer is worth what it kept.
-- All names are those of the customer: models look at customers, who stand in one part each.
SELECT
  e.entry_id,
  e.kind,
  e.booked_at,
  e.booked_day,
  o.customer_id,
  o.placed_day AS purchase_day,
  e.net,
  e.currency AS sold_in,
  c.currency,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  f.cohort
FROM fact.revenue_entries e
JOIN fact.orders o ON o.order_id = e.sale_id
LEFT JOIN fact.customer_labels l ON l.customer_id = o.customer_id
LEFT JOIN fact.first_payments f ON f.customer_id = o.customer_id
LEFT JOIN fact.customer_currencies c ON c.customer_id = o.customer_id
WHERE o.customer_id IS NOT NULL AND o.placed_day IS NOT NULL
