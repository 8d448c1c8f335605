/*
fact: churn_days
row: one local day on which customers were lost, with those it began with
refresh_by: workspace
columns:
  day:         { kind: date }
  basis:       { kind: text, meaning: "subscription, orders, or all" }
  lost:        { kind: integer, meaning: customers of the beginning of the day who are lost on it }
  opening:     { kind: integer, meaning: customers at the beginning of the day }
  rate:        { kind: decimal, meaning: lost of those }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
*/
WITH moves AS (
  SELECT basis, customer_id, from_day AS day, 1 AS change FROM fact.paying_spans WHERE ends = 'paid_term'
  UNION ALL
  SELECT basis, customer_id, to_day, -1 FROM fact.paying_spans WHERE ends = 'paid_term' AND to_day IS NOT NULL
),
-- Who comes and goes on one day is neither at its beginning nor at its end; who goes and comes is at both.
netted AS (SELECT basis, day, sum(change) AS change FROM moves GROUP BY basis, customer_id, day),
days AS (
  SELECT
    basis, day,
    sum(CASE WHEN change > 0 THEN change ELSE 0 END) AS came,
    sum(CASE WHEN change < 0 THEN -change ELSE 0 END) AS went
  FROM netted
  GROUP BY basis, day
),
counted AS (
  SELECT days.*, sum(came - went) OVER (PARTITION BY basis ORDER BY day ROWS UNBOUNDED PRECEDING) AS closing
  FROM days
)
SELECT
  day,
  basis,
  CAST(went AS BIGINT) AS lost,
  CAST(closing - came + went AS BIGINT) AS opening,
  CAST(CAST(went AS DOUBLE) / (closing - came + went) AS DECIMAL(18, 12)) AS rate,
  CAST(NULL AS VARCHAR) AS customer_id
FROM counted
WHERE went > 0
