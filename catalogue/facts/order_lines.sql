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
  net:               { kind: money, currency: currency }
  returned_net:      { kind: money, currency: currency, meaning: "value of those units" }
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
-- A returned position names the sold one, or its document names the order, or the invoice of it, and it the product.
WITH back AS (
  SELECT
    CASE WHEN named.kind = 'order' THEN line.parent_line_id END AS parent_line_id,
    CASE WHEN parent.kind = 'invoice' THEN parent.parent_id ELSE d.parent_id END AS order_id,
    line.product_key,
    line.quantity,
    line.net
  FROM fact.document_lines line
  JOIN fact.documents d ON d.document_id = line.document_id
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN fact.document_lines sold_line ON sold_line.line_id = line.parent_line_id
  LEFT JOIN fact.documents named ON named.document_id = sold_line.document_id
  WHERE d.kind = 'return' AND line.is_product
),
by_line AS (
  SELECT parent_line_id AS line_id, sum(abs(quantity)) AS quantity, sum(abs(net)) AS net
  FROM back
  WHERE parent_line_id IS NOT NULL
  GROUP BY parent_line_id
),
by_product AS (
  SELECT order_id, product_key, sum(abs(quantity)) AS quantity, sum(abs(net)) AS net
  FROM back
  WHERE parent_line_id IS NULL AND order_id IS NOT NULL
  GROUP BY order_id, product_key
),
sold AS (
  SELECT
    line.*,
    -- Returned units of a product that stands twice in an order belong to the first position.
    row_number() OVER (PARTITION BY line.document_id, line.product_key ORDER BY line.line_id) AS place
  FROM fact.document_lines line
  WHERE line.is_product
)
SELECT
  s.line_id,
  o.order_id,
  o.placed_at,
  o.placed_day,
  o.customer_id,
  s.quantity,
  CAST(coalesce(a.quantity, 0) + coalesce(b.quantity, 0) AS DECIMAL(18, 6)) AS returned_quantity,
  s.net,
  CAST(coalesce(a.net, 0) + coalesce(b.net, 0) AS BIGINT) AS returned_net,
  s.currency,
  s.product,
  s.category,
  o.channel,
  o.campaign,
  o.segment,
  o.country,
  o.device,
  o.source
FROM sold s
JOIN fact.orders o ON o.order_id = s.document_id
LEFT JOIN by_line a ON a.line_id = s.line_id
LEFT JOIN by_product b ON b.order_id = s.document_id AND b.product_key = s.product_key AND s.place = 1
