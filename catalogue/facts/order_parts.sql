/*
fact: order_parts
row: one sold position of a qualifying order with what came back of it, and one of the order for what came back of no known position or where it has none
refresh_by: order
columns:
  order_id:          { kind: text }
  placed_at:         { kind: instant }
  customer_id:       { kind: text, dimension: customer }
  quantity:          { kind: decimal }
  is_returned:       { kind: boolean, meaning: "something of it came back for good, whenever that was" }
  is_exchanged:      { kind: boolean, meaning: "something of it was swapped for others, whenever that was" }
  returned_quantity: { kind: decimal, meaning: "units of it on returns, whenever they came" }
  exchanged_quantity: { kind: decimal, meaning: "units of it that were swapped for others, whenever that was" }
  net:               { kind: money, currency: currency }
  returned_net:      { kind: money, currency: currency, meaning: "value of what came back" }
  exchanged_net:     { kind: money, currency: currency, meaning: "value of what was swapped" }
  currency:          { kind: text, dimension: currency }
  product:           { kind: text, dimension: product }
  category:          { kind: text, dimension: category }
  channel:           { kind: text, dimension: channel }
  campaign:          { kind: text, dimension: campaign }
  segment:           { kind: text, dimension: segment }
  country:           { kind: text, dimension: country }
  device:            { kind: text, dimension: device }
  source:            { kind: text, dimension: source }
*/
WITH positions AS (SELECT order_id FROM fact.order_lines GROUP BY order_id),
unplaced AS (
  SELECT
    r.order_id,
    count(CASE WHEN NOT r.is_exchange THEN 1 END) AS returns,
    count(CASE WHEN r.is_exchange THEN 1 END) AS exchanges,
    sum(CASE WHEN r.is_exchange THEN 0 ELSE r.quantity END) AS returned_quantity,
    sum(CASE WHEN r.is_exchange THEN r.quantity ELSE 0 END) AS exchanged_quantity,
    sum(CASE WHEN NOT r.is_exchange AND r.currency = o.currency THEN r.net ELSE 0 END) AS returned_net,
    sum(CASE WHEN r.is_exchange AND r.currency = o.currency THEN r.net ELSE 0 END) AS exchanged_net
  FROM fact.returned_positions r
  JOIN fact.orders o ON o.order_id = r.order_id
  WHERE r.sold_line_id IS NULL
  GROUP BY r.order_id
)
SELECT
  order_id, placed_at, placed_day, customer_id,
  quantity, returned_quantity > 0 AS is_returned, exchanged_quantity > 0 AS is_exchanged, returned_quantity, exchanged_quantity,
  net, returned_net, exchanged_net,
  currency, product, category, channel, campaign, segment, country, device, source
FROM fact.order_lines
UNION ALL
SELECT
  o.order_id, o.placed_at, o.placed_day, o.customer_id,
  CAST(0 AS DECIMAL(18, 6)), coalesce(u.returns, 0) > 0, coalesce(u.exchanges, 0) > 0,
  CAST(coalesce(u.returned_quantity, 0) AS DECIMAL(18, 6)),
  CAST(coalesce(u.exchanged_quantity, 0) AS DECIMAL(18, 6)),
  CASE WHEN p.order_id IS NULL THEN o.net ELSE 0 END,
  CAST(coalesce(u.returned_net, 0) AS BIGINT),
  CAST(coalesce(u.exchanged_net, 0) AS BIGINT),
  o.currency, NULL, NULL, o.channel, o.campaign, o.segment, o.country, o.device, o.source
FROM fact.orders o
LEFT JOIN positions p ON p.order_id = o.order_id
LEFT JOIN unplaced u ON u.order_id = o.order_id
WHERE p.order_id IS NULL OR u.order_id IS NOT NULL
