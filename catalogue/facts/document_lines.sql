/*
fact: document_lines
row: one position of an order, invoice, return or credit note, with its value in minor units
refresh_by: order
columns:
  line_id:        { kind: text }
  document_id:    { kind: text }
  parent_line_id: { kind: text, meaning: the sold position a returned one belongs to }
  product_key:    { kind: text, meaning: names the product within one source }
  product:        { kind: text, dimension: product }
  category:       { kind: text, dimension: category }
  quantity:       { kind: decimal }
  net:            { kind: money, currency: currency }
  currency:       { kind: text, dimension: currency }
  is_product:     { kind: boolean, meaning: "false for shipping, fees, adjustments and exchanges, which are not revenue" }
  is_exchange:    { kind: boolean, meaning: swapped for another unit }
*/
-- Eighteen digits times eighteen digits need more than eighteen.
WITH priced AS (
  SELECT
    line.*,
    CAST(line.quantity AS DECIMAL(19, 6)) * CAST(line.unit_price AS DECIMAL(19, 6)) AS price
  FROM sales_document_line line
)
SELECT
  line.id AS line_id,
  line.document_id,
  line.parent_line_id,
  coalesce(line.product_id, line.product_code, line.product_name) AS product_key,
  coalesce(p.name, line.product_name, line.product_code) AS product,
  coalesce(p.category, line.category) AS category,
  line.quantity,
  coalesce(
    line.net,
    -- Beyond that it is no price but a slip of the source, and would leave the digits there are.
    CASE WHEN abs(line.price) < 10000000000000 THEN CAST(round(line.price * coalesce(u.minor_units, 100), 0) AS BIGINT) END
      - coalesce(line.discount, 0)
  ) AS net,
  coalesce(line.currency, d.currency) AS currency,
  coalesce(line.kind, 'product') = 'product' AND n.code IS NULL AS is_product,
  coalesce(line.kind, 'product') = 'exchange' AS is_exchange
FROM priced line
JOIN sales_document d ON d.id = line.document_id
LEFT JOIN product p ON p.id = line.product_id
LEFT JOIN fact.currency_units u ON u.currency = coalesce(line.currency, d.currency)
LEFT JOIN (SELECT DISTINCT code FROM non_product_code) n ON n.code = line.product_code
