/*
fact: orders
row: one qualifying order; several on one day stay several
refresh_by: order
columns:
  order_id:    { kind: text }
  placed_at:   { kind: instant }
  customer_id: { kind: text, dimension: customer }
  earlier_orders: { kind: integer, meaning: "orders of the customer on earlier days, of all time; empty without a customer" }
  net:         { kind: money, currency: currency, meaning: value before refunds }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  device:      { kind: text, dimension: device }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  document_id AS order_id,
  issued_at AS placed_at,
  issued_day AS placed_day,
  customer_id,
  CASE WHEN customer_id IS NOT NULL THEN rank() OVER (PARTITION BY customer_id ORDER BY issued_day) - 1 END AS earlier_orders,
  net,
  currency,
  channel,
  campaign,
  segment,
  country,
  device,
  owner,
  team,
  source
FROM fact.documents
WHERE kind = 'order'
