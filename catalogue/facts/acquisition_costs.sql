/*
fact: acquisition_costs
row: one day's part of what was spent to win customers; ads come from ad days as soon as there are any, everything else from cost entries
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
  segment:     { kind: text, dimension: segment, meaning: empty for ads and for what belongs to all }
  source:      { kind: text, dimension: source }
*/
WITH reported AS (SELECT min(day) AS first_day FROM ad_day WHERE spend IS NOT NULL)
SELECT
  ad_day_id AS cost_id,
  day,
  customer_id,
  'ads' AS kind,
  spend AS amount,
  currency,
  channel,
  campaign,
  CAST(NULL AS VARCHAR) AS segment,
  source
FROM fact.ad_days
WHERE spend IS NOT NULL
UNION ALL
SELECT
  p.cost_id,
  p.day,
  CAST(NULL AS VARCHAR) AS customer_id,
  coalesce(p.category, 'other') AS kind,
  p.amount,
  p.currency,
  coalesce(p.channel, g.channel) AS channel,
  g.name AS campaign,
  p.segment,
  p.source
FROM fact.cost_days p
CROSS JOIN reported
LEFT JOIN campaign g ON g.id = p.campaign_id
WHERE p.purpose = 'acquisition'
  -- From the first day that an ad platform reports, an entry for ads would count the same money twice.
  AND NOT (coalesce(lower(p.category), '') IN ('ads', 'ad spend', 'ad_spend', 'advertising') AND coalesce(p.day >= reported.first_day, false))
