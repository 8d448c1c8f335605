/*
fact: order_parts
row: one sold position of a qualifying order, and one without units of the order where it has none or something came back of no known position
refresh_by: order
columns:
  order_id:          { kind: text }
  placed_at:         { kind: instant }
  customer_id:       { kind: text, dimension: customer }
  quantity:          { kind: decimal }
  net:               { kind: money, currency: currency }
  currency:          { kind: text, dimension: currency }
  product:           { kind: text, dimension: product }
  category:          { kind: text, dimension: category }
  channel:           { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  campaign:          { kind: text, dimension: campaign }
  segment:           { kind: text, dimension: segment }
  country:           { kind: text, dimension: country }
  device:            { kind: text, dimension: device }
  source:            { kind: text, dimension: source }
*/
WITH positions AS (SELECT DISTINCT order_id FROM fact.order_lines),
unplaced AS (
  SELECT DISTINCT order_id FROM fact.returned_positions WHERE sold_line_id IS NULL AND order_id IS NOT NULL
)
SELECT
  order_id, placed_at, placed_day, customer_id, quantity, net,
  currency, product, category, channel, sales_channel, campaign, segment, country, device, source
FROM fact.order_lines
UNION ALL
SELECT
  o.order_id, o.placed_at, o.placed_day, o.customer_id,
  CAST(0 AS DECIMAL(18, 6)), CASE WHEN p.order_id IS NULL THEN o.net ELSE 0 END,
  o.currency, NULL, NULL, o.channel, o.sales_channel, o.campaign, o.segment, o.country, o.device, o.source
FROM fact.orders o
LEFT JOIN positions p ON p.order_id = o.order_id
LEFT JOIN unplaced u ON u.order_id = o.order_id
WHERE p.order_id IS NULL OR u.order_id IS NOT NULL
