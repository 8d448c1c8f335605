/*
fact: purchase_gaps
row: the time between two purchase days of one customer that follow each other, at the later one
refresh_by: customer
columns:
  gap_id:      { kind: text }
  customer_id: { kind: text, dimension: customer }
  day:         { kind: date, meaning: the later purchase }
  gap_seconds: { kind: integer, meaning: whole local days in seconds }
  rank:        { kind: integer, meaning: "which purchase the later one is: 2 at least" }
  seconds_since_first: { kind: integer, meaning: whole local days since the first purchase in seconds }
  product:     { kind: text, dimension: product, meaning: "the product of the later purchase, of several the one that cost most" }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
*/
WITH bought AS (
  SELECT
    customer_id,
    placed_day AS day,
    product,
    row_number() OVER (
      PARTITION BY customer_id, placed_day ORDER BY coalesce(sum(net), 0) DESC, sum(quantity) DESC, product
    ) AS place
  FROM fact.order_lines
  WHERE customer_id IS NOT NULL AND placed_day IS NOT NULL AND product IS NOT NULL
  GROUP BY customer_id, placed_day, product
)
SELECT
  d.customer_id || ' ' || CAST(d.day AS VARCHAR) AS gap_id,
  d.customer_id,
  d.day,
  CAST(days_between(d.earlier_day, d.day) * 86400 AS BIGINT) AS gap_seconds,
  d.purchase AS rank,
  CAST(days_between(d.first_day, d.day) * 86400 AS BIGINT) AS seconds_since_first,
  b.product,
  d.channel,
  d.campaign,
  d.segment,
  d.country,
  d.owner
FROM (
  SELECT
    purchase_days.*,
    lag(day) OVER chain AS earlier_day,
    min(day) OVER (PARTITION BY customer_id) AS first_day
  FROM fact.purchase_days
  WINDOW chain AS (PARTITION BY customer_id ORDER BY day)
) d
LEFT JOIN bought b ON b.customer_id = d.customer_id AND b.day = d.day AND b.place = 1
WHERE d.earlier_day IS NOT NULL
