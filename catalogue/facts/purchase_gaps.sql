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
  product:     { kind: text, dimension: product, meaning: "the product of the later purchase, of several the one that cost most, in the workspace's currency at the rate of the day" }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
*/
WITH home AS (SELECT max(value) AS currency FROM setting WHERE name = 'currency'),
positions AS (
  SELECT
    s.customer_id, s.placed_day AS day, s.product, s.quantity,
    s.net / coalesce(u.minor_units, 100) AS paid,
    s.net / coalesce(u.minor_units, 100) * CASE WHEN home.currency = s.currency THEN 1 ELSE x.rate END AS worth
  FROM fact.order_lines s
  CROSS JOIN home
  LEFT JOIN fact.exchange_rates x
    ON x.day = s.placed_day AND x.currency = s.currency AND x.base_currency = home.currency
  LEFT JOIN fact.currency_units u ON u.currency = s.currency
  WHERE s.customer_id IS NOT NULL AND s.placed_day IS NOT NULL AND s.product IS NOT NULL
),
-- What has no rate of its day stands behind what has one.
bought AS (
  SELECT
    customer_id, day, product,
    row_number() OVER (
      PARTITION BY customer_id, day
      ORDER BY sum(worth) DESC NULLS LAST, sum(paid) DESC NULLS LAST, sum(quantity) DESC, product
    ) AS place
  FROM positions
  GROUP BY customer_id, day, product
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
