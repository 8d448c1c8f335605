/*
fact: purchase_gaps
row: the time between two purchase days of one customer that follow each other, at the later one
refresh_by: customer
columns:
  gap_id:      { kind: text }
  customer_id: { kind: text, dimension: customer }
  day:         { kind: date, meaning: the later purchase }
  gap_seconds: { kind: integer, meaning: whole local days in seconds }
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
  channel,
  campaign,
  segment,
  country,
  owner
FROM (
  SELECT purchase_days.*, lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS earlier_day
  FROM fact.purchase_days
) d
WHERE earlier_day IS NOT NULL
