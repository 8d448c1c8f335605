/*
fact: return_lines
row: one returned position, at the date of the return
refresh_by: order
columns:
  line_id:     { kind: text }
  return_id:   { kind: text, meaning: the document of the return }
  order_id:    { kind: text, meaning: the order of what came back; empty where nobody knows }
  returned_at: { kind: instant }
  is_exchange: { kind: boolean, meaning: swapped for another unit }
  customer_id: { kind: text, dimension: customer }
  quantity:    { kind: decimal }
  net:         { kind: money, currency: currency, meaning: "positive; a part of what was paid for it where the return says no price" }
  currency:    { kind: text, dimension: currency }
  product:     { kind: text, dimension: product }
  category:    { kind: text, dimension: category }
  channel:     { kind: text, dimension: channel }
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
  d.customer_id,
  r.quantity,
  r.net,
  r.currency,
  coalesce(line.product, sold.product) AS product,
  coalesce(line.category, sold.category) AS category,
  d.channel,
  d.campaign,
  d.segment,
  d.country,
  d.device,
  d.source
FROM fact.returned_positions r
JOIN fact.document_lines line ON line.line_id = r.line_id
JOIN fact.documents d ON d.document_id = r.return_id
LEFT JOIN fact.document_lines sold ON sold.line_id = r.sold_line_id
