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
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
*/
SELECT
  customer_id || ' ' || CAST(day AS VARCHAR) AS gap_id,
  customer_id,
  day,
  CAST(days_between(earlier_day, day) * 86400 AS BIGINT) AS gap_seconds,
  purchase AS rank,
  CAST(days_between(first_day, day) * 86400 AS BIGINT) AS seconds_since_first,
  channel,
  campaign,
  segment,
  country,
  owner
FROM (
  SELECT
    purchase_days.*,
    lag(day) OVER chain AS earlier_day,
    min(day) OVER (PARTITION BY customer_id) AS first_day
  FROM fact.purchase_days
  WINDOW chain AS (PARTITION BY customer_id ORDER BY day)
) d
WHERE earlier_day IS NOT NULL
