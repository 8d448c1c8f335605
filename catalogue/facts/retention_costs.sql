/*
fact: retention_costs
row: one day's part of what was spent to keep customers
refresh_by: day
columns:
  cost_id:     { kind: text }
  day:         { kind: date }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  amount:      { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
  segment:     { kind: text, dimension: segment }
  source:      { kind: text, dimension: source }
*/
WITH entries AS (
  SELECT c.*, greatest(coalesce(c.period_end_on, c.incurred_on), c.incurred_on) AS last_on
  FROM cost_entry c
  WHERE c.purpose = 'retention'
),
-- A cost of a month is spread over its days: what is due up to a day less what was due the day before, in whole minor units.
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
  p.id AS cost_id,
  p.day,
  CAST(NULL AS VARCHAR) AS customer_id,
  p.due - p.due_before AS amount,
  p.currency,
  p.segment,
  p.source_id AS source
FROM parts p
