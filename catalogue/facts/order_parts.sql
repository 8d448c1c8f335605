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
    order_id,
    CAST(NULL AS VARCHAR) AS unrated,
    count(CASE WHEN NOT is_exchange THEN 1 END) AS returns,
    count(CASE WHEN is_exchange THEN 1 END) AS exchanges,
    sum(CASE WHEN is_exchange THEN 0 ELSE quantity END) AS returned_quantity,
    sum(CASE WHEN is_exchange THEN quantity ELSE 0 END) AS exchanged_quantity,
    sum(CASE WHEN is_exchange THEN 0 ELSE sold_net END) AS returned_net,
    sum(CASE WHEN is_exchange THEN sold_net ELSE 0 END) AS exchanged_net
  FROM fact.returned_positions
  WHERE sold_line_id IS NULL AND order_id IS NOT NULL
  GROUP BY order_id
  UNION ALL
  -- In a currency without a rate on the day it came back, so that the figure takes that of the sale or names it.
  SELECT
    order_id, currency, 0, 0, 0, 0,
    sum(CASE WHEN is_exchange THEN 0 ELSE net END), sum(CASE WHEN is_exchange THEN net ELSE 0 END)
  FROM fact.returned_positions
  WHERE sold_line_id IS NULL AND order_id IS NOT NULL AND net IS NOT NULL AND sold_net IS NULL
  GROUP BY order_id, currency
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
  CASE WHEN p.order_id IS NULL AND u.unrated IS NULL THEN o.net ELSE 0 END,
  CAST(coalesce(u.returned_net, 0) AS BIGINT),
  CAST(coalesce(u.exchanged_net, 0) AS BIGINT),
  coalesce(u.unrated, o.currency), NULL, NULL, o.channel, o.campaign, o.segment, o.country, o.device, o.source
FROM fact.orders o
LEFT JOIN positions p ON p.order_id = o.order_id
LEFT JOIN unplaced u ON u.order_id = o.order_id
WHERE p.order_id IS NULL OR u.order_id IS NOT NULL
