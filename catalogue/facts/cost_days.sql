/*
fact: cost_days
row: one day's part of a cost entry; a cost of a month is spread evenly over its days
refresh_by: day
columns:
  cost_id:     { kind: text }
  day:         { kind: date }
  purpose:     { kind: text, meaning: acquisition or retention }
  category:    { kind: text }
  campaign_id: { kind: text }
  amount:      { kind: money, currency: currency, meaning: the day's part; parts add up to the entry }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  source:      { kind: text, dimension: source }
*/
WITH entries AS (
  SELECT c.*, greatest(coalesce(c.period_end_on, c.incurred_on), c.incurred_on) AS last_on
  FROM cost_entry c
)
-- What is due up to a day less what was due the day before, in whole minor units.
SELECT
  e.id AS cost_id,
  k.day,
  e.purpose,
  e.category,
  e.campaign_id,
  CASE
    WHEN k.day = e.last_on THEN e.amount
    ELSE CAST(floor(CAST(e.amount AS DOUBLE) * (days_between(e.incurred_on, k.day) + 1) / (days_between(e.incurred_on, e.last_on) + 1)) AS BIGINT)
  END - CAST(floor(CAST(e.amount AS DOUBLE) * days_between(e.incurred_on, k.day) / (days_between(e.incurred_on, e.last_on) + 1)) AS BIGINT) AS amount,
  e.currency,
  e.channel,
  e.segment,
  e.source_id AS source
FROM entries e
JOIN calendar_day k ON k.day >= e.incurred_on AND k.day <= e.last_on
