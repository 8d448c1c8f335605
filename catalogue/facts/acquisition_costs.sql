/*
fact: acquisition_costs
row: one day's part of what was spent to win customers; ads come from ad days only, everything else from cost entries
refresh_by: day
columns:
  cost_id:     { kind: text }
  day:         { kind: date }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  kind:        { kind: text, meaning: ads or the category of the entry }
  amount:      { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  source:      { kind: text, dimension: source }
*/
WITH entries AS (
  SELECT c.*, greatest(coalesce(c.period_end_on, c.incurred_on), c.incurred_on) AS last_on
  FROM cost_entry c
  WHERE c.purpose = 'acquisition'
),
-- A salary of a month is spread over its days: what is due up to a day less what was due the day before, in whole minor units.
parts AS (
  SELECT
    e.*,
    k.day,
    CASE
      WHEN k.day = e.last_on THEN e.amount
      ELSE CAST(floor(CAST(e.amount AS DOUBLE) * (days_between(e.incurred_on, k.day) + 1) / (days_between(e.incurred_on, e.last_on) + 1)) AS BIGINT)
    END AS due,
    CAST(floor(CAST(e.amount AS DOUBLE) * days_between(e.incurred_on, k.day) / (days_between(e.incurred_on, e.last_on) + 1)) AS BIGINT) AS due_before
  FROM entries e
  JOIN calendar_day k ON k.day >= e.incurred_on AND k.day <= e.last_on
)
SELECT
  ad_day_id AS cost_id,
  day,
  customer_id,
  'ads' AS kind,
  spend AS amount,
  currency,
  channel,
  campaign,
  source
FROM fact.ad_days
WHERE spend IS NOT NULL
UNION ALL
SELECT
  p.id AS cost_id,
  p.day,
  CAST(NULL AS VARCHAR) AS customer_id,
  coalesce(p.category, 'other') AS kind,
  p.due - p.due_before AS amount,
  p.currency,
  coalesce(p.channel, g.channel) AS channel,
  g.name AS campaign,
  p.source_id AS source
FROM parts p
LEFT JOIN campaign g ON g.id = p.campaign_id
