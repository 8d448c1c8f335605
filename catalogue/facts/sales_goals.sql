/*
fact: sales_goals
row: one day's part of a goal for won value or revenue; a goal of a month is spread evenly over its days
refresh_by: workspace
columns:
  goal_id:     { kind: text }
  day:         { kind: date }
  metric:      { kind: text }
  is_last:     { kind: boolean, meaning: the last day of the goal }
  target:      { kind: money, currency: currency, meaning: the day's part }
  whole:       { kind: money, currency: currency, meaning: the whole goal }
  first_day:   { kind: date }
  last_day:    { kind: date }
  currency:    { kind: text, dimension: currency }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
*/
WITH money AS (
  SELECT
    g.*,
    CAST(round(g.target * coalesce(u.minor_units, 100), 0) AS BIGINT) AS whole,
    days_between(g.period_start_on, g.period_end_on) + 1 AS days
  FROM goal g
  LEFT JOIN fact.currency_units u ON u.currency = g.currency
  WHERE g.currency IS NOT NULL AND g.period_end_on >= g.period_start_on
)
SELECT
  m.id AS goal_id,
  k.day,
  m.metric,
  k.day = m.period_end_on AS is_last,
  CASE
    WHEN k.day = m.period_end_on THEN m.whole - CAST(round(CAST(m.whole AS DOUBLE) / m.days, 0) AS BIGINT) * (m.days - 1)
    ELSE CAST(round(CAST(m.whole AS DOUBLE) / m.days, 0) AS BIGINT)
  END AS target,
  m.whole,
  m.period_start_on AS first_day,
  m.period_end_on AS last_day,
  m.currency,
  CAST(NULL AS VARCHAR) AS customer_id,
  e.name AS owner,
  coalesce(m.team, e.team) AS team
FROM money m
JOIN calendar_day k ON k.day >= m.period_start_on AND k.day <= m.period_end_on
LEFT JOIN employee e ON e.id = m.employee_id
