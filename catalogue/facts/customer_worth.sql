/*
fact: customer_worth
row: one sale or give-back of a customer, named as the customer is
refresh_by: order
columns:
  entry_id:    { kind: text }
  booked_at:   { kind: instant }
  customer_id: { kind: text, dimension: customer }
  net:         { kind: money, currency: currency, meaning: signed value without tax and shipping }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  cohort:      { kind: text, dimension: cohort }
  source:      { kind: text, dimension: source }
*/
-- An order may come by another channel or campaign than its customer did: the mean per customer needs the customer's.
SELECT
  e.entry_id, e.booked_at, e.booked_day, e.customer_id, e.net, e.currency,
  l.channel, l.campaign, l.segment, l.country, l.owner, f.cohort, l.source
FROM fact.revenue_entries e
JOIN fact.customer_labels l ON l.customer_id = e.customer_id
LEFT JOIN fact.first_payments f ON f.customer_id = e.customer_id
