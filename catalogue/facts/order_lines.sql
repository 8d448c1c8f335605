/*
fact: order_lines
row: one sold position of a qualifying order, with the units of it that came back later; shipping, fees and adjustments are out
refresh_by: order
columns:
  line_id:           { kind: text }
  order_id:          { kind: text }
  placed_at:         { kind: instant }
  customer_id:       { kind: text, dimension: customer }
  quantity:          { kind: decimal }
  returned_quantity: { kind: decimal, meaning: "units of this position on returns, whenever they came" }
  exchanged_quantity: { kind: decimal, meaning: "units of it that were swapped for others, whenever that was" }
  net:               { kind: money, currency: currency }
  returned_net:      { kind: money, currency: currency, meaning: "value of the returned units" }
  exchanged_net:     { kind: money, currency: currency, meaning: "value of the swapped units" }
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
WITH back AS (
  SELECT
    sold_line_id,
    sum(CASE WHEN is_exchange THEN 0 ELSE quantity END) AS returned_quantity,
    sum(CASE WHEN is_exchange THEN 0 ELSE sold_net END) AS returned_net,
    sum(CASE WHEN is_exchange THEN quantity ELSE 0 END) AS exchanged_quantity,
    sum(CASE WHEN is_exchange THEN sold_net ELSE 0 END) AS exchanged_net
  FROM fact.returned_positions
  WHERE sold_line_id IS NOT NULL
  GROUP BY sold_line_id
)
SELECT
  s.line_id,
  o.order_id,
  o.placed_at,
  o.placed_day,
  o.customer_id,
  s.quantity,
  CAST(coalesce(b.returned_quantity, 0) AS DECIMAL(18, 6)) AS returned_quantity,
  CAST(coalesce(b.exchanged_quantity, 0) AS DECIMAL(18, 6)) AS exchanged_quantity,
  s.net,
  CAST(coalesce(b.returned_net, 0) AS BIGINT) AS returned_net,
  CAST(coalesce(b.exchanged_net, 0) AS BIGINT) AS exchanged_net,
  s.currency,
  s.product,
  s.category,
  o.channel,
  o.sales_channel,
  o.campaign,
  o.segment,
  o.country,
  o.device,
  o.source
FROM fact.document_lines s
JOIN fact.orders o ON o.order_id = s.document_id
LEFT JOIN back b ON b.sold_line_id = s.line_id
WHERE s.is_product
