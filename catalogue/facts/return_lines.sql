/*
fact: return_lines
row: one returned position, at the date of the return, under the names of its sale where that is known
refresh_by: order
columns:
  line_id:     { kind: text }
  return_id:   { kind: text, meaning: the document of the return }
  order_id:    { kind: text, meaning: the order of what came back; empty where nobody knows }
  returned_at: { kind: instant }
  is_exchange: { kind: boolean, meaning: swapped for another unit }
  has_sale:    { kind: boolean, meaning: the order it belongs to is among the data }
  customer_id: { kind: text, dimension: customer }
  quantity:    { kind: decimal, meaning: empty where a return says only what it is worth }
  net:         { kind: money, currency: currency, meaning: "positive; a part of what was paid for it where the return says no price" }
  currency:    { kind: text, dimension: currency }
  product:     { kind: text, dimension: product }
  category:    { kind: text, dimension: category }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  device:      { kind: text, dimension: device }
  source:      { kind: text, dimension: source }
*/
SELECT
  r.line_id,
  r.return_id,
  r.order_id,
  r.returned_at,
  r.returned_day,
  r.is_exchange,
  o.order_id IS NOT NULL AS has_sale,
  coalesce(o.customer_id, d.customer_id) AS customer_id,
  r.quantity,
  r.net,
  r.currency,
  coalesce(sold.product, line.product) AS product,
  coalesce(sold.category, line.category) AS category,
  CASE WHEN o.order_id IS NOT NULL THEN o.channel ELSE d.channel END AS channel,
  CASE WHEN o.order_id IS NOT NULL THEN o.sales_channel ELSE d.sales_channel END AS sales_channel,
  CASE WHEN o.order_id IS NOT NULL THEN o.campaign ELSE d.campaign END AS campaign,
  CASE WHEN o.order_id IS NOT NULL THEN o.segment ELSE d.segment END AS segment,
  CASE WHEN o.order_id IS NOT NULL THEN o.country ELSE d.country END AS country,
  CASE WHEN o.order_id IS NOT NULL THEN o.device ELSE d.device END AS device,
  CASE WHEN o.order_id IS NOT NULL THEN o.source ELSE d.source END AS source
FROM fact.returned_positions r
JOIN fact.documents d ON d.document_id = r.return_id
LEFT JOIN fact.document_lines line ON line.line_id = r.line_id
LEFT JOIN fact.document_lines sold ON sold.line_id = r.sold_line_id
LEFT JOIN fact.orders o ON o.order_id = r.order_id
