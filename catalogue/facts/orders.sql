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
  net_after_refunds: { kind: money, currency: currency, meaning: "value less what was given back of it, whenever; give-backs in another currency are not part of it" }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  device:      { kind: text, dimension: device }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH given_back AS (
  SELECT sale_id, currency, sum(net) AS net
  FROM fact.revenue_entries
  WHERE kind IN ('return', 'credit_note', 'refund')
  GROUP BY sale_id, currency
)
SELECT
  d.document_id AS order_id,
  d.issued_at AS placed_at,
  d.issued_day AS placed_day,
  d.customer_id,
  CASE WHEN d.customer_id IS NOT NULL THEN rank() OVER (PARTITION BY d.customer_id ORDER BY d.issued_day) - 1 END AS earlier_orders,
  d.net,
  CAST(d.net + coalesce(g.net, 0) AS BIGINT) AS net_after_refunds,
  d.currency,
  d.channel,
  d.sales_channel,
  d.campaign,
  d.segment,
  d.country,
  d.variant,
  d.device,
  d.owner,
  d.team,
  d.source
FROM fact.documents d
LEFT JOIN given_back g ON g.sale_id = d.document_id AND g.currency = d.currency
WHERE d.kind = 'order'
