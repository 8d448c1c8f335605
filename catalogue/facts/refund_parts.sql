/*
fact: refund_parts
row: the part of a refund that goes back for one product; where nobody knows for what, one part
refresh_by: order
columns:
  part_id:     { kind: text }
  refund_id:   { kind: text }
  refunded_at: { kind: instant }
  sold_at:     { kind: instant, meaning: when it was sold what the money goes back for; the payment's own moment where nobody knows }
  customer_id: { kind: text, dimension: customer }
  amount:      { kind: money, currency: currency, meaning: "positive; with tax, as it was paid" }
  currency:    { kind: text, dimension: currency }
  is_goodwill: { kind: boolean, meaning: nothing was returned for it }
  product:     { kind: text, dimension: product }
  category:    { kind: text, dimension: category }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
-- What came back of a document, else what was sold with it, says what the money goes back for.
WITH came_back AS (
  SELECT return_id AS document_id, product, category, net FROM fact.return_lines WHERE NOT is_exchange
  UNION ALL
  SELECT order_id, product, category, net FROM fact.return_lines WHERE NOT is_exchange AND order_id IS NOT NULL
),
worth AS (
  SELECT document_id, product, category, CAST(sum(net) AS DOUBLE) AS net
  FROM (
    SELECT document_id, product, category, net FROM came_back
    UNION ALL
    SELECT document_id, product, category, net
    FROM fact.document_lines
    WHERE is_product AND document_id NOT IN (SELECT document_id FROM came_back)
  ) every
  GROUP BY document_id, product, category
  HAVING sum(net) > 0
),
shares AS (
  SELECT
    document_id, product, category,
    sum(net) OVER chain AS net_to,
    sum(net) OVER chain - net AS net_from,
    sum(net) OVER (PARTITION BY document_id) AS net_of_all,
    row_number() OVER chain AS place
  FROM worth
  WINDOW chain AS (
    PARTITION BY document_id ORDER BY net DESC, product, category ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
),
known AS (SELECT DISTINCT document_id FROM shares),
-- An invoice without positions is what its order says.
named AS (
  SELECT p.id AS refund_id, coalesce(own.document_id, of_parent.document_id, of_sale.document_id) AS document_id
  FROM payment p
  JOIN fact.documents d ON d.document_id = p.document_id
  LEFT JOIN known own ON own.document_id = d.document_id
  LEFT JOIN known of_parent ON of_parent.document_id = d.parent_id
  LEFT JOIN fact.document_sales s ON s.document_id = d.document_id
  LEFT JOIN known of_sale ON of_sale.document_id = s.sale_id
  WHERE p.kind = 'refund'
)
SELECT
  r.refund_id || ' ' || CAST(coalesce(s.place, 1) AS VARCHAR) AS part_id,
  r.refund_id,
  r.refunded_at,
  r.refunded_day,
  r.sold_at,
  r.sold_day,
  r.customer_id,
  -- Rounded along the way, so that the parts add up to the refund.
  CASE
    WHEN s.document_id IS NULL THEN r.amount
    ELSE CAST(round(r.amount * s.net_to / s.net_of_all, 0) - round(r.amount * s.net_from / s.net_of_all, 0) AS BIGINT)
  END AS amount,
  r.currency,
  r.is_goodwill,
  s.product,
  s.category,
  r.channel,
  r.segment,
  r.country,
  r.owner,
  r.source
FROM fact.refunds r
LEFT JOIN named n ON n.refund_id = r.refund_id
LEFT JOIN shares s ON s.document_id = n.document_id
