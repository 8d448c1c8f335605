/*
fact: return_lines
row: one returned position, at the date of the return
refresh_by: order
columns:
  line_id:     { kind: text }
  return_id:   { kind: text, meaning: the document of the return }
  returned_at: { kind: instant }
  customer_id: { kind: text, dimension: customer }
  quantity:    { kind: decimal }
  net:         { kind: money, currency: currency, meaning: positive }
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
  line.line_id,
  d.document_id AS return_id,
  d.issued_at AS returned_at,
  d.issued_day AS returned_day,
  d.customer_id,
  CAST(abs(line.quantity) AS DECIMAL(18, 6)) AS quantity,
  abs(line.net) AS net,
  line.currency,
  line.product,
  line.category,
  d.channel,
  d.campaign,
  d.segment,
  d.country,
  d.device,
  d.source
FROM fact.document_lines line
JOIN fact.documents d ON d.document_id = line.document_id
WHERE d.kind = 'return' AND line.is_product
