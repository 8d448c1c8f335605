/*
fact: sold_returns
row: one returned or swapped position, at the sale it came back from
refresh_by: order
columns:
  line_id:       { kind: text, meaning: the returned position }
  order_id:      { kind: text }
  sold_at:       { kind: instant }
  returned_at:   { kind: instant }
  is_exchange:   { kind: boolean, meaning: swapped for another unit }
  is_something:  { kind: boolean, meaning: "false where a position says that nothing of it came back" }
  customer_id:   { kind: text, dimension: customer }
  quantity:      { kind: decimal }
  net:           { kind: money, currency: currency, meaning: "in the currency of the sale, or its own where the day it came back has no rate" }
  currency:      { kind: text, dimension: currency }
  product:       { kind: text, dimension: product, meaning: of the sold position; empty where nobody knows which }
  category:      { kind: text, dimension: category }
  channel:       { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  device:        { kind: text, dimension: device }
  source:        { kind: text, dimension: source }
*/
SELECT
  r.line_id, s.order_id, s.placed_at AS sold_at, s.placed_day AS sold_day, r.returned_at, r.returned_day,
  r.is_exchange, r.quantity > 0 AS is_something,
  s.customer_id, r.quantity, r.sold_net AS net, s.currency,
  s.product, s.category, s.channel, s.sales_channel, s.campaign, s.segment, s.country, s.device, s.source
FROM fact.returned_positions r
JOIN fact.order_lines s ON s.line_id = r.sold_line_id
UNION ALL
SELECT
  r.line_id, o.order_id, o.placed_at, o.placed_day, r.returned_at, r.returned_day,
  r.is_exchange, coalesce(r.quantity > 0, true),
  o.customer_id, r.quantity, coalesce(r.sold_net, r.net), CASE WHEN r.sold_net IS NULL THEN r.currency ELSE o.currency END,
  NULL, NULL, o.channel, o.sales_channel, o.campaign, o.segment, o.country, o.device, o.source
FROM fact.returned_positions r
JOIN fact.orders o ON o.order_id = r.order_id
WHERE r.sold_line_id IS NULL
