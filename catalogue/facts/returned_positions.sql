/*
fact: returned_positions
row: one returned position, with the sold one it belongs to; of a return without positions the whole of it
refresh_by: order
columns:
  line_id:      { kind: text }
  return_id:    { kind: text, meaning: the document of the return }
  order_id:     { kind: text, meaning: the order of what came back; empty where nobody knows }
  sold_line_id: { kind: text, meaning: the position of that order; empty where nobody knows }
  returned_at:  { kind: instant }
  is_exchange:  { kind: boolean, meaning: swapped for another unit }
  quantity:     { kind: decimal, meaning: empty where a return says only what it is worth }
  net:          { kind: money, currency: currency, meaning: "positive; a part of what was paid for it where the return says no price" }
  currency:     { kind: text }
  sold_net:     { kind: money, currency: sold_currency, meaning: "the same in the currency of the sale, at the rate of the day it came back; empty where nobody knows it" }
  sold_currency: { kind: text }
*/
-- A returned position names the sold one, or its document names the order, or the invoice of it, and it the product.
WITH home AS (SELECT max(value) AS currency FROM setting WHERE name = 'currency'),
back AS (
  SELECT
    line.line_id,
    d.document_id AS return_id,
    d.issued_at AS returned_at,
    d.issued_day AS returned_day,
    CASE WHEN named.kind = 'order' THEN line.parent_line_id END AS sold_line_id,
    coalesce(
      CASE WHEN named.kind = 'order' THEN named.document_id END,
      CASE WHEN named.kind = 'invoice' THEN named.parent_id END,
      CASE WHEN parent.kind = 'invoice' THEN parent.parent_id ELSE d.parent_id END
    ) AS order_id,
    coalesce(line.product_key, sold_line.product_key) AS product_key,
    coalesce(line.product, sold_line.product) AS product,
    line.is_exchange,
    abs(line.quantity) AS quantity,
    abs(line.net) AS net,
    line.currency
  FROM fact.document_lines line
  JOIN fact.documents d ON d.document_id = line.document_id
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN fact.document_lines sold_line ON sold_line.line_id = line.parent_line_id
  LEFT JOIN fact.documents named ON named.document_id = sold_line.document_id
  WHERE d.kind = 'return' AND (line.is_product OR line.is_exchange)
  UNION ALL
  SELECT
    d.document_id, d.document_id, d.issued_at, d.issued_day, NULL,
    CASE WHEN parent.kind = 'invoice' THEN parent.parent_id ELSE d.parent_id END,
    NULL, NULL, false, NULL, abs(d.net), d.currency
  FROM fact.documents d
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  WHERE d.kind = 'return'
    AND d.document_id NOT IN (SELECT document_id FROM fact.document_lines WHERE is_product OR is_exchange)
),
sold AS (
  SELECT
    line.line_id, line.document_id, line.product_key, line.product, line.quantity, line.net, line.currency,
    -- Returned units of a product that stands twice in an order belong to the first position.
    row_number() OVER (PARTITION BY line.document_id, line.product_key ORDER BY line.line_id) AS place,
    row_number() OVER (PARTITION BY line.document_id, line.product ORDER BY line.line_id) AS place_of_name,
    count(*) OVER (PARTITION BY line.document_id) AS positions
  FROM fact.document_lines line
  JOIN fact.documents d ON d.document_id = line.document_id AND d.kind = 'order'
  WHERE line.is_product
),
-- A return may call the product by its name where the sale has its code, or not at all where it had but one.
placed AS (
  SELECT b.*, coalesce(b.sold_line_id, by_key.line_id, by_name.line_id, alone.line_id) AS position_id
  FROM (SELECT back.*, CASE WHEN sold_line_id IS NULL THEN order_id END AS sought_in FROM back) b
  LEFT JOIN sold by_key
    ON by_key.document_id = b.sought_in AND by_key.product_key = b.product_key AND by_key.place = 1
  LEFT JOIN sold by_name
    ON by_name.document_id = b.sought_in AND by_name.product = b.product AND by_name.place_of_name = 1
  LEFT JOIN sold alone
    ON alone.positions = 1
   AND alone.document_id = CASE WHEN b.product_key IS NULL AND b.product IS NULL AND b.quantity IS NOT NULL THEN b.sought_in END
),
-- At the rate of the day it came back; two currencies without a rate of their own meet in the workspace's currency.
rated AS (
  SELECT
    p.*,
    coalesce(s.currency, counted.currency) AS sold_currency,
    CAST(s.net AS DOUBLE) * CAST(p.quantity AS DOUBLE) / CAST(nullif(abs(s.quantity), 0) AS DOUBLE) AS paid_for_it,
    CASE
      WHEN p.currency = coalesce(s.currency, counted.currency) THEN 1
      ELSE coalesce(
        CAST(direct.rate AS DOUBLE),
        CASE WHEN p.currency = home.currency THEN 1 ELSE CAST(there.rate AS DOUBLE) END / CAST(back_home.rate AS DOUBLE)
      ) * coalesce(its.minor_units, 100) / coalesce(own.minor_units, 100)
    END AS rate
  FROM placed p
  LEFT JOIN sold s ON s.line_id = p.position_id
  LEFT JOIN sales_document named ON named.id = p.order_id
  LEFT JOIN fact.documents counted ON counted.document_id = p.order_id
  CROSS JOIN home
  LEFT JOIN fact.exchange_rates direct
    ON direct.day = p.returned_day AND direct.currency = p.currency AND direct.base_currency = coalesce(s.currency, counted.currency)
  LEFT JOIN fact.exchange_rates there
    ON there.day = p.returned_day AND there.currency = p.currency AND there.base_currency = home.currency
  LEFT JOIN fact.exchange_rates back_home
    ON back_home.day = p.returned_day AND back_home.currency = coalesce(s.currency, counted.currency) AND back_home.base_currency = home.currency
  LEFT JOIN fact.currency_units own ON own.currency = p.currency
  LEFT JOIN fact.currency_units its ON its.currency = coalesce(s.currency, counted.currency)
  -- What comes back of an order that does not count (cancelled, test) does not count either.
  WHERE named.id IS NULL OR counted.document_id IS NOT NULL
),
valued AS (
  SELECT
    rated.*,
    -- Without a rate it is worth what was paid for its units.
    CASE
      WHEN net IS NOT NULL AND rate = 1 AND currency = sold_currency THEN net
      ELSE CAST(round(coalesce(net * rate, paid_for_it), 0) AS BIGINT)
    END AS sold_net
  FROM rated
)
SELECT
  line_id,
  return_id,
  order_id,
  position_id AS sold_line_id,
  returned_at,
  returned_day,
  is_exchange,
  CAST(quantity AS DECIMAL(18, 6)) AS quantity,
  coalesce(net, sold_net) AS net,
  CASE WHEN net IS NULL THEN coalesce(sold_currency, currency) ELSE currency END AS currency,
  sold_net,
  sold_currency
FROM valued
